/** Bodies, paths and headers nobody well-meaning sends: whatever comes, the answer is the sender's fault, never ours. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Body, type Desk, filed, type Json, openDesk, step } from './desk.js';

const CODE = 'H21.17-261120-0001';
const DOSSIER = `/api/dossiers/${CODE}`;

let desk: Desk;
let key: string;
beforeAll(async () => {
  desk = await openDesk({ TRUST_PROXY: '1' });
  key = await desk.makeKey();
  expect((await desk.call(key, 'PUT', DOSSIER, filed())).status).toBe(201);
});

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const bytes = (...values: number[]) => new Uint8Array(values);
const around = (middle: Uint8Array) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from(
        '{"procedure":"1.001193","receivedAt":"2026-11-20T09:00:00+07:00","submission":"direct","owner":{"name":"',
      ),
      middle,
      Buffer.from('"}}'),
    ]),
  );

/** Sent to every route that takes a body. */
const BODIES: [string, Body][] = [
  ['nothing', ''],
  ['no JSON', '<xml/>'],
  ['half of JSON', '{"procedure"'],
  ['two values', '{}{}'],
  ['null', 'null'],
  ['a number too large for any', '1e999'],
  ['a list of nulls', '[null,null]'],
  ['a text', '"x"'],
  ['a list without end', '['.repeat(100_000)],
  ['a list 20,000 deep', deep('[', ']', 20_000)],
  ['an object 20,000 deep', deep('{"a":', '}', 20_000)],
  ['items 5,000 deep', `{"items":[{"code":"${CODE}","events":${deep('[', ']', 5_000)}}]}`],
  ['a megabyte and more', JSON.stringify({ x: 'a'.repeat(1_100_000) })],
  ['six megabytes', JSON.stringify({ items: ['a'.repeat(6_000_000)] })],
  ['bytes that are no UTF-8', around(bytes(0xff, 0xfe, 0xc3, 0x28))],
  ['an overlong NUL', around(bytes(0xc0, 0x80))],
  ['surrogates as UTF-8', around(bytes(0xed, 0xa0, 0x80))],
  ['UTF-16', new Uint8Array(Buffer.from('{"a":1}', 'utf16le'))],
  ['a prototype', '{"__proto__":{"code":"x","items":[1],"data":[1]},"constructor":{"prototype":{"x":1}}}'],
  ['a prototype among items', `{"items":[{"__proto__":{"code":"${CODE}"}},{"constructor":1}]}`],
  ['a prototype as data', '{"data":{"__proto__":{"MaHoSo":"x"}}}'],
  ['items that are an object', '{"items":{"length":3}}'],
  ['1,001 items', JSON.stringify({ items: Array(1001).fill({ code: CODE }) })],
  ['1,001 rows', JSON.stringify(Array(1001).fill({ MaHoSo: CODE }))],
];

describe.each([
  ['PUT', DOSSIER],
  ['POST', `${DOSSIER}/events`],
  ['POST', `${DOSSIER}/undo`],
  ['POST', '/api/dossiers/bulk'],
  ['POST', '/api/exchange/DongBoHoSoMC'],
  ['POST', '/api/chat'],
])('%s %s', (method, path) => {
  it.each(BODIES)('takes %s calmly', async (_, body) => {
    const answer = await desk.call(key, method, path, body);
    expectRefusal(answer, [200, 201, 400, 404, 413, 422]);
  });
});

/** Refused with a sentence in both languages, or done; never a fault. */
function expectRefusal({ status, body, text }: Answer, statuses: number[]) {
  expect([status, statuses.includes(status) ? '' : text]).toEqual([expect.any(Number), '']);
  if (status >= 400) {
    expect(body?.error?.code).toMatch(/^[a-z_]+$/);
    expect(body.error.message).toMatch(/\S/);
    expect(body.error.messageEn).toMatch(/\S/);
    expect(text).not.toMatch(/prisma|postgres|node_modules|\bat .+:\d+:\d+/i);
  }
}

const NUL = '\\u0000';
const LONE = '\\ud800';
/** Values no field takes, as JSON. */
const VALUES = [
  '1e999',
  '-1e999',
  'null',
  '[]',
  '{}',
  'true',
  '""',
  '" "',
  `"a${NUL}"`,
  `"${LONE}"`,
  '"\\udc00x"',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '9007199254740993',
  '-0',
  '"99999-01-01T00:00:00Z"',
  '"+099999-01-01T00:00:00Z"',
  '"0000-01-01T00:00:00Z"',
  '"0001-01-01T00:00:00+14:00"',
  '"2026-02-30T00:00:00Z"',
  '"2026-11-20T25:00:00Z"',
  `"${'9'.repeat(400)}"`,
];

