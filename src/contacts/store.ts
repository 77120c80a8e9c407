/** People on the channels that are answered by sending: whether they can be reached, and who answers them. */
import type { Db } from '../db/open.js';

/** A person who cannot be written to any more. */
export async function markUnreachable(db: Db, person: string): Promise<void> {
  await db.contact.updateMany({ where: { key: person }, data: { reachable: false } });
}

/** An officer has taken over: nothing is answered for so long. */
export async function pauseContact(db: Db, person: string, minutes: number): Promise<void> {
  await db.$executeRaw`
    UPDATE contacts SET paused_until = now() + ${minutes} * interval '1 minute' WHERE key = ${person}`;
}

/** Deletes what is known of a person who asked for it: where they are, what they asked, follow and remember. */
export async function forgetPerson(db: Db, person: string): Promise<void> {
  await db.contact.updateMany({
    where: { key: person },
    data: {
      chat: '',
      reachable: false,
      consentAt: null,
      locale: null,
      quietFrom: null,
      quietUntil: null,
      phone: null,
    },
  });
  await db.conversation.deleteMany({ where: { key: person } });
  await db.deskQuestion.deleteMany({ where: { conversationKey: person } });
  await db.subscription.deleteMany({ where: { person } });
  await db.notice.deleteMany({ where: { person } });
  await db.dossierOpening.deleteMany({ where: { person } });
}
