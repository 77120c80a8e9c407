/** Look-ups for many notices: what changes rarely is read once a second, not once for each of thousands. */
import type { Lookups } from '../conversation/lookups.js';
import { once } from '../once.js';

const FRESH_MS = 1_000;

/** `open`: look-ups of anybody: what a notice tells does not depend on whose they are. */
export function shareLookups(open: () => Promise<Lookups>): () => Promise<Lookups> {
  let shared = { at: 0, get: open };
  return () => {
    if (Date.now() - shared.at > FRESH_MS)
      shared = { at: Date.now(), get: once(async () => remembering(await open())).get };
    return shared.get();
  };
}

function remembering(lookups: Lookups): Lookups {
  const { dossiers } = lookups;
  const names = new Map<string | null, Promise<string | null>>();
  return {
    ...lookups,
    units: once(lookups.units).get,
    dossiers: dossiers && {
      ...dossiers,
      procedureName: (view) => {
        const name = names.get(view.procedureVersion) ?? dossiers.procedureName(view);
        names.set(view.procedureVersion, name);
        return name;
      },
    },
  };
}
