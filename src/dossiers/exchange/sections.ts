/** Lists in sections, each under the name of its procedure, which no column tells. Pure. */
import type { Cells } from './cell-reader.js';
import { textOf } from './header-names.js';
import { type KnownProcedures, procedureName } from './procedure-cell.js';
import type { TableHeader, TableRow } from './table.js';

/** "I.", "2)", "a -" before the name of a section. */
const NUMBERED = /^\s*(?:[IVX]{1,5}|\d{1,2}|[a-zđ])\s*[.):/-]\s*/iu;
/** "(5 hồ sơ)", ": 5" behind it. */
const COUNTED = /\(?\d{1,5}(?: hồ sơ)?\)?$/u;
const TAIL = /(?<![\s:–-])[\s:–-]+$/;

/** Keeps the procedure of the section that rows stand in, where it is one the catalogue knows by that name. */
export function sectionReader({ columns }: TableHeader, { named }: KnownProcedures) {
  const isTold = columns.includes('procedure') || columns.includes('procedureName');
  let name: string | null = null;
  return {
    /** A row that tells of no dossier. */
    see({ cells }: TableRow): void {
      const texts = [...new Set(cells.map(textOf).filter((text) => text !== ''))];
      const [only, another] = texts;
      if (only === undefined || another !== undefined) return;
      const bare = only.slice(0, 500).replace(NUMBERED, '').replace(COUNTED, '').replace(TAIL, '');
      name = [only, bare].find((text) => named(procedureName(text)).length > 0) ?? null;
    },
    /** The cells of a dossier with the procedure of its section. */
    add(found: Cells): Cells {
      return isTold || name === null ? found : new Map([...found, ['procedureName', name]]);
    },
  };
}
