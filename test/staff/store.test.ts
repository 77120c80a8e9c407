import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/open.js';
import { actorOf, keyCovers, keyMayWrite } from '../../src/staff/key.js';
import { findRequestState, noteRequest } from '../../src/staff/request-store.js';
import { createKey, findKey, listKeys, noteUse, revokeKey } from '../../src/staff/store.js';
import { openTestDatabase } from '../support/database.js';

const now = new Date('2026-11-20T02:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('keys of staff', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  const make = (role: 'desk' | 'reader' | 'system' = 'desk', unit = 'H21.17') =>
    createKey(database.client, { unit, role, createdBy: 'lan' }, now);

  it('have 32 random bytes, and are found by the whole of them only', async () => {
    const [one, two] = [await make(), await make()];
    expect(one.secret).toMatch(/^motcua_[\w-]{43}$/);
    expect(one.secret).not.toBe(two.secret);
    expect(await findKey(database.client, one.secret)).toEqual(one.key);
    for (const wrong of ['', one.secret.slice(0, -1), `${one.secret} `, one.secret.toUpperCase(), one.key.id])
      expect(await findKey(database.client, wrong)).toBeNull();
  });

  it('are not in the database', async () => {
    const { secret } = await make();
    const rows = await database.client.staffKey.findMany();
    expect(JSON.stringify(rows)).not.toContain(secret.slice(7));
    expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });

  it('end for good, once', async () => {
    const { secret, key } = await make();
    expect(await revokeKey(database.client, key.id, 'mai', later(1))).toBe(true);
    expect(await revokeKey(database.client, key.id, 'mai', later(2))).toBe(false);
    expect(await revokeKey(database.client, 'none', 'mai', later(2))).toBe(false);
    expect(await findKey(database.client, secret)).toBeNull();
    const known = (await listKeys(database.client)).find(({ id }) => id === key.id);
    expect(known).toMatchObject({ revokedBy: 'mai', revokedAt: later(1) });
  });

  it('keep when they were used, to the minute', async () => {
    const { secret, key } = await make();
    await noteUse(database.client, key, now);
    const used = await findKey(database.client, secret);
    expect(used?.lastUsedAt).toEqual(now);
    if (used) await noteUse(database.client, used, later(0.5));
    expect((await findKey(database.client, secret))?.lastUsedAt).toEqual(now);
    if (used) await noteUse(database.client, used, later(2));
    expect((await findKey(database.client, secret))?.lastUsedAt).toEqual(later(2));
  });

  it.each([
    ['H21', 'H21', true],
    ['H21', 'H21.17', true],
    ['H21', 'H21.17.05', true],
    ['H21.17', 'H21', false],
    ['H21.1', 'H21.17', false],
    ['H2', 'H21', false],
    ['H21.17', 'H21.170', false],
  ])('of %s act on %s: %s', async (unit, other, covered) => {
    expect(keyCovers((await make('desk', unit)).key, other)).toBe(covered);
  });

  it('of systems are believed, of people held to the rules, and readers change nothing', async () => {
    const [desk, reader, system] = [await make('desk'), await make('reader'), await make('system')];
    expect(actorOf(desk.key)).toMatchObject({ kind: 'person', source: 'desk:H21.17', mayCorrect: false });
    expect(actorOf(system.key)).toMatchObject({ kind: 'system', source: 'system:H21.17' });
    expect([desk, reader, system].map(({ key }) => keyMayWrite(key))).toEqual([true, false, true]);
  });

  it('a request is known by its name for a day, and only to its own key', async () => {
    const request = { keyId: 'a', name: 'k', digest: 'x' };
    expect(await findRequestState(database.client, request, now)).toBe('fresh');
    await noteRequest(database.client, request, now);
    await noteRequest(database.client, request, now);
    expect(await findRequestState(database.client, request, later(60))).toBe('done');
    expect(await findRequestState(database.client, { ...request, digest: 'y' }, later(60))).toBe('other');
    expect(await findRequestState(database.client, { ...request, keyId: 'b' }, later(60))).toBe('fresh');
    expect(await findRequestState(database.client, request, later(25 * 60))).toBe('fresh');
    await noteRequest(database.client, { ...request, digest: 'y' }, later(25 * 60));
    expect(await findRequestState(database.client, { ...request, digest: 'y' }, later(25 * 60))).toBe('done');
  });
});
