/** Databases as earlier versions left them, opened by this one: nothing is lost, and everything goes on. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createServices, openDatabase, type Services } from '../src/app.js';
import { createVault } from '../src/channels/zalo-oa/vault.js';
import { runProgram } from '../src/cli/program.js';
import { parseConfig } from '../src/config/index.js';
import { projectRoot } from '../src/config/paths.js';
import type { Reply } from '../src/conversation/message.js';
import { session } from '../src/conversation/session.js';
import { runSql } from '../src/db/open.js';
import { translator } from '../src/i18n/translate.js';
import { unseal } from '../src/security/secrets.js';
import { startNotices } from '../src/wiring/channels.js';
import { DIGITS, DOSSIER, type Facts, QUIET_DOSSIER } from './fixtures/upgrade/fill.js';
import { countRows, FIXTURES, SECRET_KEY, unpackEmbedded } from './fixtures/upgrade/source.js';
import { onTelegram, onZaloBot, onZaloOa, openWorld, settled, type World } from './support/channel-world.js';
import { createPostgres, postgresUrl } from './support/database.js';
import { atEnd } from './support/end.js';
import { memoryIo } from './support/io.js';
import { silentLog } from './support/records.js';
import { runOn } from './support/server.js';
import { readingHere } from './support/services.js';

type Left = Facts & { rows: Record<string, number> };

const VERSIONS = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
/** Tables whose rows a later migration adds to or takes away on purpose, with the reason. */
const CHANGED: Record<string, string> = { _prisma_migrations: 'has a row for each migration' };
/** Of pg-boss, and never used by the program. */
const UNUSED = ['pgboss.archive', 'pgboss.schedule', 'pgboss.subscription'];

const read = (version: string, file: string) => readFileSync(path.join(FIXTURES, version, file));

/** A database of the server's into which the dump was read; its address. */
async function load(version: string): Promise<string> {
  const url = await createPostgres();
  const dump = gunzipSync(read(version, 'postgresql.sql.gz')).toString();
  await runOn(url, dump.replace(/^\\.*$/gm, ''));
  return url;
}

