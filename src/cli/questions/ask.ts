/** `ask`, `chat`: the conversation in a terminal; `eval`: how well it does on labelled questions. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { renderReply } from '../../channels/terminal/render.js';
import type { Reply } from '../../conversation/message.js';
import { formatScore } from '../../evaluation/table.js';
import { type CommandContext, WrongUsage } from '../command.js';
import { linesOf } from '../socket/lines.js';
import { measureDecision, scoreFile } from './evaluation.js';

/** The command `ask`. */
export function addAsk(ask: Command, context: CommandContext): void {
  ask
    .option('--jsonl', 'mỗi dòng vào một câu (chữ, hoặc JSON có "q"); mỗi dòng ra một JSON, đúng thứ tự')
    .action((words: string[], options: { jsonl?: boolean }) =>
      options.jsonl ? askMany(context) : askOne(context, words.join(' ')),
    );
}

/** The command `chat`. */
export function addChat(command: Command, context: CommandContext): void {
  command.action(() => chat(context));
}

/** The command `eval`. */
export function addEval(evaluate: Command, context: CommandContext): void {
  evaluate.action(async (file: string) => context.io.out(formatScore(await scoreFile(context, file))));
}

async function askOne({ io, services }: CommandContext, question: string): Promise<void> {
  if (question.trim() === '')
    throw new WrongUsage('Thiếu câu hỏi. Ví dụ: motcua ask "làm giấy khai sinh cần gì"');
  const { replies } = await measureDecision(await services(), question);
  await io.out(shown(replies, io.interactive));
}

function shown(replies: readonly Reply[], isBold: boolean): string {
  return `${replies.map((reply) => renderReply(reply, isBold)).join('\n\n')}\n`;
}

async function askMany({ io, services }: CommandContext): Promise<void> {
  const opened = await services();
  await opened.catalogue();
  for await (const line of linesOf(io.stdin())) {
    if (line.trim() === '') continue;
    const question = readQuestionLine(line);
    const { outcome, ms } = await measureDecision(opened, question);
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
      await io.out(shown(turn.replies, io.interactive));
    }
    await prompt();
  }
}
