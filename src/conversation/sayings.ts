/**
 * What flows compare a whole message with, by name: the blocks of `prisma/seed/sayings`, which the build puts in. What
 * a message means is read with `prisma/seed/intents`; these are the commands, the words that may stand beside them and
 * the details a flow takes out of a message. Pure.
 */
import common from '../../prisma/seed/sayings/common.txt?raw';
import dossier from '../../prisma/seed/sayings/dossier.txt?raw';
import emergency from '../../prisma/seed/sayings/emergency.txt?raw';
import following from '../../prisma/seed/sayings/following.txt?raw';
import language from '../../prisma/seed/sayings/language.txt?raw';
import office from '../../prisma/seed/sayings/office.txt?raw';

const BLOCK = /^\[([\w-]+)\][^\n]*\n((?:[^[#\s].*\n?)+)/gmu;

const SAYINGS: ReadonlyMap<string, string> = new Map(
  [common, dossier, emergency, following, language, office].flatMap((text) =>
    [...text.matchAll(BLOCK)].map(([, name = '', lines = '']): [string, string] => [
      name,
      lines.trim().split('\n').join('|'),
    ]),
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
