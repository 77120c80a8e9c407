/** What is asked of a procedure, and whether anything else is said. Pure. */
import type { Lexicon } from '../../search/lexicon.js';
import { type Attribute, readQuestion } from '../../search/question.js';

/**
 * The attribute a text asks for, null = none in particular. `bare`: every word asks or fills ("thế còn phí?"), so
 * that only what was spoken of before can be meant.
 */
export function readAttribute(
  text: string,
  lexicon: Lexicon,
): { attribute: Attribute | null; bare: boolean } {
  const { attribute, names, words } = readQuestion(text, lexicon);
  const hasNumber = words.some(({ folded }) => /^\d+$/.test(folded));
  return { attribute, bare: attribute !== null && !names && !hasNumber };
}
