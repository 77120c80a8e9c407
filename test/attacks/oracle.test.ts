/**
 * Whether a dossier exists must not be told to somebody who only has, or guesses, its code: not by words, not by the
 * shape of an answer or of what is remembered, not by when it locks, not by how long it takes.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReceive, type Receive } from '../../src/channels/receive.js';
import type { Reply } from '../../src/conversation/message.js';
import type { Session } from '../../src/conversation/session.js';
import { applyBatch } from '../../src/dossiers/change/update.js';
import { type LookupDeps, lookUp } from '../../src/dossiers/look-up/look-up.js';
import { dossierInput } from '../../src/dossiers/model/inputs.js';
import { KEYS, system } from '../dossiers/fixture.js';
import { type Desk, filed, openDesk } from './desk.js';

const NOW = new Date('2026-11-21T02:00:00Z');
/** Every third number is a dossier. */
const NUMBERS = Array.from({ length: 300 }, (_, i) => 1001 + i);
const exists = (number: number) => number % 3 === 0;
const codeOf = (number: number) => `H21.17-261116-${number}`;
const [CODE, MISSING] = [codeOf(1002), codeOf(1003)];

let desk: Desk;
let receive: Receive;
let now = NOW;

beforeAll(async () => {
  desk = await openDesk();
  const { services } = desk;
  const dossier = dossierInput.parse(filed({ receivedAt: '2026-11-16T09:00:00+07:00' }));
  const items = NUMBERS.filter(exists).map((number) => ({ code: codeOf(number), dossier }));
  const results = await applyBatch(services.dossiers, items, { actor: system, now });
  expect(results.every(({ ok }) => ok)).toBe(true);
  receive = createReceive({
    db: services.database.client,
    hashKey: randomBytes(32),
    lookups: services.lookups,
    now: () => now,
  });
});

beforeEach(async () => {
  now = NOW;
  await desk.services.database.client.lookupAttempt.deleteMany();
});

type Seen = { replies: readonly Reply[]; session: Session };

/** What one conversation sees and what is remembered of it, with the code put out of sight. */
function visitor(code: string, client = randomUUID()) {
  const id = randomUUID();
  return async (text: string): Promise<string> => {
    const { turn } = await receive({ channel: 'web', id }, { text }, undefined, client);
    const seen: Seen = { replies: turn.replies, session: turn.session };
    return JSON.stringify(seen).replaceAll(code, 'CODE');
  };
}

async function told(code: string, texts: readonly string[]): Promise<string[]> {
  const say = visitor(code);
  const seen = [];
  for (const text of texts) seen.push(await say(text.replaceAll('CODE', code)));
  return seen;
}

const WRONG = ['0000', '0001', '0002', '0003', '0004', '0005'];

describe('a dossier and a code without one', () => {
  it('MISSING is missing and CODE is not', async () => {
    expect((await told(CODE, ['CODE', '3456'])).at(-1)).toContain('Nguyễn V. A.');
    expect((await told(MISSING, ['CODE', '3456'])).at(-1)).toContain('Còn 4 lần thử');
  });

  it.each<[string, string[]]>([
    [
      'asked for in several ways',
      ['CODE', 'hồ sơ CODE tới đâu rồi', 'tra cứu CODE', 'CODE', 'where is CODE'],
    ],
    ['with wrong digits until it locks, and after', ['CODE', ...WRONG, '3456', 'CODE', '3456']],
    ['with half-right digits', ['CODE', '3456 0000', '0000 3456', '3456 3456', '6789 6789']],
    [
      'with malformed digits',
      ['CODE', '345', '34567', 'bốn số', 'đồng ý', '', '3 4 5 x', '1111 2222 3333 4444 5'],
    ],
    ['and other codes', ['CODE và H33.12-240315-0001', 'CODE và 03706/2026/07906', 'H99-261116-1']],
    [
      'and what only its holder may ask',
      ['CODE', 'ai đã xem', 'vì sao hẹn ngày này', 'tới đâu rồi', 'không tra nữa', '3456'],
    ],
    ['in English', ['hello, please speak English', 'CODE', ...WRONG]],
  ])('get the same replies, choices and memory %s', async (_, texts) => {
    const [one, other] = [await told(CODE, texts), await told(MISSING, texts)];
    expect(other).toEqual(one);
    expect(one.join()).not.toMatch(/Nguyễn|0905|0641/);
  });

  it('get the same replies once strangers have tried too often', async () => {
    for (const code of [CODE, MISSING])
      for (let i = 0; i < 5; i += 1) await told(code, ['CODE', ...WRONG.slice(0, 4)]);
    const halfRight = ['0000 3456', '0000 0001', '0002 0003', '3456 0000', '0004 0005', '0006 0007'];
    const texts = ['CODE', '3456', '6789', ...halfRight, '3456'];
    const [one, other] = [await told(CODE, texts), await told(MISSING, texts)];
    expect(other).toEqual(one);
    expect(one[1]).toContain('chưa được xét');
    expect(one[3]).toContain('Còn 4 lần thử');
    expect(one[8]).toContain('tạm khóa');
    expect(one[9]).toEqual(one[1]);
  });

  it('get the same from the desk of another unit', async () => {
    const key = await desk.makeKey({ unit: 'H21.1' });
    const requests = (code: string): [string, string, object?][] => [
      ['GET', `/api/dossiers/${code}`],
      ['GET', `/api/dossiers/${code}?explain=true`],
      ['PUT', `/api/dossiers/${code}`, filed()],
      ['POST', `/api/dossiers/${code}/events`, { id: 'x', status: 4, at: NOW.toISOString() }],
      ['POST', `/api/dossiers/${code}/undo`, { id: 'x' }],
      ['POST', '/api/dossiers/bulk', { items: [{ code, dossier: filed() }] }],
      [
        'POST',
        '/api/exchange/CapNhatTienDoHoSoMC',
        { MaHoSo: code, TrangThai: 4, ThoiDiemXuLy: '20261120100000' },
      ],
    ];
    for (const [i, [method, path, body]] of requests(CODE).entries()) {
      const [, otherPath = '', otherBody] = requests(MISSING)[i] ?? [];
      const one = await desk.call(key, method, path, body, { 'If-Match': '"1"', 'Idempotency-Key': `k${i}` });
      const other = await desk.call(key, method, otherPath, otherBody, {
        'If-Match': '"1"',
        'Idempotency-Key': `k${i}`,
      });
      expect([other.status, other.text]).toEqual([one.status, one.text]);
    }
  });
});

