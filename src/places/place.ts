/** Old wards and communes (before 1 July 2025) and what they are now. Pure. */
import { z } from 'zod';
import { fold } from '../search/fold.js';
import { OLD_PROVINCES } from './provinces.js';

/** One old ward and one new ward it went into; a split ward has several. */
export const oldPlace = z.object({
  oldWard: z.string().min(1),
  oldDistrict: z.string().min(1),
  oldProvince: z.string().min(1),
  newWard: z.string().min(1),
  newProvince: z.string().min(1),
});

/** See `oldPlace`. */
export type OldPlace = z.infer<typeof oldPlace>;

const KIND = /^(?:phuong|xa|thi tran|quan|huyen|thi xa|thanh pho|tp|tinh)\s+(?=\S)/;

/** A place's name folded, without its kind: "Phường Yên Đỗ" → "yen do"; "Phường 3" keeps its number. */
export function placeKey(name: string): string {
  const folded = fold(name).trim().replace(/\s+/g, ' ');
  return folded.replace(KIND, '');
}

/** An old ward that was named, and what it is now: several where it was divided. */
export type PlaceMatch = {
  oldWard: string;
  oldDistrict: string;
  oldProvince: string;
  now: { ward: string; province: string }[];
};

/**
 * Groups rows by old ward: one match an old ward, with every new ward it went into. Those that fit the district and
 * province a message names win; those that are not where it says are left out, so that [] = there is none there.
 */
export function matchPlaces(rows: OldPlace[], message: string): PlaceMatch[] {
  const groups = new Map<string, PlaceMatch>();
  for (const { oldWard, oldDistrict, oldProvince, newWard, newProvince } of rows) {
    const key = [oldWard, oldDistrict, oldProvince].join('|');
    const match = groups.get(key) ?? { oldWard, oldDistrict, oldProvince, now: [] };
    match.now.push({ ward: newWard, province: newProvince });
    groups.set(key, match);
  }
  const text = ` ${plain(fold(message))} `;
  const fits = (name: string) => text.includes(` ${plain(placeKey(name))} `);
  const scored = [...groups.values()]
    .filter((match) => !isElsewhere(match, text))
    .map((match) => ({
      match,
      score: (fits(match.oldDistrict) ? 2 : 0) + (fits(match.oldProvince) ? 1 : 0),
    }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ match }) => match);
}

const DISTRICT =
  / (?:huyen|quan|thi xa) (?!(?:nao|nay|do|cu|moi|gi|kia|khac|co|khong|la|thi|minh|em|toi|nha)\b)([a-z0-9]+(?: [a-z0-9]+){0,3})/g;

/** Whether the text names a district or a province, and neither this ward's nor the one it is in today. */
function isElsewhere({ oldDistrict, oldProvince, now }: PlaceMatch, text: string): boolean {
  const district = plain(placeKey(oldDistrict));
  const provinces = [oldProvince, ...now.map(({ province }) => province)].map((name) =>
    plain(placeKey(name)),
  );
  const districts = [...text.matchAll(DISTRICT)].map(([, named = '']) => `${named} `);
  if (districts.length > 0 && !districts.some((named) => named.startsWith(`${district} `))) return true;
  const named = OLD_PROVINCES.filter((name) => name !== district && text.includes(` ${name} `));
  return named.length > 0 && !named.some((name) => provinces.includes(name));
}

function plain(folded: string): string {
  return folded.replace(/[^a-z0-9]+/g, ' ').trim();
}
