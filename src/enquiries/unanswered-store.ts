/** Questions that were declined or asked back, kept without names and numbers for the officer to learn from. */
import type { Db } from '../db/open.js';
import { fold } from '../search/fold.js';
import { maskPersonal } from '../search/mask.js';

export type Unanswered = { text: string; kind: string; count: number; firstAt: Date; lastAt: Date };

const MAX_CHARACTERS = 300;
/** So many letters make a question. */
const LEAST_LETTERS = 4;
const FORGOTTEN_AFTER_MS = 365 * 24 * 60 * 60 * 1000;

/** Counts one more time that a question was declined or asked back. What says nothing without its numbers is not kept. */
export async function noteUnanswered(
  db: Db,
  text: string,
  kind: 'declined' | 'asked',
  now: Date,
): Promise<void> {
  const masked = maskPersonal(text).slice(0, MAX_CHARACTERS);
  const key = fold(masked)
    .replace(/[^a-z0-9[\]]+/g, ' ')
    .trim();
  if (key.replace(/\[\w+\]|[^a-z]/g, '').length < LEAST_LETTERS) return;
  await db.unansweredQuestion.upsert({
    where: { key },
    create: { key, text: masked, kind, firstAt: now, lastAt: now },
    update: { kind, count: { increment: 1 }, lastAt: now },
  });
}

/** The questions asked most, most first; those nobody asked for a year are forgotten on the way. */
export async function listUnanswered(db: Db, limit: number, now: Date): Promise<Unanswered[]> {
  const before = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  await db.unansweredQuestion.deleteMany({ where: { lastAt: { lt: before } } });
  return db.unansweredQuestion.findMany({ orderBy: [{ count: 'desc' }, { lastAt: 'desc' }], take: limit });
}
