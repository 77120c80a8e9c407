/** Look-ups for many notices: what changes rarely is read once a second, not once for each of thousands. */
import { cached } from '../async/cached.js';
import type { Lookups } from '../conversation/lookups.js';

const FRESH_MS = 1_000;

/** `open`: look-ups of anybody: what a notice tells does not depend on whose they are. */
export function shareLookups(open: () => Promise<Lookups>): () => Promise<Lookups> {
  return cached(FRESH_MS, async () => remembering(await open()));
}

function remembering(lookups: Lookups): Lookups {
  const { dossiers } = lookups;
  const names = new Map<string | null, Promise<string | null>>();
  return {
    ...lookups,
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
