/** The same told again, with something changed: what was recorded first stands. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, filed, type Json, openDesk, step } from './desk.js';

let desk: Desk;
let key: string;
let sequence = 0;
beforeAll(async () => {
  desk = await openDesk();
  key = await desk.makeKey();
});

async function newDossier(): Promise<string> {
  sequence += 1;
  const code = `H21.17-261120-${sequence}`;
  expect((await desk.call(key, 'PUT', `/api/dossiers/${code}`, filed())).status).toBe(201);
  return code;
}
const tell = (code: string, body: object, headers?: Record<string, string>, by = key) =>
  desk.call(by, 'POST', `/api/dossiers/${code}/events`, body, headers);
const read = async (code: string) => (await desk.call(key, 'GET', `/api/dossiers/${code}`)).body;
const withKey = (name: string) => ({ 'Idempotency-Key': name });

describe('an event told again under its id', () => {
  it.each([
    ['another state', { status: 9 }, 409],
    ['another time', { at: '2026-11-20T10:00:01+07:00' }, 409],
    ['another due date', { dueAt: '2036-12-30T17:00:00+07:00' }, 409],
    ['as a correction', { correction: true, reason: 'x' }, 409],
    ['another reason', { reason: 'khác', missing: ['giấy khác'] }, 200],
    ['another amount', { amount: 5 }, 200],
  ])('with %s changes nothing', async (_, given, status) => {
    const code = await newDossier();
    await tell(code, step('a', 5, '10:00', { reason: 'đầu tiên', missing: ['giấy đầu'] }));
    const before = await read(code);
    expect((await tell(code, step('a', 5, '10:00', given))).status).toBe(status);
    expect(await read(code)).toEqual(before);
  });

  it('by another source is another event', async () => {
    const code = await newDossier();
    const other = await desk.makeKey({ source: 'other' });
    await tell(code, step('a', 4, '10:00'));
    expect((await tell(code, step('a', 9, '11:00'), {}, other)).status).toBe(201);
    expect((await read(code)).events).toHaveLength(3);
  });

  it('under the ids the program uses itself is an event of its own', async () => {
    const code = await newDossier();
    for (const id of ['created', 'due:1', 'undo:1', 'amended:2'])
      expect((await tell(code, step(id, 4, '10:00'))).status).toBe(201);
    expect((await read(code)).events.map(({ source }: Json) => source)).toEqual([
      'motcua',
      ...Array(4).fill('system:H21.17'),
    ]);
  });
});

describe('an Idempotency-Key', () => {
  it('stands for one body, one route, one dossier', async () => {
    const [code, another] = [await newDossier(), await newDossier()];
    expect((await tell(code, step('a', 4, '10:00'), withKey('k'))).status).toBe(201);
    const refusals = [
      await tell(code, step('a', 9, '10:00'), withKey('k')),
      await tell(code, step('b', 4, '10:00'), withKey('k')),
      await tell(another, step('a', 4, '10:00'), withKey('k')),
      await desk.call(key, 'POST', `/api/dossiers/${code}/undo`, { id: 'a' }, withKey('k')),
      await desk.call(key, 'PUT', `/api/dossiers/${code}`, filed({ procedure: '1.004873' }), withKey('k')),
    ];
    expect(refusals.map(({ status, body }) => [status, body.error.code])).toEqual(
      Array(5).fill([412, 'idempotency_mismatch']),
    );
    expect((await tell(code, step('a', 4, '10:00'), withKey('k'))).status).toBe(200);
    expect([(await read(code)).events, (await read(another)).events].map(({ length }) => length)).toEqual([
      2, 1,
    ]);
  });

  it('of one caller says nothing to another', async () => {
    const code = await newDossier();
    const other = await desk.makeKey();
    await tell(code, step('a', 4, '10:00'), withKey('shared'));
    expect((await tell(code, step('b', 9, '11:00'), withKey('shared'), other)).status).toBe(201);
  });

  it('of a refused request is free again', async () => {
    const code = await newDossier();
    expect(
      (await tell(code, { ...step('a', 4, '10:00'), at: '2090-01-01T00:00:00Z' }, withKey('r'))).status,
    ).toBe(422);
    expect((await tell(code, step('a', 4, '10:00'), withKey('r'))).status).toBe(201);
  });
});

it('a bulk played back, whole, shuffled or changed, adds nothing', async () => {
  const codes = Array.from({ length: 20 }, (_, i) => `H21.17-261119-${i + 1}`);
  const items = codes.map((code) => ({
    code,
    dossier: filed({ receivedAt: '2026-11-19T09:00:00+07:00' }),
    events: [step('1', 4, '10:00'), step('2', 9, '11:00')],
  }));
  const send = (body: object[]) => desk.call(key, 'POST', '/api/dossiers/bulk', { items: body });
  await send(items);
  const all = async () => Promise.all(codes.map(read));
  const before = await all();
  const answers = [await send(items), await send([...items].reverse()), await send([...items, ...items])];
  expect(answers.flatMap(({ body }) => body.results).every(({ ok }: Json) => ok)).toBe(true);
  const changed = items.map((item) => ({ ...item, events: [step('1', 10, '12:00')] }));
  const refused = (await send(changed)).body.results;
  expect(refused.map(({ error }: Json) => error.code)).toEqual(Array(20).fill('id_reused'));
  expect(await all()).toEqual(before);
});
