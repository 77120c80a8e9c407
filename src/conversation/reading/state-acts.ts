/** What a message does to what stands in the state: the question asked last, the subjects, the next page. Pure. */
import { fold } from '../../search/fold.js';
import { codesOf } from '../../search/search.js';
import type { OpenedAbout, ScoredAct } from './acts.js';
import { readAnswer, readDigits, readOpening, readPick } from './answers.js';
import { readAsked } from './attributes.js';
import { readCircumstances } from './circumstances.js';
import { saysBoth } from './details/consent.js';
import { PROCEDURE, type Vote } from './intent-index.js';
import { kindOf, type ReaderData, type Seen, see, UNSURE, vote } from './seen.js';
import type { ReadingState, Subject } from './state.js';
import { findIn, phraseSet, readWords, restOf } from './words.js';

/** The question asked last owns the next message unless that is surely something else. */
export function pendingActs({ text, message, state, data }: Seen, votes: readonly Vote[]): ScoredAct[] {
  const { pending } = state;
  if (!pending) return [];
  const answer = readAnswer(message, data.answers);
  const spoken = SPOKEN[answer ?? ''];
  // A list that is on offer asks for no yes or no.
  const acts: ScoredAct[] =
    spoken && pending.kind !== 'choose' ? [{ act: { kind: spoken }, score: 0.95 }] : [];
  if ('choices' in pending) {
    const picked = readPick(message, pending.choices, data.answers) ?? pickedBy(spoken, pending);
    // "Vì sao vậy" asks more than the choice that begins so.
    const [only] = Array.isArray(picked) ? picked : [];
    const label = pending.kind === 'choose' ? pending.choices[only ?? -1]?.label : undefined;
    const choices = label?.endsWith('?') && isAsking(message, label) ? null : picked;
    return choices === null ? acts : [{ act: { kind: 'pick', choices }, score: 0.96 }, ...acts];
  }
  if (pending.kind === 'digits') {
    const groups = readDigits(text);
    // A sum in a story ("đòi 40 ngàn mới giao") is no attempt at the digits.
    const isStory = groups === 'malformed' && message.words.length > MAX_MALFORMED_WORDS;
    if (groups && !isStory)
      return [
        {
          act: { kind: 'digits', groups, both: saysBoth(text) },
          score: groups === 'malformed' ? 0.75 : 0.96,
        },
      ];
  }
  const something = votes.find(({ meaning }) => meaning !== PROCEDURE);
  if (
    pending.kind === 'leaveQuestion' &&
    !spoken &&
    !(something && something.share > 0.9 && message.words.length < 6)
  )
    acts.push({ act: { kind: 'leave' }, score: 0.8 });
  return acts;
}

/** A yes or no to the only procedure that is asked about, or to the fact that decides; null = it is neither. */
function pickedBy(
  spoken: Spoken | undefined,
  pending: NonNullable<ReadingState['pending']>,
): number[] | 'none' | null {
  if (pending.kind !== 'whichProcedure' || (spoken !== 'affirm' && spoken !== 'deny')) return null;
  const decides = YES.test(pending.choices[0]?.label ?? '');
  if (pending.choices.length > 1 && !decides) return null;
  if (spoken === 'affirm') return [0];
  return decides ? [1] : 'none';
}
/** How the first of two choices begins where a yes leads to it (`deciding.yes`). */
const YES = /^(?:Có|Yes): /;

/** A question that says less than half of a choice that is one too. */
function isAsking({ words }: Seen['message'], label: string): boolean {
  const said = new Set(words.map(({ folded }) => folded));
  const wanted = fold(label).match(/[a-z0-9]+/g) ?? [];
  return wanted.filter((word) => said.has(word)).length * 2 < wanted.length && !/\d/.test([...said].join(''));
}

const MAX_MALFORMED_WORDS = 7;

type Spoken = 'affirm' | 'deny' | 'dontKnow' | 'objectWhy';
const SPOKEN: Readonly<Record<string, Spoken>> = {
  yes: 'affirm',
  no: 'deny',
  unknown: 'dontKnow',
  why: 'objectWhy',
};

