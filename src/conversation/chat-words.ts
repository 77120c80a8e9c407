/** Chat spelling of single words typed without marks, from the one table of the program. Pure. */
import chat from '../../prisma/seed/lexicon/chat.tsv?raw';
import { fold } from '../search/fold.js';
import { parseLexicon } from '../search/lexicon.js';

const PLAIN = /^[a-z\d]+$/;

/** "E" is a class of licences to the search, and a person in what is compared here. */
const PERSON: [string, string[]] = ['e', ['em']];

/** Chat spelling → the ordinary words, without marks. */
export const CHAT_WORDS: ReadonlyMap<string, string[]> = new Map([
  PERSON,
  ...parseLexicon({ 'chat.tsv': chat }).flatMap(({ phrase, meaning }): [string, string[]][] =>
    PLAIN.test(phrase) && meaning !== '' ? [[phrase, fold(meaning).split(' ')]] : [],
  ),
]);
