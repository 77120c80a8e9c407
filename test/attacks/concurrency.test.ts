/** Many tell different things of one dossier at the same moment, through two servers on one database. */
import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { createServices, type Services } from '../../src/app.js';
import { parseConfig } from '../../src/config/index.js';
import { type Database, openPostgres } from '../../src/db/open.js';
import type { ItemResult } from '../../src/dossiers/change/commit.js';
import { appendEvent, applyBatch, putDossier } from '../../src/dossiers/change/update.js';
import { verifyChain } from '../../src/dossiers/integrity/verify.js';
import { dossierKey } from '../../src/dossiers/model/dossier.js';
import { readHistory } from '../../src/dossiers/model/history.js';
import { dossierInput, eventInput } from '../../src/dossiers/model/inputs.js';
import { STATUSES, type Status } from '../../src/dossiers/model/status.js';
import { findDossier, readEvents } from '../../src/dossiers/store.js';
import { clerk, system } from '../dossiers/fixture.js';
import { openTestDatabase } from '../support/database.js';
import { atEnd } from '../support/end.js';
import { silentLog } from '../support/records.js';
import { readingHere } from '../support/services.js';
import { filed } from './desk.js';

const now = new Date('2026-11-21T02:00:00Z');
const AT_ONCE = 20;
const dossier = dossierInput.parse(filed());

let database: Database;
let servers: Services[];

beforeAll(async () => {
  database = await openTestDatabase();
  const other = 'url' in database.sql ? await openPostgres(database.sql.url) : database;
  if (other !== database) atEnd(() => other.close());
  const secret = randomBytes(32);
  servers = [database, other].map((each) =>
    createServices(parseConfig({}), { database: each, secret }, silentLog, readingHere),
  );
});

/** The changes, half of them through each server, all at once. */
function atOnce(
  change: (setting: Services['dossiers'], index: number) => Promise<ItemResult>,
): Promise<ItemResult[]> {
  return Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) => {
      const server = servers[i % 2];
      if (!server) throw new Error('there must be two servers');
      return change(server.dossiers, i);
    }),
  );
}

const minute = (i: number) => `2026-11-20T10:${String(i).padStart(2, '0')}:00+07:00`;
const statusOf = (i: number) => STATUSES[(i * 7) % STATUSES.length] as Status;
const eventOf = (i: number) =>
  eventInput.parse({
    id: `e${i}`,
    status: statusOf(i),
    at: minute((i * 11) % AT_ONCE),
    reason: `lý do ${i}`,
  });

/** The events as stored, which hold together: no gap, the row as they amount to, the chain unbroken. */
async function consistent(code: string) {
  const key = dossierKey(code);
  const events = (await readEvents(database.client, [key])).get(key) ?? [];
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
  const row = await findDossier(database.client, code);
  expect(row).toMatchObject(readHistory(events).state);
  const server = servers[0];
  if (!server || !row) throw new Error('the dossier must be there');
  for await (const found of verifyChain(server.dossiers, {}))
    if (found.kind !== 'progress') expect(found.fault).toBeNull();
  return { row, events };
}

it('contradictory steps of a system are all kept, and amount to what one after another would', async () => {
  const [code, straight] = ['H21.17-261120-1', 'H21.17-261120-2'];
  const results = await atOnce((setting, i) =>
    applyBatch(setting, [{ code, dossier, events: [eventOf(i)] }], { actor: system, now }).then(
      ([result]) => result as ItemResult,
    ),
  );
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(results.filter((result) => result.ok && result.created)).toHaveLength(1);
  const events = Array.from({ length: AT_ONCE }, (_, i) => eventOf(i)).sort(
    (a, b) => Number(a.at) - Number(b.at),
  );
  const [server] = servers;
  if (!server) throw new Error('there must be a server');
  await applyBatch(server.dossiers, [{ code: straight, dossier, events }], { actor: system, now });
  const [one, other] = [await consistent(code), await consistent(straight)];
  expect(one.events).toHaveLength(AT_ONCE + 1);
  expect(one.row.version).toBe(AT_ONCE);
  const outcome = ({ row }: typeof one) => [
    row.status,
    row.subState,
    row.statusAt,
    row.dueAt,
    row.settledAt,
    row.wasLate,
    row.irregular,
  ];
  expect(outcome(one)).toEqual(outcome(other));
});

it('contradictory amendments leave one of them, whole, and every one in the history', async () => {
  const code = 'H21.17-261120-3';
  const results = await atOnce((setting, i) =>
    putDossier(
      setting,
      { code, dossier: { ...dossier, procedure: `1.00000${i}`, owner: { name: `Người ${i}` } } },
      { actor: clerk, now },
    ),
  );
  expect(results.every(({ ok }) => ok)).toBe(true);
  const { row, events } = await consistent(code);
  expect(events).toHaveLength(AT_ONCE);
  expect(row.procedureCode.replace('1.00000', 'Người ')).toBe(row.ownerName);
});

it('of contradictory steps of people under one version, one is taken', async () => {
  const code = 'H21.17-261120-4';
  await atOnce((setting) => putDossier(setting, { code, dossier }, { actor: clerk, now }));
  const results = await atOnce((setting, i) =>
    appendEvent(
      setting,
      { code, event: { ...eventOf(i), status: i % 2 ? 4 : 7 }, ifVersion: 1 },
      { actor: clerk, now },
    ),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok && result.refusal.kind === 'versionMismatch')).toHaveLength(
    AT_ONCE - 1,
  );
  expect((await consistent(code)).events).toHaveLength(2);
});

it('batches that hold the same dossiers in opposite orders do not block each other', async () => {
  const codes = Array.from({ length: 10 }, (_, i) => `H21.17-261119-${i + 1}`);
  const results = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) => {
      const items = codes.map((code) => ({
        code,
        dossier: { ...dossier, receivedAt: new Date('2026-11-19T02:00:00Z') },
        events: [eventOf(i)],
      }));
      return applyBatch((servers[i % 2] as Services).dossiers, i % 2 ? items : items.reverse(), {
        actor: system,
        now,
      });
    }),
  );
  expect(results.flat().filter(({ ok }) => !ok)).toEqual([]);
  for (const code of codes) expect((await consistent(code)).events).toHaveLength(AT_ONCE + 1);
});
