/** `motcua inbox`: what waits to be answered on the messaging channels, and what was set aside. */
import type { Command } from 'commander';
import { countInbox, listSetAside, retrySetAside } from '../../channels/inbox-store.js';
import { vietnamMinute } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { listed } from '../socket/lines.js';

const LISTED = 50;
const STATES: Record<string, string> = {
  received: 'chưa trả lời',
  answered: 'đang gửi câu trả lời',
  done: 'đã xong (7 ngày qua)',
  failed: 'để riêng vì lỗi',
};

/** The commands of `inbox`. */
export function addInboxCommands(inbox: Command, context: CommandContext): void {
  inbox.action(async () => {
    const { client } = (await context.services()).database;
    const counts = await countInbox(client);
    if (counts.length === 0) return context.io.err('Chưa có tin nhắn nào trong 7 ngày qua.\n');
    for (const { channel, state, count, oldest, repeats } of counts) {
      const twice = repeats > 0 ? `, ${repeats} tin có thể đã gửi hai lần` : '';
      const since = state === 'done' ? '' : `, cũ nhất từ ${vietnamMinute(oldest)}`;
      await context.io.out(listed(channel, `${STATES[state] ?? state}: ${count}${since}${twice}`));
    }
    const aside = await listSetAside(client, LISTED);
    if (aside.length > 0) await context.io.out('\nTin để riêng (mới nhất trước):\n');
    for (const { id, channel, receivedAt, reason } of aside)
      await context.io.out(listed(id, channel, vietnamMinute(receivedAt), reason));
  });
  inbox
    .command('retry')
    .argument('<số>', 'số thứ tự của tin để riêng, xem: motcua inbox')
    .description('trả lời lại một tin đã để riêng')
    .action(async (id: string) => {
      if (!/^\d{1,18}$/.test(id)) throw new WrongUsage(`“${id}” không phải số thứ tự của một tin.`);
      const { client } = (await context.services()).database;
      if (!(await retrySetAside(client, BigInt(id))))
        throw new CommandFailed(`Không có tin để riêng số ${id} còn giữ nội dung để trả lời lại.`);
      await context.io.out(`Tin số ${id} sẽ được trả lời lại khi máy chủ chạy.\n`);
    });
}
