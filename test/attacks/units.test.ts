/** A key of one unit tried on the dossiers of others, under every spelling. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readHolderView } from '../../src/dossiers/look-up/look-up.js';
import { type Desk, filed, type Json, openDesk, step } from './desk.js';

const OWNERS = {
  H21: 'tỉnh',
  'H21.1': 'một',
  'H21.17': 'mười bảy',
  'H21.17.5': 'tổ năm',
  'H21.170': 'khác',
  'H22.1': 'ngoài',
};
const codeOf = (unit: string) => `${unit}-261120-7`;

let desk: Desk;
let key: string;
beforeAll(async () => {
  desk = await openDesk();
  const root = { H21: await desk.makeKey({ unit: 'H21' }), H22: await desk.makeKey({ unit: 'H22' }) };
  for (const [unit, name] of Object.entries(OWNERS)) {
    const by = unit.startsWith('H21') ? root.H21 : root.H22;
    const { status } = await desk.call(
      by,
      'PUT',
      `/api/dossiers/${codeOf(unit)}`,
      filed({ owner: { name } }),
    );
    expect([unit, status]).toEqual([unit, 201]);
  }
  key = await desk.makeKey({ unit: 'H21.17' });
});

/** What the holder of a dossier sees of its parts. */
async function shownParts(code: string): Promise<string[] | undefined> {
  const { database, dossiers } = desk.services;
  const { factorKey } = dossiers;
  const setting = { db: database.client, factorKey, attemptKey: Buffer.alloc(32), openStatus: false };
  return (await readHolderView(setting, code, new Date()))?.parts.map((part) => part.code);
}

const get = (path: string, by = key) => desk.call(by, 'GET', `/api/dossiers${path}`);

it.each([
  ['H21', [403, 200, 200, 200, 200, 403]],
  ['H21.1', [403, 200, 403, 403, 403, 403]],
  ['H21.17', [403, 403, 200, 200, 403, 403]],
  ['H21.17.5', [403, 403, 403, 200, 403, 403]],
  ['H2', [403, 403, 403, 403, 403, 403]],
])('a key of %s reads its own and those below', async (unit, statuses) => {
  const by = await desk.makeKey({ unit });
  const expected = unit === 'H21' ? [200, ...statuses.slice(1)] : statuses;
  const seen = await Promise.all(Object.keys(OWNERS).map((each) => get(`/${codeOf(each)}`, by)));
  expect(seen.map(({ status }) => status)).toEqual(expected);
});

it.each([
  'h21.1-261120-7',
  'H21.01-261120-7',
  'H21.1-20261120-0007',
  '000.00.1.H21-261120-7',
  'H2I.l-261120-7',
  'H21.1/261120/7',
  'H21,1–261120–7',
  'H21.17-261120-7 H21.1-261120-7',
  'H21.1-261120-7#H21.17',
  '../H21.17-261120-7/../H21.1-261120-7',
  '\u200bH21.1-261120-7',
  'Ｈ21.1-261120-7',
])('another unit’s dossier written %j stays closed', async (written) => {
  const answer = await get(`/${encodeURIComponent(written)}`);
  expect([400, 403, 404]).toContain(answer.status);
  expect(answer.text).not.toContain(OWNERS['H21.1']);
  const changed = await desk.call(key, 'POST', '/api/dossiers/bulk', {
    items: [{ code: written, events: [step('x', 7, '10:00')] }],
  });
  expect(changed.body.results[0].ok).toBe(false);
});

describe('the list', () => {
  it.each([
    '',
    '?unit=H21.17',
    '?text=H21',
    '?status=1,2,3,4,5,6,7,8,9,10',
    `?after=${Buffer.from('H21.1/2026-11-20/0').toString('base64url')}`,
    `?after=${Buffer.from('H20/2026-11-20/7').toString('base64url')}`,
  ])('%j shows no other unit’s', async (query) => {
    const { status, body } = await get(query);
    expect(status).toBe(200);
    expect(body.items.map(({ unit }: Json) => unit).sort()).toEqual(['H21.17', 'H21.17.5']);
  });

  it('takes a wildcard for a letter', async () => expect((await get('?text=%25')).body.items).toEqual([]));

  it.each(['H21', 'H21.1', 'H21.170', 'H22.1', 'h21.17', 'H21.17%25', 'H21.17.', 'H21.17%00', "H21.17'--"])(
    'of %s is not given',
    async (unit) => {
      const { status, text } = await get(`?unit=${unit}`);
      expect([400, 403]).toContain(status);
      expect(text).not.toMatch(/một|khác|ngoài|tỉnh/);
    },
  );
});

it('a bulk that mixes units changes its own and nothing of the others', async () => {
  const items = Object.keys(OWNERS).flatMap((unit) => [
    { code: codeOf(unit), dossier: filed({ owner: { name: 'kẻ lạ' } }), events: [step('mixed', 4, '10:00')] },
    { code: `${unit}-261120-8`, dossier: filed({ owner: { name: 'kẻ lạ' } }) },
  ]);
  const { body } = await desk.call(key, 'POST', '/api/dossiers/bulk', { items });
  const own = (code: string) => /^H21\.17[.-]/.test(code);
  expect(body.results.map(({ ok, error }: Json) => ok || error.code)).toEqual(
    items.map(({ code }) => own(code) || 'wrong_unit'),
  );
  const rows = await desk.services.database.client.dossier.findMany();
  for (const { code, ownerName, version } of rows)
    if (!own(code)) expect([code, ownerName === 'kẻ lạ', version]).toEqual([code, false, 1]);
});

