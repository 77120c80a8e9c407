/** What every part of the reader is given of a message: the words, the state, what the search saw, how the sayings vote. Pure. */
import type { Lexicon } from '../../search/lexicon.js';
import type { ExplainingSearcher, Explanation } from '../../search/searcher.js';
import type { Answers } from './answers.js';
import { ELSEWHERE_MEANING, type IntentIndex, PROCEDURE, type Vote, voteOn } from './intent-index.js';
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

/** How much likelier a meaning is while a procedure or a dossier is spoken of; what is not named stays 1. */
const PRIORS: Readonly<Record<Subject['kind'] | 'nothing', Readonly<Record<string, number>>>> = {
  nothing: { opened: 0 },
  procedure: {
    opened: 0,
    procedure: 8,
    dossier: 0.12,
    office: 0.25,
    elsewhere: 0.3,
    complaint: 0.3,
    scam: 0.2,
    human: 0.4,
  },
  dossier: {
    opened: 8,
    dossier: 1,
    procedure: 0.15,
    elsewhere: 0.3,
    office: 0.5,
    complaint: 0.5,
    scam: 0.5,
    human: 0.6,
  },
};

/** How the sayings vote on a message, likeliest first; [] = nothing but numbers. */
export function vote({ message, data, searched }: Seen, { subjects }: ReadingState): Vote[] {
  // Numbers alone say nothing by themselves.
  if (message.words.every(({ folded }) => /^[\d.,/-]+$/.test(folded))) return [];
  const priors = PRIORS[subjects[0]?.kind ?? 'nothing'];
  const { outside, domain } = searched.question;
  const on = (words: Words['words']) =>
    voteOn(data.intents, words, message.marks, (meaning) => {
      const strange = meaning === ELSEWHERE_MEANING && outside > domain ? OUTSIDE : 1;
      return strange * (priors[kindOf(meaning)] ?? 1);
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

/** The kind of act an intent is: "smalltalk-bye" → "smalltalk". */
export function kindOf(meaning: string): string {
  return meaning.split('-')[0] ?? '';
}
