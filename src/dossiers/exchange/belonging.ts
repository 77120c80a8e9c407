/** Whose dossiers a file tells of: what is another unit's or another province's is taken over only on somebody's word. Pure. */
import { covers, unitOfCode } from '../model/dossier.js';
import { describeOwner } from '../model/unit-owner.js';
import type { ImportProblem, ReadDossiers, ReadRow } from './file.js';

/** `unit`: the file is of this one; `units`: the offices there are here; `also`: others whose dossiers are meant. */
export type Belonging = { unit: string | null; units: readonly string[]; also: readonly string[] };

const rootOf = (unit: string) => unit.slice(0, 3);

/** What was read without the rows of others, which are set aside with a word. */
export function onlyOurs(read: ReadDossiers, belonging: Belonging): ReadDossiers {
  const isForeign = foreignTo(read.rows, belonging);
  const problems: ImportProblem[] = [];
  const rows = read.rows.filter((row) => {
    const message = isForeign(unitOfCode(row.reported.code));
    if (message) problems.push({ sheet: row.sheet, row: row.row, column: null, message });
    return message === null;
  });
  return { ...read, rows, problems: [...read.problems, ...problems] };
}

function foreignTo(
  rows: readonly ReadRow[],
  { unit, units, also }: Belonging,
): (of: string) => string | null {
  if (unit !== null)
    return (of) => (covers(unit, of) ? null : `Hồ sơ không thuộc ${unit}; dòng này được để riêng.`);
  const homes = new Set(units.length > 0 ? units.map(rootOf) : [mostOften(rows)]);
  return (of) => {
    const root = rootOf(of);
    const { name, successor } = describeOwner(root);
    const isOurs =
      homes.has(root) || (successor && homes.has(successor.code)) || also.some((each) => covers(each, of));
    if (isOurs) return null;
    return `Mã hồ sơ của nơi khác: ${root}${name ? ` (${name})` : ''}; dòng này được để riêng. Nếu đúng là hồ sơ cần nạp, thêm --also ${root}.`;
  };
}

/** Of a file that comes before any office is known, the province most of its rows name. */
function mostOften(rows: readonly ReadRow[]): string {
  const counts = new Map<string, number>();
  for (const { reported } of rows) {
    const root = rootOf(unitOfCode(reported.code));
    counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
