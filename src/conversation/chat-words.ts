/** Chat spelling of single words typed without marks, from the one table of the program. Pure. */
import chat from '../../prisma/seed/lexicon/chat.tsv?raw';
import { fold } from '../search/fold.js';

const PLAIN = /^[a-z\d]+$/;

/** "E" is a class of licences to the search, and a person in what is compared here. */
const PERSON: [string, string[]] = ['e', ['em']];

/** Chat spelling → the ordinary words, without marks. */
export const CHAT_WORDS: ReadonlyMap<string, string[]> = new Map([
  PERSON,
  ...chat.split('\n').flatMap((row): [string, string[]][] => {
    const [typed = '', meant = ''] = row.split('\t');
    return PLAIN.test(typed) && meant !== '' ? [[typed, fold(meant).split(' ')]] : [];
  }),
]);
