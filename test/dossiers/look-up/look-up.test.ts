import { beforeEach, describe, expect, it } from 'vitest';
import { applyBatch } from '../../../src/dossiers/change/update.js';
import { applyRetention } from '../../../src/dossiers/integrity/retention.js';
import type { Asker } from '../../../src/dossiers/look-up/budgets.js';
import {
  type LookupResult,
  lookUp,
  lookUpByCode,
  readHolderView,
  readViews,
} from '../../../src/dossiers/look-up/look-up.js';
import type { EventInput } from '../../../src/dossiers/model/inputs.js';
import { openTestDatabase } from '../../support/database.js';
import { at, CODE, clerk, event, filed, KEYS, settingOf, system } from '../fixture.js';

const MISSING = 'H21.17-261120-0099';
const PART = 'H21.18-261120-0001';
const ONE_FACTOR = 'H21.17-261120-0013';
const PHONE = '5678';
const IDENTITY = '6789';

const database = await openTestDatabase();
const setting = { db: database.client, ...KEYS, openStatus: false };
await applyBatch(
  settingOf(database),
  [
    {
      code: CODE,
      dossier: filed,
      events: [
        event('a', 4, at(21), { reason: 'Ghi chú nội bộ' }),
        event('b', 5, at(22), { reason: 'Thiếu giấy tờ', missing: ['Giấy chứng sinh'] }),
      ],
    },
    { code: PART, dossier: { ...filed, parentCode: CODE } },
    { code: ONE_FACTOR, dossier: { ...filed, owner: { name: 'Y Bhăm', phone: '0912345678' } } },
  ],
  { actor: system, now: at(22) },
);

const chat = (conversationKey: string, address: string | null = null): Asker => {
  return { conversationKey, channel: 'web', address };
};
const ask = (
  digits: string[],
  { code = CODE, asker = chat('a'), hasReceipt = false, now = at(23) } = {},
): Promise<LookupResult> => lookUp(setting, { code, digits, asker, hasReceipt }, now);

beforeEach(async () => {
  await database.client.lookupAttempt.deleteMany();
  await database.client.dossierView.deleteMany();
  await database.client.dossierOpening.deleteMany();
});

describe('the code alone', () => {
  it('tells nothing, not even whether there is such a dossier', async () => {
    expect(await lookUpByCode(setting, CODE)).toEqual({ kind: 'askFactor' });
    expect(await lookUpByCode(setting, MISSING)).toEqual({ kind: 'askFactor' });
  });

  it('tells state and due date where the operator has opened them', async () => {
    const open = { ...setting, openStatus: true };
    expect(await lookUpByCode(open, CODE)).toEqual({ kind: 'status', status: 5, dueAt: at(25) });
    expect(await lookUpByCode(open, MISSING)).toEqual({ kind: 'askFactor' });
  });
});

