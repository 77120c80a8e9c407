import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Services } from '../../src/app.js';
import { SendError } from '../../src/channels/channel.js';
import type { Client } from '../../src/db/open.js';
import { appendEvent, putDossier, undoEvent } from '../../src/dossiers/change/update.js';
import { dossierKey } from '../../src/dossiers/model/dossier.js';
import { openJobs } from '../../src/jobs/boss.js';
import { createDossierNotices, type NoticeSettings } from '../../src/notifications/create-notices.js';
import { createDelivery } from '../../src/notifications/deliver.js';
import { createPhoneOf } from '../../src/notifications/notice-phone.js';
import {
  findNotice,
  pauseChannel,
  requeueAbandoned,
  resumeChannel,
  retryNotice,
} from '../../src/notifications/notice-store.js';
import { renderNotice } from '../../src/notifications/render.js';
import { setNoticePhone, unfollow, unfollowAll } from '../../src/notifications/subscription-store.js';
import { seal } from '../../src/security/secrets.js';
import { at, chief, clerk } from '../dossiers/fixture.js';
import { silentLog } from '../support/records.js';
import { createScriptedChannel, type Scripted } from '../support/scripted-channel.js';
import { openTestServices } from '../support/services.js';
import { addFollower, listNotices } from './people.js';

const ALWAYS: NoticeSettings = { isOff: () => false, quietHours: { from: 0, until: 0 } };

