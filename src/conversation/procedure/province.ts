/**
 * A province's own version of a procedure: of land each province sets steps, papers and times for itself (Nghị định
 * 49/2026/NĐ-CP, Đ.15). Where the province is known, what its version tells takes the place of the ministry's; the name
 * people know, and what they ask next, stay.
 */
import { type Procedure, SHARED_FIELDS } from '../../catalogue/procedure.js';
import { describeOwner } from '../../dossiers/model/unit-owner.js';
import type { Circumstances } from '../reading/circumstances.js';
import type { Context } from '../turn.js';

/** A procedure as it is told; `own`: the version of the province that tells it, null = none does. */
export type Versioned = { procedure: Procedure; own: Procedure | null };

/** The procedure with what the province's version tells, where one is known and tells anything. `told`: of the case. */
export async function inProvince(
  context: Context,
  procedure: Procedure,
  told: Circumstances,
): Promise<Versioned> {
  for (const province of await provincesKnown(context, told)) {
    const code = context.lookups.ownOf(procedure.code, province);
    const own = code === null ? null : await context.lookups.procedure(code);
    if (own && (own.papers.value || own.timeLimits.value))
      return { procedure: versionOf(procedure, own), own };
  }
  return { procedure, own: null };
}

/** Made once for the two of them, so that what is worked out for a procedure is kept with it. */
const made = new WeakMap<Procedure, WeakMap<Procedure, Procedure>>();

function versionOf(procedure: Procedure, own: Procedure): Procedure {
  const versions = made.get(procedure) ?? new WeakMap<Procedure, Procedure>();
  made.set(procedure, versions);
  const known = versions.get(own);
  if (known) return known;
  const told = SHARED_FIELDS.filter((field) => own[field].value !== null);
  const version: Procedure = {
    ...procedure,
    ...Object.fromEntries(told.map((field) => [field, own[field]])),
  };
  versions.set(own, version);
  return version;
}

/** The place that was told of, then the province whose offices these are. */
async function provincesKnown({ lookups }: Context, { place }: Circumstances): Promise<string[]> {
  const units = await lookups.units();
  const owners = new Set(units.map((unit) => ownerName(unit.code)));
  const [only] = owners.size === 1 ? owners : [];
  return [place, only].flatMap((name) => name ?? []);
}

/** Whose an office is today. */
function ownerName(unitCode: string): string | null {
  const { name, successor } = describeOwner(unitCode);
  return successor?.name ?? name;
}
