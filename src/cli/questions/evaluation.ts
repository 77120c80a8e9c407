/** Asks labelled questions as citizens would, each as the first of a conversation. */
import type { Services } from '../../app.js';
import type { Lookups } from '../../conversation/lookups.js';
import { respond } from '../../conversation/respond.js';
import { openSession } from '../../conversation/session.js';
import { labelledQuestion, type Score, type ScoredAnswer, score } from '../../evaluation/score.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { linesOf, parseJson } from '../socket/lines.js';

/**
 * What a question leads to as the first of a conversation, and the milliseconds deciding took: until the message
 * has been read. Writing the answer out is not deciding.
 */
export async function measureDecision(services: Services, text: string) {
  let decided = 0;
  const lookups = await services.lookups();
  const read: Lookups['read'] = (...message) => {
    const reading = lookups.read(...message);
    decided = performance.now();
    return reading;
  };
  const started = performance.now();
  const turn = await respond({ text }, openSession(null), { ...lookups, read }, new Date());
  return { ...turn, ms: (decided || performance.now()) - started };
}

/** How well the questions of a file of JSON-lines are answered. Throws on a line that is no labelled question. */
export async function scoreFile({ io, services }: CommandContext, file: string): Promise<Score> {
  const opened = await services();
  await opened.catalogue();
  const answered: ScoredAnswer[] = [];
  let row = 0;
  for await (const line of linesOf(io.readFile(file))) {
    row += 1;
    if (line.trim() === '') continue;
    const parsed = labelledQuestion.safeParse(parseJson(line));
    if (!parsed.success)
      throw new CommandFailed(`${file}, dòng ${row}: không phải câu hỏi có nhãn (q, kind, accept).`);
    const { outcome, ms } = await measureDecision(opened, parsed.data.q);
    answered.push({ question: parsed.data, outcome, ms });
    if (row % 200 === 0) await io.err(`${row} câu…\n`);
  }
  if (answered.length === 0) throw new CommandFailed(`${file} không có câu hỏi nào.`);
  return score(answered);
}
