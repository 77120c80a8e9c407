/** Parts of dossiers over the desk's interface: told, listed, confirmed, taken back. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.js';
import { verifyChain } from '../../src/dossiers/integrity/verify.js';
import { type Desk, filed, type Json, openDesk } from '../attacks/desk.js';

const WHOLE = 'H21.17-261120-0001';
let desk: Desk;
let [commune, office, province]: [string, string, string] = ['', '', ''];
beforeAll(async () => {
  desk = await openDesk();
  commune = await desk.makeKey({ unit: 'H21.17' });
  office = await desk.makeKey({ unit: 'H21.9' });
  province = await desk.makeKey({ unit: 'H21' });
  await put(commune, WHOLE);
  for (const n of [1, 2, 3]) await put(office, `H21.9-261120-000${n}`, { parentCode: WHOLE });
});

const put = (by: string, code: string, more: object = {}) =>
  desk.call(by, 'PUT', `/api/dossiers/${code}`, filed(more));
const get = (by: string, rest: string) => desk.call(by, 'GET', `/api/dossiers/${rest}`);
const partsOf = ({ body }: { body: Json }) => body.items.map(({ part }: Json) => part);

describe('a link between dossiers', () => {
  it('waits with who told it, page by page', async () => {
    const first = await get(commune, 'waiting-parts?limit=2');
    expect(partsOf(first)).toEqual(['H21.9-261120-0001', 'H21.9-261120-0002']);
    const second = await get(commune, `waiting-parts?limit=2&after=${first.body.next}`);
    expect([partsOf(second), second.body.next]).toEqual([['H21.9-261120-0003'], null]);
    expect(second.body.items[0]).toMatchObject({
      parent: WHOLE,
      settlingUnit: 'H21.9',
      status: 2,
      confirmed: false,
      told: { by: expect.stringMatching(/^key:/) },
      answered: null,
    });
  });

  it('is confirmed and taken back by the key of the whole, and both are told apart', async () => {
    const part = `${WHOLE}/parts/h21.9%20261120%201`;
    const { body } = await desk.call(commune, 'POST', `/api/dossiers/${part}`);
    expect(body).toMatchObject({ part: 'H21.9-261120-0001', confirmed: true });
    expect(body.answered.by).not.toBe(body.told.by);
    expect((await desk.call(commune, 'POST', `/api/dossiers/${part}`)).body).toEqual(body);
    expect(partsOf(await get(commune, 'waiting-parts'))).not.toContain('H21.9-261120-0001');
    expect(partsOf(await get(commune, `${WHOLE}/parts`))).toHaveLength(3);
    const { events } = (await get(office, 'H21.9-261120-0001')).body;
    expect(events.map(({ kind }: Json) => kind)).toEqual(['created', 'linked']);
    const back = await desk.call(commune, 'DELETE', `/api/dossiers/${part}`);
    expect(back.body).toMatchObject({ confirmed: false, answered: { by: body.answered.by } });
  });

  it('is confirmed at once where whoever tells it acts for both units', async () => {
    const told = await put(province, 'H21.9-261120-0004', { parentCode: WHOLE });
    const within = await put(commune, 'H21.17-261120-0002', { parentCode: WHOLE });
    const below = await put(await desk.makeKey({ unit: 'H21.17.5' }), 'H21.17.5-261120-1', {
      parentCode: WHOLE,
    });
    expect([told, within, below].map(({ body }) => body.parentConfirmed)).toEqual([true, true, false]);
    // Told again by the office alone it stays.
    expect((await put(office, 'H21.9-261120-0004', { parentCode: WHOLE })).body.parentConfirmed).toBe(true);
    expect((await put(office, 'H21.9-261120-0004')).body.parentConfirmed).toBe(true);
  });

  it('of before is confirmed by the migration within its unit and up to one above, and no further', async () => {
    const db = desk.services.database.client;
    const links = { 'H21.17-261120-70': WHOLE, 'H21.17.5-261120-70': WHOLE, 'H21.170-261120-70': WHOLE };
    for (const [code, parentCode] of Object.entries(links)) await put(province, code, { parentCode });
    await db.$executeRaw`UPDATE dossiers SET parent_confirmed = false`;
    const file = path.join(projectRoot, 'prisma/migrations/20261129000300_part_links/migration.sql');
    await db.$executeRawUnsafe(/UPDATE [^;]+/.exec(readFileSync(file, 'utf8'))?.[0] ?? '');
    const rows = await db.dossier.findMany({ where: { key: { endsWith: '/70' } } });
    expect(Object.fromEntries(rows.map(({ unit, parentConfirmed }) => [unit, parentConfirmed]))).toEqual({
      'H21.17': true,
      'H21.17.5': true,
      'H21.170': false,
    });
  });

  it('flipped in the database alone is found', async () => {
    let fault: unknown = null;
    for await (const step of verifyChain(desk.services.dossiers))
      if (step.kind === 'done') fault = step.fault;
    expect(fault).toMatchObject({ kind: 'rowEdited' });
  });
});
