/** Dossiers as one turn of a conversation reaches them. */
import { noticeDeadline, SUPPLEMENT_DAYS } from '../../calendar/due-date.js';
import type { ReadHolidays } from '../../calendar/holiday-store.js';
import { calendarsOf } from '../../calendar/offices.js';
import { readVersions } from '../../catalogue/store.js';
import type { Dossiers } from '../../conversation/lookups.js';
import type { Db } from '../../db/open.js';
import { vietnamDate } from '../../time/clock.js';
import { findUnitsOver } from '../../units/store.js';
import type { LoadProcedures } from '../model/procedure-rules.js';
import { listDossiers } from '../store.js';
import { explainDossierDue } from './explanation.js';
import {
  type HolderView,
  type LookupResult,
  type LookupSetting,
  lookUp,
  lookUpByCode,
  readHolderView,
  readViews,
  type Sender,
} from './look-up.js';

/** What reaching dossiers takes. `keptDays`: how long it is kept that one was opened. */
export type AccessSetting = LookupSetting & {
  loadProcedures: LoadProcedures;
  readHolidays: ReadHolidays;
  keptDays: number;
};

/** Who asks: the conversation, the channel, and what the channel knows of where it comes from (null = nothing). */
export type Asker = { conversationKey: string; channel: string; address: string | null };

/** So many wrong tries in a quarter of an hour an address has: behind one stands a whole mobile network. */
const TRIES_PER_ADDRESS = 60;

/** Builds what gives each turn its access; whose dossiers are kept here is remembered once it is known. */
export function createAccess(setting: AccessSetting): (asker: Asker) => Dossiers {
  const { db, loadProcedures, readHolidays, keptDays } = setting;
  const holds = createHolds(db);
  return (asker) => {
    const tried = new Map<string, Promise<LookupResult>>();
    const attempt = (code: string, digits: readonly string[], now: Date) =>
      lookUp(setting, { code, digits, senders: sendersOf(asker), who: asker.channel }, now);
    return {
      holds,
      byCode: (code, now) => lookUpByCode(setting, code, now),
      // A turn that has to start again tries once.
      lookUp: (code, digits, now) => {
        const name = [code, ...digits].join(' ');
        const result = tried.get(name) ?? attempt(code, digits, now);
        tried.set(name, result);
        return result;
      },
      again: (code, now) => readHolderView(setting, code, now),
      views: (code) => readViews(setting, code),
      explainDue: (code) => explainDossierDue(db, loadProcedures, code),
      procedureName: (view) => nameOfVersion(db, view),
      supplementBy: async ({ statusAt, settlingUnit }) => {
        const units = await findUnitsOver(db, settlingUnit);
        const calendars = calendarsOf({ index: await readHolidays(db), units });
        return noticeDeadline(vietnamDate(statusAt), SUPPLEMENT_DAYS, calendars(settlingUnit));
      },
      keptDays,
    };
  };
}

function sendersOf({ conversationKey, address }: Asker): Sender[] {
  const chat: Sender = { id: conversationKey, over: 'code' };
  return address === null ? [chat] : [chat, { id: address, over: 'allCodes', tries: TRIES_PER_ADDRESS }];
}

/** By the province or ministry alone, the first three characters: it tells nothing of single dossiers or desks. */
function createHolds(db: Db): Dossiers['holds'] {
  const known = new Set<string | undefined>();
  return async (unit) => {
    const root = unit?.slice(0, 3);
    if (known.has(root)) return true;
    const found = (await listDossiers(db, { unit: root }, { limit: 1 })).length > 0;
    if (found) known.add(root);
    return found;
  };
}

async function nameOfVersion(db: Db, { procedureVersion }: HolderView): Promise<string | null> {
  if (procedureVersion === null) return null;
  const version = (await readVersions(db, [procedureVersion])).get(procedureVersion);
  return version?.layer === 'official' ? version.record.name : null;
}
