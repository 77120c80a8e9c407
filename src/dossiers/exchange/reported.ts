/** Dossiers as another system reports them: some tell what happened when, some only how things stand. */
import type { Db } from '../../db/open.js';
import type { BatchItem } from '../change/update.js';
import { type DossierInput, dossierKey, type EventInput } from '../model/dossier.js';
import type { Status } from '../model/status.js';
import { readDossiers } from '../store.js';

/** What is reported of one dossier. `state`: how it stands, since nobody knows when; absent = not told. */
export type ReportedDossier = {
  code: string;
  dossier?: DossierInput | undefined;
  events: EventInput[];
  state?: { status: Status; reason?: string; supplementBy?: string } | undefined;
};

/** The id of an event that comes without one: told again it is the same, told of another time it is another. */
export function eventId(origin: string, at: Date, status: Status): string {
  return `${origin}:${at.toISOString()}:${status}`;
}

/**
 * Reports as changes. A state without a time is an event of now where the dossier stands elsewhere, and nothing where
 * it stands there already: reports that repeat themselves every night add nothing.
 */
export async function toBatch(
  db: Db,
  reports: readonly ReportedDossier[],
  origin: string,
  now: Date,
): Promise<BatchItem[]> {
  const asked = reports.filter(({ state }) => state !== undefined).map(({ code }) => dossierKey(code));
  const known = asked.length === 0 ? [] : await readDossiers(db, asked);
  const standing = new Map(known.map(({ key, status }) => [key, status]));
  return reports.map(({ state, ...item }) => {
    const before = standing.get(dossierKey(item.code)) ?? firstState(item.dossier);
    if (state === undefined || state.status === before) return item;
    const event = { id: eventId(origin, now, state.status), at: now, ...state };
    return { ...item, events: [...item.events, event] };
  });
}

function firstState(dossier: DossierInput | undefined): Status | null {
  if (!dossier) return null;
  return dossier.submission === 'online' ? 1 : 2;
}
