/** A dossier changed in memory, as the rules see it, without a database. */
import type { Draft } from '../../../src/dossiers/model/change.js';
import { type Actor, dossierKey, IMPORT_SOURCE } from '../../../src/dossiers/model/dossier.js';
import type { DossierInput } from '../../../src/dossiers/model/inputs.js';
import { putInto } from '../../../src/dossiers/model/put.js';
import { at, CODE, clerk, filed, fiveDays, KEYS } from '../fixture.js';

/** Whoever takes over a desk's file. */
export const file: Actor = { ...clerk, kind: 'system', id: 'cli:lan', source: IMPORT_SOURCE };

/** Tells of a dossier what the desk at the counter tells, and more. */
export function put(draft: Draft, more: Partial<DossierInput>, actor = clerk, now = at(21)) {
  const filing = { rules: fiveDays, factorKey: KEYS.factorKey, salt: 's', actor, now };
  return putInto(draft, { ...filed, ...more }, filing);
}

/** Received at the counter on the 20th and promised for the 25th. */
export function newDraft(more: Partial<DossierInput> = {}, actor = clerk): Draft {
  const draft: Draft = {
    key: dossierKey(CODE),
    code: CODE,
    version: 0,
    events: [],
    fresh: 0,
    history: null,
    owner: { ownerName: null, ownerSalt: null, phoneHash: null, identityHash: null },
  };
  put(draft, { dueAt: at(25, '17:00'), ...more }, actor, at(20));
  return draft;
}