describe('a thousand guesses', () => {
  it('of codes tell nothing: one answer to all, and no state', async () => {
    const answers = new Set<string>();
    for (let i = 0; i < 1000; i += 1) {
      const code = codeOf(1001 + (i % NUMBERS.length));
      const [seen] = await told(code, ['CODE']);
      answers.add(seen ?? '');
    }
    expect(answers.size).toBe(1);
    const { client } = desk.services.database;
    expect(await client.lookupAttempt.count()).toBe(0);
    expect(await client.dossierView.count({ where: { at: { gt: NOW } } })).toBe(0);
  }, 120_000);

  it('of digits lock alike, whichever codes exist', async () => {
    const lockedAt = async (number: number) => {
      const seen = await told(codeOf(number), ['CODE', ...WRONG]);
      return JSON.stringify(seen);
    };
    const all = new Map<string, number>();
    for (const number of NUMBERS.slice(0, 60)) {
      const answer = await lockedAt(number);
      all.set(answer, (all.get(answer) ?? 0) + 1);
    }
    expect([...all.values()]).toEqual([60]);
  }, 120_000);
});

const TRIES = 400;
const REPEATS = 3;

it('takes no longer for a dossier than for a missing one, by more than the noise of hundreds of tries', async () => {
  const { client } = desk.services.database;
  const setting: LookupDeps = {
    db: client,
    factorKey: KEYS.factorKey,
    attemptKey: KEYS.attemptKey,
    openStatus: false,
  };
  // Three kinds in turn, the order turning too: existing, missing, and missing again to know the noise.
  const kinds = [
    NUMBERS.filter(exists),
    NUMBERS.filter((n) => n % 3 === 1),
    NUMBERS.filter((n) => n % 3 === 2),
  ];
  const measure = async () => {
    const taken: number[][] = [[], [], []];
    for (let i = 0; i < TRIES; i += 1) {
      for (let turn = 0; turn < 3; turn += 1) {
        const kind = (i + turn) % 3;
        const code = codeOf(kinds[kind]?.[i % 100] ?? 0);
        const asker = { conversationKey: `${i}`, channel: 'web', address: null };
        const start = performance.now();
        await lookUp(setting, { code, digits: ['0000'], asker }, NOW);
        taken[kind]?.push(performance.now() - start);
      }
    }
    const [existing = [], missing = [], again = []] = taken;
    const noise = Math.max(
      3 * Math.abs(quantile(missing, 0.5) - quantile(again, 0.5)),
      spread(missing) / 2,
      spread(again) / 2,
    );
    return { difference: Math.abs(quantile(existing, 0.5) - quantile([...missing, ...again], 0.5)), noise };
  };
  const measured = [];
  for (let i = 0; i < REPEATS; i += 1) {
    const { difference, noise } = await measure();
    measured.push(`${difference.toFixed(3)} ms, noise ${noise.toFixed(3)} ms`);
    if (difference <= noise) return;
  }
  expect.fail(`a dossier can be told by its time: ${measured.join('; ')}`);
}, 180_000);

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
}

const spread = (values: readonly number[]) => quantile(values, 0.75) - quantile(values, 0.25);
