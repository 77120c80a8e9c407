/** The telephone number a notice may go to: one that its reader gave for it and that the dossier has in it. */
import type { Db } from '../db/open.js';
import { factorHash } from '../dossiers/model/put.js';
import { readDossiers } from '../dossiers/store.js';
import { unseal } from '../security/secrets.js';
import type { DueNotice } from './notice-store.js';
import { targetOf } from './subscription-store.js';

/** `factorKey`: of the dossiers' second factors; `phoneKey`: seals the numbers. */
export function createPhoneOf(db: Db, { factorKey, phoneKey }: { factorKey: Buffer; phoneKey: Buffer }) {
  /** `84…`; null = nobody's: another number than the dossier's would tell a stranger. */
  return async ({ phone: sealed, subject }: Pick<DueNotice, 'phone' | 'subject'>): Promise<string | null> => {
    const key = targetOf('dossier', subject);
    const phone = sealed === null ? null : unseal(phoneKey, sealed);
    if (key === null || phone === null) return null;
    const [dossier] = await readDossiers(db, [key]);
    return dossier?.phoneHash === factorHash(factorKey, key, 'phone', phone.slice(-4)) ? phone : null;
  };
}
