/** The names of columns from the rows of a header, in which groups stand above names. Pure. */
import { columnOf } from './columns.js';
import type { Cell } from './date-cell.js';
import type { ToldColumns } from './table.js';

/** What a cell says. */
export const textOf = (cell: Cell | undefined) => String(cell ?? '').trim();

/**
 * The rows of a header as one. A name under groups is read with them where only that makes a name we know: "Ngày" under
 * "Tiếp nhận", "Nhận hồ sơ" under "Ngày, tháng, năm".
 */
export function namesOf(rows: readonly (readonly Cell[])[], told: ToldColumns): string[] {
  const groups = rows.map(() => '');
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, at) => {
    const own = rows.map((row) => textOf(row[at]));
    own.forEach((text, level) => {
      if (text === '') return;
      groups.fill('', level + 1);
      groups[level] = text;
    });
    const lowest = own.findLast((text) => text !== '');
    const level = lowest === undefined ? 0 : own.lastIndexOf(lowest);
    const above = groups.slice(0, level).filter((text) => text !== '' && text !== lowest);
    return lowest === undefined ? '' : nameOf(lowest, above, told);
  });
}

function nameOf(name: string, groups: readonly string[], told: ToldColumns): string {
  const joined = [...new Set([...groups, name])].join(' ');
  const ways = [
    name,
    ...groups.toReversed().flatMap((group) => [`${name} ${group}`, `${group} ${name}`]),
    joined,
  ];
  return ways.find((way) => columnOf(way, told)) ?? joined;
}