describe('every field of', () => {
  it.each([
    'procedure',
    'receivedAt',
    'submission',
    'owner',
    'dueAt',
    'receivingUnit',
    'settlingUnit',
    'returningUnit',
    'parentCode',
    'clockPolicy',
    'supplementBy',
  ])('a dossier takes no nonsense: %s', (field) =>
    each((value) => ['PUT', DOSSIER, JSON.stringify(filed({ [field]: 'VALUE' })).replace('"VALUE"', value)]),
  );

  it.each(['name', 'phone', 'identity'])('an owner takes no nonsense: %s', (field) =>
    each((value) => [
      'PUT',
      DOSSIER,
      JSON.stringify(filed({ owner: { name: 'A', [field]: 'VALUE' } })).replace('"VALUE"', value),
    ]),
  );

  it.each([
    'id',
    'status',
    'subState',
    'at',
    'reason',
    'missing',
    'amount',
    'dueAt',
    'apologyDocument',
    'correction',
    'corrects',
  ])('an event takes no nonsense: %s', (field) =>
    each((value, i) => [
      'POST',
      `${DOSSIER}/events`,
      JSON.stringify(step(`n${field}${i}`, 5, '10:00', { reason: 'x', [field]: 'VALUE' })).replace(
        '"VALUE"',
        value,
      ),
    ]),
  );

  it.each([
    'MaHoSo',
    'MaTTHC',
    'NgayTiepNhan',
    'NgayNop',
    'NgayHenTra',
    'NgayKetThucXuLy',
    'NgayTra',
    'TrangThaiHoSo',
    'HinhThuc',
    'ChuHoSo',
    'SoDienThoai',
    'MaDoiTuong',
    'MaDonViTiepNhan',
  ])('a row of the national exchange takes no nonsense: %s', async (field) => {
    const row = {
      MaHoSo: CODE,
      MaTTHC: '1.001193',
      NgayTiepNhan: '20261120090000',
      ChuHoSo: 'A',
      TrangThaiHoSo: '9',
      [field]: 'VALUE',
    };
    const times = [
      '"00010101000000"',
      '"00000101000000"',
      '"99991231235959"',
      '"20261340"',
      '20261120090000',
      '1e21',
    ];
    await each(
      (value) => ['POST', '/api/exchange/DongBoHoSoMC', JSON.stringify([row]).replace('"VALUE"', value)],
      [...VALUES, ...times],
    );
  });

  async function each(request: (value: string, index: number) => [string, string, string], values = VALUES) {
    for (const [i, value] of values.entries()) {
      const answer = await desk.call(key, ...request(value, i));
      expect([value, answer.status < 500 ? '' : answer.text]).toEqual([value, '']);
      expectRefusal(answer, [200, 201, 400, 403, 409, 413, 422]);
    }
  }
});

describe('the rest of a request', () => {
  it.each([
    '/api/dossiers/%00',
    '/api/dossiers/%FF%FE',
    '/api/dossiers/%E0%A4%A',
    '/api/dossiers/%',
    '/api/dossiers/..%2f..%2fetc%2fpasswd',
    '/api/dossiers/__proto__',
    '/api/dossiers/bulk',
    '/api/exchange/__proto__',
    `/api/dossiers/${'1'.repeat(20_000)}`,
    `/api/dossiers/${'H21.17-261120-'.repeat(20)}`,
    '/api/dossiers?dueFrom=0000-01-01',
    '/api/dossiers?dueFrom=0001-01-01',
    '/api/dossiers?dueTo=9999-12-31',
    '/api/dossiers?dueTo=99999-12-31',
    '/api/dossiers?text=%ED%A0%80',
    '/api/dossiers?text=%25%25%5C',
    '/api/dossiers?text=%FF',
    `/api/dossiers?text=${'%25'.repeat(100)}`,
    '/api/dossiers?limit=1e999',
    '/api/dossiers?limit=-0',
    '/api/dossiers?status=__proto__',
    `/api/dossiers?status=${'4,'.repeat(3000)}4`,
    '/api/dossiers?after=__proto__',
    '/api/dossiers?unit=H21.17&unit=H99',
    '/api/dossiers?__proto__=1',
  ])('GET %s is answered', async (path) => {
    const answer = await desk.call(key, 'GET', path);
    expect([answer.status < 500, answer.status < 500 ? '' : answer.text]).toEqual([true, '']);
  });

  it.each([
    ['If-Match', '"99999999999999999999"'],
    ['If-Match', '"1", "2"'],
    ['If-Match', '"__proto__"'],
    ['Idempotency-Key', 'a'.repeat(201)],
    ['Idempotency-Key', '__proto__'],
    ['Idempotency-Key', "'; DROP TABLE staff_requests;--"],
    ['Content-Length', '-1'],
    ['Content-Length', '1e999'],
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/json; charset=utf-16'],
    ['Content-Encoding', 'gzip'],
    ['X-Forwarded-For', 'a'.repeat(5000)],
    ['Authorization', 'Bearer '],
    ['Authorization', `Bearer ${'x'.repeat(100_000)}`],
    ['Authorization', 'Basic YTpi'],
  ])('%s: %s is answered', async (name, value) => {
    const answer = await desk.call(key, 'PUT', DOSSIER, filed(), { [name]: value });
    expect([answer.status < 500, answer.status < 500 ? '' : answer.text]).toEqual([true, '']);
  });
});

it('nothing of it has left a trace in the dossier but what was accepted', async () => {
  const { body } = await desk.call(key, 'GET', DOSSIER);
  expect(body.owner.name).toMatch(/^[^\0]+$/);
  expect(({} as { code?: unknown }).code).toBeUndefined();
});

it('a bulk takes a hundred events of one dossier, however its code is written', async () => {
  const events = (row: number) => Array.from({ length: 40 }, (_, n) => step(`${row}.${n}`, 4, '10:00'));
  const codes = ['H21.17-261120-2', 'h21.17 261120 0002', 'H21.17-20261120-2', 'H21.17-261120-3'];
  const items = codes.map((code, row) => ({ code, dossier: filed(), events: events(row) }));
  const { body } = await desk.call(key, 'POST', '/api/dossiers/bulk', { items });
  expect(body.results.map(({ ok, error }: Json) => ok || error.code)).toEqual([
    true,
    true,
    'too_many_events',
    true,
  ]);
});
