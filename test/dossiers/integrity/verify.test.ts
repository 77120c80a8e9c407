import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/open.js';
import { appendEvent, applyBatch, undoEvent } from '../../../src/dossiers/change/update.js';
import { applyRetention } from '../../../src/dossiers/integrity/retention.js';
import { takeHead, type VerifyFault, verifyChain } from '../../../src/dossiers/integrity/verify.js';
import { dossierKey } from '../../../src/dossiers/model/dossier.js';
import { openTestDatabase } from '../../support/database.js';
import { at, clerk, event, eventsOf, filed, KEYS, settingOf } from '../fixture.js';

const CODES = ['H21.1-261120-1', 'H21.2-261120-1', 'H21.3-261120-1'] as const;
const [FIRST, MIDDLE, LAST] = CODES;
const KEY = dossierKey(MIDDLE);

/** Long after the dossiers have ended. */
const long = new Date(at(22).getTime() + 31 * 86_400_000);

/** Three dossiers of four events each, and a head over them. */
async function openStore(): Promise<{ database: Database; head: string }> {
  const database = await openTestDatabase();
  const items = CODES.map((code) => ({
    code,
    dossier: filed,
    events: [
      event('a', 5, at(21), {
        reason: 'Thiếu',
        missing: ['Giấy chứng sinh'],
        amount: 5,
        supplementBy: '2026-12-05',
      }),
      event('b', 3, at(22), { reason: 'Quá hạn bổ sung' }),
    ],
  }));
  await applyBatch(settingOf(database), items, { actor: clerk, now: at(22) });
  const head = await takeHead(database.client, KEYS.chainKey, at(23));
  return { database, head: head?.mac ?? '' };
}

const knownOf = (head?: string) => (head === undefined ? [] : [{ mac: head, takenAt: null }]);

async function verify(
  database: Database,
  head?: string,
  chainKey = KEYS.chainKey,
): Promise<VerifyFault | null | undefined> {
  let fault: VerifyFault | null | undefined;
  for await (const step of verifyChain({ client: database.client, chainKey }, { known: knownOf(head) })) {
    if (step.kind === 'done') fault = step.fault;
  }
  return fault;
}

