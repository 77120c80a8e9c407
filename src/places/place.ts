/** Old wards and communes (before 1 July 2025) and what they are now. Pure. */
import { z } from 'zod';
import { fold } from '../search/fold.js';

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
 * Groups rows by old ward: one match an old ward, with every new ward it went into. `hints` are folded words of the
 * message (district, province): matches that fit them win; [] hints keep all.
 */
export function matchPlaces(rows: OldPlace[], message: string): PlaceMatch[] {
  const groups = new Map<string, PlaceMatch>();
  for (const { oldWard, oldDistrict, oldProvince, newWard, newProvince } of rows) {
    const key = [oldWard, oldDistrict, oldProvince].join('|');
    const match = groups.get(key) ?? { oldWard, oldDistrict, oldProvince, now: [] };
    match.now.push({ ward: newWard, province: newProvince });
    groups.set(key, match);
  }
  const text = ` ${fold(message).replace(/[^a-z0-9]+/g, ' ')} `;
  const fits = (name: string) => text.includes(` ${placeKey(name)} `);
  const scored = [...groups.values()].map((match) => ({
    match,
    score: (fits(match.oldDistrict) ? 2 : 0) + (fits(match.oldProvince) ? 1 : 0),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ match }) => match);
}
