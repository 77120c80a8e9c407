/**
 * Strangers and holders, at one dossier: however many strangers try at once, no more than twenty of their tries a day
 * are looked at; a holder with the right digits and what strangers cannot have always gets in.
 */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Db, openPostgres } from '../../../src/db/open.js';
import { applyBatch } from '../../../src/dossiers/change/update.js';
import type { Asker } from '../../../src/dossiers/look-up/budgets.js';
import { enterWithLetIn, issueLetIn } from '../../../src/dossiers/look-up/let-in.js';
import { type LookupResult, lookUp } from '../../../src/dossiers/look-up/look-up.js';
import { countRecentWrongTries } from '../../../src/dossiers/look-up/look-up-store.js';
import { openTestDatabase } from '../../support/database.js';
import { atEnd } from '../../support/end.js';
import { at, CODE, filed, KEYS, settingOf, system } from '../fixture.js';

const MISSING = 'H21.17-261120-0099';
const ONE_FACTOR = 'H21.17-261120-0013';
const PHONE = '5678';
const IDENTITY = '6789';
const DAY_MS = 86_400_000;
const A_DAY = 20;

const database = await openTestDatabase();
await applyBatch(
  settingOf(database),
  [
    { code: CODE, dossier: filed },
    { code: ONE_FACTOR, dossier: { ...filed, owner: { name: 'Y Bhăm', phone: '0912345678' } } },
  ],
  { actor: system, now: at(20) },
);
/** As several processes have them: more connections than one. */
const clients: Client[] = [database.client];
if ('url' in database.sql)
  for (let i = 0; i < 3; i += 1) {
    const { client, close } = await openPostgres(database.sql.url);
    clients.push(client);
    atEnd(close);
  }

let people = 0;
const somebody = (address: string | null = null): Asker => {
  people += 1;
  return { conversationKey: `person ${people}`, channel: 'web', address };
};
const settingFor = (number: number) => {
  return { db: clients[number % clients.length] ?? database.client, ...KEYS, openStatus: false };
};

type Try = { code?: string; digits: string[]; asker?: Asker; hasReceipt?: boolean; now?: Date };
const ask = (
  { code = CODE, digits, asker = somebody(), hasReceipt = false, now = at(23) }: Try,
  number = 0,
) => lookUp(settingFor(number), { code, digits, asker, hasReceipt }, now);

beforeEach(async () => {
  const { client } = database;
  await client.lookupAttempt.deleteMany();
  await client.lookupWrongTry.deleteMany();
  await client.dossierOpening.deleteMany();
});

/** Tries made at once, over all connections. */
const atOnce = (tries: readonly Try[]) => Promise.all(tries.map((each, number) => ask(each, number)));
const kinds = (results: readonly LookupResult[], kind: LookupResult['kind']) =>
  results.filter((result) => result.kind === kind).length;
const countWaiting = async (db: Db) => {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.count;
};
const digitsOf = (number: number) => String(number).padStart(4, '0');

