/** People who follow things, and what they are to be told. */
import type { Client } from '../../src/db/open.js';
import { dossierKey } from '../../src/dossiers/model/dossier.js';
import { follow, type SubscriptionKind } from '../../src/notifications/subscription-store.js';

/** Somebody on Telegram who follows things; a dossier is named by its code. */
export async function addFollower(
  db: Client,
  person: string,
  what: readonly (readonly [kind: SubscriptionKind, target: string])[],
): Promise<void> {
  const now = new Date();
  await db.contact.upsert({
    where: { key: person },
    create: { key: person, channel: 'telegram', chat: `chat-${person}`, lastInboundAt: now },
    update: {},
  });
  for (const [kind, target] of what) {
    const by = kind === 'dossier' ? 'digits' : 'anybody';
    await follow(db, person, { kind, target: kind === 'dossier' ? dossierKey(target) : target, by }, now);
  }
}

/** Every notice, by person and order: who, of what kind, with which values, in which state. */
export async function listNotices(db: Client) {
  const rows = await db.notice.findMany({ orderBy: [{ person: 'asc' }, { id: 'asc' }] });
  return rows.map(({ person, kind, params, state }) => ({ person, kind, params, state }));
}
