/** Finding a question by its code, for people who have one; guessing does not pay. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Db } from '../db/open.js';
import { spend } from '../security/spend.js';
import { type DeskQuestion, findQuestion, hasAsked } from './store.js';

/**
 * Wrong codes an hour from one address, or from one person on a platform. Of 10,000 questions, guessing finds one in 40
 * years (26^8 codes); without a limit, at the pace of the chat, one in three weeks.
 */
const WRONG_PER_HOUR = 60;

/** `person`: the key of the conversation that asks; `by`: whose guesses count together. */
export type QuestionFinder = (
  code: string,
  asker: { person: string; by: string },
) => Promise<DeskQuestion | null>;

/**
 * Null = no such question, or too many wrong codes before it. The conversation that left it always finds it, whatever
 * others behind its address have guessed.
 */
export function createQuestionFinder(db: Db): QuestionFinder {
  const wrong = new RateLimiterMemory({ points: WRONG_PER_HOUR, duration: 3600 });
  return async (code, { person, by }) => {
    if (await hasAsked(db, person, code)) return findQuestion(db, code);
    if ((await spend(wrong, by)) !== null) return null;
    const question = await findQuestion(db, code);
    if (question) await wrong.reward(by);
    return question;
  };
}