describe('with the second factor', () => {
  it.each([
    ['the phone', PHONE],
    ['the identity paper', IDENTITY],
  ])('the holder sees the dossier: last digits of %s', async (_, digits) => {
    const result = await ask([digits]);
    expect(result).toEqual({
      kind: 'open',
      view: {
        code: CODE,
        procedureCode: '1.001193',
        procedureVersion: expect.any(String),
        submission: 'direct',
        receivedAt: at(20),
        receivingUnit: 'H21.17',
        settlingUnit: 'H21.17',
        returningUnit: 'H21.17',
        status: 5,
        subState: null,
        statusAt: at(22),
        dueAt: at(25),
        dueOriginal: at(25),
        extended: false,
        settledAt: null,
        lateness: 'waiting',
        owner: 'Nguyễn V. A.',
        reason: 'Thiếu giấy tờ',
        apologyReason: null,
        missing: ['Giấy chứng sinh'],
        supplementBy: null,
        amount: null,
        parentCode: null,
        parts: [{ code: PART, procedureCode: '1.001193', settlingUnit: 'H21.18', status: 2, dueAt: at(25) }],
      },
    });
  });

  it('the deadline for supplements is the one the desk has set, while they are awaited', async () => {
    const code = 'H21.17-261120-0015';
    const asked = event('s', 5, at(23), { reason: 'Thiếu', supplementBy: '2026-12-05' });
    const tell = (given: EventInput) =>
      applyBatch(settingOf(database), [{ code, dossier: filed, events: [given] }], {
        actor: clerk,
        now: at(24),
      });
    await tell(asked);
    expect(await ask([PHONE], { code })).toMatchObject({ view: { status: 5, supplementBy: '2026-12-05' } });
    await tell(event('t', 4, at(24)));
    expect(await ask([PHONE], { code })).toMatchObject({ view: { status: 4, supplementBy: null } });
  });

  it('officers’ remarks stay among officers', async () => {
    const remark = event('r', 4, at(23), { reason: 'Ghi chú nội bộ' });
    const code = 'H21.17-261120-0014';
    await applyBatch(settingOf(database), [{ code, dossier: filed, events: [remark] }], {
      actor: clerk,
      now: at(23),
    });
    expect(await ask([PHONE], { code })).toMatchObject({ kind: 'open', view: { status: 4, reason: null } });
  });

  it('the look-up is recorded for the holder, a failed one is not', async () => {
    await ask([PHONE]);
    await ask(['0000']);
    await ask(['0000'], { code: MISSING });
    expect(await readViews(setting, CODE)).toEqual([{ who: 'web', at: at(23) }]);
    expect(await readViews(setting, MISSING)).toEqual([]);
  });

  it('any spelling of the code will do', async () => {
    expect(await ask([PHONE], { code: 'H21.17-261120-12' })).toMatchObject({ kind: 'open' });
  });

  it('a dossier shown a moment ago can be read again', async () => {
    expect(await readHolderView(setting, CODE, at(23))).toMatchObject({ status: 5 });
    expect(await readHolderView(setting, MISSING, at(23))).toBeNull();
  });

  it.each([
    [['']],
    [['678']],
    [['45678']],
    [['5678 ']],
    [['----']],
    [[]],
    [[PHONE, PHONE]],
    [[PHONE, '0000']],
  ])('%j opens nothing', async (digits) => expect((await ask(digits)).kind).toBe('wrong'));

  it('both factors open it in any order', async () => {
    expect((await ask([PHONE, IDENTITY])).kind).toBe('open');
    expect((await ask([IDENTITY, PHONE])).kind).toBe('open');
  });
});

