/** Rows of one file that say different things of the same dossier: which of them is right nobody can tell. Pure. */
import { vietnamDate } from '../../time/clock.js';
import type { ImportProblem, ReadDossiers, ReadRow } from './file.js';

/** What is compared, and what a row says of it; undefined = nothing. */
const SAID: readonly (readonly [what: string, of: (row: ReadRow) => string | undefined])[] = [
  ['thủ tục', ({ reported: { dossier } }) => dossier?.procedure],
  ['ngày tiếp nhận', ({ reported: { dossier } }) => dossier && vietnamDate(dossier.receivedAt)],
  ['ngày hẹn trả', ({ reported: { dossier } }) => dossier?.dueAt && vietnamDate(dossier.dueAt)],
  ['chủ hồ sơ', ({ reported: { dossier } }) => dossier?.owner?.name?.toLowerCase()],
];

const LISTED = 5;

/** What was read without the rows that contradict one another, which are set aside with a word. */
export function withoutContradictions(read: ReadDossiers): ReadDossiers {
  const byCode = new Map<string, ReadRow[]>();
  for (const row of read.rows) {
    const same = byCode.get(row.reported.code);
    if (same) same.push(row);
    else byCode.set(row.reported.code, [row]);
  }
  const doubted = new Map<ReadRow, string>();
  for (const rows of byCode.values()) {
    const what = rows.length > 1 ? differing(rows) : [];
    for (const row of what.length > 0 ? rows : []) doubted.set(row, messageOf(row, rows, what));
  }
  const problems = [...doubted].map(
    ([{ sheet, row }, message]): ImportProblem => ({ sheet, row, column: null, message }),
  );
  return {
    ...read,
    rows: read.rows.filter((row) => !doubted.has(row)),
    problems: [...read.problems, ...problems],
  };
}

function differing(rows: readonly ReadRow[]): string[] {
  const differ = (values: readonly (string | undefined)[]) =>
    new Set(values.filter((value) => value !== undefined)).size > 1;
  const what = SAID.flatMap(([name, of]) => (differ(rows.map(of)) ? [name] : []));
  return isOrdered(rows) ? what : [...what, 'trạng thái'];
}

/** Whether it can be told which of several states came last: all are dated, or they are the same. */
function isOrdered(rows: readonly ReadRow[]): boolean {
  const last = rows.flatMap(
    ({ reported: { state, events } }) => state?.status ?? events.at(-1)?.status ?? [],
  );
  return rows.every(({ reported }) => !reported.state) || new Set(last).size < 2;
}

function messageOf(row: ReadRow, rows: readonly ReadRow[], what: readonly string[]): string {
  const others = rows.filter((each) => each !== row);
  const places = others
    .slice(0, LISTED)
    .map((each) => `${each.sheet ? `trang ${each.sheet} ` : ''}dòng ${each.row}`);
  const more = others.length > LISTED ? '…' : '';
  return `Cùng mã hồ sơ với ${places.join(', ')}${more} mà nói khác về ${what.join(', ')}: không rõ dòng nào đúng. Giữ một dòng, hoặc thêm thời điểm của từng trạng thái.`;
}