describe('telling those who follow a dossier', () => {
  let services: Services;
  let db: Client;
  let channel: Scripted;
  let serial = 0;
  let code = '';

  beforeAll(async () => {
    services = await openTestServices();
    db = services.database.client;
    await services.catalogue();
  });
  beforeEach(async () => {
    channel = createScriptedChannel();
    await db.notice.deleteMany();
    serial += 1;
    code = `H21.17-261120-${1000 + serial}`;
    const dossier = {
      procedure: '1.004884',
      receivedAt: at(20),
      submission: 'direct' as const,
      owner: { name: 'Nguyễn Văn An', phone: '0905123456' },
    };
    await putDossier(services.dossiers, { code, dossier }, { actor: chief, now: at(20, '09:01') });
    await addFollower(db, `an-${serial}`, [['dossier', code]]);
    await addFollower(db, `binh-${serial}`, [['dossier', code]]);
  });

  const move = (status: number, time: string, id = `e${status}-${time}`) =>
    appendEvent(
      services.dossiers,
      {
        code,
        event: {
          id,
          status: status as never,
          at: at(20, time),
          ...(status === 5 ? { reason: 'thiếu bản sao', missing: ['bản sao'] } : {}),
        },
      },
      { actor: chief, now: at(20, time) },
    );
  const positions = async () => {
    const events = await db.dossierEvent.findMany({
      where: { key: dossierKey(code) },
      orderBy: { position: 'asc' },
    });
    return events.map(({ position }) => position);
  };
  const tell = async (which: readonly number[], setting = ALWAYS) =>
    createDossierNotices(
      db,
      which.map((position) => ({ key: dossierKey(code), position })),
      setting,
      new Date(),
    );
  const tellLast = async () => tell([(await positions()).at(-1) ?? 0]);
  const told = async () =>
    (await listNotices(db)).filter(({ state }) => state !== 'cancelled').map(({ kind }) => kind);

  /** Sends until nothing is due any more. */
  async function deliver(): Promise<void> {
    const delivery = createDelivery({
      db,
      channels: { telegram: channel },
      pace: { telegram: 0, 'zalo-oa': 0, 'zalo-bot': 0 },
      textOf: async (notice) =>
        renderNotice(notice, {
          locale: notice.locale === 'en' ? 'en' : 'vi',
          lookups: await services.lookups(notice.person, { channel: 'telegram', client: null }),
          now: at(20, '12:00'),
        }),
      phoneOf: createPhoneOf(db, { factorKey: services.dossiers.factorKey, phoneKey: services.phoneKey }),
      log: silentLog,
      count: () => undefined,
      alert: () => undefined,
    });
    delivery.watch();
    await vi.waitFor(
      async () => {
        const left = { state: { in: ['queued', 'sending'] }, sendAt: { lte: new Date() } };
        expect(await db.notice.count({ where: left })).toBe(0);
      },
      { timeout: 15_000, interval: 30 },
    );
    await delivery.close();
  }
  const texts = () => channel.sent.map(({ text }) => text).filter((text) => !/^\d+ lựa chọn$/.test(text));

  it('tells each of them once, in plain words, with a code to check it by', async () => {
    await move(4, '10:00');
    expect(await tellLast()).toBe(2);
    expect(await tellLast()).toBe(0);
    await deliver();
    expect(
      channel.sent.map(({ chat }) => chat).filter((chat, i, all) => all.indexOf(chat) === i),
    ).toHaveLength(2);
    const [first = ''] = texts();
    expect(first).toMatch(new RegExp(`${code}[\\s\\S]*Đang xử lý[\\s\\S]*Việc cần làm`));
    expect(first).not.toMatch(/0905|Nguyễn Văn An/);
    const word = /Mã tin: ([A-Z\d]{4}-[A-Z\d]{4})/.exec(first)?.[1] ?? '';
    expect(await findNotice(db, word)).toMatchObject({ state: 'sent', person: expect.stringContaining('-') });
    expect(texts()).toHaveLength(2);
  });

  it.each([
    ['the number the dossier has in it', '84905123456', '84905123456'],
    ['no number that it has not', '84905123457', null],
  ])('gives the channel %s, for when it cannot write to them any more', async (_, given, used) => {
    await setNoticePhone(db, `an-${serial}`, seal(services.phoneKey, given));
    const numbers = new Map<string, string | null | undefined>();
    channel.send = async ({ chat, phone }) => void numbers.set(chat, await phone?.());
    await move(4, '10:00');
    await tellLast();
    await deliver();
    expect([numbers.get(`chat-an-${serial}`), numbers.get(`chat-binh-${serial}`)]).toEqual([used, null]);
  });

  it('forgets the number with the agreement', async () => {
    await setNoticePhone(db, `an-${serial}`, seal(services.phoneKey, '84905123456'));
    await unfollowAll(db, `an-${serial}`);
    expect(await db.contact.findUnique({ where: { key: `an-${serial}` } })).toMatchObject({ phone: null });
  });

  it('names what is missing, and by when it must be there', async () => {
    await move(5, '10:00');
    await tellLast();
    await deliver();
    expect(texts()[0]).toMatch(/bản sao[\s\S]*Bổ sung chậm nhất/);
  });

  it('tells of a due date moved with a letter of apology, though the dossier stands where it stood', async () => {
    await move(4, '10:00');
    await appendEvent(
      services.dossiers,
      {
        code,
        event: {
          id: 'more',
          status: 4,
          at: at(20, '11:00'),
          dueAt: at(33, '17:00'),
          apologyDocument: '12/XL',
          reason: 'chờ đo đạc',
        },
      },
      { actor: chief, now: at(20, '11:00') },
    );
    await tellLast();
    await deliver();
    expect(texts()[0]).toMatch(/(?:đã đổi thành|Ngày hẹn mới:) 03\/12\/2026/);
  });

  it('tells only where the dossier stands now, not what was overtaken or came late', async () => {
    await move(4, '10:00');
    await move(9, '11:00');
    await move(5, '09:30');
    const [, ...changes] = await positions();
    expect(await tell(changes)).toBe(2);
    await deliver();
    expect(texts()[0]).toContain('Đã xử lý xong');
  });

  it('does not tell a slip that was undone in time, and puts right one that was told', async () => {
    await move(4, '10:00', 'slip');
    const undo = () =>
      undoEvent(
        services.dossiers,
        { code, id: 'slip', source: chief.source, reason: null },
        { actor: chief, now: at(20, '10:05') },
      );
    const slip = (await positions()).at(-1) ?? 0;
    await undo();
    expect(await tell([slip, slip + 1])).toBe(0);

    await db.notice.deleteMany();
    await move(4, '10:20', 'slip2');
    await tellLast();
    await deliver();
    await undoEvent(
      services.dossiers,
      { code, id: 'slip2', source: chief.source, reason: null },
      { actor: chief, now: at(20, '10:22') },
    );
    await tellLast();
    expect((await told()).filter((kind) => kind === 'corrected')).toHaveLength(2);
  });

  it('waits while the dossier is changing: what stands there may be a slip about to be undone', async () => {
    await move(4, '10:00');
    await tellLast();
    const recordedAt = (ago: number) =>
      db.dossierEvent.updateMany({
        where: { key: dossierKey(code) },
        data: { recordedAt: new Date(Date.now() - ago) },
      });
    await recordedAt(1_000);
    await deliver();
    expect(texts()).toEqual([]);
    await recordedAt(5_000);
    await db.notice.updateMany({ data: { sendAt: new Date(0) } });
    await deliver();
    expect(texts()).toHaveLength(2);
  });

  it('takes back a notice that waits when its slip is undone', async () => {
    await move(4, '10:00', 'slip');
    const slip = (await positions()).at(-1) ?? 0;
    await tell([slip], { isOff: () => false, quietHours: { from: 0, until: 1439 } });
    await undoEvent(
      services.dossiers,
      { code, id: 'slip', source: chief.source, reason: null },
      { actor: chief, now: at(20, '10:05') },
    );
    await tell([slip + 1]);
    expect(await told()).toEqual([]);
  });

  it('tells changes within a minute of a notice together, the last of them', async () => {
    await move(4, '10:00');
    await tellLast();
    await deliver();
    await move(6, '10:01');
    await tellLast();
    await move(4, '10:02');
    await tellLast();
    const waiting = await db.notice.findMany({ where: { state: 'queued' } });
    expect(waiting).toHaveLength(2);
    for (const { sendAt } of waiting) expect(sendAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('keeps the quiet hours of each person', async () => {
    const minute = (Math.floor(Date.now() / 60_000) + 7 * 60) % 1440;
    await db.contact.update({
      where: { key: `binh-${serial}` },
      data: { quietFrom: (minute + 1430) % 1440, quietUntil: (minute + 60) % 1440 },
    });
    await move(4, '10:00');
    await tellLast();
    const [an, binh] = await db.notice.findMany({ orderBy: { person: 'asc' } });
    expect(an?.sendAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(binh?.sendAt.getTime()).toBeGreaterThan(Date.now() + 55 * 60_000);
  });

  it('tells nothing to who stopped following, took the agreement back or is gone', async () => {
    await move(4, '10:00');
    await tellLast();
    await unfollow(db, `an-${serial}`, 'dossier', dossierKey(code));
    await unfollowAll(db, `binh-${serial}`);
    await deliver();
    expect(channel.sent).toEqual([]);
    await move(9, '11:00');
    expect(await tellLast()).toBe(0);
  });

  it('tells nothing of kinds that are switched off', async () => {
    await move(4, '10:00');
    const last = (await positions()).at(-1) ?? 0;
    expect(await tell([last], { ...ALWAYS, isOff: (kind) => kind === 'status' })).toBe(0);
  });

  it('sends again what was not accepted, and once more what may have been, and counts that', async () => {
    channel.troubles = [
      { error: new SendError('later', '429', 20) },
      { error: new SendError('unknown', 'timeout'), accepted: true },
    ];
    await move(4, '10:00');
    await tellLast();
    await deliver();
    await vi.waitFor(
      async () => {
        await deliver();
        expect(await db.notice.count({ where: { state: 'sent' } })).toBe(2);
      },
      { timeout: 15_000, interval: 300 },
    );
    const rows = await db.notice.findMany();
    expect(rows.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(1);
    expect(texts()).toHaveLength(3);
  });

  it('gives up on who cannot be reached, and on what will not be accepted, until an operator says otherwise', async () => {
    channel.troubles = [
      { error: new SendError('gone', 'blocked') },
      { error: new SendError('never', 'bad') },
    ];
    await move(4, '10:00');
    await tellLast();
    await deliver();
    const rows = await db.notice.findMany({ where: { state: 'failed' }, orderBy: { reason: 'asc' } });
    expect(rows.map(({ reason }) => reason)).toEqual(['bad', 'blocked']);
    expect(await retryNotice(db, rows[0]?.id ?? 0n)).toBe(true);
    await deliver();
    expect(texts()).toHaveLength(1);
  });

  it('sends again what a process took and did not finish, and counts that', async () => {
    await move(4, '10:00');
    await tellLast();
    await db.notice.updateMany({ data: { state: 'sending', leaseUntil: new Date(0) } });
    expect(await requeueAbandoned(db, [{ channel: 'zalo-oa', windowMs: 7 * 86_400_000 }])).toBe(2);
    await deliver();
    expect((await db.notice.findMany()).map(({ state, repeats }) => [state, repeats])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
  });

  it('leaves it to an operator whether a paid template that may be out is sent again', async () => {
    await move(4, '10:00');
    await tellLast();
    const longAgo = new Date(Date.now() - 8 * 86_400_000);
    await db.contact.update({ where: { key: `an-${serial}` }, data: { lastInboundAt: longAgo } });
    const taken = { state: 'sending', channel: 'zalo-oa', leaseUntil: new Date(0) };
    await db.notice.updateMany({ data: taken });
    await requeueAbandoned(db, [{ channel: 'zalo-oa', windowMs: 7 * 86_400_000 }]);
    const states = await db.notice.findMany({ orderBy: { person: 'asc' }, select: { state: true } });
    expect(states.map(({ state }) => state)).toEqual(['unknown', 'queued']);
  });

  it('sends nothing on a channel an operator has paused', async () => {
    await pauseChannel(db, 'telegram', 'lan', 'bảo trì');
    await move(4, '10:00');
    await tellLast();
    await deliver();
    expect(channel.sent).toEqual([]);
    expect(await db.notice.count({ where: { state: 'queued' } })).toBe(2);
    await resumeChannel(db, 'telegram');
    await db.notice.updateMany({ data: { sendAt: new Date(0) } });
    await deliver();
    expect(texts()).toHaveLength(2);
  });

  it('goes from the desk to the person by itself, through the jobs', async () => {
    const jobs = await openJobs(services.database, silentLog);
    onTestFinished(() => jobs.close());
    await jobs.work('tell-dossier', async (some) => {
      const ours = some.filter(({ key }) => key === dossierKey(code));
      await createDossierNotices(db, ours, ALWAYS, new Date());
    });
    await appendEvent(
      services.dossiers,
      { code, event: { id: 'x', status: 4, at: at(20, '10:00') } },
      { actor: clerk, now: at(20, '10:00') },
    );
    await vi.waitFor(async () => expect(await db.notice.count()).toBe(2), { timeout: 20_000, interval: 100 });
    await deliver();
    expect(texts()).toHaveLength(2);
  }, 40_000);
});
