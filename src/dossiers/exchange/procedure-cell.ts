/** Which procedure a row means: by a code, which a spreadsheet may have spoilt, or by a name. Pure. */
import { normaliseProcedureCode } from '../../catalogue/clean.js';
import { fold } from '../../search/fold.js';

/** What is known of procedures. `has: null` = nothing is, so that every well-formed code is taken. */
export type KnownProcedures = {
  has: ((code: string) => boolean) | null;
  /** Codes of those with a name, by `procedureName`. */
  named: (name: string) => readonly string[];
  /** What the unit has said its names and codes mean, by `procedureName`. */
  told: ReadonlyMap<string, string>;
};

export type ReadProcedure =
  | { code: string; note: string | null }
  | { problem: string }
  /** Several procedures have that name. */
  | { several: readonly string[] };

/** A name as it is compared: without marks, signs, "thủ tục" at its head and levels of government at its end. */
export function procedureName(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:tthc|thu tuc(?: hanh chinh)?) /, '')
    .replace(/ (?:o )?(?:cap (?:xa|tinh|huyen|trung uong|bo)|cap xa phuong)$/, '')
    .trim();
}

/** Reads a cell that ought to hold a code. A code of other digits than the catalogue's is never believed as typed. */
export function readProcedureCode(
  cell: string | number | boolean | Date,
  known: KnownProcedures,
): ReadProcedure {
  const text = String(cell).trim();
  const told = known.told.get(procedureName(text));
  if (told) return { code: told, note: null };
  const code = normaliseProcedureCode(text);
  if (code) return taken(code, known);
  const mended = mend(text);
  if (mended && known.has?.(mended))
    return {
      code: mended,
      note: `Mã "${text}" được hiểu là ${mended} (bảng tính đã bỏ số 0 hoặc dấu chấm).`,
    };
  if (mended)
    return {
      problem: `Mã "${text}" có vẻ là ${mended} bị bảng tính đổi thành số, nhưng danh mục không có mã đó. Định dạng cột là chữ, ghi đủ mã như 1.001193.`,
    };
  const inside = /(?<![\d.])\d\.\d{6}(?![\d])/.exec(text)?.[0];
  if (inside && (known.has?.(inside) ?? true)) return taken(inside, known);
  if (/\p{L}{3}/u.test(text)) return readProcedureName(text, known);
  return /^[\w.-]{1,40}$/.test(text) && !/^[\d.]+$/.test(text)
    ? taken(text, known)
    : { problem: 'Ghi mã thủ tục như 1.001193.' };
}

function taken(code: string, { has }: KnownProcedures): ReadProcedure {
  const isKnown = has?.(code) ?? true;
  return {
    code,
    note: isKnown
      ? null
      : `Danh mục không có thủ tục ${code}: chưa có thời hạn để tính ngày hẹn. Kiểm tra mã, hoặc nạp danh mục.`,
  };
}

/** `2.00072`, `2,00072` and `1004873` as codes of six decimals; null = nothing of the kind. */
function mend(text: string): string | null {
  const [, whole, decimals] = /^([1-9])[.,](\d{1,5})$/.exec(text) ?? [];
  if (whole && decimals) return `${whole}.${decimals.padEnd(6, '0')}`;
  const [, comma, six] = /^([1-9]),(\d{6})$/.exec(text) ?? [];
  if (comma) return `${comma}.${six}`;
  const [, head, tail] = /^([1-9])(\d{6})(?:[.,]0+)?$/.exec(text) ?? [];
  return head ? `${head}.${tail}` : null;
}

/** Reads a cell that ought to hold a name; a code in it is surer. */
export function readProcedureName(
  cell: string | number | boolean | Date,
  known: KnownProcedures,
): ReadProcedure {
  const text = String(cell).trim();
  const name = procedureName(text);
  const told = known.told.get(name);
  if (told) return { code: told, note: null };
  const inside = /(?<![\d.])\d\.\d{6}(?![\d])/.exec(text)?.[0];
  if (inside && (known.has?.(inside) ?? true)) return taken(inside, known);
  const codes = known.named(name);
  const [only, another] = codes;
  if (only && !another) return { code: only, note: null };
  if (another) return { several: codes };
  return {
    problem: `Danh mục không có thủ tục tên "${short(text)}". Thêm cột mã thủ tục, hoặc --procedure "${short(text)}=mã".`,
  };
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
