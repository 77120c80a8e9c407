/**
 * How values stand in the cells of the workbook. What an officer types is cleaned; what a clean text cannot
 * carry (empty text, double spaces, control characters) is written behind a backslash, so that a workbook
 * written by us reads back unchanged. Pure.
 */
import { cleanLine, cleanText, normaliseProcedureCode } from '../clean.js';
import type { LegalBasis } from '../procedure.js';
import type { FindingKey } from './messages.js';
import { isoFrom } from './money.js';

/** A cell as the spreadsheet library hands it over. */
export type CellValue = string | number | boolean | Date | null;

type CellRead<T> =
  | { ok: true; value: T | null }
  | { ok: false; key: FindingKey; params: Record<string, string | number> };

/** One kind of cell. An empty cell is null both ways. `choices` become a drop-down. */
export type Codec<T> = {
  write(value: T): CellValue;
  read(cell: string | number | boolean | Date): CellRead<T>;
  choices?: readonly string[];
};

const ok = <T>(value: T | null): CellRead<T> => ({ ok: true, value });

const VERBATIM = '\\';
/** Escapes of the file format itself; the library decodes them but does not write them. */
const FORMAT_ESCAPE = /_x[0-9a-f]{4}_/i;

function verbatim(value: unknown): string {
  const json = JSON.stringify(value).replace(/[\u007f-\u009f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return VERBATIM + json;
}

/** What stands behind the backslash, or undefined when somebody typed the backslash. */
function readVerbatim(cell: string): unknown {
  if (!cell.startsWith(VERBATIM)) return undefined;
  try {
    return JSON.parse(cell.slice(VERBATIM.length));
  } catch {
    return undefined;
  }
}

function encode(value: string, clean: (raw: string) => string): string {
  const plain =
    value !== '' && clean(value) === value && !value.startsWith(VERBATIM) && !FORMAT_ESCAPE.test(value);
  return plain ? value : verbatim(value);
}

function decode(cell: string, clean: (raw: string) => string): string | null {
  const exact = readVerbatim(cell);
  return typeof exact === 'string' ? exact : clean(cell) || null;
}

/** Text of any length and number of lines. A number typed into the cell is its digits. */
export const textCell: Codec<string> = {
  write: (value) => encode(value, cleanText),
  read: (cell) =>
    ok(cell instanceof Date ? cell.toISOString().slice(0, 10) : decode(String(cell), cleanText)),
};

/** Several short texts, one on a line. */
export const listCell: Codec<string[]> = {
  write: (items) => items.map((item) => encode(item, cleanLine)).join('\n'),
  read: (cell) =>
    ok(
      String(cell)
        .split(/\r?\n/)
        .map((line) => decode(line, cleanLine))
        .filter((item) => item !== null),
    ),
};

const BASIS_BAR = ' | ';

/** Legal bases, one on a line: "60/2014/QH13 | Luật Hộ tịch"; the code or the name alone will do. */
export const legalBasisCell: Codec<LegalBasis[]> = {
  write: (items) => items.map(writeBasis).join('\n'),
  read: (cell) =>
    ok(
      String(cell)
        .split(/\r?\n/)
        .map(readBasis)
        .filter((basis) => basis !== null),
    ),
};

function writeBasis(basis: LegalBasis): string {
  const line = [basis.code ?? '', ...(basis.name === null ? [] : [basis.name])].join(BASIS_BAR).trim();
  const back = FORMAT_ESCAPE.test(line) ? null : readBasis(line);
  return back?.code === basis.code && back.name === basis.name ? line : verbatim([basis.code, basis.name]);
}

function readBasis(line: string): LegalBasis | null {
  const exact = readVerbatim(line);
  if (Array.isArray(exact)) return { code: exact[0] ?? null, name: exact[1] ?? null };
  const clean = cleanLine(line);
  const bar = clean.indexOf('|');
  const code = (bar < 0 ? clean : clean.slice(0, bar)).trim() || null;
  const name = bar < 0 ? null : clean.slice(bar + 1).trim() || null;
  return code === null && name === null ? null : { code, name };
}

/** A number; `expected` says in Vietnamese what is allowed. Thousands may be grouped with full stops. */
export function numberCell(expected: string, allowed: (value: number) => boolean): Codec<number> {
  return {
    write: (value) => value,
    read: (cell) => {
      const text = String(cell).trim();
      const digits =
        /^\d{1,3}(\.\d{3})+$/.test(text) && typeof cell === 'string' ? text.replace(/\./g, '') : text;
      const value = typeof cell === 'number' ? cell : Number(digits.replace(',', '.') || Number.NaN);
      if (Number.isFinite(value) && allowed(value)) return ok(value);
      return { ok: false, key: 'badNumber', params: { value: text, expected } };
    },
  };
}

/** A day: dd/mm/yyyy, YYYY-MM-DD, or a date cell of the spreadsheet. */
export const dateCell: Codec<string> = {
  write: (value) => value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1'),
  read: (cell) => {
    const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : cleanLine(String(cell));
    const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
    const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    const day = isoFrom(local?.[1], local?.[2], local?.[3]) ?? isoFrom(iso?.[3], iso?.[2], iso?.[1]);
    return day === null ? { ok: false, key: 'badDate', params: { value: text } } : ok(day);
  },
};

/** A procedure code, cleaned of provincial tails. */
export const codeCell: Codec<string> = {
  write: (value) => value,
  read: (cell) => {
    const code = normaliseProcedureCode(String(cell));
    return code === null
      ? { ok: false, key: 'badCode', params: { value: cleanLine(String(cell)) } }
      : ok(code);
  },
};

/** Several procedure codes, one on a line or with commas between. */
export const codesCell: Codec<string[]> = {
  write: (codes) => codes.join('\n'),
  read: (cell) => {
    const codes: string[] = [];
    for (const part of String(cell).split(/[,;\s]+/)) {
      if (part === '') continue;
      const read = codeCell.read(part);
      if (!read.ok) return read;
      if (read.value !== null) codes.push(read.value);
    }
    return ok(codes.length > 0 ? codes : null);
  },
};

/** How officers write a label besides: decisions say "sửa đổi, bổ sung" where the list says "sửa đổi". */
export type Spellings<T> = readonly (readonly [T, string, ...string[]])[];

/** One of a few values, by its Vietnamese label or another spelling of it. Only labels are offered. */
export function choiceCell<T extends string | boolean>(labels: Spellings<T>): Codec<T> {
  const choices = labels.map(([, label]) => label);
  return {
    choices,
    write: (value) => labels.find(([known]) => known === value)?.[1] ?? null,
    read: (cell) => {
      const text = cleanLine(String(cell));
      const found = labels.find(([, ...spellings]) => spellings.some((label) => bare(label) === bare(text)));
      if (found) return ok(found[0]);
      return { ok: false, key: 'badChoice', params: { value: text, choices: choices.join(', ') } };
    },
  };
}

/** Without capitals and punctuation. */
function bare(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** The labels by value, for tables of words. */
export function labelsOf<T extends string>(labels: Spellings<T>): Readonly<Record<T, string>> {
  return Object.fromEntries(labels.map(([value, label]) => [value, label])) as Record<T, string>;
}

/** Several of a few values, one on a line or with commas between. */
export function choicesCell<T extends string>(labels: Spellings<T>): Codec<T[]> {
  const one = choiceCell(labels);
  return {
    write: (values) => values.map((value) => one.write(value)).join('\n'),
    read: (cell) => {
      const values: T[] = [];
      for (const part of String(cell).split(/[,;\n]/)) {
        if (part.trim() === '') continue;
        const read = one.read(part);
        if (!read.ok) return read;
        if (read.value !== null) values.push(read.value);
      }
      return ok(values);
    },
  };
}

/** The letter of a column from its index: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}
