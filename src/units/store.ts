/** Units in the database. */
import type { Db } from '../db/open.js';
import { codesOver, parentCodeOf, type Unit, type UnitFacts, unit } from './unit.js';

/** The unit with a code; null = never seen. */
export async function findUnit(db: Db, code: string): Promise<Unit | null> {
  const row = await db.unit.findUnique({ where: { code } });
  return row && unit.parse(row);
}

/** A unit and those above it, as far as they are known; [] = none is. */
export async function findUnitsOver(db: Db, code: string): Promise<Unit[]> {
  const rows = await db.unit.findMany({ where: { code: { in: codesOver(code) } } });
  return rows.map((row) => unit.parse(row));
}

/** Every unit, by code; [] = none. */
export async function listUnits(db: Db): Promise<Unit[]> {
  const rows = await db.unit.findMany({ orderBy: { code: 'asc' } });
  return rows.map((row) => unit.parse(row));
}

/**
 * Adds or amends units in one statement: all or none. A field left out keeps its value; for a new unit it is
 * null, and the parent is the one its code tells. Returns the units as they are now, by code.
 */
export async function saveUnits(db: Db, facts: readonly UnitFacts[]): Promise<Unit[]> {
  const codes = [...new Set(facts.map(({ code }) => code))].sort();
  const rows = await db.unit.findMany({ where: { code: { in: codes } } });
  const units = new Map(rows.map((row) => [row.code, unit.parse(row)]));
  for (const { code, ...said } of facts) {
    units.set(code, unit.parse({ ...(units.get(code) ?? blankUnit(code)), ...withoutUndefined(said) }));
  }
  const saved = codes.flatMap((code) => units.get(code) ?? []);
  await upsertUnits(db, saved);
  return saved;
}

async function upsertUnits(db: Db, units: readonly Unit[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO units (code, name, parent_code, address, phone, hours, closures, sessions, duty, source, checked_on, updated_at)
    SELECT u.code, u.name, u."parentCode", u.address, u.phone, NULLIF(u.hours, 'null'::jsonb), u.closures,
           u.sessions, u.duty, u.source, u."checkedOn", now()
    FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(
      code text, name text, "parentCode" text, address text, phone text, hours jsonb, closures jsonb,
      sessions jsonb, duty text, source text, "checkedOn" text)
    ON CONFLICT (code) DO UPDATE SET
      name = EXCLUDED.name, parent_code = EXCLUDED.parent_code, address = EXCLUDED.address,
      phone = EXCLUDED.phone, hours = EXCLUDED.hours, closures = EXCLUDED.closures, sessions = EXCLUDED.sessions, duty = EXCLUDED.duty, source = EXCLUDED.source,
      checked_on = EXCLUDED.checked_on, updated_at = EXCLUDED.updated_at`;
}

/** Gives codes first seen a row of their own, with nothing known but the parent. Throws on what is no code. */
export async function ensureUnits(db: Db, codes: Iterable<string>): Promise<void> {
  const data = [...new Set(codes)].map((code) => {
    const { hours: _, ...fresh } = unit.parse(blankUnit(code));
    return fresh;
  });
  if (data.length > 0) await db.unit.createMany({ data, skipDuplicates: true });
}

function blankUnit(code: string): Unit {
  return {
    code,
    name: null,
    parentCode: parentCodeOf(code),
    address: null,
    phone: null,
    hours: null,
    closures: [],
    sessions: [],
    duty: null,
    source: null,
    checkedOn: null,
  };
}

function withoutUndefined<T extends object>(said: T): Partial<T> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>;
}