describe('two hundred strangers at once', () => {
  it.each([CODE, MISSING])('at %s get twenty tries between them', async (code) => {
    const results = await atOnce(Array.from({ length: 200 }, (_, i) => ({ code, digits: [digitsOf(i)] })));
    expect([kinds(results, 'wrong'), kinds(results, 'closed')]).toEqual([A_DAY, 200 - A_DAY]);
    expect(await countRecentWrongTries(database.client, at(23))).toBe(A_DAY);
  });

  it('learn nothing from those that were not among the twenty: right digits are refused like wrong ones', async () => {
    await atOnce(Array.from({ length: A_DAY }, (_, i) => ({ digits: [digitsOf(i)] })));
    const [right, wrong, missing, oneFactor] = await atOnce([
      { digits: [PHONE] },
      { digits: ['0000'] },
      { code: MISSING, digits: ['0000'] },
      { code: ONE_FACTOR, digits: ['0000'] },
    ]);
    expect(right).toEqual({ kind: 'closed', until: at(24) });
    expect(wrong).toEqual(right);
    expect(oneFactor).toEqual(missing);
  });

  it('with the right digits wait for those before them, also at the first tries of the day', async () => {
    const [setting, other] = [settingFor(0), settingFor(1)];
    const [right] = await database.client.$transaction(async (tx) => {
      for (let i = 0; i < A_DAY; i += 1)
        await lookUp({ ...setting, db: tx }, { code: CODE, digits: ['0000'], asker: somebody() }, at(23));
      const asked = lookUp(other, { code: CODE, digits: [PHONE], asker: somebody() }, at(23));
      if (database.kind === 'postgresql') await expect.poll(() => countWaiting(tx)).toBe(1);
      return [asked];
    });
    expect((await right)?.kind).toBe('closed');
  });

  it('cannot use a code of the desk twice', async () => {
    const issued = await issueLetIn(settingFor(0), { code: CODE, by: 'cli:lan' }, at(23));
    const letIn = issued?.letIn ?? '';
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        enterWithLetIn(settingFor(i), { letIn, asker: somebody() }, at(23)),
      ),
    );
    expect([kinds(results, 'open'), kinds(results, 'wrong')]).toEqual([1, 49]);
  });
});

/** What may happen, one after the other; tries of a step are made at once. */
type Step =
  | { kind: 'strangers'; count: number; rightAmong: boolean; address: string | null }
  | { kind: 'wait'; minutes: number }
  | { kind: 'holder'; way: 'opened' | 'receipt' | 'both' | 'desk' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('strangers' as const),
      count: fc.integer({ min: 1, max: 12 }),
      rightAmong: fc.boolean(),
      address: fc.constantFrom(null, '198.51.100.1', '2001:db8::/64'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('holder' as const),
      way: fc.constantFrom('opened' as const, 'receipt' as const, 'both' as const, 'desk' as const),
    }),
  },
);

