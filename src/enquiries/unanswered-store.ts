/** Questions that were declined or asked back, kept without names and numbers for the officer to learn from. */
import type { Db } from '../db/open.js';
import { fold } from '../search/fold.js';
import { maskPersonal } from '../search/mask.js';
import { DAY_MS } from '../time/duration.js';

/** A question that was not answered, masked, and how often it came. */
export type Unanswered = { text: string; kind: string; count: number; firstAt: Date; lastAt: Date };

const MAX_CHARACTERS = 300;
/** So many letters make a question. */
const LEAST_LETTERS = 4;
const FORGOTTEN_AFTER_MS = 365 * DAY_MS;

/**
 * Counts one more time that a question was declined or asked back. What says nothing without its numbers is not kept.
 * `conversationKey`: who asks; '' = not known. Words that several have asked are nobody's.
 */
export async function noteUnanswered(
  db: Db,
  { text, kind, conversationKey }: { text: string; kind: 'declined' | 'asked'; conversationKey: string },
  now: Date,
): Promise<void> {
  const masked = maskPersonal(text).slice(0, MAX_CHARACTERS);
  const key = fold(masked)
    .replace(/[^a-z0-9[\]]+/g, ' ')
    .trim();
  if (key.replace(/\[\w+\]|[^a-z]/g, '').length < LEAST_LETTERS) return;
  await db.$executeRaw`
    INSERT INTO unanswered_questions AS known (key, text, kind, count, first_at, last_at, conversation_key)
    VALUES (${key}, ${masked}, ${kind}, 1, ${now}, ${now}, nullif(${conversationKey}, ''))
    ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, count = known.count + 1, last_at = excluded.last_at,
      conversation_key = CASE WHEN known.conversation_key = excluded.conversation_key THEN known.conversation_key END`;
}

/** Deletes the questions that nobody but one conversation has asked. */
export async function deleteUnanswered(db: Db, conversationKey: string): Promise<void> {
  await db.unansweredQuestion.deleteMany({ where: { conversationKey } });
}

/** The questions asked most, most first; those nobody asked for a year are forgotten on the way. */
export async function listUnanswered(db: Db, limit: number, now: Date): Promise<Unanswered[]> {
  const before = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  await db.unansweredQuestion.deleteMany({ where: { lastAt: { lt: before } } });
  return db.unansweredQuestion.findMany({ orderBy: [{ count: 'desc' }, { lastAt: 'desc' }], take: limit });
}
