import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import type { NewKey } from '../../src/staff/store.js';
import { createKey, listKeys, revokeKey } from '../../src/staff/store.js';
import { openTestServices } from '../support/services.js';

type App = Awaited<ReturnType<typeof createApp>>;
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
type Json = any;

const filed = (given: object = {}) => ({
  procedure: '1.001193',
  receivedAt: '2026-11-20T09:00:00+07:00',
  submission: 'direct',
  owner: { name: 'Nguyễn Văn An', phone: '0905 123 456' },
  dueAt: '2036-12-31T17:00:00+07:00',
  ...given,
});
const event = (id: string, status: number | string, at: string, given: object = {}) => ({
  id,
  status,
  at: `2026-11-20T${at}:00+07:00`,
  ...given,
});

let services: Services;
let app: App;
let desk: string;
let system: string;
let reader: string;
let sequence = 0;
const nextCode = (unit = 'H21.17') => {
  sequence += 1;
  return `${unit}-261120-${String(sequence).padStart(4, '0')}`;
};
const make = async (given: Partial<NewKey> = {}) =>
  createKey(
    services.database.client,
    { unit: 'H21.17', role: 'desk', createdBy: 'lan', ...given },
    new Date(),
  );
beforeAll(async () => {
  services = await openTestServices({ TRUST_PROXY: '1' });
  app = await createApp(services);
  desk = (await make()).secret;
  system = (await make({ role: 'system' })).secret;
  reader = (await make({ unit: 'H21', role: 'reader' })).secret;
});

