/** What the page says before anybody has asked, read from the settings, the units, the counts and the catalogue. */
import { cached } from '../async/cached.js';
import { listMostAsked } from '../channels/count-store.js';
import type { OperatorConfig } from '../config/operator.js';
import { mapOf } from '../conversation/block.js';
import type { Home, Operator } from '../conversation/home.js';
import type { Lookups } from '../conversation/lookups.js';
import { writeCommand } from '../conversation/reading/command.js';
import { labelOf } from '../conversation/wording/label.js';
import type { Db } from '../db/open.js';
import { readBanner } from '../operations/banner-store.js';
import { vietnamDate } from '../time/clock.js';
import { shiftDate } from '../time/day.js';
import { formatHours } from '../units/hours.js';
import { topUnit, type Unit } from '../units/unit.js';

/** Every page that opens asks for it. */
const FRESH_MS = 30_000;
const DAYS = 30;
const MAX_ASKED = 4;

/** Reads it, at most twice a minute. */
export function createHome(options: {
  db: Db;
  operator: OperatorConfig;
  lookups: () => Promise<Lookups>;
}): () => Promise<Home> {
  const { db, operator, lookups } = options;
  return cached(FRESH_MS, async () => {
    const now = new Date();
    const known = await lookups();
    const banner = await readBanner(db, now);
    return {
      operator: operatorOf(operator, topUnit(await known.units())),
      asked: await askedOf(known, await listMostAsked(db, shiftDate(vietnamDate(now), -DAYS), MAX_ASKED)),
      banner: banner && { vi: banner.text, en: banner.textEn },
    };
  });
}

function operatorOf(set: OperatorConfig, unit: Unit | null): Operator {
  const name = set.name ?? unit?.name ?? null;
  const address = set.address ?? unit?.address ?? null;
  return {
    name,
    address,
    map: address && mapOf([name, address].filter(Boolean).join(', ')),
    phone: set.phone ?? unit?.phone ?? null,
    hours: set.hours ?? (unit?.hours ? formatHours(unit.hours) : null),
    privacyUrl: set.privacyUrl,
  };
}

/** A procedure that is no longer published is left out. */
async function askedOf({ procedure }: Lookups, codes: readonly string[]): Promise<Home['asked']> {
  const found = await Promise.all(codes.map(procedure));
  return found.flatMap((one) => {
    if (one === null) return [];
    const label = { vi: labelOf(one, 'vi'), en: one.guide?.englishName ?? null };
    return [{ label, send: writeCommand({ kind: 'view', code: one.code, attribute: null, page: 1 }) }];
  });
}
