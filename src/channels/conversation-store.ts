/** What conversations remember between two messages. */
import type { Db } from '../db/open.js';

/** The stored state as it was written (to be parsed by the conversation), and how many turns it has seen. */
export type StoredConversation = { state: unknown; turn: number };

/** Null = no such conversation. */
export async function findConversation(db: Db, key: string): Promise<StoredConversation | null> {
  return db.conversation.findUnique({ where: { key }, select: { state: true, turn: true } });
}

/**
 * Writes the state after a turn. `turn` is the number of turns it was worked out from (0: a new conversation);
 * false = another turn was written meanwhile, and nothing was changed.
 */
export async function saveConversation(db: Db, key: string, state: unknown, turn: number): Promise<boolean> {
  const written = await db.$executeRaw`
    INSERT INTO conversations (key, state, turn, updated_at)
    VALUES (${key}, ${JSON.stringify(state)}::jsonb, ${turn + 1}, now())
    ON CONFLICT (key) DO UPDATE SET state = excluded.state, turn = excluded.turn, updated_at = now()
      WHERE conversations.turn = ${turn}`;
  return written > 0;
}

/** Forgets conversations nobody has continued since a moment; returns how many. */
export async function deleteOldConversations(db: Db, idleSince: Date): Promise<number> {
  const { count } = await db.conversation.deleteMany({ where: { updatedAt: { lt: idleSince } } });
  return count;
}
