/** A long list is written whole or not at all, and whoever changes a dossier meanwhile comes first. */
import { describe, expect, it } from 'vitest';
import { addHolidays, holidayVersion } from '../../../src/calendar/holiday-store.js';
import { importDossiers } from '../../../src/dossiers/change/import.js';
import type { Progress } from '../../../src/dossiers/change/long-commit.js';
import { undoImport } from '../../../src/dossiers/change/undo-import.js';
import { appendEvent, applyBatch } from '../../../src/dossiers/change/update.js';
import { listBatches } from '../../../src/dossiers/exchange/import-store.js';
import { verifyChain } from '../../../src/dossiers/integrity/verify.js';
import { type Actor, IMPORT_SOURCE } from '../../../src/dossiers/model/dossier.js';
import type { Status } from '../../../src/dossiers/model/status.js';
import { dropOldStaging } from '../../../src/dossiers/staging-store.js';
import { findDossier } from '../../../src/dossiers/store.js';
import { openTestDatabase } from '../../support/database.js';
import { at, clerk, event, filed, fiveDays, KEYS, settingOf } from '../fixture.js';

const database = await openTestDatabase();
const { client } = database;
const setting = { ...settingOf(database), isEmbedded: database.kind === 'embedded' };
const file: Actor = { ...clerk, kind: 'system', id: 'cli:lan', source: IMPORT_SOURCE };
const told = { actor: file, now: at(24) };

let unit = 100;
/** Codes of a unit of their own. */
function newCodes(count: number): string[] {
  unit += 1;
  return Array.from({ length: count }, (_, n) => `H21.${unit}-261120-${String(n + 1).padStart(4, '0')}`);
}
const rowsOf = (codes: string[], status: Status, more: Partial<typeof filed> = {}) =>
  codes.map((code) => ({
    reported: { code, dossier: { ...filed, ...more }, events: [], state: { status } },
  }));
const list = (rows: ReturnType<typeof rowsOf>) => ({
  name: 'a.csv',
  digest: 'x',
  unit: null,
  setAside: 0,
  rows,
});
/** Does something once, when all is ready to be written. */
function meanwhile(work: () => Promise<unknown>) {
  let isDone = false;
  return async ({ writing }: Progress) => {
    if (!writing || isDone) return;
    isDone = true;
    await work();
  };
}
const staged = () => client.$queryRaw<object[]>`SELECT tablename FROM pg_tables WHERE schemaname = 'staging'`;
async function faultOfChain() {
  for await (const step of verifyChain({ client, chainKey: KEYS.chainKey }))
    if (step.kind === 'done') return step.fault;
  return 'unfinished';
}

