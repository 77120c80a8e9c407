/** Cleans texts and codes that come from other systems. Pure. */

import { nfc } from '../security/text.js';
import { PROCEDURE_CODE } from './procedure.js';

/** Zero-width, soft-hyphen, direction and byte-order characters: invisible, and they break every comparison. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
/** Control characters, except tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;
/** Half of a surrogate pair: cannot be stored or written as UTF-8. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** Composed (NFC), without invisible and control characters; line breaks as `\n`. Spacing is kept. */
function composed(raw: string): string {
  return nfc(raw)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(LONE_SURROGATE, ' ');
}

/** One clean line: composed, every run of whitespace (line breaks, no-break spaces, tabs) one space. '' when nothing is left. */
export function cleanLine(raw: string): string {
  return composed(raw).replace(/\s+/g, ' ').trim();
}

/** Clean text of several lines: spaces tidied within lines, at most one empty line between two. '' when nothing is left. */
export function cleanText(raw: string): string {
  return composed(raw)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A clean line, or null for nothing and for what stands for nothing in the sources ("-", "…", "null"). */
export function lineOrNull(raw: string | null | undefined): string | null {
  return nullIfBlank(cleanLine(raw ?? ''));
}

/** Clean text, or null as in {@link lineOrNull}. */
export function textOrNull(raw: string | null | undefined): string | null {
  return nullIfBlank(cleanText(raw ?? ''));
}

function nullIfBlank(clean: string): string | null {
  return /[\p{L}\p{N}]/u.test(clean) && clean !== 'null' ? clean : null;
}

/** The address of a page, or null for what leads anywhere else (`javascript:`, `file:`). */
export function webAddressOrNull(raw: string | null | undefined): string | null {
  const line = lineOrNull(raw);
  return line !== null && /^https?:\/\//i.test(line) && URL.canParse(line) ? line : null;
}

/** A line without its bullet and its closing colon or semicolon: "- Tờ khai;" → "Tờ khai". */
export function withoutBullet(line: string): string {
  return line
    .replace(/^(?:[-–—+*•●▪]\s*)+/, '')
    .replace(/(?<![\s;,])[\s;,]+$/, '')
    .trim();
}

/**
 * A procedure code as typed or exported elsewhere → the national code, or null when it is none.
 * The tail of a province (`2.000815.000.00.00.H55`) and of a case (`1.004194.02`) are dropped;
 * anything else behind the six digits (`1.014955-Xoa`, `2.009182739`) makes it no code.
 */
export function normaliseProcedureCode(raw: string): string | null {
  const match = /^(\d\.\d{6})(?:\.000(?:\.\d{2}){2}\.[A-Z]\d{2}(?:\.\d+)*|\.\d{1,2})?$/i.exec(
    cleanLine(raw).replace(/\s/g, ''),
  );
  const code = match?.[1] ?? '';
  return PROCEDURE_CODE.test(code) ? code : null;
}
