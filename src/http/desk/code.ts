/** Receipt codes in requests: any spelling is read, and a key only reaches its own unit's. */

import { unitOfCode } from '../../dossiers/model/dossier.js';
import { type FoundCode, findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import { keyCovers, type StaffKey } from '../../staff/key.js';
import { vietnamDate } from '../../time/clock.js';
import type { DeskProblem } from './problems.js';

/** A code read, or what is wrong with it. */
export type ReadCode = { ok: true; code: string } | { ok: false; problem: DeskProblem };

/** Receipt codes have at most about 40 characters; the rest may be a label or an address. */
const MAX_CHARS = 300;

/** The code in a text, in its canonical spelling. */
export function parseCode(text: string, now: Date): ReadCode {
  const found =
    text.length > MAX_CHARS
      ? []
      : findReceiptCodes(text, vietnamDate(now)).filter((each) => 'canonical' in each);
  const [first, second] = found;
  return first?.kind === 'receipt' && !second
    ? { ok: true, code: first.canonical }
    : { ok: false, problem: problemOf(second ?? first) };
}

/**
 * The code in a text, where the key may act on it. Whether it may is told from the code alone: the answer is the same
 * whether the dossier exists or not.
 */
export function readCode(text: string, key: StaffKey, now: Date): ReadCode {
  const read = parseCode(text, now);
  return !read.ok || keyCovers(key, unitOfCode(read.code))
    ? read
    : { ok: false, problem: { code: 'wrong_unit', field: 'code', values: { unit: key.unit } } };
}

function problemOf(found: FoundCode | undefined): DeskProblem {
  if (found?.kind === 'guess')
    return { code: 'unclear_code', field: 'code', values: { guess: found.canonical } };
  if (found?.kind === 'impossibleDate')
    return { code: 'impossible_date', field: 'code', values: { date: found.date } };
  return { code: 'not_a_code', field: 'code' };
}
