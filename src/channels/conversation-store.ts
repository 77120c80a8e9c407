/** What conversations remember between two messages. */
import type { Db } from '../db/open.js';
import { storableJson } from '../security/text.js';

/** The stored state as it was written (to be parsed by the conversation), and how many turns it has seen. */
export type StoredConversation = { state: unknown; turn: number };

/** Null = no such conversation. */
export async function findConversation(db: Db, key: string): Promise<StoredConversation | null> {
  return db.conversation.findUnique({ where: { key }, select: { state: true, turn: true } });
}

/**
 * Writes the state after a turn. `turn` is the number of turns it was worked out from (0: a new conversation);
 * false = another turn was written meanwhile, or the conversation was deleted, and nothing was changed.
 */
export async function saveConversation(db: Db, key: string, state: unknown, turn: number): Promise<boolean> {
  const json = storableJson(state);
  const written =
    turn === 0
      ? await db.$executeRaw`
          INSERT INTO conversations (key, state, turn, updated_at) VALUES (${key}, ${json}::jsonb, 1, now())
          ON CONFLICT (key) DO NOTHING`
      : await db.$executeRaw`
          UPDATE conversations SET state = ${json}::jsonb, turn = ${turn + 1}, updated_at = now()
          WHERE key = ${key} AND turn = ${turn}`;
  return written > 0;
}

/** Deletes a conversation with all it remembers. */
export async function deleteConversation(db: Db, key: string): Promise<void> {
  await db.conversation.deleteMany({ where: { key } });
}

/**
 * Conversations touched since a moment whose state holds something to be remembered until now at most: an entry with a
 * time `until`. In the order of their keys after `after`, at most so many.
 */
export async function listOverdue(
  db: Db,
  { touchedSince, now, after, limit }: { touchedSince: Date; now: Date; after: string; limit: number },
): Promise<(StoredConversation & { key: string })[]> {
  const variables = JSON.stringify({ now: now.toISOString() });
  return db.$queryRaw`
    SELECT key, state, turn FROM conversations
    WHERE updated_at >= ${touchedSince} AND key > ${after}
      AND jsonb_path_exists(state, '$.*.until ? (@ <= $now)', ${variables}::jsonb)
    ORDER BY key LIMIT ${limit}`;
}

/** Writes states in which something was forgotten; a conversation that has gone on meanwhile keeps its own. */
export async function saveForgotten(
  db: Db,
  conversations: readonly (StoredConversation & { key: string })[],
): Promise<void> {
  await db.$executeRaw`
    UPDATE conversations c SET state = r.state
    FROM jsonb_to_recordset(${JSON.stringify(conversations)}::jsonb) AS r(key text, state jsonb, turn int)
    WHERE c.key = r.key AND c.turn = r.turn`;
}

/** Forgets conversations nobody has continued since a moment; returns how many. */
export async function deleteOldConversations(db: Db, idleSince: Date): Promise<number> {
  const { count } = await db.conversation.deleteMany({ where: { updatedAt: { lt: idleSince } } });
  return count;
}
