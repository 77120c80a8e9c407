/**
 * Letting a holder in whom the desk has in front of it: it reads a code out, which is sent in a conversation and opens
 * the dossier there, once, without any digits.
 */
import type { Db } from '../../db/open.js';
import { keyedHash } from '../../security/secrets.js';
import { newShortCode } from '../../security/short-code.js';
import { HOUR_MS } from '../../time/duration.js';
import { dossierKey } from '../model/dossier.js';
import { findDossier } from '../store.js';
import { type Asker, letInBudget, openingOf } from './budgets.js';
import { addLetIn, type LetIn, listLetIns, takeLetIn } from './let-in-store.js';
import { type LookupDeps, type LookupResult, settle } from './look-up.js';
import { NOBODY, readForLookup } from './look-up-store.js';

/** So long a code can be used. */
const LASTS_MS = HOUR_MS;
/** Two groups of five characters, 47 bits. */
const GROUP = 5;

/** What giving codes takes: the key is the one that look-ups use. */
export type LetInSetting = Pick<LookupDeps, 'db' | 'attemptKey'>;

/** Gives a code for a dossier; it is not kept and cannot be shown again. Null = there is no such dossier. */
export async function issueLetIn(
  { db, attemptKey }: LetInSetting,
  { code, by }: { code: string; by: string },
  now: Date,
): Promise<{ letIn: string; expiresAt: Date } | null> {
  const dossier = await findDossier(db, code);
  if (!dossier) return null;
  const letIn = newShortCode(GROUP);
  const expiresAt = new Date(now.getTime() + LASTS_MS);
  const hash = hashOf(attemptKey, letIn);
  await addLetIn(db, { key: dossier.key, hash, issuedBy: by, issuedAt: now, expiresAt });
  return { letIn, expiresAt };
}

/** Who gave codes for a dossier and which were used, the latest first; [] = nobody did. */
export async function readLetIns(db: Db, code: string): Promise<LetIn[]> {
  return listLetIns(db, dossierKey(code));
}

/** Opens the dossier a code was given for, and uses the code up; a wrong one counts. */
export async function enterWithLetIn(
  { db, attemptKey }: LetInSetting,
  { letIn, asker }: { letIn: string; asker: Asker },
  now: Date,
): Promise<LookupResult> {
  const budget = letInBudget(attemptKey, asker);
  const key = await takeLetIn(db, hashOf(attemptKey, letIn), budget.hash, now);
  const { row } = key === null ? { row: null } : await readForLookup(db, key, NOBODY);
  const person = asker.conversationKey;
  const view =
    key === null || row === null
      ? null
      : { key, who: VIEWED_BY, person, opening: openingOf(attemptKey, key, person) };
  return settle(db, { budgets: [budget], view, row }, now);
}

/** How the holder reads of it among those who have looked. */
const VIEWED_BY = 'letIn';

function hashOf(attemptKey: Buffer, letIn: string): string {
  return keyedHash(attemptKey, `let in code ${letIn}`);
}
