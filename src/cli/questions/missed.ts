/** `motcua questions missed`: what was not answered, brought together, to learn words from. */
import type { Command } from 'commander';
import { groupAlike } from '../../enquiries/likeness.js';
import { listUnanswered, type Unanswered } from '../../enquiries/unanswered-store.js';
import { vietnamDate } from '../../time/clock.js';
import type { CommandContext } from '../command.js';
import { listed, printList } from '../socket/lines.js';

const LIMIT = 1000;

/** Adds `missed` to `questions`. */
export function addMissedCommand(questions: Command, context: CommandContext): void {
  questions
    .command('missed')
    .description('câu chưa trả lời được hoặc phải hỏi lại (đã che tên, số), gom các câu giống nhau')
    .action(async () => {
      const { client } = (await context.services()).database;
      const groups = groupAlike(await listUnanswered(client, LIMIT, new Date()), ({ text }) => text);
      const described = groups.map(describe).sort((a, b) => b.total - a.total);
      await printList(
        context.io,
        described.map(({ lines }) => lines),
        'Chưa có câu nào không trả lời được.',
      );
    });
}

/** One group: how often in all, the question asked most, then the others like it. */
function describe(group: Unanswered[]): { total: number; lines: string } {
  const total = group.reduce((sum, { count }) => sum + count, 0);
  const lines = group.map(({ text, kind, count, lastAt }, i) => {
    const went = kind === 'asked' ? 'hỏi lại' : 'từ chối';
    const head = i === 0 ? `${total} lần` : '';
    return listed(head, text, `${went} ${count}, gần nhất ${vietnamDate(lastAt)}`);
  });
  return { total, lines: lines.join('') };
}
