/** A yes or a no where a passage says it outright: what is asked for is allowed, or is demanded. Pure. */
import { fold } from '../../search/fold.js';
import type { Whether } from '../reading/details/whether.js';

/** What an answer begins with. */
export type Beginning = 'yes' | 'no' | 'must' | 'mustNot';

/** How a fact begins that allows or forbids; what follows is the condition or another clause. */
const ALLOWED =
  /^(?:(?:được|có thể|vẫn (?:\p{L}+ )?được)(?=[.:;,]| \(| (?:nếu|khi|vì|ủy quyền) )|(?!không|chưa)\p{L}+ (?:\p{L}+ ){0,2}được(?=[.:;,]| \())/iu;
const FORBIDDEN =
  /^(?:không(?= *[.:,])|không (?:\p{L}+ ){0,4}được(?= *[.:;,]|$| (?:nếu|khi|vì))|không nhờ được|chưa(?: được)?(?= *[.:,])|bị từ chối)/iu;
const DEMANDED = /^(?:cần|phải|bắt buộc)(?=[\s.:;,])/iu;
const NOT_DEMANDED = /^(?:không (?:cần|phải|bắt buộc|buộc)|khỏi)(?=[\s.:;,])/iu;
/** Clauses that demand something, or say that it is not. */
const DEMANDS =
  /((?<!\p{L})(?:không|chẳng|chưa) )?(?<!\p{L})(?:phải|cần|bắt buộc|yêu cầu)(?!\p{L})([^.;:]*)|(?<!\p{L})(khỏi)(?!\p{L})([^.;:]*)/giu;
/** So much of what is asked about a clause has to name. */
const NAMED = 0.6;

/** Whether nothing but a yes or a no is asked for. */
export function wantsYesOrNo(whether: Whether | null): boolean {
  return whether !== null && whether.kind !== 'matters';
}

/**
 * What a passage answers to a question; null = it does not say so outright. `isFact`: it was written to answer, so that its
 * first words are the answer.
 */
export function beginningOf(text: string, whether: Whether | null, isFact: boolean): Beginning | null {
  if (whether?.kind === 'may' && isFact)
    return FORBIDDEN.test(text) ? 'no' : ALLOWED.test(text) ? 'yes' : null;
  if (whether?.kind !== 'must') return null;
  if (isFact && NOT_DEMANDED.test(text)) return 'mustNot';
  if (isFact && DEMANDED.test(text)) return 'must';
  return demandOf(text, whether.of);
}

/** What the clauses say that name what is asked about; null = none does, or they differ. */
function demandOf(text: string, of: readonly string[]): Beginning | null {
  const found = [...text.matchAll(DEMANDS)].flatMap(
    ([, denied, demanded = '', spared, rest = '']): Beginning[] => {
      const words = new Set(fold(`${demanded} ${rest}`).match(/[a-z\d]+/g));
      const named = of.filter((word) => words.has(word)).length;
      if (of.length === 0 || named < of.length * NAMED) return [];
      return [denied !== undefined || spared !== undefined ? 'mustNot' : 'must'];
    },
  );
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}