describe('a long list', () => {
  it('is written in pages as one, rows of one dossier in their order, and leaves nothing behind', async () => {
    const codes = newCodes(120);
    const rows = [...rowsOf(codes, 4), ...rowsOf(codes.slice(0, 2), 9)];
    const { outcomes, batch } = await importDossiers(setting, list(rows), { ...told, apply: true });
    expect(outcomes.filter(({ outcome }) => outcome === 'written')).toHaveLength(122);
    expect(await findDossier(client, codes[0] ?? '')).toMatchObject({ status: 9, version: 1 });
    expect(await findDossier(client, codes[119] ?? '')).toMatchObject({ status: 4 });
    const again = await importDossiers(setting, list(rowsOf(codes.slice(2), 4)), { ...told, apply: false });
    expect(again.outcomes.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
    expect([await staged(), await faultOfChain()]).toEqual([[], null]);
    const undone = await undoImport(setting, batch ?? 0, { actor: clerk, now: at(25), apply: true });
    expect(undone).toMatchObject({
      kind: 'undone',
      left: [],
      undone: expect.objectContaining({ length: 120 }),
    });
    expect(await faultOfChain()).toBe(null);
  });

  it('lets who changes a dossier meanwhile come first, and looks at that one again', async () => {
    const codes = newCodes(3);
    const [code = ''] = codes;
    await importDossiers(setting, list(rowsOf(codes, 4)), { ...told, apply: true });
    const hand = () =>
      applyBatch(setting, [{ code, events: [event('a', 9, at(25)), event('b', 10, at(25, '10:00'))] }], {
        actor: clerk,
        now: at(25, '10:00'),
      });
    const { outcomes } = await importDossiers(setting, list(rowsOf(codes, 9)), {
      ...told,
      apply: true,
      onProgress: meanwhile(hand),
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'written', 'written']);
    expect((await findDossier(client, code))?.status).toBe(10);
    expect(await faultOfChain()).toBe(null);
  });

  it('is made ready again where more have changed meanwhile than others are to wait for', async () => {
    const codes = newCodes(210);
    await importDossiers(setting, list(rowsOf(codes, 4)), { ...told, apply: true });
    const settle = () =>
      applyBatch(
        setting,
        codes.map((code) => ({ code, events: [event('a', 9, at(25))] })),
        { actor: clerk, now: at(25) },
      );
    const seen: number[] = [];
    const change = meanwhile(settle);
    const clock = () => at(26);
    const { outcomes } = await importDossiers(setting, list(rowsOf(codes, 10)), {
      ...told,
      apply: true,
      clock,
      onProgress: async (progress) => {
        if (progress.writing) seen.push(progress.of);
        await change(progress);
      },
    });
    expect([seen, outcomes.every(({ outcome }) => outcome === 'written')]).toEqual([[210, 210], true]);
    expect(await findDossier(client, codes[9] ?? '')).toMatchObject({ status: 10, settledAt: at(25) });
    expect(await faultOfChain()).toBe(null);
  });

  it('counts its due dates anew where a day off was entered meanwhile', async () => {
    const [code = ''] = newCodes(1);
    let days = 5;
    const counting = {
      ...setting,
      loadProcedures: async (_: unknown, requests: readonly unknown[]) =>
        requests.map(() => ({
          ...fiveDays,
          dueAt: ({ from }: { from: Date }) => new Date(from.getTime() + days * 86_400_000),
        })),
    };
    const enter = async () => {
      days = 6;
      const change = { version: await holidayVersion(client), what: 'thêm', why: 'bão', by: 'lan' };
      const holiday = { date: '2026-11-23', name: 'Nghỉ', nameEn: null, source: 'x', verified: false };
      await addHolidays(client, change, { kind: 'off', holidays: [holiday], today: '2026-11-24' });
    };
    await importDossiers(counting, list(rowsOf([code], 4)), {
      ...told,
      apply: true,
      onProgress: meanwhile(enter),
    });
    expect((await findDossier(client, code))?.dueAt).toEqual(at(26));
  });

  it('is not written at all when something fails, or its caller goes away', async () => {
    const codes = newCodes(60);
    const rows = list(rowsOf(codes, 4));
    const before = (await listBatches(client, 100)).length;
    const failing = { ...setting, onChange: () => Promise.reject(new Error('no space')) };
    await expect(importDossiers(failing, rows, { ...told, apply: true })).rejects.toThrow('no space');
    const gone = new AbortController();
    const leave = async () => gone.abort();
    const left = { ...told, apply: true, signal: gone.signal, onProgress: leave };
    await expect(importDossiers(setting, rows, left)).rejects.toThrow(/abort/i);
    expect([await findDossier(client, codes[0] ?? ''), await staged()]).toEqual([null, []]);
    expect(await listBatches(client, 100)).toHaveLength(before);
  });

  it('does nothing twice when it is taken back by two at once', async () => {
    const codes = newCodes(2);
    const { batch } = await importDossiers(setting, list(rowsOf(codes, 4)), { ...told, apply: true });
    const undo = { actor: clerk, now: at(25), apply: true };
    const other = meanwhile(() => undoImport(setting, batch ?? 0, undo));
    const second = await undoImport(setting, batch ?? 0, { ...undo, onProgress: other });
    expect(second.kind).toBe('already');
    expect(await faultOfChain()).toBe(null);
  });

  it('leaves tables behind only where its process was killed, and these go a day later', async () => {
    await client.$executeRaw`CREATE TABLE staging.dossiers_1700000000_ab (LIKE dossiers)`;
    await dropOldStaging(client, new Date(1_699_999_999_000));
    expect(await staged()).toHaveLength(1);
    await dropOldStaging(client, new Date(1_700_000_001_000));
    expect(await staged()).toEqual([]);
  });

  it('is followed by what one by one is: those who follow are told', async () => {
    const [code = ''] = newCodes(1);
    await importDossiers(setting, list(rowsOf([code], 4)), { ...told, apply: true });
    const seen: string[] = [];
    const telling = {
      ...setting,
      onChange: async (_: unknown, changes: readonly { dossier: { code: string } }[]) => {
        seen.push(...changes.map(({ dossier }) => dossier.code));
      },
    };
    await importDossiers(telling, list(rowsOf([code], 9)), { ...told, apply: false });
    expect(seen).toEqual([]);
    await importDossiers(telling, list(rowsOf([code], 9)), { ...told, apply: true });
    expect(seen).toEqual([code]);
    await appendEvent(setting, { code, event: event('z', 10, at(26)) }, { actor: clerk, now: at(26) });
  });
});
