/** Dossiers as one turn of a conversation reaches them. */
import { noticeDeadline, SUPPLEMENT_DAYS } from '../../calendar/due-date.js';
import type { ReadHolidays } from '../../calendar/holiday-store.js';
import { calendarsOf } from '../../calendar/offices.js';
import { readVersions } from '../../catalogue/store.js';
import type { Dossiers } from '../../conversation/lookups.js';
import type { Db } from '../../db/open.js';
import { readFollowToken } from '../../notifications/subscription-store.js';
import { vietnamDate } from '../../time/clock.js';
import { findUnitsOver } from '../../units/store.js';
import { listDossiers } from '../list-store.js';
import { dossierKey } from '../model/dossier.js';
import type { LoadProcedures } from '../model/procedure-rules.js';
import { readDossiers } from '../store.js';
import { type Asker, openingOf } from './budgets.js';
import { explainDossierDue } from './explanation.js';
import { enterWithLetIn } from './let-in.js';
import {
  type HolderView,
  type LookupDeps,
  type LookupResult,
  lookUp,
  lookUpByCode,
  readHolderView,
  readViews,
} from './look-up.js';
import { countOpenings, forgetOpenings } from './look-up-store.js';

/** What reaching dossiers takes. `keptDays`: how long it is kept that one was opened. */
export type AccessDeps = LookupDeps & {
  loadProcedures: LoadProcedures;
  readHolidays: ReadHolidays;
  keptDays: number;
};

/** Builds what gives each turn its access; whose dossiers are kept here is remembered once it is known. */
export function createAccess(setting: AccessDeps): (asker: Asker) => Dossiers {
  const { db, loadProcedures, readHolidays, keptDays } = setting;
  const holds = createHolds(db);
  return (asker) => {
    const tried = new Map<string, Promise<LookupResult>>();
    // A turn that has to start again tries once.
    const once = (name: string, attempt: () => Promise<LookupResult>) => {
      const result = tried.get(name) ?? attempt();
      tried.set(name, result);
      return result;
    };
    return {
      holds,
      byCode: (code) => lookUpByCode(setting, code),
      lookUp: (code, digits, now, hasReceipt = false) =>
        once([code, ...digits].join(' '), () => lookUp(setting, { code, digits, asker, hasReceipt }, now)),
      letIn: (letIn, now) => once(letIn, () => enterWithLetIn(setting, { letIn, asker }, now)),
      codeOfToken: async (token, now) => {
        const key = await readFollowToken(db, token, now);
        const [dossier] = key === null ? [] : await readDossiers(db, [key]);
        return dossier?.code ?? null;
      },
      again: (code, now) => readHolderView(setting, code, now),
      views: (code) => readViews(setting, code),
      explainDue: (code) => explainDossierDue(db, loadProcedures, code),
      procedureName: (view) => nameOfVersion(db, view),
      supplementBy: async ({ statusAt, settlingUnit }) => {
        if (statusAt === null) return null;
        const units = await findUnitsOver(db, settlingUnit);
        const calendars = calendarsOf({ index: await readHolidays(db), units });
        return noticeDeadline(vietnamDate(statusAt), SUPPLEMENT_DAYS, calendars(settlingUnit));
      },
      openings: () => countOpenings(db, asker.conversationKey),
      forget: (code) =>
        forgetOpenings(
          db,
          asker.conversationKey,
          code && openingOf(setting.attemptKey, dossierKey(code), asker.conversationKey),
        ),
      keptDays,
    };
  };
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
