/** Old places in the database. */
import type { Db } from '../db/open.js';
import { type OldPlace, placeKey } from './place.js';

/** Adds places that are not there yet. */
export async function savePlaces(db: Db, places: OldPlace[]): Promise<void> {
  const rows = JSON.stringify(places.map((place) => ({ ...place, key: placeKey(place.oldWard) })));
  await db.$executeRaw`
    INSERT INTO old_places (key, old_ward, old_district, old_province, new_ward, new_province)
    SELECT DISTINCT key, "oldWard", "oldDistrict", "oldProvince", "newWard", "newProvince"
    FROM jsonb_to_recordset(${rows}::jsonb) AS p(
      key text, "oldWard" text, "oldDistrict" text, "oldProvince" text, "newWard" text, "newProvince" text)
    ON CONFLICT DO NOTHING`;
}

/** How many rows there are. */
export async function countPlaces(db: Db): Promise<number> {
  return db.oldPlace.count();
}

/** The rows of old wards with one of these keys (see `placeKey`). */
export async function findPlaces(db: Db, keys: string[]): Promise<OldPlace[]> {
  return db.oldPlace.findMany({ where: { key: { in: keys } }, orderBy: { id: 'asc' } });
}
