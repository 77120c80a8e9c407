/** Finds names that one source fault has put on many codes. */
import { type CatalogueItem, type ItemSource, warning } from './item.js';

/** Provinces publish copies of one procedure under codes of their own; one agency does not, beyond a pair. */
const SUSPICIOUS_COUNT = 3;
const LOCAL_AGENCY = /^(UBND|Ủy ban nhân dân)/iu;

type Use = { code: string; agency: string | null; origin: ItemSource; name: string };

/** Passes everything on; then warns of each code whose name its agency has given to three codes or more. */
export async function* watchNames(
  items: AsyncIterable<CatalogueItem>,
): AsyncGenerator<CatalogueItem, void, undefined> {
  const uses = new Map<string, Use[]>();
  for await (const item of items) {
    if (item.kind === 'entry' && item.entry.official) {
      const { code, name, promulgatingAgency } = item.entry.official;
      const key = name.toLowerCase().replace(/(?<![.\s])[.\s]+$/, '');
      const use = { code, agency: promulgatingAgency, origin: item.entry.origin, name };
      const sharing = uses.get(key);
      if (sharing) sharing.push(use);
      else uses.set(key, [use]);
    }
    yield item;
  }
  for (const sharing of uses.values()) yield* suspects(sharing);
}

/** Once one agency is at fault, every ministry's code of that name is suspect; local copies are not. */
function suspects(sharing: readonly Use[]): CatalogueItem[] {
  const counts = new Map<string | null, number>();
  for (const { agency } of sharing) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  const isFault = [...counts].some(([agency, count]) => agency !== null && count >= SUSPICIOUS_COUNT);
  if (!isFault) return [];
  return sharing
    .filter(({ agency }) => agency !== null && !LOCAL_AGENCY.test(agency))
    .map(({ code, origin, name }) =>
      warning('repeatedName', { ...origin, code }, { name, count: sharing.length }),
    );
}