async function call(
  method: string,
  path: string,
  body?: unknown,
  { key = desk, headers = {} }: { key?: string | null; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: Headers; body: Json; text: string }> {
  const response = await app.request(path, {
    method,
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? null : JSON.parse(text),
  };
}
const put = (code: string, body: unknown = filed(), options = {}) =>
  call('PUT', `/api/dossiers/${code}`, body, options);
const post = (code: string, body: unknown, options = {}) =>
  call('POST', `/api/dossiers/${code}/events`, body, options);
const get = (code: string, options = {}) => call('GET', `/api/dossiers/${code}`, undefined, options);
const bulk = (items: unknown, options = {}) => call('POST', '/api/dossiers/bulk', { items }, options);

describe('a dossier', () => {
  it('is filed at 2, moved on, and read with its events in order', async () => {
    const code = nextCode();
    const created = await put(code);
    expect([created.status, created.body.status, created.headers.get('etag')]).toEqual([201, 2, '"1"']);
    expect((await post(code, event('b', 'Đã xử lý xong', '11:00'))).status).toBe(201);
    expect((await post(code, event('a', 4, '10:00'))).body.event).toEqual({
      id: 'a',
      outcome: 'recorded',
      irregular: false,
    });
    const { body, headers } = await get(code);
    expect(body).toMatchObject({
      code,
      unit: 'H21.17',
      procedure: '1.001193',
      status: 9,
      statusName: 'Đã xử lý xong',
      receivedAt: '2026-11-20T09:00:00+07:00',
      dueAt: '2036-12-31T17:00:00+07:00',
      dueOriginal: '2036-12-31T17:00:00+07:00',
      dueNote: null,
      owner: { name: 'Nguyễn Văn An', hasPhone: true, hasIdentity: false },
    });
    expect(body.events.map(({ id, status }: Json) => [id, status])).toEqual([
      ['created', 2],
      ['a', 4],
      ['b', 9],
    ]);
    expect(headers.get('etag')).toBe('"3"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await get(code, { headers: { 'If-None-Match': '"3"' } })).status).toBe(304);
  });

  it('filed online begins at 1, without a due date until it is received', async () => {
    const code = nextCode();
    const { dueAt: _, ...body } = filed({ submission: 'online', procedure: '1.004873' });
    const created = await put(code, body);
    expect(created.body).toMatchObject({ status: 1, dueAt: null, dueNote: { code: 'not_received' } });
    await post(code, event('x', 2, '10:00'));
    expect((await get(code)).body).toMatchObject({
      status: 2,
      dueAt: '2026-11-26T17:00:00+07:00',
      dueNote: null,
    });
  });

  it.each([
    ['in working days, by the holidays', '1.004873', '2026-11-26T17:00:00+07:00'],
    ['on the same day', '1.001193.000.00.00.H21', '2026-11-20T17:00:00+07:00'],
    ['not at all where only a text tells', '1.000894', null],
    ['not at all where the catalogue lacks it', '9.999999', null],
  ])('has its due date computed %s', async (_, procedure, dueAt) => {
    const { dueAt: __, ...body } = filed({ procedure });
    const { body: answer } = await put(nextCode(), body);
    expect([answer.dueAt, answer.dueOriginal]).toEqual([dueAt, dueAt]);
    expect(answer.dueNote === null).toBe(dueAt !== null);
    expect(answer.dueNote?.message ?? 'dueAt').toContain('dueAt');
  });

  it.each([
    'h21.17 261120 {n}',
    'mã HS: H21,17–261120–{n}',
    '000.00.17.H21-261120-{n}',
    'H2I.17-26112O-{n}',
    'H21.17/261120/{n}',
  ])('is found by its code written "%s"', async (spelling) => {
    const code = nextCode();
    await put(code);
    const written = spelling.replace('{n}', code.slice(-4));
    expect((await get(encodeURIComponent(written))).body.code).toBe(code);
  });

  it('explains its due date day by day when asked', async () => {
    const code = nextCode();
    const { dueAt: _, ...body } = filed({ procedure: '1.004873' });
    await put(code, body);
    expect((await get(code)).body).not.toHaveProperty('dueExplanation');
    const { dueExplanation } = (await get(`${code}?explain=true`)).body;
    expect(dueExplanation.join('\n')).toMatch(/26\/11\/2026[\s\S]*24\/11\/2026/);
    expect((await get(`${code}?explain=maybe`)).body.error.field).toBe('explain');
    const told = async (language: string) =>
      (await get(`${code}?explain=true`, { headers: { 'Accept-Language': language } })).body
        .dueExplanation[0];
    expect(await told('en-GB,en;q=0.8,vi;q=0.5')).toBe(
      'Due on 26/11/2026: time limit 3 working days, dossier received at 09:00 on 20/11/2026.',
    );
    expect([await told('vi-VN,vi;q=0.9,en;q=0.8'), await told('fr')]).toEqual([
      dueExplanation[0],
      dueExplanation[0],
    ]);
  });

  it('is not given a new due date dated back to before the old one was over, but may be told the step', async () => {
    const code = nextCode();
    await put(code, filed({ dueAt: '2026-11-20T17:00:00+07:00' }));
    const step = event('x', 2, '16:00', { apologyDocument: '1/PXL' });
    const back = { ...step, dueAt: '2036-12-31T17:00:00+07:00' };
    const { status, body } = await post(code, back);
    expect([status, body.error.code]).toEqual([422, 'backdated']);
    expect(body.error.message).toMatch(/đổi ngày hẹn.*Bỏ dueAt/);
    expect((await post(code, step)).body.dossier.dueAt).toBe('2026-11-20T17:00:00+07:00');
  });

  it('tells until when supplements may come, where the desk has said so', async () => {
    const code = nextCode();
    await put(code);
    const asked = event('s', 5, '10:00', { reason: 'Thiếu' });
    const refused = async (given: object) => (await post(code, { ...asked, ...given })).body.error?.field;
    expect(await refused({ supplementBy: '2026-11-19' })).toBe('supplementBy');
    expect(await refused({ supplementBy: 'mai' })).toBe('supplementBy');
    expect(await refused({ supplementBy: '2026-12-05', reason: undefined })).toBe('supplementBy');
    expect(await refused({ supplementBy: '2026-12-05', status: 4 })).toBe('supplementBy');
    const moment = { ...asked, supplementBy: '2026-12-04T20:00:00Z' };
    expect((await post(code, moment)).status).toBe(201);
    expect((await post(code, { ...asked, supplementBy: '2026-12-05' })).status).toBe(200);
    expect((await post(code, { ...asked, supplementBy: '2026-12-06' })).body.error.code).toBe('id_reused');
    const { body } = await get(code);
    expect(body.events.map(({ supplementBy }: Json) => supplementBy)).toEqual([null, '2026-12-05']);
  });

  it('told twice, in any order, at once, comes to the same', async () => {
    const code = nextCode();
    const pushes = [event('1', 4, '10:00'), event('2', 9, '11:00'), event('3', 10, '12:00')];
    await Promise.all([put(code), put(code), put(code)]);
    const statuses = await Promise.all(
      [...pushes, ...pushes].reverse().map((each) => post(code, each, { key: system })),
    );
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201, 201, 201]);
    const { body } = await get(code);
    expect(body.status).toBe(10);
    expect(body.events.map(({ id }: Json) => id)).toEqual(['created', '1', '2', '3']);
  });

  it('an older event that arrives late takes its place and moves nothing back', async () => {
    const code = nextCode();
    await put(code);
    await post(code, event('late', 9, '15:00'), { key: system });
    await post(code, event('early', 4, '10:00'), { key: system });
    const { body } = await get(code);
    expect([body.status, body.events.map(({ id }: Json) => id)]).toEqual([9, ['created', 'early', 'late']]);
  });
});

describe('the rules', () => {
  it('a forbidden step is refused from people, and recorded and flagged from systems', async () => {
    const code = nextCode();
    await put(code);
    const refused = await post(code, event('x', 10, '10:00'));
    expect([refused.status, refused.body.error.code, refused.body.error.field]).toEqual([
      422,
      'forbidden_transition',
      'status',
    ]);
    expect(refused.body.error.message).toContain('2 "Được tiếp nhận"');
    const recorded = await post(code, event('x', 10, '10:00'), { key: system });
    expect([recorded.status, recorded.body.event.irregular]).toEqual([201, true]);
    expect((await get(code)).body).toMatchObject({ status: 10, irregular: true });
  });

  it('10 never goes back, but by a correction of a key that may', async () => {
    const code = nextCode();
    await put(code);
    for (const [id, status] of [
      ['a', 9],
      ['b', 10],
    ] as const)
      await post(code, event(id, status, '10:00'));
    const later = { id: 'c', status: 4, at: new Date().toISOString() };
    expect((await post(code, later)).status).toBe(422);
    expect((await post(code, later, { key: system })).body.dossier.status).toBe(10);
    const correction = { ...later, id: 'd', correction: true, reason: 'trả nhầm người' };
    expect((await post(code, correction)).body.error.code).toBe('may_not_correct');
    const { secret } = await make({ mayCorrect: true });
    expect((await post(code, correction, { key: secret })).body.dossier.status).toBe(4);
  });

  it.each([
    ['without a reason', event('x', 5, '10:00'), 422, 'reason_missing', 'reason'],
    ['in the future', { id: 'x', status: 4, at: '2090-01-01T00:00:00Z' }, 422, 'in_future', 'at'],
    ['of an unknown state', event('x', 11, '10:00'), 400, 'invalid_field', 'status'],
    ['without an id', { status: 4, at: '2026-11-20T10:00:00+07:00' }, 400, 'invalid_field', 'id'],
    ['at no moment', { id: 'x', status: 4, at: '20/11/2026' }, 400, 'invalid_field', 'at'],
    ['of the year 0', { id: 'x', status: 4, at: '0000-01-01T00:00:00Z' }, 400, 'invalid_field', 'at'],
    [
      'with a due date past all years',
      { ...event('x', 4, '10:00'), dueAt: '9999-12-31T23:59:59-12:00' },
      400,
      'invalid_field',
      'dueAt',
    ],
    ['with a NUL', event('x', 4, '10:00', { reason: 'a\u0000b' }), 400, 'bad_characters', undefined],
    [
      'with half a character',
      event('x', 4, '10:00', { reason: 'a\ud800b' }),
      400,
      'bad_characters',
      undefined,
    ],
    ['of a wrong sub-state', event('x', 4, '10:00', { subState: 'ready' }), 400, 'invalid_field', 'subState'],
  ])('an event %s is refused, naming the field in two languages', async (_, body, status, code, field) => {
    const dossier = nextCode();
    await put(dossier);
    const answer = await post(dossier, body);
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([status, code, field]);
    expect(answer.body.error.message).toMatch(/\S/);
    expect(answer.body.error.messageEn).toMatch(/\S/);
    expect((await get(dossier)).body.events).toHaveLength(1);
  });

  it('an id that stands for another event is refused', async () => {
    const code = nextCode();
    await put(code);
    await post(code, event('x', 4, '10:00'));
    expect((await post(code, event('x', 9, '10:00'))).body.error.code).toBe('id_reused');
  });

  it('a slip is undone by who made it, and by nobody else', async () => {
    const code = nextCode();
    await put(code);
    await post(code, event('slip', 9, '10:00'));
    const undo = (key: string) => call('POST', `/api/dossiers/${code}/undo`, { id: 'slip' }, { key });
    const { secret: other } = await make();
    expect((await undo(other)).body.error.code).toBe('undo_too_late');
    expect((await undo(desk)).body.dossier.status).toBe(2);
    expect((await undo(desk)).body.event.outcome).toBe('repeated');
  });

  it('an event of a dossier nobody filed is 404', async () => {
    expect((await post('H21.17-261119-9999', event('x', 4, '10:00'))).status).toBe(404);
  });
});

describe('sending again', () => {
  it('If-Match takes the version that was read, and no other', async () => {
    const code = nextCode();
    await put(code);
    const match = (etag: string, body: object) => put(code, body, { headers: { 'If-Match': etag } });
    const amended = filed({ owner: { name: 'Trần Thị Bình' } });
    expect((await match('"7"', amended)).body.error.code).toBe('version_mismatch');
    expect((await match('W/"1"', amended)).status).toBe(412);
    expect((await match('"1"', amended)).headers.get('etag')).toBe('"2"');
    expect((await match('"1"', filed())).status).toBe(412);
    expect((await match('*', amended)).status).toBe(200);
    expect((await put(nextCode(), filed(), { headers: { 'If-Match': '*' } })).status).toBe(412);
    expect((await put(code, filed(), { headers: { 'If-None-Match': '*' } })).status).toBe(412);
  });

  it('an Idempotency-Key is carried out once, and stands for one request only', async () => {
    const code = nextCode();
    const once = (name: string, body: object) => put(code, body, { headers: { 'Idempotency-Key': name } });
    const renamed = filed({ owner: { name: 'Lê Văn Cường' } });
    expect((await once('k1', filed())).status).toBe(201);
    expect((await once('k2', renamed)).body.owner.name).toBe('Lê Văn Cường');
    expect((await once('k1', filed())).body.owner.name).toBe('Lê Văn Cường');
    expect((await once('k1', renamed)).body.error).toMatchObject({ code: 'idempotency_mismatch' });
    expect((await once('có dấu'.normalize('NFD').replace(/[^\x20-\x7e]/g, ''), filed())).status).toBe(412);
  });
});

describe('keys', () => {
  it('no key, a wrong, a malformed and a revoked one get one answer, whatever is asked', async () => {
    const { secret, key } = await make();
    await revokeKey(services.database.client, key.id, 'lan', new Date());
    const answers = [];
    for (const bad of [null, 'motcua_x', 'đ'.repeat(3).normalize('NFC').slice(3), secret, `${desk}x`]) {
      for (const path of ['H21.17-261120-0001', 'H21.17-200101-9999', 'H99-261120-0001', 'xyz']) {
        const { status, text, headers } = await get(path, { key: bad });
        answers.push(`${status} ${headers.get('www-authenticate')} ${text}`);
      }
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 Bearer .*messageEn/);
    expect((await call('POST', '/api/dossiers/bulk', 'x'.repeat(6_000_000), { key: null })).status).toBe(401);
  });

  it('act on their own unit and those below, whether the dossier exists or not', async () => {
    const { secret: province } = await make({ unit: 'H21' });
    const { secret: neighbour } = await make({ unit: 'H21.1' });
    const { secret: ward } = await make({ unit: 'H21.17.05' });
    const code = nextCode();
    await put(code);
    const missing = 'H21.17-261119-9998';
    expect((await get(code, { key: province })).status).toBe(200);
    for (const key of [neighbour, ward]) {
      const [there, absent] = [await get(code, { key }), await get(missing, { key })];
      expect([there.status, there.text]).toEqual([403, absent.text]);
      expect((await put(code, filed(), { key })).status).toBe(403);
      expect((await post(code, event('x', 4, '10:00'), { key })).status).toBe(403);
      expect(
        (await bulk([{ code, events: [event('x', 4, '10:00')] }], { key })).body.results[0],
      ).toMatchObject({
        ok: false,
        error: { code: 'wrong_unit' },
      });
      expect((await call('GET', '/api/dossiers?unit=H21.17', undefined, { key })).status).toBe(403);
    }
    expect((await get(code)).body.events).toHaveLength(1);
  });

  it('that only read do not write', async () => {
    const code = nextCode();
    expect((await put(code, filed(), { key: reader })).body.error.code).toBe('read_only_key');
    await put(code);
    expect((await get(code, { key: reader })).status).toBe(200);
    expect((await bulk([{ code }], { key: reader })).status).toBe(403);
  });

  it('have a budget each, and are told when to come again', async () => {
    const { secret } = await make({ perMinute: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await get(nextCode(), { key: secret })).status);
    expect(statuses).toEqual([404, 404, 429]);
    const refused = await get(nextCode(), { key: secret });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await get(nextCode())).status).toBe(404);
  });

  it('wrong ones are slowed down by address, right ones are not', async () => {
    const from = (key: string) => get(nextCode(), { key, headers: { 'X-Forwarded-For': '9.9.9.9' } });
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i += 1) statuses.add((await from(`guess${i}`)).status);
    expect([...statuses]).toEqual([401, 429]);
    expect((await from(desk)).status).toBe(404);
  });

  it('remember when they were last used, and are stored as hashes only', async () => {
    const { secret, key } = await make();
    await get(nextCode(), { key: secret });
    const known = (await listKeys(services.database.client)).find(({ id }) => id === key.id);
    expect(known?.lastUsedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(known)).not.toContain(secret);
  });
});