describe.each(VERSIONS.map(({ name }) => name))('a database of version %s', (version) => {
  const facts = JSON.parse(read(version, 'facts.json').toString()) as Record<'embedded' | 'postgresql', Left>;

  it.each(['embedded', 'postgresql'] as const)('has something in every table (%s)', (kind) => {
    const empty = Object.entries(facts[kind].rows).filter(([, count]) => count === 0);
    expect(empty.map(([table]) => table)).toEqual(UNUSED);
  });

  describe.each(postgresUrl ? (['embedded', 'postgresql'] as const) : (['embedded'] as const))(
    '%s',
    (kind) => {
      const left = facts[kind];
      let world: World;
      let services: Services;
      let notices: { close(): Promise<void> };

      beforeAll(async () => {
        const where =
          kind === 'embedded'
            ? { DATA_DIR: unpackEmbedded(version) }
            : { DATABASE_URL: await load(version), SECRET_KEY };
        const opening = { ...where, QUIET_HOURS: '00:00-00:00' };
        const opened = await openDatabase(parseConfig(opening));
        atEnd(() => opened.database.close());
        services = createServices(parseConfig(opening), opened, silentLog, readingHere);
      });
      const db = () => services.database.client;
      const run = async (...line: string[]) => {
        const { io, written } = memoryIo();
        return { code: await runProgram(line, io, async () => services, { hasDatabase: true }), ...written };
      };

      it('is migrated, and keeps every row', async () => {
        const now = await countRows(db());
        const kept = Object.entries(left.rows).filter(([table]) => !(table in CHANGED));
        expect(Object.fromEntries(kept.map(([table]) => [table, now[table]]))).toEqual(
          Object.fromEntries(kept),
        );
        const migrations = readdirSync(path.join(projectRoot, 'prisma/migrations'), { withFileTypes: true });
        expect(now._prisma_migrations).toBe(migrations.filter((entry) => entry.isDirectory()).length);
      });

      it('has histories that verify from end to end', async () => {
        const { code, out } = await run('dossier', 'verify');
        expect([code, out]).toEqual([0, expect.stringContaining(`${left.rows.dossiers} hồ sơ`)]);
      });

      it('has conversations that are read, none begun anew', async () => {
        const states = await db().conversation.findMany({ select: { state: true } });
        expect(states.filter(({ state }) => !session.safeParse(state).success)).toEqual([]);
        expect(
          new Set(
            states
              .flatMap(({ state }) => Object.entries(state as object))
              .filter(
                ([, value]) =>
                  value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
              )
              .map(([name]) => name),
          ),
        ).toEqual(
          new Set([
            'locale',
            'topic',
            'choices',
            'more',
            'confirm',
            'asking',
            'questions',
            'awaiting',
            'opened',
          ]),
        );
      });

      it('has sealed tokens and numbers that open with its key', async () => {
        const [{ id } = { id: '' }] = await db().platformGrant.findMany();
        const vault = createVault({
          db: db(),
          id,
          sealKey: services.tokensKey,
          firstTokens: null,
          now: () => new Date(),
        });
        expect((await vault.load()).pair).toMatchObject(left.grant);
        const { phone } = await db().contact.findFirstOrThrow({ where: { phone: { not: null } } });
        expect(unseal(services.phoneKey, phone ?? '')).toBe('84912345678');
      });

      describe('goes on, two minutes after the stop', () => {
        beforeAll(async () => {
          await bringToday(services);
          const open = async (env: Record<string, string>) => {
            const config = parseConfig({ ...env, QUIET_HOURS: '00:00-00:00' });
            const { database } = services;
            const secret = Buffer.from(SECRET_KEY, 'base64');
            services = createServices(config, { database, secret }, silentLog, readingHere);
            return services;
          };
          world = await openWorld('webhook', { open, tokens: left.grant, chats: [501, 502, 503] });
        });
        const say = async (conversation: string | undefined, text: string) => {
          const response = await fetch(`${world.origin}/api/chat`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ text, conversation }),
          });
          const { replies } = (await response.json()) as { replies: Reply[] };
          return replies.map((reply) => reply.text).join('\n');
        };

        it('answers what waited in the inbox, in order, to the person who asked', async () => {
          await settled(services);
          const texts = world.telegram.calls
            .filter(({ method, payload }) => method === 'sendMessage' && payload.chat_id === 503)
            .map(({ payload }) => String(payload.text));
          expect(texts[0]).toMatch(/khai sinh/i);
          expect(texts.at(-1)).toMatch(/ngày/);
        });

        it('answers a question about a procedure', async () => {
          expect(await say(undefined, 'làm giấy khai sinh cho con cần gì')).toMatch(/khai sinh/i);
        });

        it.each([
          ['topic', 'mất mấy ngày', /ngày/],
          ['choices', '2', /kết hôn/i],
          ['more', 'xem thêm', /\S/],
          ['confirm', 'đúng', /bốn số cuối/],
          ['asking', 'Chủ nhật có làm việc không?', /Gửi chứ ạ/],
          ['questions', 'xin chào', /Thứ bảy nghỉ ạ/],
          ['awaiting', DIGITS, /Hồ sơ H21\.17-261125-0012 của Nguyễn V\. A\./],
          ['wrong', '0001', /lần thử/],
          ['opened', 'ai đã xem', /trên trang web/],
          ['deleting', 'đúng', /Đã xóa/],
          ['english', 'how long does it take', /Which procedure/],
        ])('takes up the conversation that was left at “%s”', async (left_at, text, told) => {
          expect(await say(left.conversations[left_at], text)).toMatch(told);
        });

        it('opens a dossier with its digits alone', async () => {
          const response = await fetch(`${world.origin}/api/chat`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ text: DOSSIER }),
          });
          const { conversation } = (await response.json()) as { conversation: string };
          expect(await say(conversation, '9999')).toContain('lần thử');
          expect(await say(conversation, DIGITS)).toContain(`Hồ sơ ${DOSSIER} của Nguyễn V. A.`);
        });

        it('understands every button that stands in a chat', async () => {
          const heard: [string, string][] = [];
          for (const [index, data] of left.buttons.telegram.entries()) {
            const id = 800 + index;
            await onTelegram(world, id).say('xin chào');
            const { texts } = await onTelegram(world, id).does(() =>
              world.telegram.person(id).tapForged(data),
            );
            heard.push([data, texts.join('\n')]);
          }
          for (const [index, payload] of left.buttons.zaloOa.entries())
            heard.push([payload, (await onZaloOa(world, `9${index}`).say(payload)).texts.join('\n')]);
          for (const send of left.buttons.web) heard.push([send, await say(undefined, send)]);
          const lost = new RegExp(translator('vi')('refusal.unknown').slice(0, 20));
          const unheard = heard.filter(([, text]) => text === '' || lost.test(text)).map(([send]) => send);
          // They call off what only their own conversation was about to do.
          const callsOff = ['không gửi câu hỏi', 'không đúng'];
          expect(unheard.filter((send) => !callsOff.includes(send))).toEqual([]);
          const [, opened = ''] = heard.find(([send]) => send === 'thủ tục 1.000894') ?? [];
          expect(opened).toMatch(/kết hôn/i);
        });

        it('goes on in each messaging channel where the person left off', async () => {
          expect((await onTelegram(world, 501).say('mất mấy ngày')).texts.join()).toMatch(/ngày/);
          expect((await onZaloOa(world, '601').say('tôi đang theo dõi gì')).texts.join()).toContain(DOSSIER);
          expect((await onZaloBot(world, 'b701').say(DIGITS)).texts.join()).toContain('Nguyễn V. A.');
        });

        it('delivers the notice that waited, and tells what nobody was there to tell', async () => {
          const before = await db().notice.findUniqueOrThrow({ where: { code: left.noticeCode } });
          expect(before.state).toBe('queued');
          expect((await run('outbox', 'resume', 'telegram')).code).toBe(0);
          notices = await startNotices(services, world.messaging);
          atEnd(() => notices.close());
          const said = () =>
            world.telegram.sent
              .filter(({ chat }) => chat === 502)
              .map(({ text }) => text)
              .join('\n');
          await vi.waitFor(() => expect(said()).toContain(left.noticeCode), {
            timeout: 20_000,
            interval: 50,
          });
          await vi.waitFor(() => expect(said()).toMatch(new RegExp(`${QUIET_DOSSIER}[\\s\\S]*Đang xử lý`)), {
            timeout: 20_000,
            interval: 50,
          });
        });

        it('lets the desk in with its key, and knows what it has told', async () => {
          const event = { id: 'd', status: 4, at: '2026-11-26T10:00:00+07:00', amount: 15000 };
          const response = await fetch(`${world.origin}/api/dossiers/${DOSSIER}/events`, {
            method: 'POST',
            headers: { authorization: `Bearer ${left.staffKey}`, 'content-type': 'application/json' },
            body: JSON.stringify(event),
          });
          expect([response.status, await response.text()]).toEqual([
            200,
            expect.stringContaining('repeated'),
          ]);
        });

        it('still verifies after all that', async () => {
          expect((await run('dossier', 'verify')).code).toBe(0);
        });
      });
    },
  );
});

