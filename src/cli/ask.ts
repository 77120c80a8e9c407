/** `ask`, `chat`: the conversation in a terminal; `eval`: how well it does on labelled questions. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Services } from '../app.js';
import { renderReply } from '../channels/terminal/render.js';
import { respond } from '../conversation/respond.js';
import { openSession } from '../conversation/session.js';
import { type Answered, labelledQuestion, score } from '../evaluation/score.js';
import { formatScore } from '../evaluation/table.js';
import { type CommandContext, CommandFailed, WrongUsage } from './command.js';
import { linesOf } from './lines.js';

/** Adds the commands that ask. */
export function addAskCommands(program: Command, context: CommandContext): void {
  program
    .command('ask [question...]')
    .description('hỏi một câu, hoặc nhiều câu từ đầu vào chuẩn (--jsonl)')
    .option('--jsonl', 'mỗi dòng vào một câu (chữ, hoặc JSON có "q"); mỗi dòng ra một JSON, đúng thứ tự')
    .action((words: string[], options: { jsonl?: boolean }) =>
      options.jsonl ? askMany(context) : askOne(context, words.join(' ')),
    );
  program
    .command('chat')
    .description('trò chuyện như người dân, ngay trong cửa sổ lệnh')
    .action(() => chat(context));
  program
    .command('eval <file>')
    .description('đo trên tệp câu hỏi có nhãn (JSON-lines): bảng theo kiểu câu hỏi')
    .action((file: string) => evaluate(context, file));
}

async function askOne({ io, services }: CommandContext, question: string): Promise<void> {
  if (question.trim() === '')
    throw new WrongUsage('Thiếu câu hỏi. Ví dụ: motcua ask "làm giấy khai sinh cần gì"');
  const { replies } = await decide(await services(), question);
  await io.out(`${replies.map(renderReply).join('\n\n')}\n`);
}

/** What a question leads to as the first of a conversation, and how long deciding took. */
async function decide(services: Services, text: string) {
  const lookups = await services.lookups();
  const started = performance.now();
  const turn = await respond({ text }, openSession(null), lookups, new Date());
  return { ...turn, ms: performance.now() - started };
}

async function askMany({ io, services }: CommandContext): Promise<void> {
  const opened = await services();
  await opened.catalogue();
  for await (const line of linesOf(io.stdin())) {
    if (line.trim() === '') continue;
    const question = readQuestionLine(line);
    const { outcome, ms } = await decide(opened, question);
    await io.out(`${JSON.stringify({ question, ...outcome, ms: Math.round(ms * 1000) / 1000 })}\n`);
  }
}

const questionLine = z.object({ q: z.string() });

/** A line is a JSON object with `q`, or the question itself. */
function readQuestionLine(line: string): string {
  if (!line.trimStart().startsWith('{')) return line;
  try {
    return questionLine.parse(JSON.parse(line)).q;
  } catch {
    return line;
  }
}

async function chat({ io, services }: CommandContext): Promise<void> {
  const receive = await (await services()).receive();
  const address = { channel: 'terminal', id: randomUUID() } as const;
  const prompt = () => io.err(io.interactive ? '\nAnh/chị: ' : '');
  if (io.interactive) await io.err('Gõ câu hỏi rồi Enter; Ctrl-D để thôi.\n');
  await prompt();
  for await (const line of linesOf(io.stdin())) {
    if (line.trim() !== '') {
      const { turn } = await receive(address, { text: line });
      await io.out(`${turn.replies.map(renderReply).join('\n\n')}\n`);
    }
    await prompt();
  }
}

async function evaluate({ io, services }: CommandContext, file: string): Promise<void> {
  const opened = await services();
  await opened.catalogue();
  const answered: Answered[] = [];
  let row = 0;
  for await (const line of linesOf(io.readFile(file))) {
    row += 1;
    if (line.trim() === '') continue;
    const parsed = labelledQuestion.safeParse(parseJson(line));
    if (!parsed.success)
      throw new CommandFailed(`${file}, dòng ${row}: không phải câu hỏi có nhãn (q, kind, accept).`);
    const { outcome, ms } = await decide(opened, parsed.data.q);
    answered.push({ question: parsed.data, outcome, ms });
    if (row % 200 === 0) await io.err(`${row} câu…\n`);
  }
  if (answered.length === 0) throw new CommandFailed(`${file} không có câu hỏi nào.`);
  await io.out(formatScore(score(answered)));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
