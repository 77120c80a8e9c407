/** What every part of the reader is given of a message: the words, the state, what the search saw, how the sayings vote. Pure. */
import type { Lexicon } from '../../search/lexicon.js';
import type { ExplainingSearcher, Explanation } from '../../search/searcher.js';
import type { Answers } from './answers.js';
import { readAsked } from './attributes.js';
import { type Circumstances, readCircumstances } from './circumstances.js';
import { ELSEWHERE_MEANING, type IntentIndex, kindOf, PROCEDURE, type Vote, voteOn } from './intent-index.js';

export { kindOf };

import { type Names, nameWithin } from './names.js';
import type { ReadingState, Subject } from './state.js';
import { type Found, fillersIn, type Words } from './words.js';

/** What the reader knows: all of it data, built with the catalogue. */
export type ReaderData = {
  searcher: ExplainingSearcher;
  lexicon: Lexicon;
  intents: IntentIndex;
  answers: Answers;
  names: Names;
};

/** What the readers of single acts see of a message. */
export type Seen = {
  text: string;
  message: Words;
  state: ReadingState;
  data: ReaderData;
  searched: Explanation;
  /** What is asked, what is told, and the words that say nothing. */
  asking: ReturnType<typeof readAsked>;
  told: Circumstances;
  fillers: Found[];
};

/** Looks at a message once for all of them. `spoken`: what the search is given, the text unless told. */
export function see(
  { text, message, state }: Pick<Seen, 'text' | 'message' | 'state'>,
  data: ReaderData,
  spoken = text,
): Seen {
  const { words, marks } = message;
  return {
    text,
    message,
    state,
    data,
    searched: data.searcher.explain(spoken),
    asking: readAsked(words, marks, data.lexicon),
    told: readCircumstances(text, words, marks).told,
    fillers: fillersIn(words, marks, data.lexicon),
  };
}

/** From here on an act may be what is meant; and from here on a slip of the keys is no reason to doubt. */
export const UNSURE = 0.5;
export const SURE_AS_TYPED = 0.85;
/** How much likelier another world is whose words the vocabulary knows. */
const OUTSIDE = 3;
/** What the search tells more of than the sayings. */
export const OTHER: ReadonlySet<string> = new Set([PROCEDURE, ELSEWHERE_MEANING]);

type Priors = Readonly<Record<string, number>>;

/** How much likelier a kind of meaning, or a meaning, is by what is awaited or spoken of; what is not named stays 1. */
const PRIORS: Readonly<
  Record<Subject['kind'] | 'nothing' | 'dossiers' | 'digits' | 'choices' | 'offered', Priors>
> = {
  nothing: { opened: 0, awaited: 0 },
  procedure: {
    opened: 0,
    awaited: 0,
    procedure: 12,
    dossier: 0.12,
    office: 0.2,
    elsewhere: 0.3,
    complaint: 0.3,
    scam: 0.2,
    human: 0.4,
    smalltalk: 0.4,
    emergency: 0.4,
  },
  dossier: {
    opened: 5,
    awaited: 0,
    dossier: 0.8,
    'dossier-lost': 2,
    procedure: 0.25,
    elsewhere: 0.2,
    office: 0.5,
    complaint: 0.7,
    scam: 0.8,
    human: 0.6,
    emergency: 0.6,
  },
  /** At all, none being open. */
  dossiers: { opened: 0, awaited: 0, dossier: 6, procedure: 0.4, elsewhere: 0.1, office: 0.7 },
  /** Procedures on offer while a dossier is open. */
  choices: { opened: 0.5, awaited: 0, dossier: 0.3, procedure: 2, office: 0.5 },
  /** Procedures on offer, and nothing spoken of yet: what is asked on is asked of them. */
  offered: {
    opened: 0,
    awaited: 0,
    procedure: 6,
    dossier: 0.2,
    office: 0.4,
    elsewhere: 0.5,
    complaint: 0.5,
    human: 0.6,
    smalltalk: 0.6,
  },
  digits: { opened: 0, awaited: 8, dossier: 2, scam: 2, procedure: 0.5, elsewhere: 0.2, office: 0.5 },
};
/** A dossier was open before the procedure that is spoken of now. */
const OPEN_BELOW = { opened: 0.3, dossier: 0.5 };
const ABOUT_DATA = { 'dossier-data': 6, 'dossier-kept': 12 };
/** Whether a question left before is answered, where one was left and where none was. */
const ANSWERED = { asked: 3, notAsked: 0.3 };
/** What is said after a warning of fraud, and nowhere else. */
const NOT_WARNED = { warned: 0 };
const WARNED = { warned: 8, scam: 8, emergency: 0.2, elsewhere: 0.3, procedure: 0.5 };

