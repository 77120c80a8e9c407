/** Who has their data deleted is gone from the whole database, whatever they left and however they say so. */
import { Writable } from 'node:stream';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyOf } from '../../src/channels/receive.js';
import type { Client } from '../../src/db/open.js';
import { appendEvent, putDossier } from '../../src/dossiers/change/update.js';
import { dossierKey } from '../../src/dossiers/model/dossier.js';
import { createDossierNotices } from '../../src/notifications/create-notices.js';
import { createHousekeeping } from '../../src/operations/housekeeping.js';
import { createLog } from '../../src/operations/log.js';
import { at, chief, event, filed } from '../dossiers/fixture.js';
import {
  onTelegram,
  onWeb,
  onZaloBot,
  onZaloOa,
  openWorld,
  type Party,
  settled,
  type World,
} from '../support/channel-world.js';
import { dumpDatabase } from '../support/dump.js';
import { silentLog } from '../support/records.js';

const NAME = 'Hoàng Thị Kim Ngân';
const PHONE = '0905 777 123';
const WORDS = 'kỳ lân bảy màu';
const MISSING = 'H21.17-261120-0777';
/** What of somebody may be nowhere afterwards. Numbers also without gaps and as `84…`. */
const TYPED = [NAME, 'kim ngan', PHONE, '905777123', WORDS, 'ky lan', MISSING];