describe('wrong tries', () => {
  /** What the same tries are answered for a code. */
  async function answers(code: string, tries: readonly string[][], sender = 'a'): Promise<LookupResult[]> {
    const results = [];
    for (const digits of tries) results.push(await ask(digits, { code, asker: chat(sender) }));
    return results;
  }

  it('are answered alike whether the dossier exists or not', async () => {
    const tries = [['0000'], ['0001'], ['0002', '0003'], ['x'], ['0004'], ['0005'], [PHONE]];
    const results = await answers(CODE, tries);
    expect(await answers(MISSING, tries)).toEqual(results);
    expect(results.map(({ kind }) => kind)).toEqual([...Array(6).fill('wrong'), 'locked']);
    expect(results[0]).toEqual({ kind: 'wrong', triesLeft: 4 });
    expect(results[6]).toEqual({ kind: 'locked', until: at(23, '09:15') });
  });

  it('lock that sender for that code, and only so, for fifteen minutes', async () => {
    for (let i = 0; i < 5; i += 1) await ask(['0000'], { now: at(23, `09:0${i}`) });
    expect(await ask([PHONE], { now: at(23, '09:18') })).toEqual({ kind: 'locked', until: at(23, '09:19') });
    expect((await ask([PHONE], { asker: chat('b') })).kind).toBe('open');
    expect((await ask([PHONE], { code: ONE_FACTOR })).kind).toBe('open');
    expect((await ask([PHONE], { now: at(23, '09:19') })).kind).toBe('open');
    expect(await readViews(setting, CODE)).toHaveLength(2);
  });

  it('made at once are counted one by one', async () => {
    const digits = [...Array.from({ length: 30 }, (_, i) => String(1000 + i)), PHONE];
    const results = await Promise.all(digits.map((each) => ask([each])));
    expect(results.filter(({ kind }) => kind === 'wrong')).toHaveLength(5);
    expect((await ask([PHONE])).kind).toBe('locked');
  });

  it('at many invented codes are told as at many that are here, and keep right digits out nowhere', async () => {
    const walker = chat('walker', '203.0.113.7');
    const results = [];
    for (let i = 0; i < 32; i += 1)
      results.push(await ask(['0000'], { code: `H21.17-261120-${1000 + i}`, asker: walker }));
    expect(results.map(({ kind }) => kind)).toEqual([...Array(30).fill('wrong'), 'locked', 'locked']);
    expect(results.at(-1)).toEqual({ kind: 'locked', until: at(24) });
    expect((await ask(['0000'], { asker: walker })).kind).toBe('locked');
    expect((await ask([PHONE], { asker: walker })).kind).toBe('open');
  });

  it('at many dossiers end a conversation’s tries for a day, not those of others behind its address', async () => {
    const address = '203.0.113.7';
    const walker = chat('walker', address);
    await ask(['0000'], { asker: walker });
    // The rest of them, without the wait.
    await database.client.lookupAttempt.updateMany({ where: { tries: 30 }, data: { count: 30 } });
    expect((await ask([PHONE], { asker: walker })).kind).toBe('locked');
    expect((await ask([PHONE], { asker: chat('neighbour', address) })).kind).toBe('open');
    expect((await ask([PHONE], { asker: walker, now: at(24, '09:01') })).kind).toBe('open');
  });

  it('of two thousand a day from one network end what strangers there may try, but not those at invented codes', async () => {
    const address = '203.0.113.7';
    const { lookupAttempt } = database.client;
    const guess = (i: number) =>
      ask(['0000'], { code: `H21.17-261119-${1000 + i}`, asker: chat(`guesser ${i}`, address) });
    await guess(0);
    await lookupAttempt.updateMany({ where: { tries: 2000 }, data: { count: 1999, expiresAt: at(24) } });
    expect((await ask([PHONE], { asker: chat('b', address) })).kind).toBe('open');
    expect((await guess(1)).kind).toBe('wrong');
    expect((await guess(2)).kind).toBe('locked');
    expect((await ask([PHONE], { asker: chat('c', address) })).kind).toBe('open');
    await ask(['0000'], { asker: chat('at a dossier', address) });
    expect((await ask([PHONE], { asker: chat('f', address) })).kind).toBe('locked');
    expect((await ask([PHONE], { asker: chat('b', address) })).kind).toBe('open');
    expect((await ask([PHONE, IDENTITY], { asker: chat('d', address) })).kind).toBe('open');
    expect((await ask([PHONE], { asker: chat('e', '203.0.113.8') })).kind).toBe('open');
  });

  it('a right one keeps nothing of who asks among the tries', async () => {
    await ask([PHONE], { asker: chat('a', '203.0.113.7') });
    const rows = await database.client.lookupAttempt.findMany();
    expect(rows).toEqual([expect.objectContaining({ count: 0, tries: 20, expiresAt: at(23) })]);
  });

  it('are stored without the code or the sender, and only as long as they count', async () => {
    await ask(['0000'], { asker: chat('person-1') });
    const rows = await database.client.lookupAttempt.findMany();
    expect(rows.map(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toEqual([true, true, true, true]);
    const periods = { personalDays: 9999, viewDays: 1 };
    expect(await applyRetention(settingOf(database), periods, at(23, '10:00'))).toMatchObject({
      attempts: 1,
    });
    expect(await applyRetention(settingOf(database), periods, at(24, '09:00'))).toMatchObject({
      attempts: 3,
    });
  });
});

it('second factors are nowhere to be read', async () => {
  const rows = await database.client.dossier.findMany();
  const events = await database.client.dossierEvent.findMany({ select: { facts: true } });
  expect(JSON.stringify([rows.map(({ phoneHash }) => phoneHash), events])).not.toMatch(
    /0912|345678|064123456789/,
  );
  expect(new Set(rows.map(({ phoneHash }) => phoneHash)).size).toBe(rows.length);
});
