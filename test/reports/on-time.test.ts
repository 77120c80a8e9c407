import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import type { Database } from '../../src/db/open.js';
import type { ItemResult, UpdateDeps } from '../../src/dossiers/change/commit.js';
import { appendEvent, moveDueDates, putDossier } from '../../src/dossiers/change/update.js';
import type { Actor, Dossier } from '../../src/dossiers/model/dossier.js';
import type { DossierInput, EventInput } from '../../src/dossiers/model/inputs.js';
import { STATUSES, type Status } from '../../src/dossiers/model/status.js';
import { findDossier } from '../../src/dossiers/store.js';
import {
  type OnTimeCounts,
  OUTCOMES,
  officialOutcomeOf,
  outcomeOf,
  summarise,
} from '../../src/reports/on-time.js';
import { countOutcomes, countPeriods, type ReportFilter } from '../../src/reports/store.js';
import { at, chief, clerk, event, filed, settingOf, system } from '../dossiers/fixture.js';
import { openTestDatabase } from '../support/database.js';
import { memoryIo } from '../support/io.js';

const NONE: OnTimeCounts = { early: 0, onTime: 0, late: 0, settledUnknown: 0, inTime: 0, overdue: 0 };

let database: Database;
let setting: UpdateDeps;
let sequence = 100;

beforeAll(async () => {
  database = await openTestDatabase();
  setting = settingOf(database);
});

/** A new unit, so that each test counts its own. */
function newUnit(): string {
  sequence += 1;
  return `H21.${sequence}`;
}

const counted = (filter: ReportFilter, now = at(30)) => countOutcomes(database.client, filter, now);

/** So many dossiers of a unit received in a year and settled, `late` of them a day late and a third early. */
async function generate(unit: string, year: number, { total, late }: { total: number; late: number }) {
  await database.client.$executeRaw`
    INSERT INTO dossiers (key, code, unit, procedure_code, submission, received_at, receiving_unit, settling_unit,
      returning_unit, clock_policy, status, status_at, status_position, due_at, due_original, extension_count,
      settled_at, was_late, irregular, version, chain_length, chain_link)
    SELECT ${unit}::text || '/' || to_char(received, 'YYYY-MM-DD') || '/' || n,
      ${unit}::text || to_char(received, '-YYMMDD-') || n, ${unit}, '1.001193', 'direct', received, ${unit}, ${unit},
      ${unit}, 'restart', 9 + n % 2, settled, 1, due, due, 0, settled, false, false, 1, 1, ''
    FROM generate_series(1, ${total}::int) AS n,
      LATERAL (SELECT make_timestamptz(${year}::int, 1, 1, 2, 0, 0, 'UTC') + n % 300 * interval '1 day' AS received) AS r,
      LATERAL (SELECT received + interval '5 days' AS due) AS d,
      LATERAL (SELECT due + CASE WHEN n <= ${late}::int THEN interval '1 day'
        WHEN n % 3 = 0 THEN interval '-2 days' ELSE interval '0' END AS settled) AS s`;
}

describe('the figures offices have published', () => {
  it.each([
    ['Pleiku, city', 112_553, 2_049, 1.82, 98.18],
    ['Pleiku, wards and communes', 77_855, 216, 0.28, 99.72],
    ['Thủ Dầu Một, 2021', 25_969, 44, 0.17, 99.83],
    ['Thủ Dầu Một, 2022', 45_820, 3, 0.01, 99.99],
    ['Thủ Dầu Một, first quarter of 2023', 7_834, 0, 0, 100],
  ])('%s: %i dossiers, %i late', async (_, total, late, latePercent, onTimePercent) => {
    const unit = newUnit();
    await generate(unit, 2021, { total, late });
    const counts = await counted({ unit });
    expect(summarise(counts)).toMatchObject({
      received: total,
      settled: total,
      late,
      latePercent,
      onTimePercent,
    });
    expect(counts.early).toBeGreaterThan(total / 4);
    expect(counts.early + counts.onTime + counts.late).toBe(total);
  });

  it('are taken by unit and by days in Viet Nam, both included', async () => {
    const unit = newUnit();
    await generate(unit, 2021, { total: 300, late: 0 });
    await generate(`${unit}.5`, 2022, { total: 300, late: 30 });
    await generate(`${unit}5`, 2022, { total: 7, late: 7 });
    const between = (from: string, before: string) => ({
      from: new Date(`${from}T00:00:00+07:00`),
      before: new Date(`${before}T00:00:00+07:00`),
    });
    const received = async (filter: ReportFilter) => summarise(await counted(filter)).received;
    expect(await received({ unit })).toBe(600);
    expect(await received({ unit: `${unit}.5` })).toBe(300);
    expect(await received({ unit, ...between('2021-01-01', '2022-01-01') })).toBe(300);
    expect(await received({ unit, ...between('2021-03-01', '2021-03-02') })).toBe(1);
  });
});

