/** What a message does to what stands in the state: the question asked last, the subjects, the next page. Pure. */
import { codesOf } from '../../search/search.js';
import type { ScoredAct } from './acts.js';
import { readAnswer, readDigits, readOpening, readPick } from './answers.js';
import { readAsked } from './attributes.js';
import { PROCEDURE, type Vote } from './intent-index.js';
import type { ReaderData, Seen } from './seen.js';
import type { ReadingState, Subject } from './state.js';
import { findIn, phraseSet, readWords } from './words.js';

/** The question asked last owns the next message unless that is surely something else. */
export function pendingActs({ text, message, state, data }: Seen, votes: readonly Vote[]): ScoredAct[] {
  const { pending } = state;
  if (!pending) return [];
  const answer = readAnswer(message, data.answers);
  const spoken = SPOKEN[answer ?? ''];
  const acts: ScoredAct[] = spoken ? [{ act: { kind: spoken }, score: 0.95 }] : [];
  if ('choices' in pending) {
    const choices = readPick(message, pending.choices, data.answers);
    return choices === null ? acts : [{ act: { kind: 'pick', choices }, score: 0.96 }, ...acts];
  }
  if (pending.kind === 'digits') {
    const groups = readDigits(text);
    if (groups) return [{ act: { kind: 'digits', groups }, score: groups === 'malformed' ? 0.75 : 0.96 }];
  }
  const something = votes.find(({ meaning }) => meaning !== PROCEDURE);
  if (
    pending.kind === 'leaveQuestion' &&
    !spoken &&
    !(something && something.share > 0.9 && message.words.length < 6)
  )
    acts.push({ act: { kind: 'leave', text }, score: 0.8 });
  return acts;
}

const SPOKEN: Readonly<Record<string, 'affirm' | 'deny' | 'dontKnow' | 'objectWhy'>> = {
  yes: 'affirm',
  no: 'deny',
  unknown: 'dontKnow',
  why: 'objectWhy',
};

/** More of the last answer; back to an earlier subject; the last answer was about something else. */
export function turnActs({ message, state, data }: Seen): ScoredAct[] {
  const whole = readAnswer(message, data.answers);
  if (whole === 'more' && (state.more || state.subjects.length > 0 || state.pending))
    return [{ act: { kind: 'more' }, score: 0.95 }];
  const opening = readOpening(message, data.answers);
  if (opening?.meaning === 'back' && state.subjects.length > 0) {
    const { asked } = readAsked(opening.rest, message.marks, data.lexicon);
    const to = subjectMeant(opening.rest.map(({ text }) => text).join(' '), state, data);
    const back: ScoredAct = { act: { kind: 'goBack', to }, score: 0.97 };
    return asked.length > 0 ? [back, { act: { kind: 'ask', asked, other: null }, score: 0.9 }] : [back];
  }
  const corrects =
    opening !== null && state.subjects.length > 0 && (opening.rest.length > 2 || whole !== null);
  return corrects ? [{ act: { kind: 'correct' }, score: 0.6 }] : [];
}

const DOSSIER_WORD = phraseSet({ dossier: 'hồ sơ|dossier|application|giấy hẹn' });

/** The place in the stack of what words name; nothing named = the one before. Null = it is not in the stack. */
function subjectMeant(said: string, { subjects }: ReadingState, data: ReaderData): number | null {
  const { words, marks } = readWords(said, data.lexicon);
  const dossier = findIn(words, DOSSIER_WORD, marks).length > 0;
  const at = (test: (subject: Subject) => boolean) => subjects.findIndex(test);
  if (dossier && at(({ kind }) => kind === 'dossier') >= 0) return at(({ kind }) => kind === 'dossier');
  // Beside others of the catalogue.
  const codes = codesOf(data.searcher.search(said));
  const named = subjects.map(({ kind, code }) => kind === 'procedure' && codes.includes(code));
  // What one goes back to is rarely what was spoken of last.
  const place = named.indexOf(true, 1) >= 0 ? named.indexOf(true, 1) : named.indexOf(true);
  if (place >= 0) return place;
  // The only one that is spoken of is the one meant; of several the one before.
  return subjects.length > 0 ? Math.min(1, subjects.length - 1) : null;
}
