/** What people leave for the office: questions for a person, reports of wrong information, ratings. */
import type { Db } from '../db/open.js';
import { newShortCode } from '../security/short-code.js';

/** A question left for the desk. `answer: null` = nobody has answered yet. */
export type DeskQuestion = {
  code: string;
  text: string;
  askedAt: Date;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
};

/** A code of 8 characters (about 37 bits), in two groups: `H7KQ-9PDM`. Who has it can read the answer. */
export function newQuestionCode(): string {
  return newShortCode(4);
}

/** Keeps a question; returns the code the person comes back with. */
export async function leaveQuestion(db: Db, conversationKey: string, text: string): Promise<string> {
  const code = newQuestionCode();
  await db.deskQuestion.create({ data: { code, conversationKey, text } });
  return code;
}

/** The question with a code; null = none. */
export async function findQuestion(db: Db, code: string): Promise<DeskQuestion | null> {
  return db.deskQuestion.findUnique({ where: { code } });
}

/** Whether a question was left in a conversation. */
export async function hasAsked(db: Db, conversationKey: string, code: string): Promise<boolean> {
  return (await db.deskQuestion.count({ where: { code, conversationKey } })) > 0;
}

/** Questions, those without an answer first, then the latest. */
export async function listQuestions(
  db: Db,
  options: { open: boolean; limit: number },
): Promise<DeskQuestion[]> {
  return db.deskQuestion.findMany({
    where: options.open ? { answer: null } : {},
    orderBy: [{ answeredAt: { sort: 'desc', nulls: 'first' } }, { askedAt: 'asc' }],
    take: options.limit,
  });
}

/** Answers a question, or replaces its answer; false = no such question. */
export async function answerQuestion(db: Db, code: string, answer: string, by: string): Promise<boolean> {
  const { count } = await db.deskQuestion.updateMany({
    where: { code },
    data: { answer, answeredBy: by, answeredAt: new Date(), shownAt: null },
  });
  return count > 0;
}

/** Answers waiting in a conversation, which are taken as shown. [] = none. */
export async function takeWaitingAnswers(db: Db, conversationKey: string): Promise<DeskQuestion[]> {
  const where = { conversationKey, answer: { not: null }, shownAt: null };
  const waiting = await db.deskQuestion.findMany({ where, orderBy: { askedAt: 'asc' } });
  const codes = waiting.map(({ code }) => code);
  if (codes.length > 0) {
    await db.deskQuestion.updateMany({ where: { code: { in: codes } }, data: { shownAt: new Date() } });
  }
  return waiting;
}

/** Deletes the questions left in a conversation, answered or not; returns how many. */
export async function deleteQuestions(db: Db, conversationKey: string): Promise<number> {
  const { count } = await db.deskQuestion.deleteMany({ where: { conversationKey } });
  return count;
}

/** A report that what is published of a procedure is wrong. */
export type ErrorReport = {
  id: number;
  code: string;
  publicationId: number | null;
  note: string | null;
  createdAt: Date;
};

/** Keeps a report for the catalogue officer. `conversationKey`: where it was sent from; null = not known. */
export async function reportError(
  db: Db,
  report: { code: string; publicationId: number | null; note: string | null; conversationKey: string | null },
): Promise<void> {
  await db.errorReport.create({ data: report });
}

/** Deletes the reports sent from a conversation. */
export async function deleteReports(db: Db, conversationKey: string): Promise<void> {
  await db.errorReport.deleteMany({ where: { conversationKey } });
}

/** Reports nobody has dealt with, the oldest first. */
export async function listReports(db: Db, limit: number): Promise<ErrorReport[]> {
  return db.errorReport.findMany({ where: { closedAt: null }, orderBy: { id: 'asc' }, take: limit });
}

/** Marks a report as dealt with; false = no such open report. */
export async function closeReport(db: Db, id: number, by: string): Promise<boolean> {
  const { count } = await db.errorReport.updateMany({
    where: { id, closedAt: null },
    data: { closedAt: new Date(), closedBy: by },
  });
  return count > 0;
}

/** Keeps whether an answer about a procedure was useful. */
export async function rate(db: Db, code: string, useful: boolean): Promise<void> {
  await db.rating.create({ data: { code, useful } });
}

/** Procedures by how often they were found useful and not, the least useful first. */
export async function listRatings(db: Db): Promise<{ code: string; useful: number; not: number }[]> {
  const groups = await db.rating.groupBy({ by: ['code', 'useful'], _count: true });
  const codes = [...new Set(groups.map(({ code }) => code))];
  const count = (code: string, useful: boolean) =>
    groups.find((group) => group.code === code && group.useful === useful)?._count ?? 0;
  return codes
    .map((code) => ({ code, useful: count(code, true), not: count(code, false) }))
    .sort((a, b) => b.not - a.not);
}