/** What passes with time is moved to now, as though the version had been stopped two minutes ago; histories stay. */
async function bringToday({ database }: Services): Promise<void> {
  const db = database.client;
  const query = async (sql: string) => (await runSql(db, sql, [])).rows as Record<string, string>[];
  const [{ gap } = { gap: '0' }] = await query(
    `SELECT (now() - max(updated_at) - interval '2 minutes')::text AS gap FROM conversations`,
  );
  for (const table of [
    'notices',
    'contacts',
    'inbox',
    'conversations',
    'lookup_attempts',
    'follow_tokens',
    'staff_requests',
    'platform_grants',
    'channel_states',
    'pgboss.job',
  ]) {
    const [schema, name] = table.includes('.') ? table.split('.') : ['public', table];
    const columns = await query(
      `SELECT column_name::text AS name FROM information_schema.columns
       WHERE table_schema = '${schema}' AND table_name = '${name}' AND data_type = 'timestamp with time zone'`,
    );
    const moved = columns.map((column) => `${column.name} = ${column.name} + interval '${gap}'`);
    await query(`UPDATE ${table} SET ${moved.join(', ')}`);
  }
  for (const field of ['awaiting', 'opened'])
    await query(
      `UPDATE conversations SET state = jsonb_set(state, '{${field},until}', to_jsonb(to_char(
         now() AT TIME ZONE 'UTC' + interval '14 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
       WHERE state -> '${field}' ->> 'until' IS NOT NULL`,
    );
}
