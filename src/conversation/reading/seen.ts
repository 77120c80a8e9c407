/** What every part of the reader is given of a message: the words, the state, what the search saw, how the sayings vote. Pure. */
import type { Lexicon } from '../../search/lexicon.js';
import type { ExplainingSearcher, Explanation } from '../../search/searcher.js';
import type { Answers } from './answers.js';
import { readAsked } from './attributes.js';
import { ELSEWHERE_MEANING, type IntentIndex, kindOf, PROCEDURE, type Vote, voteOn } from './intent-index.js';

export { kindOf };

import type { Names } from './names.js';
import type { ReadingState, Subject } from './state.js';
import type { Words } from './words.js';

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
};

/** From here on an act may be what is meant; and from here on a slip of the keys is no reason to doubt. */
export const UNSURE = 0.5;
export const SURE_AS_TYPED = 0.85;
/** How much likelier another world is whose words the vocabulary knows. */
const OUTSIDE = 3;
/** What the search tells more of than the sayings. */
export const OTHER: ReadonlySet<string> = new Set([PROCEDURE, ELSEWHERE_MEANING]);

type Priors = Readonly<Record<string, number>>;

/** How much likelier a kind of meaning, or a meaning, is by what is awaited or spoken of; what is not named stays 1. */
const PRIORS: Readonly<Record<Subject['kind'] | 'nothing' | 'dossiers' | 'digits' | 'choices', Priors>> = {
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
    smalltalk: 0.7,
    emergency: 0.4,
  },
  dossier: {
    opened: 5,
    awaited: 0,
    dossier: 0.8,
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
  digits: { opened: 0, awaited: 8, dossier: 2, procedure: 0.5, elsewhere: 0.2, office: 0.5 },
};
const ABOUT_DATA = { 'dossier-data': 6, 'dossier-kept': 12 };
/** Whether a question left before is answered, where one was left and where none was. */
const ANSWERED = { asked: 3, notAsked: 0.02 };

/** What is likelier by the state: the question that waits first, then what is spoken of. */
function priorsOf({ pending, subjects, about, asked, others }: ReadingState): Priors {
  const [subject] = subjects;
  const spoken =
    about === 'dossiers' && subject?.kind !== 'dossier' ? 'dossiers' : (subject?.kind ?? 'nothing');
  const isOffered = pending?.kind === 'whichProcedure' && subject?.kind === 'dossier';
  const waiting = pending?.kind === 'digits' ? 'digits' : isOffered ? 'choices' : null;
  return {
    ...PRIORS[waiting ?? spoken],
    ...(about === 'data' ? ABOUT_DATA : {}),
    'dossier-fine': about === 'dossiers' ? 6 : 0,
    'human-answered': asked ? ANSWERED.asked : ANSWERED.notAsked,
    'dossier-another': others ? 2 : 0,
  };
}

/** How much less likely a procedure is meant where the search knows none, and none is spoken of. */
const UNKNOWN = 0.12;
/** How much likelier a procedure is meant where its name stands whole beside a dossier that is open. */
const NAMED = 8;
const NAME_WORDS = { least: 3, most: 6 };

function namesAnother({ subjects }: ReadingState, { words }: Words, { names }: ReaderData): boolean {
  if (subjects[0]?.kind !== 'dossier') return false;
  for (let length = NAME_WORDS.least; length <= NAME_WORDS.most; length += 1)
    for (let at = 0; at + length <= words.length; at += 1)
      if (
        names.has(
          words
            .slice(at, at + length)
            .map(({ folded }) => folded)
            .join(' '),
        )
      )
        return true;
  return false;
}

/** How much likelier a procedure is meant by words that ask for a part of one, while one is spoken of. */
const ASKS = 4;

function asksOfProcedure(
  { subjects }: ReadingState,
  { words, marks }: Words,
  { lexicon }: ReaderData,
): boolean {
  return subjects[0]?.kind === 'procedure' && readAsked(words, marks, lexicon).asked.length > 0;
}

/** How the sayings vote on a message, likeliest first; [] = nothing but numbers. */
export function vote({ message, data, searched }: Seen, state: ReadingState): Vote[] {
  // Numbers alone say nothing by themselves.
  if (message.words.every(({ folded }) => /^[\d.,/-]+$/.test(folded))) return [];
  const priors = priorsOf(state);
  const { outside, domain } = searched.question;
  const known = state.subjects.length > 0 || searched.decision.kind !== 'decline' ? 1 : UNKNOWN;
  const named = namesAnother(state, message, data) ? NAMED : known;
  const asks = asksOfProcedure(state, message, data) ? ASKS : named;
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
