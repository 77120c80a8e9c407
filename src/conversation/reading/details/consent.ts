/** Whether a look-up is agreed to, and a yes or a no to the question that waits. Pure. */
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';
import type { Act } from '../acts.js';

/** What the button that agrees to a look-up sends. */
export const CONSENT = sayings('consent-command');

const agree = phrasePattern(sayings('agree'));
const consent = phrasePattern(sayings('consent'));
const around = phrasePattern(sayings('consent-around'));
const disagree = phrasePattern(sayings('disagree'));
const both = phrasePattern(sayings('both'));
const yes = phrasePattern(sayings('yes'));
const no = phrasePattern(sayings('no'));

/** `vague`: a mere yes, before it was said to what. */
export type Consent = 'given' | 'refused' | 'vague';

/** What a line says to a look-up; null = nothing. */
export function readConsent(line: string): Consent | null {
  if (line.search(disagree) >= 0) return 'refused';
  if (line.search(consent) >= 0 && coveredBy(line, consent, around)) return 'given';
  return coveredBy(line, agree) ? 'vague' : null;
}

/** Whether digits are for every dossier named. */
export function saysBoth(text: string): boolean {
  return plainLine(text).search(both) >= 0;
}

/** A yes (true) or a no, `won` being what the message does by itself; null = it is neither. */
export function readYesNo(line: string, won: Act): boolean | null {
  const is = (phrases: RegExp) => line.trim() !== '' && coveredBy(line, phrases);
  if (won.kind === 'deny' || is(no)) return false;
  // Without its marks "dừng" is "đúng".
  const isStop = won.kind === 'smalltalk' && won.about === 'cancel';
  return won.kind === 'affirm' || (is(yes) && !isStop) ? true : null;
}