/** What is likelier by the state: the question that waits first, then what is spoken of. */
function priorsOf({ pending, subjects, about, asked, others, warned }: ReadingState): Priors {
  const [subject] = subjects;
  const spoken =
    (about === 'dossiers' || about === 'lost') && subject?.kind !== 'dossier'
      ? 'dossiers'
      : (subject?.kind ?? 'nothing');
  const isOffered = pending?.kind === 'whichProcedure' && subject?.kind === 'dossier';
  const isFirst = pending?.kind === 'whichProcedure' && spoken === 'nothing';
  const waiting = pending?.kind === 'digits' ? 'digits' : isOffered ? 'choices' : isFirst ? 'offered' : null;
  const isOpenBelow =
    waiting === null && subject?.kind === 'procedure' && subjects.some(({ kind }) => kind === 'dossier');
  const isOpenBeside = waiting === 'digits' && subject?.kind === 'dossier';
  return {
    ...PRIORS[waiting ?? spoken],
    ...(isOpenBeside ? { opened: PRIORS.dossier.opened } : {}),
    ...(isOpenBelow ? OPEN_BELOW : {}),
    ...(about === 'data' ? ABOUT_DATA : {}),
    ...(about === 'lost' ? { 'dossier-fine': 6, 'opened-fine': 0 } : { 'dossier-fine': 0 }),
    'human-answered': asked ? ANSWERED.asked : ANSWERED.notAsked,
    'dossier-another': others ? 2 : 0,
    ...(warned ? WARNED : NOT_WARNED),
  };
}

/** How much less likely a procedure is meant where the search knows none, and none is spoken of. */
const UNKNOWN = 0.12;
/** How much likelier a procedure is meant where its name stands whole beside a dossier that is open. */
const NAMED = 8;
const NAME_WORDS = 3;

/** How much likelier a procedure is meant by words that ask for a part of one, while one is spoken of. */
const ASKS = 4;

/** How the sayings vote on a message, likeliest first; [] = nothing but numbers. */
export function vote({ message, state, data, searched, asking }: Seen): Vote[] {
  // Numbers alone say nothing by themselves.
  if (message.words.every(({ folded }) => /^[\d.,/-]+$/.test(folded))) return [];
  const priors = priorsOf(state);
  const { outside, domain } = searched.question;
  const isSpokenOf = state.subjects.length > 0 || state.pending?.kind === 'whichProcedure';
  const known = isSpokenOf || searched.decision.kind !== 'decline' ? 1 : UNKNOWN;
  const [subject] = state.subjects;
  const isAnother = subject?.kind === 'dossier' && nameWithin(message.words, data.names, NAME_WORDS) !== null;
  const named = isAnother ? NAMED : known;
  const asks = subject?.kind === 'procedure' && asking.asked.length > 0 ? ASKS : named;
  const on = (words: Words['words']) =>
    voteOn(data.intents, words, message.marks, (meaning) => {
      const strange = meaning === ELSEWHERE_MEANING && outside > domain ? OUTSIDE : 1;
      const asked = meaning === PROCEDURE ? asks : 1;
      return strange * asked * (priors[meaning] ?? priors[kindOf(meaning)] ?? 1);
    });
  const votes = on(message.words);
  const [best] = votes;
  const sure = best && !OTHER.has(best.meaning) && best.share >= SURE_AS_TYPED;
  const { words: mended } = searched.question;
  const isMended =
    mended.length !== message.words.length ||
    mended.some(({ folded }, i) => folded !== message.words[i]?.folded);
  return isMended && !sure ? on(mended) : votes;
}
