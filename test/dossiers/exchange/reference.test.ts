/** Whole lists as one-stop software makes them, every field of every row, where the reference folder is at hand. */
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDossierFile } from '../../../src/dossiers/exchange/file.js';
import { procedureName } from '../../../src/dossiers/exchange/procedure-cell.js';
import type { Status } from '../../../src/dossiers/model/status.js';

const folder = path.join(process.env.MOTCUA_REFERENCE ?? '', 'cases/exports');
const ready = (process.env.MOTCUA_REFERENCE ?? '') !== '' && existsSync(folder);
if (!ready) process.stderr.write('skipped: lists of one-stop software (MOTCUA_REFERENCE is not set)\n');

const PROCEDURES = [
  ['1.001193', 'Thủ tục đăng ký khai sinh'],
  ['1.004873', 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân'],
  ['1.000894', 'Thủ tục đăng ký kết hôn'],
  ['1.000656', 'Thủ tục đăng ký khai tử'],
  ['1.004884', 'Thủ tục đăng ký lại khai sinh'],
] as const;
const OWNERS = [
  'Nguyễn Văn An',
  'Trần Thị Bích',
  "Rơ Châm H'Lan",
  'Lê Hoàng Đức',
  'Siu Blơ',
  'Phạm Thị Kim Ngân',
];

type Told = [status: Status, more?: { late?: true }];
const PLAIN: Told[] = [[4], [2], [10]];
/** Twenty-four words of practice, in the order both lists have them. */
const WORDS: Told[] = [
  ...[[4], [5], [10], [1], [1], [5], [9], [9], [8], [3], [8]],
  ...[[4, { late: true }], [9], [2], [4], [2], [3], [9], [4], [10], [7]],
  ...[[4, { late: true }], [6], [9]],
] as Told[];

/** What a list holds: so many rows from a number on. `received`: the time of the 20th; left out = in turn. */
type List = {
  first: number;
  rows: number;
  told: Told[];
  bare?: true;
  direct?: true;
  phone?: (n: number) => string;
  received?: (n: number) => string;
};

const LISTS: Record<string, List> = {
  '01-merged.xlsx': { first: 400, rows: 24, told: PLAIN },
  '02-no-proc-code.xlsx': { first: 100, rows: 24, told: WORDS, direct: true },
  '03-with-code.xlsx': { first: 200, rows: 24, told: WORDS },
  '03p-with-code-plain.xlsx': { first: 300, rows: 24, told: PLAIN },
  '04-old.xls': { first: 500, rows: 24, told: PLAIN },
  '05-utf16le-semi.csv': { first: 600, rows: 24, told: PLAIN },
  '07-utf8-semi.csv': { first: 700, rows: 24, told: PLAIN },
  '07c-sepline.csv': { first: 760, rows: 12, told: PLAIN },
  '08-serial.xlsx': { first: 800, rows: 24, told: PLAIN, phone: (n) => `9051234${two(n)}` },
  '10b-sobiennhan.xlsx': { first: 910, rows: 6, told: PLAIN, bare: true, direct: true },
  '11-dates.xlsx': {
    first: 920,
    rows: 10,
    told: PLAIN,
    received: (n) => (n === 3 ? '09:15:33' : n === 6 ? '12:00' : '09:15'),
  },
};

const two = (n: number) => String(n).padStart(2, '0');
const instant = (day: number, time: string) => new Date(`2026-11-${day}T${time}+07:00`);

function expected({ first, rows, told, bare, direct, phone, received }: List) {
  return Array.from({ length: rows }, (_, n) => {
    const [status, more] = told[n % told.length] ?? [4];
    return {
      code: `H21.17-261120-0${first + n}`,
      dossier: {
        procedure: PROCEDURES[n % 5]?.[0],
        receivedAt: instant(20, received?.(n) ?? `${two(7 + (n % 4))}:${two((n * 7) % 60)}`),
        submission: n % 3 === 0 && !direct ? 'online' : 'direct',
        owner: {
          name: OWNERS[n % 6],
          phone: bare ? undefined : (phone?.(n) ?? `09051234${two(n)}`),
          identity: undefined,
        },
        dueAt: instant(25 + (n % 5), '17:00'),
        dueInFile: true,
        accepted: status !== 1 && status !== 3,
        ...(bare ? {} : { holder: { kind: 'person', name: 'Lê Thị Cán Bộ' } }),
      },
      events: [],
      state: { status, ...(more?.late ? { saidLate: true } : {}) },
    };
  });
}

const procedures = {
  has: (code: string) => PROCEDURES.some(([known]) => known === code),
  named: (name: string) =>
    PROCEDURES.flatMap(([code, known]) => (procedureName(known) === name ? [code] : [])),
  told: new Map<string, string>(),
};
const read = (name: string) =>
  readDossierFile(createReadStream(path.join(folder, name)), {
    columns: new Map(),
    statuses: new Map(),
    procedures,
  });

describe.skipIf(!ready)('a list as one-stop software makes it', () => {
  it.each(Object.entries(LISTS))('%s is read whole', async (name, list) => {
    const { rows, problems, notes, ignoredColumns } = await read(name);
    expect(rows.map(({ reported }) => reported)).toEqual(expected(list));
    expect([problems, notes, ignoredColumns]).toEqual([[], [], ['STT']]);
  });

  it('st40.xlsx is read whole: states of known dossiers with their times', async () => {
    const { rows, problems } = await read('st40.xlsx');
    const states = Array.from({ length: 40 }, (_, n) => {
      const [known, i] = n < 24 ? [true, n] : [false, n - 24];
      const status = [4, 9, 10, 5][i % 4];
      const at = instant(29, `${two(8 + (i % 4))}:${known ? 30 : 45}`);
      const reason = status === 5 && known ? { reason: 'thiếu bản sao' } : {};
      const event = { id: `import:${at.toISOString()}:${status}`, at, status, standing: true, ...reason };
      return { code: `H21.17-261120-0${known ? 300 + i : 850 + i}`, events: [event] };
    });
    expect(problems).toEqual([]);
    expect(rows.map(({ reported }) => reported)).toEqual(states);
  });
});
