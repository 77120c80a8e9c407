/**
 * A province's own version of a procedure: of land each province sets steps, papers and times for itself (Nghị định
 * 49/2026/NĐ-CP, Đ.15), and its version answers where the province is known.
 */
import { describeOwner } from '../../dossiers/model/unit-owner.js';
import type { Context } from '../turn.js';
import { toldOf } from './telling.js';

/** The code that answers: the province's own, where it tells anything, else the one named. */
export async function inProvince(context: Context, code: string): Promise<string> {
  // A code that was typed, or a version that is spoken of, is meant as it is.
  if (context.reading.codes.includes(code)) return code;
  for (const province of await provincesKnown(context, code)) {
    const own = context.lookups.ownOf(code, province);
    const procedure = own === null ? null : await context.lookups.procedure(own);
    if (procedure && (procedure.papers.value || procedure.timeLimits.value)) return procedure.code;
  }
  return code;
}

/** The place that was told of, then the province whose offices these are. */
async function provincesKnown(context: Context, code: string): Promise<string[]> {
  const { place } = toldOf(context, code);
  const units = await context.lookups.units();
  const owners = new Set(units.map((unit) => ownerName(unit.code)));
  const [only] = owners.size === 1 ? owners : [];
  return [place, only].flatMap((name) => name ?? []);
}

/** Whose an office is today. */
function ownerName(unitCode: string): string | null {
  const { name, successor } = describeOwner(unitCode);
  return successor?.name ?? name;
}