describe('percentages', () => {
  it('are 100 only for all, 0 only for none, and nothing of nothing', () => {
    expect(summarise(NONE)).toMatchObject({ received: 0, onTimePercent: null, latePercent: null });
    expect(summarise({ ...NONE, early: 1_000_000, late: 3 })).toMatchObject({
      onTimePercent: 99.99,
      latePercent: 0.01,
    });
    expect(summarise({ ...NONE, inTime: 3, overdue: 1 })).toMatchObject({
      onTimePercent: null,
      latePercent: 25,
    });
  });
});

/** Files a dossier due on the 25th in a unit of its own and tells its events; returns the unit. */
async function told(steps: readonly Step[], given: Partial<DossierInput> = {}): Promise<string> {
  const unit = newUnit();
  const code = `${unit}-261120-1`;
  done(await putDossier(setting, { code, dossier: { ...filed, ...given } }, { actor: clerk, now: at(20) }));
  for (const [id, [status, when, more = {}]] of steps.entries()) {
    const { actor = clerk, ...rest } = more;
    const step = event(`e${id}`, status, when, { reason: 'lý do', ...rest });
    done(await appendEvent(setting, { code, event: step }, { actor, now: when }));
  }
  return unit;
}
type Step = readonly [Status, Date, (Partial<EventInput> & { actor?: Actor })?];

function done(result: ItemResult): Dossier {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.dossier;
}

const correction = { correction: true, actor: chief } as const;

