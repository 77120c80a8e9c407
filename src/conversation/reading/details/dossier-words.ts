/** What a message says of dossiers beside its acts: that one came back, why and by whom it was seen, which part. Pure. */
import { clean, fold } from '../../../search/fold.js';
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';

/** Which part of a dossier of several agencies is named: by its place from 0, by pairs of words of its name. */
export type PartWords = { place: number | 'last' | null; pairs: string[] };

const returned = phrasePattern(sayings('returned'));
const returnedMarked = phrasePattern(sayings('returned-marked'));
const noun = phrasePattern(sayings('dossier-words-noun'));
const mine = phrasePattern(sayings('dossier-words-mine'));
const around = phrasePattern(sayings('returned-around', 'filler'));
const why = phrasePattern(sayings('why'));
const seen = phrasePattern(sayings('seen'));

/** "Hồ sơ bị trả lại", as the whole message: beside other words ("trả lại hồ sơ gốc") it is another question. */
export function saysReturned(text: string): boolean {
  const line = plainLine(text);
  if (line.search(noun) < 0 || !coveredBy(line, returned, returnedMarked, mine, noun, around)) return false;
  return (
    line.search(returned) >= 0 || (line.search(returnedMarked) >= 0 && /(?<!\p{L})trả /iu.test(clean(text)))
  );
}

/** "Vì sao hẹn ngày này?", "ai đã xem"; null = neither is asked. */
export function readWhyOrSeen(line: string): 'why' | 'seen' | null {
  if (line.search(seen) >= 0 && coveredBy(line, seen)) return 'seen';
  return line.search(why) >= 0 ? 'why' : null;
}

const PLACE =
  /(?<![a-z])(?:phan|cai|khau|ho so) (?:thu )?(?:(nhat|dau|1)|(hai|nhi|2)|(ba|3)|(cuoi))(?![a-z0-9])/;

/** What names a part in a text. */
export function readPartWords(text: string): PartWords {
  const said = fold(text);
  const places = PLACE.exec(said)?.slice(1);
  const at = places?.findIndex(Boolean) ?? null;
  return { place: at === LAST ? 'last' : at, pairs: pairsOf(said) };
}
const LAST = 3;

/** Two words that stand together; a short form in capitals ("BHYT") by itself. */
export function pairsOf(plain: string): string[] {
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const short = words.filter((word) => /^[bcdghkmnpqrstvxy]{3,}$/.test(word));
  return [...words.slice(1).map((word, i) => `${words[i]} ${word}`), ...short];
}