describe('whatever happens', () => {
  it('strangers get twenty tries a day at a dossier, and its holder is never kept out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await database.client.lookupAttempt.deleteMany();
        await database.client.dossierOpening.deleteMany();
        let now = at(1);
        const holder = somebody('198.51.100.1');
        expect((await ask({ digits: [PHONE], asker: holder, now })).kind).toBe('open');
        let looked: number[] = [];
        for (const each of steps) {
          if (each.kind === 'wait') now = new Date(now.getTime() + each.minutes * 60_000);
          if (each.kind === 'holder') expect((await enter(each.way, holder, now)).kind).toBe('open');
          if (each.kind !== 'strangers') continue;
          const since = now.getTime() - DAY_MS;
          const before = looked.filter((time) => time > since).length;
          const tries = Array.from({ length: each.count }, (_, i) => {
            const digits = [each.rightAmong && i === 0 ? PHONE : digitsOf(i)];
            return { digits, asker: somebody(each.address), now };
          });
          const results = await atOnce(tries);
          const wrong = kinds(results, 'wrong');
          looked = [...looked, ...Array<number>(wrong).fill(now.getTime())];
          expect(before + wrong).toBeLessThanOrEqual(A_DAY);
          expect(kinds(results, 'wrong') + kinds(results, 'closed') + kinds(results, 'open')).toBe(
            each.count,
          );
          if (before >= A_DAY) expect(kinds(results, 'open')).toBe(0);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  async function enter(way: Extract<Step, { kind: 'holder' }>['way'], holder: Asker, now: Date) {
    if (way === 'opened') return ask({ digits: [PHONE], asker: holder, now });
    if (way === 'receipt') return ask({ digits: [IDENTITY], hasReceipt: true, now });
    if (way === 'both') return ask({ digits: [PHONE, IDENTITY], now });
    const issued = await issueLetIn(settingFor(0), { code: CODE, by: 'cli:lan' }, now);
    return enterWithLetIn(settingFor(0), { letIn: issued?.letIn ?? '', asker: somebody() }, now);
  }
});

describe('what strangers cannot have', () => {
  const wrongUntilRefused = async (one: Omit<Try, 'digits'>, digits: string[], minutesApart: number) => {
    for (let tries = 0; ; tries += 1) {
      const now = new Date(at(23).getTime() + tries * minutesApart * 60_000);
      if ((await ask({ ...one, digits, now })).kind !== 'wrong') return tries;
    }
  };

  it('is no way around: a conversation that knows the dossier has five wrong tries, and ten a day', async () => {
    const asker = somebody();
    await ask({ digits: [PHONE], asker });
    expect(await wrongUntilRefused({ asker }, ['0000'], 0)).toBe(5);
    await database.client.lookupAttempt.deleteMany();
    expect(await wrongUntilRefused({ asker }, ['0000'], 15)).toBe(10);
  });

  it('is no way around: all who hold the receipt have twenty tries a day between them', async () => {
    for (let i = 0; i < 20; i += 1)
      expect((await ask({ digits: ['0000'], hasReceipt: true })).kind).toBe('wrong');
    expect((await ask({ digits: [PHONE], hasReceipt: true })).kind).toBe('closed');
    expect((await ask({ digits: [PHONE] })).kind).toBe('open');
  });

  it('is no way around: five pairs of digits, five codes of the desk', async () => {
    const asker = somebody();
    expect(await wrongUntilRefused({ asker }, ['0000', '0001'], 0)).toBe(5);
    const enter = (letIn: string) => enterWithLetIn(settingFor(0), { letIn, asker }, at(23));
    for (let i = 0; i < 5; i += 1) expect((await enter(`ACDEF-GHJK${'LMNPQ'[i]}`)).kind).toBe('wrong');
    const issued = await issueLetIn(settingFor(0), { code: CODE, by: 'cli:lan' }, at(23));
    expect(await enter(issued?.letIn ?? '')).toEqual({ kind: 'locked', until: at(23, '09:15') });
    const late = await enterWithLetIn(settingFor(0), { letIn: issued?.letIn ?? '', asker }, at(23, '09:15'));
    expect(late.kind).toBe('open');
  });

  it.each([
    ['digits', 'known'],
    ['receipt', 'by its receipt'],
  ])('is following it by %s: %s', async (by) => {
    const asker = somebody();
    await database.client.subscription.create({
      data: {
        person: asker.conversationKey,
        kind: 'dossier',
        target: 'H21.17/2026-11-20/12',
        by,
        createdAt: at(22),
      },
    });
    await atOnce(Array.from({ length: A_DAY }, (_, i) => ({ digits: [digitsOf(i)] })));
    expect((await ask({ digits: [PHONE] })).kind).toBe('closed');
    expect((await ask({ digits: [PHONE], asker })).kind).toBe('open');
  });

  it('is a code of the desk for an hour, for one that exists', async () => {
    expect(await issueLetIn(settingFor(0), { code: MISSING, by: 'cli:lan' }, at(23))).toBeNull();
    const issued = await issueLetIn(settingFor(0), { code: CODE, by: 'cli:lan' }, at(23));
    expect(issued).toEqual({
      letIn: expect.stringMatching(/^[A-Z\d]{5}-[A-Z\d]{5}$/),
      expiresAt: at(23, '10:00'),
    });
    const stored = JSON.stringify(await database.client.dossierLetIn.findMany({ select: { hash: true } }));
    expect(stored).not.toContain(issued?.letIn);
    const enter = (now: Date) =>
      enterWithLetIn(settingFor(0), { letIn: issued?.letIn ?? '', asker: somebody() }, now);
    expect((await enter(at(23, '10:00'))).kind).toBe('wrong');
    expect((await enter(at(23, '09:59'))).kind).toBe('open');
  });
});