describe('codes and bodies that are none', () => {
  it.each([
    ['nothing like a code', 'xin-chao', 'not_a_code'],
    ['a procedure code', '1.001193', 'not_a_code'],
    ['two codes', 'H21.17-261120-0001 H21.17-261120-0002', 'not_a_code'],
    ['no separators', 'H21172611200001', 'unclear_code'],
    ['a month 13', 'H21.17-261320-0001', 'impossible_date'],
    ['SQL', "H21.17-261120-0001'; DROP TABLE dossiers;--", null],
    ['a very long text', 'H'.repeat(5000), 'not_a_code'],
  ])('%s', async (_, written, code) => {
    const { status, body } = await get(encodeURIComponent(written));
    if (code === null) expect([200, 404]).toContain(status);
    else expect([status, body.error.code, body.error.field]).toEqual([400, code, 'code']);
  });

  it.each([
    ['broken JSON', '{"procedure":', 400, 'invalid_body'],
    ['a list', '[]', 400, 'invalid_body'],
    ['null', 'null', 400, 'invalid_body'],
    ['nothing', '', 400, 'invalid_body'],
    ['JSON without end of depth', '['.repeat(100_000), 400, 'invalid_body'],
    ['a large one', JSON.stringify(filed({ x: 'a'.repeat(300_000) })), 413, 'body_too_large'],
    ['no procedure', JSON.stringify({ ...filed(), procedure: undefined }), 400, 'invalid_field'],
    ['a number for a name', JSON.stringify(filed({ owner: { name: 5 } })), 400, 'invalid_field'],
  ])('%s is refused', async (_, body, status, code) => {
    const answer = await put(nextCode(), body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('names the field inside', async () => {
    const { body } = await put(nextCode(), filed({ owner: { name: '' } }));
    expect(body.error).toMatchObject({
      field: 'owner.name',
      message: expect.stringContaining('owner.name'),
    });
  });
});

describe('bulk', () => {
  it('tells of each row, keeps the good ones and nothing of the bad', async () => {
    const [a, b, c] = [nextCode(), nextCode(), nextCode()];
    const { status, body } = await bulk([
      { code: a, dossier: filed(), events: [event('1', 4, '10:00'), event('2', 9, '11:00')] },
      { code: b, dossier: filed(), events: [event('1', 4, '10:00'), event('2', 10, '11:00')] },
      { code: 'xyz', dossier: filed() },
      { code: c, dossier: { ...filed(), submission: 'fax' } },
      'rubbish',
      { code: 'H20.1-261120-0001', dossier: filed() },
      { code: c, events: [event('1', 4, '10:00')] },
    ]);
    expect(status).toBe(200);
    expect(body.results.map(({ index, ok, error }: Json) => [index, ok, error?.code, error?.field])).toEqual([
      [0, true, undefined, undefined],
      [1, false, 'forbidden_transition', 'events.1.status'],
      [2, false, 'not_a_code', 'code'],
      [3, false, 'invalid_field', 'dossier.submission'],
      [4, false, 'invalid_body', undefined],
      [5, false, 'wrong_unit', 'code'],
      [6, false, 'dossier_not_found', 'code'],
    ]);
    expect((await get(a)).body.status).toBe(9);
    expect((await get(b)).status).toBe(404);
  });

  it('takes a thousand, sent twice, and no more', async () => {
    const items = Array.from({ length: 1000 }, (_, i) => ({
      code: `H21.17-260101-${i + 1}`,
      dossier: filed({ receivedAt: '2026-01-01T09:00:00+07:00' }),
    }));
    for (const _ of [1, 2]) {
      const { body } = await bulk(items);
      expect(body.results.filter(({ ok }: Json) => ok)).toHaveLength(1000);
    }
    expect((await bulk([...items, ...items.slice(0, 1)])).body.error.code).toBe('too_many_items');
    expect((await bulk([])).status).toBe(400);
    expect((await bulk('x')).body.error.field).toBe('items');
    expect((await bulk([{ code: 'x'.repeat(5_300_000) }])).status).toBe(413);
  }, 60_000);
});

describe('the list', () => {
  it('pages through a unit by code, filtered', async () => {
    const { secret } = await make({ unit: 'H20' });
    const of = (path: string) => call('GET', `/api/dossiers${path}`, undefined, { key: secret });
    const codes = ['H20-261120-1', 'H20.1-261120-1', 'H20.1-261120-2', 'H20.2.3-261120-1'];
    await bulk(
      codes.map((code, i) => ({
        code,
        dossier: filed({ owner: { name: `Người ${i}` }, dueAt: `2036-01-0${i + 1}T23:59:59+07:00` }),
      })),
      { key: secret },
    );
    const pages: string[] = [];
    let after = '';
    for (let i = 0; i < 3; i += 1) {
      const { body } = await of(`?limit=2${after}`);
      pages.push(body.items.map(({ code }: Json) => code).join(' '));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(pages.join(' ').split(' ').sort()).toEqual([...codes].sort());
    const codesOf = async (path: string) => (await of(path)).body.items.map(({ code }: Json) => code);
    expect(await codesOf('?unit=H20.1')).toEqual(codes.slice(1, 3));
    expect(await codesOf('?status=4,9')).toEqual([]);
    expect(await codesOf('?status=2&dueFrom=2036-01-02&dueTo=2036-01-03')).toEqual(codes.slice(1, 3));
    expect(await codesOf('?text=ng%C6%B0%E1%BB%9Di%203')).toEqual(codes.slice(3));
    expect(await codesOf(`?text=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([]);
  });

  it.each(['status=11', 'dueFrom=2026-02-30', 'limit=0', 'limit=1000', 'after=AAAA', 'unit=x', 'text=%00'])(
    'refuses %s, naming it',
    async (query) => {
      const { status, body } = await call('GET', `/api/dossiers?${query}`);
      expect([status, body.error.field]).toEqual([400, query.split('=')[0]]);
    },
  );
});

describe('the national exchange', () => {
  const exchange = (service: string, body: unknown, key = system) =>
    call('POST', `/api/exchange/${service}`, body, { key });

  it('takes dossiers and progress in its own words', async () => {
    const code = nextCode();
    const row = {
      MaHoSo: code.replace('H21.17', '000.00.17.H21'),
      MaTTHC: '1.001193.000.00.00.H21',
      ChuHoSo: 'Nguyễn Văn An',
      MaDoiTuong: '064099123456',
      HinhThuc: 2,
      NgayTiepNhan: '20261120090000',
      NgayHenTra: '20361231170000',
      TrangThaiHoSo: '2',
      NguoiXuLy: 'Cán bộ A',
    };
    expect((await exchange('DongBoHoSoMC', { isUpdating: 'false', data: [row] })).body).toEqual({
      results: [{ index: 0, ok: true }],
    });
    await exchange('CapNhatTienDoHoSoMC', {
      MaHoSo: code,
      TrangThai: 4,
      ThoiDiemXuLy: '20261120100000',
      NoiDungXuLy: 'Chuyển chuyên môn',
      NguoiXuLy: 'Cán bộ A',
    });
    await exchange('DongBoHoSoMC', [{ ...row, TrangThaiHoSo: 'Đang xử lý' }]);
    const { body, text } = await get(code);
    expect(body).toMatchObject({
      status: 4,
      submission: 'online',
      dueAt: '2036-12-31T17:00:00+07:00',
      owner: { name: 'Nguyễn Văn An', hasIdentity: true },
    });
    expect(body.events.filter(({ kind }: Json) => kind === 'status')).toHaveLength(2);
    expect(text).not.toContain('Cán bộ A');
  });

  it('tells of each row what is wrong, in the words of the exchange', async () => {
    const { body } = await exchange('DongBoHoSoMC', {
      data: [
        { MaHoSo: 'xyz', MaTTHC: '1', NgayTiepNhan: '20261120090000' },
        { MaHoSo: nextCode(), MaTTHC: '1.001193', NgayTiepNhan: '20261399' },
        {},
      ],
    });
    expect(body.results.map(({ error }: Json) => error.field)).toEqual(['MaHoSo', 'NgayTiepNhan', 'MaHoSo']);
    expect((await exchange('XoaHoSo', {})).body.error.field).toBe('service');
  });
});

describe('the description of the interface', () => {
  it('describes itself, with an example for every body', async () => {
    const document: Json = await (await app.request('/api/docs/openapi.json')).json();
    for (const [path, methods] of Object.entries<Json>(document.paths)) {
      if (!/dossiers|exchange/.test(path)) continue;
      for (const operation of Object.values<Json>(methods)) {
        expect(operation.security).toEqual([{ deskKey: [] }]);
        const content = operation.requestBody?.content['application/json'];
        if (content) expect([path, content.example]).not.toEqual([path, undefined]);
      }
    }
    const page = await (await app.request('/api/docs')).text();
    expect(page).toContain('/api/dossiers/bulk');
  });

  it('its examples run', async () => {
    const document: Json = await (await app.request('/api/docs/openapi.json')).json();
    const exampleOf = (path: string, method: string) =>
      document.paths[path][method].requestBody.content['application/json'].example;
    const code = 'H21.17-261120-0912';
    const path = '/api/dossiers/{code}';
    expect((await put(code, exampleOf(path, 'put'), { key: system })).status).toBe(201);
    expect((await post(code, exampleOf(`${path}/events`, 'post'), { key: system })).status).toBe(201);
    expect(
      (await bulk(exampleOf('/api/dossiers/bulk', 'post').items, { key: system })).body.results[0].ok,
    ).toBe(true);
    const sent = exampleOf('/api/exchange/{service}', 'post');
    const { body } = await call('POST', '/api/exchange/DongBoHoSoMC', sent, { key: system });
    expect(body.results[0].ok).toBe(true);
  });
});
