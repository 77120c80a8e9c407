/** Which part of a procedure is asked for, and whether anything else is said. Pure. */
import type { Lexicon } from '../../../search/lexicon.js';
import { type Attribute, readQuestion } from '../../../search/question.js';

/**
 * `attribute`: the part, null = none in particular. `bare`: every word asks or fills ("thế còn phí?"), so that only
 * what was spoken of before can be meant.
 */
export type AskedPart = { attribute: Attribute | null; bare: boolean };

/** The part a text asks for. */
export function readPart(text: string, lexicon: Lexicon): AskedPart {
  const { attribute, names, words } = readQuestion(text, lexicon);
  const hasNumber = words.some(({ folded }) => /^\d+$/.test(folded));
  return { attribute, bare: attribute !== null && !names && !hasNumber };
}
