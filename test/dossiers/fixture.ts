/** A small world of dossiers: a desk clerk, a connected system, one procedure of five days. */
import type { Database } from '../../src/db/open.js';
import type { UpdateDeps } from '../../src/dossiers/change/commit.js';
import { type Actor, dossierKey } from '../../src/dossiers/model/dossier.js';
import type { DossierInput, EventInput } from '../../src/dossiers/model/inputs.js';
import type { ProcedureRules } from '../../src/dossiers/model/procedure-rules.js';
import type { Status } from '../../src/dossiers/model/status.js';
import { readEvents } from '../../src/dossiers/store.js';
import { office } from '../calendar/office.js';

export const CODE = 'H21.17-261120-0012';
export const KEYS = {
  chainKey: Buffer.alloc(32, 1),
  factorKey: Buffer.alloc(32, 2),
  attemptKey: Buffer.alloc(32, 3),
};

/** An instant in Viet Nam in November 2026: `at(20)` = 09:00 of the 20th. */
export const at = (day: number, time = '09:00') =>
  new Date(Date.UTC(2026, 10, day, Number(time.slice(0, 2)) - 7, Number(time.slice(3))));

export const clerk: Actor = {
  kind: 'person',
  id: 'key-1',
  name: 'Trần Thị Bình',
  source: 'quầy',
  unit: null,
  duties: ['desk', 'settling'],
  mayCorrect: false,
};
export const chief: Actor = { ...clerk, id: 'key-2', name: 'Lê Văn Cường', mayCorrect: true };
export const system: Actor = {
  kind: 'system',
  id: 'key-3',
  name: null,
  source: 'igate',
  unit: null,
  duties: [],
  mayCorrect: false,
};

/** Five days of 24 hours each, standing still in the pauses. */
export const fiveDays: ProcedureRules = {
  versionId: '0a4b8d3e-0000-4000-8000-000000000001',
  clockPolicy: 'restart',
  dueAt: ({ from, pauses }) => {
    const paused = pauses.reduce((all, pause) => all + pause.to.getTime() - pause.from.getTime(), 0);
    return new Date(from.getTime() + 5 * 86_400_000 + paused);
  },
};

export function settingOf(database: Database): UpdateDeps {
  return {
    client: database.client,
    ...KEYS,
    readCalendars: async () => () => office(),
    loadProcedures: async (_, requests) =>
      requests.map(({ code }) => (code === '1.001193' ? fiveDays : null)),
  };
}

/** A dossier handed in at the desk on the 20th. */
export const filed: DossierInput = {
  procedure: '1.001193',
  receivedAt: at(20),
  submission: 'direct',
  owner: { name: 'Nguyễn Văn An', phone: '0912 345 678', identity: '064123456789' },
};

export const event = (
  id: string,
  status: Status,
  when: Date,
  more: Partial<Omit<EventInput, 'at'>> = {},
): EventInput & { at: Date } => ({
  id,
  status,
  at: when,
  ...more,
});

/** A dossier's events as stored. */
export async function eventsOf(database: Database, code = CODE) {
  return (await readEvents(database.client, [dossierKey(code)])).get(dossierKey(code)) ?? [];
}