describe('a dossier due on the 25th, told through the desk', () => {
  it.each<[string, Step[], Date, keyof OnTimeCounts]>([
    ['settled the day before is early', [[9, at(24)]], at(30), 'early'],
    ['settled on the day, even at night, is on time', [[9, at(25, '23:30')]], at(30), 'onTime'],
    [
      'handed over later is on time all the same',
      [
        [9, at(25)],
        [10, at(29)],
      ],
      at(30),
      'onTime',
    ],
    ['settled the day after is late', [[9, at(26)]], at(30), 'late'],
    ['open is in time on its day', [[4, at(21)]], at(25, '23:30'), 'inTime'],
    ['open is overdue the day after', [[4, at(21)]], at(26, '00:30'), 'overdue'],
    ['waiting for papers is in time', [[5, at(22)]], at(30), 'inTime'],
    [
      'waiting is in time though papers come in after the day',
      [
        [5, at(22)],
        [5, at(27)],
      ],
      at(30),
      'inTime',
    ],
    [
      'supplemented has a time limit of its own',
      [
        [5, at(22)],
        [4, at(24)],
        [9, at(29)],
      ],
      at(30),
      'onTime',
    ],
    [
      'paused is in time',
      [
        [4, at(21)],
        [8, at(22)],
      ],
      at(30),
      'inTime',
    ],
    ['withdrawn is on time', [[7, at(22)]], at(30), 'onTime'],
    [
      'withdrawn while it waited is on time',
      [
        [5, at(22)],
        [7, at(29)],
      ],
      at(30),
      'onTime',
    ],
    [
      'closed for want of papers does not count',
      [
        [5, at(22)],
        [3, at(29)],
      ],
      at(30),
      'none',
    ] as never,
  ])('%s', async (_, steps, now, outcome) => {
    const unit = await told(steps);
    expect(await counted({ unit }, now)).toEqual(
      (outcome as string) === 'none' ? NONE : { ...NONE, [outcome]: 1 },
    );
  });

  it('filed online and not received does not count', async () => {
    expect(await counted({ unit: await told([], { submission: 'online' }) })).toEqual(NONE);
  });

  it.each<[string, Step[], keyof OnTimeCounts]>([
    ['asking for papers', [[5, at(27)]], 'overdue'],
    [
      'a new time limit',
      [
        [5, at(27)],
        [4, at(28)],
      ],
      'overdue',
    ],
    [
      'a pause',
      [
        [4, at(21)],
        [8, at(27)],
      ],
      'overdue',
    ],
    [
      'waiting for a payment',
      [
        [4, at(21)],
        [6, at(27)],
      ],
      'overdue',
    ],
    [
      'settling it in the new time limit',
      [
        [5, at(27)],
        [4, at(28)],
        [9, at(29)],
      ],
      'late',
    ],
    ['withdrawal', [[7, at(27)]], 'late'],
    [
      'closing it for want of papers',
      [
        [5, at(27)],
        [3, at(29)],
      ],
      'late',
    ],
    [
      'opening it again',
      [
        [9, at(27)],
        [4, at(28)],
      ],
      'overdue',
    ],
    [
      'a correction back to new',
      [
        [4, at(21)],
        [1, at(27), correction],
      ],
      'overdue',
    ],
    [
      'a correction to refused',
      [
        [4, at(21)],
        [3, at(27), correction],
      ],
      'late',
    ],
    ['a correction to settled, which cannot be dated back', [[9, at(27), correction]], 'late'],
    [
      'a correction of what was settled late',
      [
        [9, at(27)],
        [2, at(28), correction],
        [7, at(28, '10:00')],
      ],
      'late',
    ],
  ])('late is not undone by %s', async (_, steps, outcome) => {
    expect(await counted({ unit: await told(steps) })).toEqual({ ...NONE, [outcome]: 1 });
  });

  it('late is not undone by filing again, moving the date, or an apology of a system', async () => {
    const unit = await told([]);
    const code = `${unit}-261120-1`;
    const now = at(27);
    await putDossier(setting, { code, dossier: { ...filed, dueAt: at(29) } }, { actor: clerk, now });
    await putDossier(setting, { code, dossier: { ...filed, dueAt: at(29) } }, { actor: system, now });
    await moveDueDates(setting, [{ code, dueAt: at(29), reason: 'nghỉ bù' }], { actor: chief, now });
    for (const actor of [clerk, system]) {
      const apology = event(`x-${actor.id}`, 4, now, { dueAt: at(29), apologyDocument: '1/PXL' });
      await appendEvent(setting, { code, event: apology }, { actor, now });
    }
    expect((await findDossier(database.client, code))?.dueAt).toEqual(at(25));
    expect(await counted({ unit }, at(28))).toEqual({ ...NONE, overdue: 1 });
  });

  it('late stays late whatever a desk tells afterwards', async () => {
    const steps = fc.array(
      fc.record({
        status: fc.constantFrom<Status>(...STATUSES),
        day: fc.integer({ min: 20, max: 29 }),
        isCorrection: fc.boolean(),
        dueDay: fc.option(fc.integer({ min: 26, max: 30 })),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const unit = await told([]);
        for (const [i, { status, day, isCorrection, dueDay }] of list.entries()) {
          const step = event(`f${i}`, status, at(day), {
            reason: 'lý do',
            correction: isCorrection,
            ...(dueDay ? { dueAt: at(dueDay), apologyDocument: '1/PXL' } : {}),
          });
          await appendEvent(
            setting,
            { code: `${unit}-261120-1`, event: step },
            { actor: chief, now: at(29) },
          );
        }
        const { late, overdue } = await counted({ unit }, at(29));
        expect(late + overdue).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});

it('one dossier counts in the database as by the rule', async () => {
  const day = fc.option(fc.integer({ min: 18, max: 30 }));
  const dossiers = fc.array(
    fc.record({
      status: fc.constantFrom<Status>(...STATUSES),
      due: day,
      settled: day,
      settledKnown: fc.boolean(),
      wasLate: fc.boolean(),
    }),
    { minLength: 200, maxLength: 200 },
  );
  await fc.assert(
    fc.asyncProperty(dossiers, fc.integer({ min: 20, max: 29 }), async (list, today) => {
      const unit = newUnit();
      await generate(unit, 2021, { total: list.length, late: 0 });
      const rows = list.map(({ status, due, settled, settledKnown, wasLate }, i) => ({
        n: i + 1,
        status,
        dueAt: due === null ? null : at(due, '00:30'),
        settledAt: settled === null ? null : at(settled, '23:30'),
        settledKnown,
        wasLate,
      }));
      await database.client.$executeRaw`
        UPDATE dossiers d SET status = r.status, due_at = r."dueAt", settled_at = r."settledAt",
          settled_known = r."settledKnown", was_late = r."wasLate"
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS r(n int, status smallint, "dueAt" timestamptz, "settledAt" timestamptz, "settledKnown" boolean,
            "wasLate" boolean)
        WHERE d.unit = ${unit} AND d.key LIKE '%/' || r.n`;
      const now = at(today, '00:10');
      const outcomes = rows.map((row) => outcomeOf(row, now));
      const expected = OUTCOMES.map((name) => [name, outcomes.filter((outcome) => outcome === name).length]);
      expect(await counted({ unit }, now)).toEqual(Object.fromEntries(expected));
      const inForm = rows.map((row) => officialOutcomeOf(row, now));
      const [whole] = await countPeriods(database.client, { unit, each: undefined }, now);
      expect(whole?.official).toEqual(
        Object.fromEntries(OUTCOMES.map((name) => [name, inForm.filter((one) => one === name).length])),
      );
    }),
    { numRuns: 10 },
  );
});

describe('the same figures', () => {
  it('are taken by the day a dossier ended, by week, month and quarter', async () => {
    const unit = newUnit();
    await generate(unit, 2021, { total: 300, late: 30 });
    const { client } = database;
    const settled = { unit, by: 'settled' as const };
    const quarters = await countPeriods(client, { ...settled, each: 'quarter' }, at(30));
    expect(quarters.map(({ start }) => start)).toEqual([
      '2021-01-01',
      '2021-04-01',
      '2021-07-01',
      '2021-10-01',
    ]);
    const months = await countPeriods(client, { ...settled, each: 'month' }, at(30));
    expect(months.map(({ start }) => start?.slice(5, 7)).slice(0, 3)).toEqual(['01', '02', '03']);
    const weeks = await countPeriods(client, { ...settled, each: 'week' }, at(30));
    expect(weeks.every(({ start }) => new Date(start ?? '').getUTCDay() === 1)).toBe(true);
    for (const periods of [quarters, months, weeks])
      expect(periods.reduce((sum, { strict }) => sum + summarise(strict).settled, 0)).toBe(300);
    const from = new Date('2021-04-01T00:00:00+07:00');
    const [second] = await countPeriods(client, { ...settled, from, each: 'quarter' }, at(30));
    expect(second).toEqual(quarters[1]);
  });

  it('name what the official form counts otherwise: withdrawn after the due day', async () => {
    const unit = await told([[7, at(27)]]);
    const [whole] = await countPeriods(database.client, { unit, each: undefined }, at(30));
    expect([whole?.strict.late, whole?.official.onTime, whole?.official.late]).toEqual([1, 1, 0]);
  });
});

describe('motcua report on-time', () => {
  async function run(...flags: string[]) {
    const { io, written } = memoryIo();
    const services = async () => ({ database }) as unknown as Services;
    const code = await runProgram(['report', 'on-time', ...flags], io, services);
    return { code, ...written };
  }

  it('says the figures and what they are taken of, in Vietnamese', async () => {
    const unit = newUnit();
    await generate(unit, 2021, { total: 25_969, late: 44 });
    const { code, out } = await run('--unit', unit, '--from', '2021-01-01', '--to', '2021-12-31');
    expect(code).toBe(0);
    expect(out).toContain(`từ 01/01/2021 đến hết 31/12/2021; ${unit} và các đơn vị trực thuộc`);
    expect(out).toMatch(/Đã tiếp nhận: 25\.969\nĐã giải quyết: 25\.969 \(sớm hạn .*, quá hạn 44\)/);
    expect(out).toContain('Đúng hạn: 99,83 % = 25.925/25.969 hồ sơ đã giải quyết');
    expect(out).toContain('Quá hạn: 0,17 % = 44/25.969 hồ sơ đã tiếp nhận');
    const json = JSON.parse((await run('--unit', unit, '--json')).out);
    expect(json).toMatchObject({ unit, from: null, received: 25_969, late: 44, onTimePercent: 99.83 });
  });

  it('is written as a workbook, both ways of counting side by side', async () => {
    const unit = newUnit();
    await generate(unit, 2021, { total: 300, late: 30 });
    const { io, written } = memoryIo();
    const services = async () => ({ database }) as unknown as Services;
    const line = [
      'report',
      'on-time',
      '--unit',
      unit,
      '--by',
      'settled',
      '--each',
      'quarter',
      '--format',
      'xlsx',
      '--out',
      'a.xlsx',
    ];
    expect(await runProgram(line, io, services)).toBe(0);
    const { sheets } = await readXlsx(written.files.get('a.xlsx') ?? new Uint8Array());
    expect(sheets.map(({ name }) => name)).toEqual(['Cách tính chặt', 'Biểu II.06']);
    expect(sheets[0]?.rows[3]?.[0]).toBe('Quý 1/2021');
    expect(sheets[0]?.rows[7]?.slice(0, 3)).toEqual(['Cả kỳ', 300, 300]);
  });

  it('says so where there is nothing', async () => {
    expect((await run('--unit', 'H99')).out).toMatch(/Đã tiếp nhận: 0\n[\s\S]*Đúng hạn: –/);
  });

  it.each([
    [['--unit', 'xyz']],
    [['--from', '31/12/2026']],
    [['--to', '2026-02-30']],
    [['--from', '2026-02-01', '--to', '2026-01-01']],
    [['--by', 'năm']],
    [['--each', 'year']],
    [['--format', 'xlsx']],
  ])('%j is wrong usage', async (flags) => expect((await run(...flags)).code).toBe(2));
});