/** More of the last answer; back to an earlier subject; the last answer was about something else. */
export function turnActs({ text, message, state, data }: Seen, votes: readonly Vote[]): ScoredAct[] {
  const whole = readAnswer(message, data.answers);
  if (whole === 'more' && (state.more || state.subjects.length > 0 || state.pending))
    return [{ act: { kind: 'more' }, score: 0.95 }];
  if (whole === 'repeat' && state.subjects[0]?.kind === 'procedure')
    return [{ act: { kind: 'smalltalk', about: 'repeat' }, score: 0.99 }];
  const opening = readOpening(message, data.answers);
  const [first] = votes;
  const isAnother = first?.meaning === 'dossier-another' && first.share >= UNSURE;
  if (isAnother || (state.subjects[0]?.kind === 'dossier' && namesOwn(message))) return [];
  if (opening?.meaning === 'back' && state.subjects.length > 0) {
    const { asked } = readAsked(opening.rest, message.marks, data.lexicon);
    const saysDossier = findIn(message.words, DOSSIER_WORD, message.marks).length > 0;
    const to = subjectMeant(opening.rest.map(({ text }) => text).join(' '), state, data, saysDossier);
    const back: ScoredAct = { act: { kind: 'goBack', to }, score: 0.97 };
    const target = to === null ? undefined : state.subjects[to];
    if (target?.kind === 'dossier') return [back, ...askedOfDossier(text, target, data)];
    return asked.length > 0 ? [back, { act: { kind: 'ask', asked, other: null }, score: 0.9 }] : [back];
  }
  const corrects =
    opening !== null && state.subjects.length > 0 && (opening.rest.length > 2 || whole !== null);
  return corrects ? [{ act: { kind: 'correct' }, score: 0.6 }] : [];
}

/** What a message that goes back to a dossier asks of it, in its last clause; [] = nothing in particular. */
function askedOfDossier(text: string, subject: Subject, data: ReaderData): ScoredAct[] {
  const clause = text.split(/[,.;:!?\n]+/).findLast((part) => part.trim() !== '') ?? text;
  const state = { pending: null, subjects: [subject], more: null };
  const message = readWords(clause, data.lexicon);
  const [first] = vote(see({ text: clause, message, state }, data));
  if (!first || kindOf(first.meaning) !== 'opened' || first.share < UNSURE) return [];
  return [{ act: { kind: 'opened', about: aboutOf(first) }, score: 0.9 }];
}

function aboutOf({ meaning }: Vote): OpenedAbout {
  return meaning.slice('opened-'.length) as OpenedAbout;
}

/** Asked of a procedure at all, also where a dossier of it is open. */
const OF_PROCEDURES: ReadonlySet<string> = new Set([
  'papers',
  'form',
  'conditions',
  'legal',
  'steps',
  'who',
  'fine',
  'compare',
  'fee',
]);
/** So sure is a dossier meant by the name of its procedure: a little surer than a procedure by its own. */
const BY_NAME = 0.985;

/** A dossier that is open, or was a moment ago, spoken of by its procedure: "thế cái tách thửa bao giờ xong". */
export function namedDossierActs(
  { text, state, data, searched, asking }: Seen,
  votes: readonly Vote[],
): ScoredAct[] {
  const [first] = votes;
  if (!first || !MAY_NAME.has(kindOf(first.meaning))) return [];
  const codes = codesOf(searched.decision);
  const [meant] = state.subjects.flatMap((subject, i) => {
    const code =
      subject.kind === 'dossier' ? subject.procedures?.find((one) => codes.includes(one)) : undefined;
    return code === undefined ? [] : [{ i, code }];
  });
  if (!meant) return [];
  const { asked, whole } = asking;
  if (whole.some(({ meaning }) => OF_PROCEDURES.has(meaning))) {
    const found = { kind: 'answer' as const, code: meant.code, alternatives: [] };
    return kindOf(first.meaning) === PROCEDURE && codes[0] === meant.code
      ? [{ act: { kind: 'open', found, asked }, score: BY_NAME }]
      : [];
  }
  const target = state.subjects[meant.i];
  if (meant.i > 0 && target)
    return [{ act: { kind: 'goBack', to: meant.i }, score: BY_NAME }, ...askedOfDossier(text, target, data)];
  const best = votes.find(({ meaning }) => kindOf(meaning) === 'opened');
  const about = best !== undefined && best.share >= UNSURE ? aboutOf(best) : 'status';
  return [{ act: { kind: 'opened', about }, score: BY_NAME }];
}