it('a dossier said to be part of another unit’s tells nothing of it', async () => {
  const parts = [codeOf('H21.1'), 'H21.1-261120-99'];
  const answers = [];
  for (const [i, parentCode] of parts.entries()) {
    const answer = await desk.call(key, 'PUT', `/api/dossiers/H21.17-261120-5${i}`, filed({ parentCode }));
    const shown = (await get(`/H21.17-261120-5${i}`)).body;
    answers.push([
      answer.status,
      JSON.stringify({
        ...shown,
        code: '',
        parentCode: '',
        events: shown.events.map(({ kind }: Json) => kind),
      }),
    ]);
  }
  expect(answers[1]).toEqual(answers[0]);
});

it('a dossier said to be part of another unit’s shows its holder nothing until that unit says so', async () => {
  const whole = codeOf('H21.1');
  const part = 'H21.17-261120-60';
  const owner = await desk.makeKey({ unit: 'H21.1' });
  const filing = filed({ parentCode: whole, settlingUnit: 'H21.17' });
  expect((await desk.call(key, 'PUT', `/api/dossiers/${part}`, filing)).body.parentConfirmed).toBe(false);
  const shown = () => shownParts(whole);
  expect(await shown()).toEqual([]);

  const answer = (by: string, method: string, parent = whole, which = part) =>
    desk.call(by, method, `/api/dossiers/${parent}/parts/${which}`);
  expect((await answer(key, 'POST')).status).toBe(403);
  expect((await answer(await desk.makeKey({ unit: 'H21.1', role: 'reader' }), 'POST')).status).toBe(403);
  expect((await answer(key, 'POST', codeOf('H21.17'))).status).toBe(404);
  expect((await desk.call(key, 'PUT', `/api/dossiers/${part}`, filing)).status).toBe(200);
  for (const path of ['/api/dossiers/bulk', '/api/exchange/DongBoHoSoMC'])
    await desk.call(key, 'POST', path, {
      items: [{ code: part, dossier: filing }],
      data: [{ MaHoSo: part }],
    });
  expect(await shown()).toEqual([]);

  const { body } = await desk.call(owner, 'GET', '/api/dossiers/waiting-parts');
  expect(body.items.map(({ parent, part: waiting }: Json) => [parent, waiting])).toContainEqual([
    whole,
    part,
  ]);
  expect((await answer(owner, 'POST')).body).toMatchObject({ confirmed: true });
  expect(await shown()).toEqual([part]);

  // Another link has to be confirmed anew.
  const elsewhere = filed({ parentCode: codeOf('H22.1') });
  const moved = await desk.call(key, 'PUT', `/api/dossiers/${part}`, elsewhere);
  expect([moved.body.parentConfirmed, await shown()]).toEqual([false, []]);
  const back = await desk.call(key, 'PUT', `/api/dossiers/${part}`, filing);
  expect([back.body.parentConfirmed, await shown()]).toEqual([false, []]);
});

it('the parts of another unit’s dossier are not told, nor which of them wait', async () => {
  expect((await get(`/${codeOf('H21.1')}/parts`)).status).toBe(403);
  expect((await get('/waiting-parts?unit=H21.1')).status).toBe(403);
  const { body } = await get('/waiting-parts');
  expect(body.items.filter(({ parent }: Json) => !/^H21\.17[.-]/.test(parent))).toEqual([]);
});

it('a part that does not exist and one that names another whole get one answer', async () => {
  const [known, missing] = await Promise.all(
    [codeOf('H21.1'), 'H21.1-261120-98'].map((part) =>
      desk.call(key, 'POST', `/api/dossiers/${codeOf('H21.17')}/parts/${part}`),
    ),
  );
  expect([known?.status, known?.text]).toEqual([404, missing?.text]);
});

it('a dossier that names offices of others adds none of them to what all are told', async () => {
  const named = { receivingUnit: 'H99', settlingUnit: 'H98.1', returningUnit: 'H21.18' };
  expect((await desk.call(key, 'PUT', '/api/dossiers/H21.17-261120-61', filed(named))).status).toBe(201);
  const units = await desk.services.database.client.unit.findMany();
  expect(units.map(({ code }) => code).filter((code) => Object.values(named).includes(code))).toEqual([]);
});

it('a reader’s key writes nothing by any method or route', async () => {
  const reader = await desk.makeKey({ role: 'reader' });
  const path = `/api/dossiers/${codeOf('H21.17')}`;
  for (const [method, route, body] of [
    ['PUT', path, filed()],
    ['POST', `${path}/events`, step('x', 4, '10:00')],
    ['POST', `${path}/undo`, { id: 'x' }],
    ['POST', '/api/dossiers/bulk', { items: [] }],
    ['POST', '/api/exchange/DongBoHoSoMC', []],
    ['DELETE', path, undefined],
    ['PATCH', path, {}],
  ] as const) {
    const { status } = await desk.call(reader, method, route, body, { 'X-HTTP-Method-Override': 'GET' });
    expect([method, route, status]).toEqual([method, route, 403]);
  }
});
