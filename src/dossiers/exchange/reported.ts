/** Dossiers as another system reports them: some tell what happened when, some only how things stand. Pure. */
import type { BatchItem } from '../change/update.js';
import type { DossierInput, EventInput } from '../model/inputs.js';
import type { Status, SubState } from '../model/status.js';

/** How a dossier stands, of which nobody tells since when. */
export type ToldState = Pick<EventInput, 'reason' | 'supplementBy' | 'holder' | 'step' | 'saidLate'> & {
  status: Status;
  subState?: SubState;
};

/** What is reported of one dossier. `state`: absent = not told, or told by the last event. */
export type ReportedDossier = {
  code: string;
  dossier?: DossierInput | undefined;
  events: EventInput[];
  state?: ToldState | undefined;
};

/** The id of an event that comes without one: told again it is the same, told of another time it is another. */
export function eventId(origin: string, at: Date, status: Status): string {
  return `${origin}:${at.toISOString()}:${status}`;
}

/** Reports as changes; what nobody knows the time of is recorded where it is news, and nothing where it is not. */
export function toBatch(reports: readonly ReportedDossier[], origin: string, now: Date): BatchItem[] {
  return reports.map(({ state, ...item }) =>
    state ? { ...item, state: { id: eventId(origin, now, state.status), ...state } } : item,
  );
}
