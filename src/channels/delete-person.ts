/** Deleting a person: the one way it is done, whether they say so themselves or the platform says so for them. */
import { eraseContact } from '../contacts/store.js';
import type { Deleted } from '../conversation/lookups.js';
import type { Db } from '../db/open.js';
import { forgetOpenings } from '../dossiers/look-up/look-up-store.js';
import { deleteQuestions, deleteReports } from '../enquiries/store.js';
import { deleteUnanswered } from '../enquiries/unanswered-store.js';
import { deleteNotices } from '../notifications/notice-store.js';
import { deleteSubscriptions } from '../notifications/subscription-store.js';
import { deleteConversation } from './conversation-store.js';
import { eraseMessages } from './inbox-store.js';

/**
 * Deletes everything kept of a person, by the key of their conversation. What stays names nobody: that a message of
 * theirs came in, for a week, so that a repeat is known; wrong tries at a dossier, as keyed hashes, until they expire,
 * so that deleting gives no new tries; and the office's own record of dossiers. The message this is asked in is erased
 * when it has been answered. Repeating it is harmless, so whoever is cut short does it again.
 */
export async function deletePerson(db: Db, person: string): Promise<Deleted> {
  await eraseMessages(db, person);
  const followed = await deleteSubscriptions(db, person);
  await deleteNotices(db, person);
  const questions = await deleteQuestions(db, person);
  await deleteReports(db, person);
  await deleteUnanswered(db, person);
  await deleteConversation(db, person);
  await forgetOpenings(db, person, null);
  const phone = await eraseContact(db, person);
  return { questions, followed, phone };
}
