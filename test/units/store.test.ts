import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/open.js';
import { ensureUnits, findUnit, listUnits, saveUnits } from '../../src/units/store.js';
import { openTestDatabase } from '../support/database.js';

describe('units in the database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });

  const blank = {
    name: null,
    address: null,
    phone: null,
    hours: null,
    closures: [],
    sessions: [],
    duty: null,
    source: null,
    checkedOn: null,
  };
  const hours = { mon: [{ from: '07:30', to: '11:30' }] };

  it('a code first seen gets its row, once', async () => {
    const db = database.client;
    expect(await findUnit(db, 'H21.17.05')).toBeNull();
    await ensureUnits(db, ['H21.17.05', 'H30', 'H30']);
    const seen = await findUnit(db, 'H21.17.05');
    expect(seen).toEqual({ ...blank, code: 'H21.17.05', parentCode: 'H21.17' });
    await saveUnits(db, [{ code: 'H21.17.05', name: 'Phường A' }]);
    await ensureUnits(db, ['H21.17.05']);
    expect(await findUnit(db, 'H21.17.05')).toMatchObject({ name: 'Phường A' });
    expect(await findUnit(db, 'H30')).toMatchObject({ parentCode: null });
    await expect(ensureUnits(db, ['rubbish'])).rejects.toThrow();
  });

  it('saving amends what is said and keeps the rest', async () => {
    const db = database.client;
    const closures = [{ from: '2026-12-01', to: '2026-12-01', reason: 'bão' }];
    await saveUnits(db, [
      { code: 'H22', name: 'A', hours, closures },
      { code: 'H22.1', name: 'B', parentCode: 'H23' },
    ]);
    const saved = await saveUnits(db, [
      { code: 'H22', phone: '0269', name: undefined },
      { code: 'H22.1', name: null },
      { code: 'H22', source: 'sổ tay' },
    ]);
    const a = {
      ...blank,
      code: 'H22',
      parentCode: null,
      name: 'A',
      hours,
      closures,
      phone: '0269',
      source: 'sổ tay',
    };
    const b = { ...blank, code: 'H22.1', parentCode: 'H23' };
    expect(saved).toEqual([a, b]);
    expect((await listUnits(db)).filter(({ code }) => code.startsWith('H22'))).toEqual([a, b]);
  });

  it('can forget hours, and saves nothing when one unit is bad', async () => {
    const db = database.client;
    await saveUnits(db, [{ code: 'H24', hours }]);
    await saveUnits(db, [{ code: 'H24', hours: null }]);
    expect(await findUnit(db, 'H24')).toMatchObject({ hours: null });
    await expect(saveUnits(db, [{ code: 'H25' }, { code: 'rubbish' }])).rejects.toThrow();
    expect(await findUnit(db, 'H25')).toBeNull();
    expect(await saveUnits(db, [])).toEqual([]);
  });

  it('works inside a transaction', async () => {
    await database.client.$transaction((db) => saveUnits(db, [{ code: 'H26', name: 'C' }]));
    expect(await findUnit(database.client, 'H26')).toMatchObject({ name: 'C' });
  });
});
