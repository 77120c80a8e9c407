/** What is to happen with what is remembered of the person. Pure. */
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern } from '../../words.js';
import { type Act, type DossierAbout, findAct, type ScoredAct } from '../acts.js';
import { writeCommand } from '../command.js';
import type { ReadingState } from '../state.js';
import { readYesNo } from './consent.js';

/**
 * `delete` is asked about first, `deleteNow` and `keep` answer that; `forget`: what was opened; `refuse`: the digits that
 * are awaited; `tell`: what it is. `codes`: of the dossiers to be forgotten and no others, [] = which is not said.
 */
export type OwnData =
  | { does: 'delete' | 'deleteNow' | 'keep' | 'forget' | 'refuse' | 'tell' }
  | { does: 'forgetSome'; codes: string[] };

const forget = phrasePattern(sayings('forget'));
const refuse = phrasePattern(sayings('refuse', 'disagree'));
const data = phrasePattern(sayings('data'));
const erase = phrasePattern(sayings('delete'));
const DELETE_NOW = writeCommand({ kind: 'deleteNow' });
const eraseNow = phrasePattern(DELETE_NOW);
const keep = phrasePattern(writeCommand({ kind: 'keepData' }));
const filler = phrasePattern(sayings('filler'));
/** "Số của ba tôi được không" refuses nothing. */
const QUESTION = / duoc (?:khong|hong)(?: \S+)? $/;

/** What a choice to forget one of several sends. */
export function forgetCommand(code: string): string {
  return `quên ${code}`;
}

/** What a line does about it, `acts` being what the message may do besides and `won` what it does; null = nothing. */
export function readOwnData(
  line: string,
  { offered = [] }: ReadingState,
  acts: readonly ScoredAct[],
  won: Act,
): OwnData | null {
  const is = (phrases: RegExp) => line.search(phrases) >= 0 && coveredBy(line, phrases, filler);
  const offers = (wanted: string) => offered.some(({ send }) => send === wanted);
  const wants = (about: DossierAbout) => won.kind === 'dossier' && won.about === about;
  const which = findAct(acts, 'which');
  const isChosen = (which?.codes ?? []).every((code) => offers(forgetCommand(code)));
  if (which && (which.what === 'forget' || (which.codes.length > 0 && isChosen)))
    return { does: 'forgetSome', codes: which.codes };
  // "Rút lại đồng ý" is no yes.
  if (is(erase) || wants('delete')) return { does: 'delete' };
  const isAsked = offers(DELETE_NOW);
  const yes = isAsked ? readYesNo(line, won) : null;
  if (is(eraseNow) || yes === true) return { does: 'deleteNow' };
  if (is(keep) || yes === false) return { does: 'keep' };
  if (is(forget) || wants('forget')) return { does: 'forget' };
  if (is(data) || wants('data')) return { does: 'tell' };
  // "Khong ba mot khong" is four digits.
  const refuses =
    won.kind !== 'digits' &&
    !QUESTION.test(line) &&
    (won.kind === 'deny' || (won.kind === 'awaited' && won.about === 'refuse') || is(refuse));
  return refuses ? { does: 'refuse' } : null;
}
