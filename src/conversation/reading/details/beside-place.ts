/** What is said beside the name of an old ward or commune. Pure. */
import { type PlaceMatch, placeKey } from '../../../places/place.js';
import { fold } from '../../../search/fold.js';
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';
import type { PlaceReading } from './place-name.js';

/** `old`: it is about the change of names; `only`: nothing else is said; `hinted`: the district or province is. */
export type BesidePlace = { old: boolean; only: boolean; hinted: boolean };

const old = phrasePattern(sayings('old-place-old'));
const around = [
  phrasePattern(sayings('old-place-old', 'old-place-around')),
  phrasePattern(sayings('filler')),
];
const FORMERLY = /^ (?:(?:tp|thanh pho|quan|huyen|thi xa|tinh) )*cu /;

/** What stands beside a name that may be any of these places. */
export function readBesidePlace(
  { rest, after }: Pick<PlaceReading, 'rest' | 'after'>,
  matches: readonly PlaceMatch[],
): BesidePlace {
  const others = withoutHints(rest, matches);
  return {
    // "… giờ thuộc đâu", or "cũ" right behind the place (not "nhà cũ").
    old: plainLine(rest).search(old) >= 0 || FORMERLY.test(withoutHints(after, matches)),
    only: coveredBy(plainLine(others), ...around),
    hinted: others !== withoutHints(rest, []),
  };
}

/** Without the district and province of these places. */
function withoutHints(rest: string, matches: readonly PlaceMatch[]): string {
  const line = ` ${fold(rest).replace(/[^a-z0-9']+/g, ' ')} `;
  return matches
    .flatMap(({ oldDistrict, oldProvince }) => [placeKey(oldDistrict), placeKey(oldProvince)])
    .map((hint) => hint.replaceAll('-', ' '))
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, hint) => said.replaceAll(` ${hint} `, ' '), line);
}