const MAY_NAME: ReadonlySet<string> = new Set(['opened', 'dossier', PROCEDURE, 'elsewhere']);

const OWN_DOSSIER = phraseSet({
  own: 'hồ sơ của tôi|hồ sơ của em|hồ sơ của chị|hồ sơ của anh|hồ sơ của mình|hồ sơ của bác|hồ sơ của cô|hồ sơ tôi|hồ sơ em|hồ sơ chị|hồ sơ anh|hồ sơ hồi nãy|hồ sơ lúc nãy|hồ sơ ban nãy|hồ sơ đang mở|hồ sơ vừa mở|my dossier|my application',
});

function namesOwn({ words, marks }: Seen['message']): boolean {
  return findIn(words, OWN_DOSSIER, marks).length > 0;
}

/** The message without the words that only say which dossier is meant; the same where nothing else is left. */
export function withoutOwn(message: Seen['message'], answers: ReaderData['answers']): Seen['message'] {
  const { words, marks } = message;
  const own = findIn(words, OWN_DOSSIER, marks);
  if (own.length === 0) return message;
  const back = findIn(words, answers, marks).filter(({ meaning }) => meaning === 'back');
  const rest = restOf(words, [...own, ...back]);
  return rest.length > 1 ? { ...message, words: rest } : message;
}

/** The state as the message sees it: the dossier that is open lies on top where the message names it. */
export function withNamedDossier(state: ReadingState, message: Seen['message']): ReadingState {
  const at = state.subjects.findIndex(({ kind }) => kind === 'dossier');
  if (at <= 0 || !namesOwn(message)) return state;
  const dossier = state.subjects[at];
  const rest = state.subjects.filter((_, i) => i !== at);
  return dossier ? { ...state, subjects: [dossier, ...rest] } : state;
}

function codesAbout(subject: Subject): readonly string[] {
  return subject.kind === 'procedure' ? [subject.code] : (subject.procedures ?? []);
}

/** So much a message and a name say of each other where the name may be meant. */
const NAMES = 0.15;
const DOSSIER_WORD = phraseSet({ dossier: 'hồ sơ|dossier|application|giấy hẹn' });

/** The place in the stack of what words name; nothing named = the one before. Null = it is not in the stack. */
function subjectMeant(
  said: string,
  { subjects }: ReadingState,
  data: ReaderData,
  dossier: boolean,
): number | null {
  const at = (test: (subject: Subject) => boolean) => subjects.findIndex(test);
  const { decision, candidates } = data.searcher.explain(said);
  const named = (codes: readonly string[]) =>
    codes.map((code) => at((subject) => codesAbout(subject).includes(code))).filter((place) => place >= 0);
  // Beside others of the catalogue.
  const clearly = named(codesOf(decision));
  const isDossier = (place: number) => subjects[place]?.kind === 'dossier';
  const open = subjects.findIndex((_, place) => isDossier(place));
  if (dossier && open >= 0) return clearly.find(isDossier) ?? open;
  // "Của bé": what was told for whom when it was spoken of.
  const { words, marks } = readWords(said, data.lexicon);
  const { forWhom } = readCircumstances(said, words, marks).told;
  const theirs = forWhom ? at((one) => one.kind === 'procedure' && one.told.forWhom === forWhom) : -1;
  if (theirs >= 0) return theirs;
  // What was spoken of may be the special case of what is named: "chuyện cưới" of a wedding abroad.
  const near = candidates.filter(({ coverage, fullness }) => coverage * fullness >= NAMES);
  for (const places of [clearly, named(near.map((one) => data.searcher.codeOf(one)))]) {
    // What one goes back to is rarely what was spoken of last.
    const place = places.find((one) => one > 0) ?? places[0];
    if (place !== undefined) return place;
  }
  // The only one that is spoken of is the one meant; of several the one before.
  return subjects.length > 0 ? Math.min(1, subjects.length - 1) : null;
}
