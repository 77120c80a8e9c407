import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Services } from '../../../src/app.js';
import { seedHolidays } from '../../../src/calendar/holiday-store.js';
import { runProgram } from '../../../src/cli/program.js';
import { appendEvent, putDossier } from '../../../src/dossiers/change/update.js';
import { dossierKey } from '../../../src/dossiers/model/dossier.js';
import { readEvents } from '../../../src/dossiers/store.js';
import { saveUnits } from '../../../src/units/store.js';
import { system } from '../../dossiers/fixture.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

/** Friday; three working days from it, without the holiday of the 24th, end on Thursday 26 November. */
const NOW = new Date('2026-11-20T10:00:00+07:00');
const PROCEDURE = '1.004873';
const THURSDAY = '2026-11-26T17:00:00+07:00';
const FRIDAY = '2026-11-27T17:00:00+07:00';
const instant = (iso: string) => new Date(iso);

describe('changing the calendar', () => {
  let services: Services;
  let number = 0;
  beforeAll(async () => {
    services = await openTestServices();
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  beforeEach(async () => {
    vi.setSystemTime(NOW);
    const { client } = services.database;
    await client.$executeRaw`TRUNCATE dossiers, units, holidays, holiday_years, holiday_changes CASCADE`;
    await seedHolidays(client);
    await saveUnits(client, [{ code: 'H21' }, { code: 'H21.17', name: 'Phường Pleiku' }]);
  });

  async function run(...line: string[]) {
    const { io, written } = memoryIo();
    const code = await runProgram(line, io, async () => services, { hasDatabase: true });
    return { code, out: written.out, err: written.err };
  }
  async function json(...line: string[]) {
    const { code, out, err } = await run(...line, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  }
  async function file(unit: string, dueAt?: string, more: { dueInFile?: true } = {}): Promise<string> {
    number += 1;
    const code = `${unit}-261120-${String(number).padStart(4, '0')}`;
    const receivedAt = instant('2026-11-20T09:00:00+07:00');
    const dossier = {
      procedure: PROCEDURE,
      receivedAt,
      submission: 'direct' as const,
      ...(dueAt ? { dueAt: instant(dueAt) } : {}),
      ...more,
    };
    const result = await putDossier(services.dossiers, { code, dossier }, { actor: system, now: NOW });
    expect(result).toMatchObject({ ok: true, created: true });
    return code;
  }
  const dates = async (code: string) => {
    const shown = JSON.parse((await run('dossier', 'show', code, '--json')).out);
    return [shown.dueAt, shown.dueOriginal];
  };
  const addition = ['holiday', 'add', '2026-11-25', '--name', 'Nghỉ bù', '--source', 'Công văn 1'];

  it('is tried first: it lists who is concerned and changes nothing', async () => {
    const code = await file('H21.17');
    const told = await json(...addition);
    expect(told).toMatchObject({
      applied: false,
      datesMoved: false,
      reason: 'Ngày 25/11/2026 nghỉ: Nghỉ bù (Công văn 1)',
      groups: [{ due: '2026-11-26', newDue: '2026-11-27', dossiers: 1 }],
      dossiers: [{ code, dueAt: THURSDAY, newDueAt: FRIDAY, kept: null }],
    });
    expect((await run(...addition)).out).toMatch(/Chạy thử[\s\S]*1 hồ sơ: 26\/11\/2026 → 27\/11\/2026/);
    expect(await dates(code)).toEqual([THURSDAY, THURSDAY]);
    expect((await run('holiday', 'list', '--year', '2026')).out).not.toContain('Nghỉ bù');
  });

  it('moves what was counted, keeps the first date and records why', async () => {
    const code = await file('H21.17');
    expect(await json(...addition, '--apply')).toMatchObject({ applied: true, datesMoved: true });
    expect(await dates(code)).toEqual([FRIDAY, THURSDAY]);
    const events = (await readEvents(services.database.client, [dossierKey(code)])).get(dossierKey(code));
    expect(events?.at(-1)).toMatchObject({
      kind: 'due',
      reason: 'Ngày 25/11/2026 nghỉ: Nghỉ bù (Công văn 1)',
      actorId: 'cli:lan',
    });
    expect(await dates(await file('H21.17'))).toEqual([FRIDAY, FRIDAY]);
    expect((await run('due', '--received', '2026-11-20', '--limit', '3 ngày làm việc')).out).toBe(
      '2026-11-27\n',
    );
    expect((await json(...addition, '--apply')).dossiers).toEqual([]);
  });

  it('removes what was added and moves back; the table keeps both', async () => {
    const code = await file('H21.17');
    await run(...addition, '--apply');
    const removal = ['holiday', 'remove', '2026-11-25', '--why', 'nhập nhầm'];
    expect((await json(...removal)).dossiers).toMatchObject([{ code, dueAt: FRIDAY, newDueAt: THURSDAY }]);
    await run(...removal, '--apply');
    expect(await dates(code)).toEqual([THURSDAY, THURSDAY]);
    expect((await run('holiday', 'list')).out).toMatch(/2026-11-25\tnghỉ\tNghỉ bù\t.*ĐÃ RÚT 2026-11-20/);
    expect((await run('holiday', 'history')).out).toMatch(/lan\trút 25\/11\/2026[\s\S]*lan\tthêm/);
    expect((await run(...addition, '--apply')).code).toBe(0);
    expect(await dates(code)).toEqual([FRIDAY, THURSDAY]);
  });

  it('brings dates forward for a Saturday worked in exchange, and back when it is not', async () => {
    const code = await file('H21.17');
    const saturday = ['2026-11-21', '--name', 'Làm bù', '--source', 'Công văn 2'];
    await run('holiday', 'add', ...saturday, '--worked', '--apply');
    expect(await dates(code)).toEqual(['2026-11-25T17:00:00+07:00', THURSDAY]);
    await run('holiday', 'remove', '2026-11-21', '--why', 'thôi làm bù', '--apply');
    expect(await dates(code)).toEqual([THURSDAY, THURSDAY]);
  });

  it('lists dates the desk wrote, and does not move them', async () => {
    const told = await file('H21.17', THURSDAY);
    const onTheDay = await file('H21.17', '2026-11-25T17:00:00+07:00');
    const far = await file('H21.17', '2026-11-19T17:00:00+07:00');
    const { dossiers, groups } = await json(...addition, '--apply');
    expect(groups).toEqual([]);
    expect(dossiers).toMatchObject([
      { code: onTheDay, newDueAt: FRIDAY, kept: 'told' },
      { code: told, newDueAt: FRIDAY, kept: 'told' },
    ]);
    expect(await dates(told)).toEqual([THURSDAY, THURSDAY]);
    expect(JSON.stringify(dossiers)).not.toContain(far);
  });

  it('asks whether dates that came in a file move, and moves them on somebody’s word', async () => {
    const code = await file('H21.17', THURSDAY, { dueInFile: true });
    const closed = await file('H21.17', '2026-11-25T17:00:00+07:00', { dueInFile: true });
    const kept = [
      { code: closed, newDueAt: FRIDAY, kept: 'file' },
      { code, newDueAt: FRIDAY, kept: 'file' },
    ];
    expect((await json(...addition, '--apply')).dossiers).toMatchObject(kept);
    expect((await run(...addition)).out).toContain('--move-file-dates');
    expect(await dates(code)).toEqual([THURSDAY, THURSDAY]);
    await run(...addition, '--apply', '--move-file-dates');
    expect(await dates(code)).toEqual([FRIDAY, THURSDAY]);
    expect(await dates(closed)).toEqual([FRIDAY, '2026-11-25T17:00:00+07:00']);
  });

  it('leaves printed dates when told to, and moves them when asked later', async () => {
    const code = await file('H21.17');
    expect(await json(...addition, '--apply', '--keep-dates')).toMatchObject({
      applied: true,
      datesMoved: false,
      dossiers: [{ code }],
    });
    expect(await dates(code)).toEqual([THURSDAY, THURSDAY]);
    expect((await json(...addition, '--apply')).dossiers).toMatchObject([{ code, kept: null }]);
    expect(await dates(code)).toEqual([FRIDAY, THURSDAY]);
  });

  it('does not move what is settled, what is over, or to a day that is over', async () => {
    const [settled, late] = [await file('H21.17'), await file('H21.17')];
    const event = { id: 'xong', status: 9 as const, at: NOW };
    await appendEvent(services.dossiers, { code: settled, event }, { actor: system, now: NOW });
    vi.setSystemTime(instant('2026-11-27T08:00:00+07:00'));
    expect((await json(...addition, '--apply')).dossiers).toMatchObject([{ code: late, kept: 'late' }]);
    expect(await dates(late)).toEqual([THURSDAY, THURSDAY]);
    vi.setSystemTime(instant('2026-11-26T08:00:00+07:00'));
    const removal = ['holiday', 'remove', '2026-11-24', '--why', 'thử', '--apply'];
    await run('holiday', 'remove', '2026-11-25', '--why', 'thử', '--apply');
    expect((await json(...removal)).dossiers).toMatchObject([{ code: late, kept: 'over' }]);
  });

  it('closes an office with those below it, and no other', async () => {
    const [own, below, other, above] = [
      await file('H21.17'),
      await file('H21.17.5'),
      await file('H21.18'),
      await file('H21'),
    ];
    const storm = ['unit', 'close', 'H21.17', '2026-11-25..2026-11-26', '--why', 'bão số 13'];
    const { dossiers, reason } = await json(...storm, '--apply');
    expect(reason).toBe('Phường Pleiku đóng cửa ngày 25/11/2026 – 26/11/2026: bão số 13');
    expect(dossiers.map(({ code }: { code: string }) => code).sort()).toEqual([own, below].sort());
    const monday = '2026-11-30T17:00:00+07:00';
    expect(await Promise.all([own, below, other, above].map(dates))).toEqual([
      [monday, THURSDAY],
      [monday, THURSDAY],
      [THURSDAY, THURSDAY],
      [THURSDAY, THURSDAY],
    ]);
    expect(await (await services.lookups()).units()).toMatchObject([
      { code: 'H21', closures: [] },
      { code: 'H21.17', closures: [{ reason: 'bão số 13' }] },
      { code: 'H21.17.5', closures: [{ reason: 'bão số 13' }] },
      { code: 'H21.18', closures: [] },
    ]);
    const reopening = ['unit', 'reopen', 'H21.17', '2026-11-25', '--why', 'bão đổi hướng'];
    expect((await json(...reopening)).dossiers).toHaveLength(2);
    await run(...reopening, '--apply');
    expect(await dates(below)).toEqual([THURSDAY, THURSDAY]);
    expect((await run(...reopening)).code).toBe(1);
  });

  it('confirms a year', async () => {
    expect((await run('holiday', 'list', '--year', '2027')).out).toContain('Năm 2027 (CHƯA xác nhận)');
    await run('holiday', 'verify', '2027', '--source', 'Thông báo 1/TB-BNV');
    expect((await run('holiday', 'list', '--year', '2027')).out).toContain(
      'Năm 2027 (đã xác nhận): Thông báo 1/TB-BNV',
    );
  });

  it.each([
    [['holiday', 'add', '2026-11-31', '--name', 'x', '--source', 'y'], 2],
    [['holiday', 'add', '2026-11-26..2026-11-25', '--name', 'x', '--source', 'y'], 2],
    [['holiday', 'add', '2026-11-25', '--name', 'x'], 2],
    [['holiday', 'add', '2026-11-25', '--name', 'x', '--source', 'y', '--worked'], 2],
    [['holiday', 'add', '2026-11-24', '2026-08-22', '--name', 'x', '--source', 'y'], 1],
    [['holiday', 'remove', '2026-11-25', '--why', 'x'], 1],
    [['holiday', 'verify', '2031', '--source', 'x'], 1],
    [['holiday', 'list', '--year', '2031'], 1],
    [['unit', 'close', 'H99', '2026-11-25', '--why', 'x'], 1],
    [['unit', 'close', 'h21', '2026-11-25', '--why', 'x'], 2],
    [['unit', 'close', 'H21', '25/11', '--why', 'x'], 2],
  ])('%j ends with %i', async (line, expected) => {
    const { code, out } = await run(...line);
    expect([code, out]).toEqual([expected, '']);
  });
});