describe('deleting a person', () => {
  let world: World;
  let db: Client;
  const logged: string[] = [];
  /** A dossier of the office, another each time. */
  let kept = '';
  let serial = 0;

  beforeAll(async () => {
    const stream = new Writable({
      write: (chunk, _, done) => {
        logged.push(String(chunk));
        done();
      },
    });
    world = await openWorld('webhook', {
      env: { ZALO_OA_PHONE_TEMPLATE_ID: 'mau-1' },
      log: createLog('trace', { stream }),
    });
    db = world.services.database.client;
  });
  beforeEach(async () => {
    serial += 1;
    kept = `H21.17-261120-${1000 + serial}`;
    await putDossier(world.services.dossiers, { code: kept, dossier: filed }, { actor: chief, now: at(20) });
  });

  const rowsWith = async (...needles: readonly string[]) =>
    (await dumpDatabase(db)).filter((row) =>
      needles.some((needle) => row.toLowerCase().includes(needle.toLowerCase())),
    );

  /** Everything somebody can leave here: words, questions, reports, codes, what they follow, notices, a number. */
  async function leaveTraces(party: Party, person: string): Promise<void> {
    await party.say('xin chào');
    await party.say(`giấy phép nuôi ${WORDS}`);
    await party.say('để lại câu hỏi');
    await party.say(`Tôi là ${NAME}, số ${PHONE}, hỏi chuyện ${WORDS}`);
    await party.say('gửi');
    await party.say(kept);
    await party.say('tôi đồng ý');
    await party.say('5678');
    await party.say(`theo dõi ${kept}`);
    await party.say('giờ im lặng 20h-6h');
    await party.say(`báo qua số ${PHONE}`);
    await party.say(`đồng ý báo qua số ${PHONE.replaceAll(' ', '')}`);
    await party.say(`giấy phép nuôi ${WORDS}`);
    await party.say(MISSING);
    await vi.waitFor(async () => expect(await rowsWith('nuôi kỳ lân')).not.toEqual([]));
    await setAside(person);
  }

  /** A message of theirs that could not be answered waits for an operator, with what went wrong. */
  async function setAside(person: string): Promise<void> {
    const last = await db.inboxMessage.findFirst({ where: { person }, orderBy: { id: 'desc' } });
    if (!last) return;
    const inbound = { chat: person, content: { kind: 'text', text: WORDS }, isPublic: false };
    await db.inboxMessage.update({
      where: { id: last.id },
      data: { state: 'failed', inbound, reason: `Error: ${WORDS}` },
    });
  }

  /** The dossier moves on, and they are to be told of it. */
  async function notify(): Promise<void> {
    const change = event('e2', 5, at(20, '10:00'), { reason: 'thiếu bản sao', missing: ['bản sao'] });
    await appendEvent(
      world.services.dossiers,
      { code: kept, event: change },
      { actor: chief, now: change.at },
    );
    const key = dossierKey(kept);
    const position = await db.dossierEvent.count({ where: { key } });
    await createDossierNotices(db, [{ key, position }], { isOff: () => false }, new Date());
  }

  const keyIn = (channel: 'telegram' | 'zalo-oa' | 'zalo-bot' | 'web', id: string) =>
    keyOf(world.services.conversationKey, { channel, id });

  /** Nothing they typed, nor their chat; their key only where a repeat is known by it, and soon nowhere. */
  async function expectGone(key: string, chat: string): Promise<void> {
    expect(await rowsWith(...TYPED, `"${chat}"`, `:${chat}`)).toEqual([]);
    expect(await db.contact.count({ where: { key, NOT: { phone: null, chat: '', consentAt: null } } })).toBe(
      0,
    );
    expect((await rowsWith(key)).filter((row) => !/^public\.(inbox|contacts) /.test(row))).toEqual([]);
    const keeping = createHousekeeping({
      client: db,
      chainKey: world.services.dossiers.chainKey,
      retention: { personalDays: 365, viewDays: 365, conversationDays: 30 },
      headsTo: null,
      alert: () => undefined,
      log: silentLog,
    });
    await keeping.run(new Date(Date.now() + 8 * 86_400_000));
    expect(await rowsWith(key)).toEqual([]);
    expect(logged.filter((line) => [...TYPED, chat].some((needle) => line.includes(needle)))).toEqual([]);
  }

  const people = () => {
    const { telegram, oa } = world;
    const say = (party: Party) => async () => {
      await party.say('xóa dữ liệu của tôi');
      const { texts } = await party.say('đồng ý xóa dữ liệu');
      expect(texts.join('\n')).toMatch(
        /Đã xóa 1 câu hỏi[\s\S]*bỏ theo dõi 1 mục[\s\S]*do cơ quan giữ theo quy định/,
      );
    };
    const [one, two, three, four, five] = [
      '770000001',
      '770000002',
      '880000000000000003',
      '880000000000000004',
      'b-990005',
    ];
    const there = onZaloOa(world, four);
    return {
      'says so on Telegram': [
        'telegram',
        one,
        onTelegram(world, Number(one)),
        say(onTelegram(world, Number(one))),
      ],
      'blocks the bot on Telegram': [
        'telegram',
        two,
        onTelegram(world, Number(two)),
        async () => void (await telegram.person(Number(two)).block()),
      ],
      'says so on Zalo': ['zalo-oa', three, onZaloOa(world, three), say(onZaloOa(world, three))],
      'withdraws in Zalo': [
        'zalo-oa',
        four,
        there,
        async () => {
          await there.does(() => oa.person(four).follow());
          await oa.person(four).withdraw();
        },
      ],
      'says so to the Zalo bot': ['zalo-bot', five, onZaloBot(world, five), say(onZaloBot(world, five))],
    } as const;
  };

  it.each([
    'says so on Telegram',
    'blocks the bot on Telegram',
    'says so on Zalo',
    'withdraws in Zalo',
    'says so to the Zalo bot',
  ] as const)('who %s leaves nothing in any table, and never anything in the log', async (how) => {
    const [channel, id, party, leave] = people()[how];
    const key = keyIn(channel, id);
    await leaveTraces(party, key);
    await notify();
    const before = await rowsWith(...TYPED, `"${id}"`);
    for (const table of ['desk_questions', 'unanswered_questions', 'conversations', 'contacts', 'inbox'])
      expect([table, before.some((row) => row.startsWith(`public.${table} `))]).toEqual([table, true]);
    for (const table of ['subscriptions', 'notices'])
      expect([table, (await rowsWith(key)).some((row) => row.startsWith(`public.${table} `))]).toEqual([
        table,
        true,
      ]);
    if (channel === 'zalo-oa')
      expect(await db.contact.count({ where: { key, phone: { not: null } } })).toBe(1);
    // The number was masked for the officers, and what they read says so.
    expect(before.join()).toContain('[số điện thoại đã che]');
    await leave();
    await settled(world.services);
    await expectGone(key, id);
  });

  it('who says so on the web leaves nothing either, nor the report they sent', async () => {
    const party = onWeb(world);
    await party.say('xin chào');
    await party.say(`giấy phép nuôi ${WORDS}`);
    await party.say('để lại câu hỏi');
    await party.say(`Tôi là ${NAME}, số ${PHONE}, hỏi chuyện ${WORDS}`);
    await party.say('gửi');
    await party.say(kept);
    await party.say('5678');
    await party.say(MISSING);
    const conversation = party.conversation() ?? '';
    const report = { code: '1.001193', note: `${NAME} ${PHONE}: ${WORDS}`, conversation };
    const sent = await fetch(`${world.origin}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
    });
    expect(sent.status).toBe(204);
    await vi.waitFor(async () => expect(await rowsWith('nuôi kỳ lân')).not.toEqual([]));
    expect((await rowsWith(WORDS)).join('\n')).toMatch(/public\.error_reports/);
    expect(await rowsWith('905777123', PHONE)).toEqual([]);
    await party.say('xóa dữ liệu của tôi');
    await party.say('đồng ý xóa dữ liệu');
    expect(party.last()[0]?.forget).toBe('all');
    await expectGone(keyIn('web', conversation), conversation);
    // Going on begins a new conversation.
    await party.say('xin chào');
    expect(party.conversation()).not.toBe(conversation);
  });

  it('leaves nothing where an answer failed meanwhile, and logs no words of it', async () => {
    const id = '770000009';
    const party = onTelegram(world, Number(id));
    await party.say('xin chào');
    await party.say('để lại câu hỏi');
    await party.say(`Tôi là ${NAME}, số ${PHONE}, hỏi chuyện ${WORDS}`);
    const lines = logged.length;
    await db.$executeRaw`ALTER TABLE desk_questions RENAME TO elsewhere`;
    const asked = party.say('gửi');
    await vi.waitFor(() => expect(logged.length).toBeGreaterThan(lines));
    await db.$executeRaw`ALTER TABLE elsewhere RENAME TO desk_questions`;
    await asked;
    expect(logged.slice(lines).join()).toContain('could not be answered');
    await party.does(() => world.telegram.person(Number(id)).block());
    await expectGone(keyIn('telegram', id), id);
  });

  it('would not miss a table that nobody has thought of', async () => {
    await db.$executeRaw`CREATE SCHEMA aside`;
    await db.$executeRaw`CREATE TABLE aside."Strange one" (kept jsonb)`;
    await db.$executeRaw`INSERT INTO aside."Strange one" VALUES (jsonb_build_object('a', ${WORDS}::text))`;
    expect(await rowsWith(WORDS)).toHaveLength(1);
    await db.$executeRaw`DROP SCHEMA aside CASCADE`;
  });

  it('keeps the office’s record of the dossier as it was', async () => {
    const key = dossierKey(kept);
    const record = async () =>
      (await rowsWith(key, kept)).filter((row) => /^public\.(dossiers|dossier_events) /.test(row));
    const before = await record();
    const party = onWeb(world);
    for (const text of [kept, '5678', 'đồng ý xóa dữ liệu']) await party.say(text);
    expect(party.last()[0]?.text).toContain('do cơ quan giữ theo quy định');
    expect(before.length).toBeGreaterThan(1);
    expect(await record()).toEqual(before);
    const others = (await rowsWith(key, kept)).map((row) => row.split(' ')[0]);
    expect(new Set(others)).toEqual(
      new Set(['public.dossiers', 'public.dossier_events', 'public.dossier_views']),
    );
  });
});
