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

/**
 * Forgets where a person is, what they agreed to and how they want to be told; true = a telephone number was among it.
 * The row stays while they are being answered, see `deleteIdleContacts`.
 */
export async function eraseContact(db: Db, person: string): Promise<boolean> {
  const contact = await db.contact.findUnique({ where: { key: person }, select: { phone: true } });
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
  return typeof contact?.phone === 'string';
}

/**
 * Deletes contacts that were erased, and those that have not written since a moment and are told nothing. Whoever has a
 * message waiting stays. Returns how many.
 */
export async function deleteIdleContacts(db: Db, idleSince: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM contacts c
    WHERE (c.lease_until IS NULL OR c.lease_until < now()) AND (c.paused_until IS NULL OR c.paused_until < now())
      AND (c.chat = '' OR (c.last_inbound_at < ${idleSince}
        AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.person = c.key)))
      AND NOT EXISTS (SELECT FROM inbox i WHERE i.person = c.key AND i.state IN ('received', 'answered'))`;
}
