/**
 * What the reader compares a whole message with, by name: the blocks of `prisma/seed/sayings`, which the build puts in.
 * What a message means is read with `prisma/seed/intents`; these are the commands, the words that may stand beside them
 * and the details of an act. Pure.
 */
import common from '../../prisma/seed/sayings/common.txt?raw';
import dossier from '../../prisma/seed/sayings/dossier.txt?raw';
import emergency from '../../prisma/seed/sayings/emergency.txt?raw';
import following from '../../prisma/seed/sayings/following.txt?raw';
import language from '../../prisma/seed/sayings/language.txt?raw';
import office from '../../prisma/seed/sayings/office.txt?raw';
import { parsePhrases } from '../search/phrases.js';

const FILES = { common, dossier, emergency, following, language, office };
const SAYINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(FILES).flatMap(([file, text]) =>
    [...parsePhrases(text, `${file}.txt`)].map(([name, lines]): [string, string] => [name, lines.join('|')]),
  ),
);

/** The phrases of these blocks, separated by "|". @throws Error where there is no such block: a slip of ours. */
export function sayings(...names: string[]): string {
  return names
    .map((name) => {
      const phrases = SAYINGS.get(name);
      if (phrases === undefined) throw new Error(`no sayings named ${name}`);
      return phrases;
    })
    .join('|');
}
