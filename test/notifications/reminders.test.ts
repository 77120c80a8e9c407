import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/open.js';
import type { UpdateDeps } from '../../src/dossiers/change/commit.js';
import { appendEvent, putDossier } from '../../src/dossiers/change/update.js';
import type { EventInput } from '../../src/dossiers/model/inputs.js';
import type { Status } from '../../src/dossiers/model/status.js';
import { remind } from '../../src/jobs/reminders.js';
import { at, event, filed, settingOf, system } from '../dossiers/fixture.js';
import { openTestDatabase } from '../support/database.js';
import { addFollower, listNotices } from './people.js';

const CODE = 'H21.17-261116-0001';
const OTHER = 'H21.17-261116-0002';

describe('those who follow a dossier are reminded', () => {
  let database: Database;
  let setting: UpdateDeps;
  beforeAll(async () => {
    database = await openTestDatabase();
    setting = settingOf(database);
  });
  beforeEach(async () => {
    const { client } = database;
    for (const table of ['notices', 'subscriptions', 'dossier_events', 'dossiers'])
      await client.$executeRawUnsafe(`DELETE FROM ${table}`);
    await addFollower(client, 'an', [['dossier', CODE]]);
  });

  const told = (when: Date) => ({ actor: system, now: when });
  async function file(code: string, received: Date, given: object = {}) {
    const dossier = { ...filed, receivedAt: received, ...given };
    const result = await putDossier(setting, { code, dossier }, told(received));
    expect(result.ok).toBe(true);
  }
  async function go(status: Status, when: Date, given: Partial<EventInput> = {}) {
    const id = `${status}-${when.getTime()}`;
    const result = await appendEvent(
      setting,
      { code: CODE, event: event(id, status, when, given) },
      told(when),
    );
    expect(result.ok).toBe(true);
  }
  const look = (when: Date, off: readonly string[] = []) =>
    remind(
      {
        db: database.client,
        readCalendars: setting.readCalendars,
        setting: { isOff: (kind) => off.includes(kind) },
      },
      when,
    );
  const kinds = async () => (await listNotices(database.client)).map(({ kind }) => kind);

  it('once that it is late, from the day after the due day on', async () => {
    await file(CODE, at(16));
    await file(OTHER, at(16));
    expect(await look(at(21, '23:00'))).toBe(0);
    expect(await look(at(22, '00:30'))).toBe(1);
    expect(await listNotices(database.client)).toEqual([
      { person: 'an', kind: 'late', params: { code: CODE }, state: 'queued' },
    ]);
    const [{ sendAt } = { sendAt: null }] = await database.client.notice.findMany();
    expect(sendAt).toEqual(at(22, '06:00'));
    expect(await look(at(22, '00:45'))).toBe(0);
    expect(await look(at(25))).toBe(0);
  });

  it('once more when the due date it was given instead has passed too', async () => {
    await file(CODE, at(16));
    expect(await look(at(22))).toBe(1);
    await database.client.dossier.updateMany({ data: { dueAt: at(26, '17:00') } });
    expect(await look(at(25))).toBe(0);
    expect(await look(at(27))).toBe(1);
    expect(await look(at(28))).toBe(0);
  });

  it('not that it is late where the office has written, or waits for papers, or is done', async () => {
    await file(CODE, at(16));
    await go(4, at(20), { dueAt: at(26, '17:00'), apologyDocument: '12/XL', reason: 'chờ đo đạc' });
    expect(await look(at(30))).toBe(0);
    await go(9, at(30));
    expect(await look(at(30, '10:00'))).toBe(0);
  });

  it('that it has not been accepted, after eight working hours', async () => {
    // A Friday at 15:00; two hours are left of it.
    await file(CODE, at(20, '15:00'), { submission: 'online' });
    expect(await look(at(23, '09:00'))).toBe(0);
    expect(await look(at(24, '09:00'))).toBe(1);
    expect(await kinds()).toEqual(['notAccepted']);
    await go(2, at(24, '10:00'));
    expect(await look(at(25, '09:00'))).toBe(0);
  });

  it('that the deadline the desk set for supplements is near, not when the papers are in', async () => {
    await file(CODE, at(16));
    await go(5, at(17), { reason: 'thiếu bản sao', supplementBy: '2026-11-25' });
    expect(await look(at(21))).toBe(0);
    expect(await look(at(22))).toBe(1);
    expect(await kinds()).toEqual(['supplementSoon']);
    await go(5, at(22, '10:00'), { subState: 'citizenSent', reason: 'đã gửi', supplementBy: '2026-11-25' });
    expect(await look(at(23))).toBe(0);
  });

  it('of fifteen days for supplements where the desk set none, and never after them', async () => {
    await file(CODE, at(2));
    await go(5, at(3), { reason: 'thiếu bản sao' });
    expect(await look(at(14))).toBe(0);
    expect(await look(at(19))).toBe(0);
    expect(await look(at(15))).toBe(1);
  });

  it('of a result after three days and once more after fourteen', async () => {
    await file(CODE, at(2));
    await go(9, at(4), { subState: 'ready' });
    expect(await look(at(6))).toBe(0);
    expect(await look(at(7))).toBe(1);
    expect(await look(at(12))).toBe(0);
    expect(await look(at(18))).toBe(1);
    expect(await look(at(29))).toBe(0);
    expect(await kinds()).toEqual(['resultWaiting', 'resultWaiting']);
  });

  it('of no result that was posted, and of nothing the operator has switched off', async () => {
    await file(CODE, at(2));
    await go(9, at(4), { subState: 'ready' });
    expect(await look(at(8), ['resultWaiting'])).toBe(0);
    await go(9, at(8, '10:00'), { subState: 'posted' });
    expect(await look(at(12))).toBe(0);
  });

  it('without taking back a newer notice that waits', async () => {
    await file(CODE, at(16));
    await look(at(22));
    await database.client.notice.updateMany({ data: { state: 'sent' } });
    await addFollower(database.client, 'binh', [['dossier', CODE]]);
    await database.client.notice.create({
      data: {
        event: 'later',
        person: 'an',
        channel: 'telegram',
        subject: (await database.client.notice.findFirstOrThrow()).subject,
        kind: 'status',
        params: {},
        priority: 0,
        state: 'queued',
        sendAt: at(23),
        code: 'LATER1',
        createdAt: at(22),
      },
    });
    await look(at(22, '12:00'));
    expect((await listNotices(database.client)).map(({ kind, state }) => [kind, state])).toEqual([
      ['late', 'sent'],
      ['status', 'queued'],
    ]);
  });
});