describe('the chain', async () => {
  const { database, head } = await openStore();
  const { client } = database;

  /** Tampers, looks, and puts everything back. */
  async function faultAfter(tamper: () => Promise<unknown>): Promise<VerifyFault | null | undefined> {
    const tables = ['dossiers', 'dossier_events', 'dossier_heads', 'dossier_head_entries'];
    for (const table of tables)
      await client.$executeRawUnsafe(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    await tamper();
    const fault = await verify(database, head);
    await client.$executeRawUnsafe(`TRUNCATE ${tables.join(', ')}`);
    for (const table of tables) {
      await client.$executeRawUnsafe(`INSERT INTO ${table} TABLE kept_${table}`);
      await client.$executeRawUnsafe(`DROP TABLE kept_${table}`);
    }
    return fault;
  }
  const run = (sql: string) => () => client.$executeRawUnsafe(sql.replaceAll('$KEY', `'${KEY}'`));

  it('holds when nobody touched it, and says how far it has come', async () => {
    const steps = [];
    for await (const step of verifyChain({ client, chainKey: KEYS.chainKey }, { known: knownOf(head) }))
      steps.push(step);
    expect(steps).toMatchObject([
      { kind: 'progress', checked: 3, total: 3 },
      { kind: 'done', fault: null, checked: 3, head: { mac: head, dossiers: 3 } },
    ]);
  });

  it.each([
    [
      'the state of an event',
      'UPDATE dossier_events SET status = 9 WHERE key = $KEY AND position = 2',
      'eventEdited',
      2,
    ],
    [
      'its time',
      "UPDATE dossier_events SET at = at - interval '1 day' WHERE key = $KEY AND position = 3",
      'eventEdited',
      3,
    ],
    [
      'its due date',
      'UPDATE dossier_events SET due_at = now() WHERE key = $KEY AND position = 4',
      'eventEdited',
      4,
    ],
    [
      'its amount',
      'UPDATE dossier_events SET amount = 6 WHERE key = $KEY AND position = 2',
      'eventEdited',
      2,
    ],
    [
      'who it was',
      "UPDATE dossier_events SET actor_id = 'x' WHERE key = $KEY AND position = 2",
      'eventEdited',
      2,
    ],
    [
      'facts',
      `UPDATE dossier_events SET facts = facts || '{"submission":"post"}' WHERE key = $KEY AND position = 1`,
      'eventEdited',
      1,
    ],
    [
      'the deadline for supplements',
      `UPDATE dossier_events SET facts = '{"supplementBy":"2027-01-01"}' WHERE key = $KEY AND position = 2`,
      'eventEdited',
      2,
    ],
    [
      'a reason',
      "UPDATE dossier_events SET reason = 'Đủ' WHERE key = $KEY AND position = 2",
      'textEdited',
      2,
    ],
    [
      'a reason, its salt taken',
      "UPDATE dossier_events SET reason = 'Đủ', salt = NULL WHERE key = $KEY AND position = 2",
      'textEdited',
      2,
    ],
    [
      'a name',
      "UPDATE dossier_events SET actor_name = 'Ai' WHERE key = $KEY AND position = 1",
      'textEdited',
      1,
    ],
    ['a link', "UPDATE dossier_events SET link = 'x' WHERE key = $KEY AND position = 2", 'eventEdited', 2],
    ['the first due date', 'UPDATE dossiers SET due_original = now() WHERE key = $KEY', 'rowEdited', null],
    ['a state', 'UPDATE dossiers SET status = 9 WHERE key = $KEY', 'rowEdited', null],
    ['when it was settled', 'UPDATE dossiers SET settled_at = now() WHERE key = $KEY', 'rowEdited', null],
    ['that it was late', 'UPDATE dossiers SET was_late = NOT was_late WHERE key = $KEY', 'rowEdited', null],
    ['the owner', "UPDATE dossiers SET owner_name = 'Ai' WHERE key = $KEY", 'ownerEdited', null],
    ['the second factor', "UPDATE dossiers SET phone_hash = 'x' WHERE key = $KEY", 'ownerEdited', null],
    [
      'the owner: all of it emptied',
      'UPDATE dossiers SET owner_name = NULL, owner_salt = NULL, phone_hash = NULL, identity_hash = NULL WHERE key = $KEY',
      'ownerEdited',
      null,
    ],
    [
      'the owner, emptied and said to be erased',
      `UPDATE dossiers SET owner_name = NULL, owner_salt = NULL, phone_hash = NULL, identity_hash = NULL,
        erased_at = now() WHERE key = $KEY`,
      'ownerEdited',
      null,
    ],
    ['when it was erased', 'UPDATE dossiers SET erased_at = now() WHERE key = $KEY', 'rowEdited', null],
    [
      'a reason, emptied with its salt',
      `UPDATE dossier_events SET reason = NULL, missing = NULL, actor_name = NULL, salt = NULL
        WHERE key = $KEY AND position = 2`,
      'textEdited',
      2,
    ],
    ['nothing but the length', 'UPDATE dossiers SET chain_length = 3 WHERE key = $KEY', 'rowEdited', null],
  ])('shows an edit of %s', async (_, sql, kind, position) => {
    expect(await faultAfter(run(sql))).toEqual({ key: KEY, kind, position });
  });

  it('shows an event taken out', async () => {
    const fault = await faultAfter(run('DELETE FROM dossier_events WHERE key = $KEY AND position = 2'));
    expect(fault).toEqual({ key: KEY, kind: 'eventMissing', position: 2 });
  });

  it('shows an event put into another dossier', async () => {
    const move = `UPDATE dossier_events e SET status = o.status, link = o.link, digest = o.digest, salt = o.salt
      FROM dossier_events o WHERE e.key = $KEY AND e.position = 1 AND o.key = '${dossierKey(LAST)}' AND o.position = 1`;
    expect(await faultAfter(run(move))).toMatchObject({ key: KEY, kind: 'eventEdited', position: 1 });
  });

  it('shows a tail cut off', async () => {
    const fault = await faultAfter(run('DELETE FROM dossier_events WHERE key = $KEY AND position >= 3'));
    expect(fault).toEqual({ key: KEY, kind: 'tailCut', position: 3 });
  });

  it('shows by the head a tail cut off with the dossier put back to match', async () => {
    const fault = await faultAfter(async () => {
      const [before] = await client.dossierEvent.findMany({ where: { key: KEY, position: 3 } });
      await run('DELETE FROM dossier_events WHERE key = $KEY AND position >= 4')();
      const data = { dueAt: null, dueOriginal: null, chainLength: 3, chainLink: before?.link ?? '' };
      await client.dossier.update({ where: { key: KEY }, data });
    });
    expect(fault).toEqual({ key: KEY, kind: 'tailCut', position: 4 });
  });

  it('shows by the head a dossier deleted with all its events', async () => {
    const fault = await faultAfter(async () => {
      await run('DELETE FROM dossier_events WHERE key = $KEY')();
      await run('DELETE FROM dossiers WHERE key = $KEY')();
    });
    expect(fault).toEqual({ key: KEY, kind: 'dossierDeleted', position: null });
  });

  it('shows that what a head saw was taken from it too', async () => {
    const fault = await faultAfter(async () => {
      await run('DELETE FROM dossier_events WHERE key = $KEY')();
      await run('DELETE FROM dossiers WHERE key = $KEY')();
      await run('DELETE FROM dossier_head_entries WHERE key = $KEY')();
    });
    expect(fault).toEqual({ kind: 'headEdited', takenAt: at(23) });
  });

  it('shows by the log that the heads themselves were taken', async () => {
    const fault = await faultAfter(async () => {
      await client.dossierHeadEntry.deleteMany();
      await client.dossierHead.deleteMany();
    });
    expect(fault).toEqual({ kind: 'headMissing', takenAt: null });
  });

  it('names the first of several', async () => {
    const fault = await faultAfter(async () => {
      await client.dossierEvent.updateMany({
        where: { key: dossierKey(LAST), position: 1 },
        data: { status: 9 },
      });
      await client.dossierEvent.updateMany({ where: { key: KEY, position: 2 }, data: { status: 9 } });
    });
    expect(fault).toMatchObject({ key: KEY, position: 2 });
  });

  it('cannot be made without the key', async () => {
    expect(await verify(database, undefined, Buffer.alloc(32, 9))).toEqual({
      kind: 'headEdited',
      takenAt: at(23),
    });
  });

  it('goes on from head to head', async () => {
    await appendEvent(
      settingOf(database),
      { code: FIRST, event: event('c', 2, at(24), { correction: true, reason: 'Nhận lại' }) },
      { actor: { ...clerk, mayCorrect: true }, now: at(24) },
    );
    const second = await takeHead(client, KEYS.chainKey, at(25));
    expect(second?.mac).not.toBe(head);
    expect(await client.dossierHeadEntry.count({ where: { headId: second?.id ?? 0 } })).toBe(1);
    expect(await verify(database, head)).toBeNull();
    expect(await verify(database, second?.mac)).toBeNull();
  });

  it('holds after erasure, which leaves nothing personal and is told with the day it was due', async () => {
    const periods = { personalDays: 30, viewDays: 30 };
    expect(await applyRetention(settingOf(database), periods, at(30))).toMatchObject({ dossiers: 0 });
    expect(await applyRetention(settingOf(database), periods, long)).toMatchObject({ dossiers: 2 });
    expect(await applyRetention(settingOf(database), periods, long)).toMatchObject({ dossiers: 0 });
    const row = await client.dossier.findUnique({ where: { key: KEY } });
    expect(row).toMatchObject({ ownerName: null, ownerSalt: null, phoneHash: null, identityHash: null });
    expect(row?.erasedAt).toEqual(long);
    const events = await eventsOf(database, MIDDLE);
    for (const each of events) {
      expect(each).toMatchObject({ reason: null, missing: null, actorName: null, salt: null });
    }
    expect(events.at(-1)).toMatchObject({ kind: 'erased', target: events.length - 1, at: long });
    expect(events.at(-1)?.facts).toEqual({ erasureDue: '2026-12-22' });
    expect(await verify(database, head)).toBeNull();
  });

  it.each([
    [
      'the owner was put back',
      "UPDATE dossiers SET owner_name = 'Ai', owner_salt = 'x' WHERE key = $KEY",
      'ownerEdited',
    ],
    ['it was not', 'UPDATE dossiers SET erased_at = NULL WHERE key = $KEY', 'rowEdited'],
    [
      'it was due later',
      `UPDATE dossier_events SET facts = '{"erasureDue":"2027-12-22"}' WHERE key = $KEY AND kind = 'erased'`,
      'eventEdited',
    ],
  ])('shows after erasure that somebody makes it look as if %s', async (_, sql, kind) => {
    expect(await faultAfter(run(sql))).toMatchObject({ key: KEY, kind });
  });

  it('takes an event, an undo and another erasure after one', async () => {
    const told = { actor: { ...clerk, mayCorrect: true }, now: at(24) };
    const late = event('d', 4, at(24), { correction: true, reason: 'Mở lại' });
    expect(await appendEvent(settingOf(database), { code: MIDDLE, event: late }, told)).toMatchObject({
      ok: true,
    });
    const undo = { code: MIDDLE, id: 'd', source: clerk.source, reason: null };
    expect(await undoEvent(settingOf(database), undo, told)).toMatchObject({
      ok: true,
      dossier: { status: 3 },
    });
    expect(await applyRetention(settingOf(database), { personalDays: 30, viewDays: 30 }, long)).toMatchObject(
      {
        dossiers: 1,
      },
    );
    expect((await eventsOf(database, MIDDLE)).every(({ salt }) => salt === null)).toBe(true);
    expect(await verify(database, head)).toBeNull();
  });
});

describe('what was erased before erasures were events', () => {
  const periods = { personalDays: 30, viewDays: 30 };

  /** A store as the version before left it: rows emptied with no event that says so, and heads without the mark. */
  async function openOld() {
    const database = await openTestDatabase();
    const { client } = database;
    const items = CODES.map((code) => ({
      code,
      dossier: filed,
      events: [event('a', 5, at(21), { reason: 'Thiếu' }), event('b', 3, at(22), { reason: 'Quá hạn' })],
    }));
    await applyBatch(settingOf(database), items, { actor: clerk, now: at(22) });
    const empty = async (code: string, erased: Date | null) => {
      const key = dossierKey(code);
      const owner = { ownerName: null, ownerSalt: null, phoneHash: null, identityHash: null };
      await client.dossier.update({ where: { key }, data: { ...owner, erasedAt: erased } });
      await client.$executeRaw`UPDATE dossier_events SET actor_name = NULL, reason = NULL, salt = NULL WHERE key = ${key}`;
    };
    return { database, client, empty };
  }

  it('raises no alarm before the first head, nor after it, and is told by that head', async () => {
    const { database, client, empty } = await openOld();
    await empty(FIRST, at(25));
    expect(await verify(database)).toBeNull();
    const head = await takeHead(client, KEYS.chainKey, at(26));
    expect(head?.erasuresChained).toBe(true);
    expect((await eventsOf(database, FIRST)).at(-1)).toMatchObject({
      kind: 'erased',
      at: at(25),
      facts: null,
    });
    expect(await verify(database, head?.mac)).toBeNull();
    expect((await eventsOf(database, MIDDLE)).some(({ kind }) => kind === 'erased')).toBe(false);
  });

  it('may have been gone on with: what came since is erased in its turn', async () => {
    const { database, client, empty } = await openOld();
    await empty(FIRST, null);
    const told = { actor: { ...clerk, mayCorrect: true }, now: at(24) };
    const more = event('c', 4, at(24), { correction: true, reason: 'Mở lại' });
    expect(await appendEvent(settingOf(database), { code: FIRST, event: more }, told)).toMatchObject({
      ok: true,
    });
    const again = event('d', 3, at(25), { correction: true, reason: 'Thôi' });
    await appendEvent(settingOf(database), { code: FIRST, event: again }, { ...told, now: at(25) });
    await takeHead(client, KEYS.chainKey, at(26));
    expect(await verify(database)).toBeNull();
    expect((await eventsOf(database, FIRST)).filter(({ salt }) => salt !== null)).toHaveLength(2);
    const later = new Date(at(25).getTime() + 31 * 86_400_000);
    expect(await applyRetention(settingOf(database), periods, later)).toMatchObject({ dossiers: 3 });
    expect((await eventsOf(database, FIRST)).filter(({ salt }) => salt !== null)).toEqual([]);
    expect(await verify(database)).toBeNull();
  });

  it('is no excuse once there is such a head', async () => {
    const { database, client, empty } = await openOld();
    await takeHead(client, KEYS.chainKey, at(26));
    await empty(MIDDLE, at(25));
    expect(await verify(database)).toMatchObject({ key: KEY, kind: 'textEdited' });
    await takeHead(client, KEYS.chainKey, at(27));
    expect(await verify(database)).toMatchObject({ key: KEY, kind: 'textEdited' });
    await client.dossierHead.updateMany({ data: { erasuresChained: false } });
    expect(await verify(database)).toMatchObject({ kind: 'headEdited' });
  });
});
