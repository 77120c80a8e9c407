/** `motcua questions|reports|ratings`: what people left for the office. */
import type { Command } from 'commander';
import {
  answerQuestion,
  closeReport,
  type DeskQuestion,
  listQuestions,
  listRatings,
  listReports,
} from '../../enquiries/store.js';
import { vietnamMinute } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { wholeNumber } from '../options.js';
import { listed, printList, singleLine } from '../socket/lines.js';
import { addMissedCommand } from './missed.js';

const LIMIT = 200;

const clientOf = async (context: CommandContext) => (await context.services()).database.client;

/** The commands of `questions`. */
export function addQuestionCommands(questions: Command, context: CommandContext): void {
  questions
    .command('list', { isDefault: true })
    .description('câu hỏi chưa trả lời; --all: cả câu đã trả lời')
    .option('--all', 'cả câu đã trả lời')
    .action(async ({ all }: { all?: boolean }) => {
      const found = await listQuestions(await clientOf(context), { open: !all, limit: LIMIT });
      const none = all ? 'Chưa có câu hỏi nào.' : 'Chưa có câu hỏi nào chờ trả lời.';
      await printList(context.io, found.map(describeQuestion), none);
    });
  questions
    .command('answer <mã> <lời>')
    .description('trả lời; câu trả lời chờ sẵn trong cuộc trò chuyện của người hỏi')
    .option('--by <tên>', 'người trả lời (mặc định: tên người dùng hệ điều hành)')
    .action(async (code: string, text: string, { by }: { by?: string }) => {
      if (text.trim() === '') throw new WrongUsage('Câu trả lời trống.');
      if (
        !(await answerQuestion(
          await clientOf(context),
          code.toUpperCase(),
          text.trim(),
          by ?? context.io.user,
        ))
      ) {
        throw new CommandFailed(`Không có câu hỏi mã ${code}. Xem: motcua questions`);
      }
      await context.io.err(
        'Đã lưu. Người hỏi sẽ thấy ở lần nhắn sau; gửi lại lệnh này để sửa câu trả lời.\n',
      );
    });
  addMissedCommand(questions, context);
}

/** The commands of `reports`. */
export function addReportsCommands(reports: Command, context: CommandContext): void {
  reports
    .command('list', { isDefault: true })
    .description('báo sai chưa xử lý, cũ nhất trước')
    .action(async () => {
      const reports = await listReports(await clientOf(context), LIMIT);
      const lines = reports.map(({ id, code, publicationId, note, createdAt }) =>
        listed(id, vietnamMinute(createdAt), code, `bản ${publicationId ?? '–'}`, note),
      );
      await printList(context.io, lines, 'Chưa có báo sai nào.');
    });
  reports
    .command('close <số>')
    .description('đánh dấu đã xử lý')
    .action(async (id: string) => {
      if (!(await closeReport(await clientOf(context), wholeNumber(id, 'Số của báo sai'), context.io.user))) {
        throw new CommandFailed(`Không có báo sai số ${id} đang mở. Xem: motcua reports`);
      }
    });
}

/** The command `ratings`. */
export function addRatings(command: Command, context: CommandContext): void {
  command.action(async () => {
    const ratings = await listRatings(await clientOf(context));
    const lines = ratings.map(({ code, useful, not }) => listed(code, `hữu ích ${useful}`, `chưa ${not}`));
    await printList(context.io, lines, 'Chưa có đánh giá nào.');
  });
}

function describeQuestion({ code, text, askedAt, answer, answeredBy }: DeskQuestion): string {
  const reply = answer === null ? '' : `    → ${singleLine(`${answer} (${answeredBy ?? '–'})`)}\n`;
  return `${listed(code, vietnamMinute(askedAt), text)}${reply}`;
}
