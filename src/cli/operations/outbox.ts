/** `motcua outbox`: notices that wait, were sent, or were not; channels that stand still. */
import type { Command } from 'commander';
import { MESSAGING } from '../../channels/channel.js';
import {
  cancelNotice,
  countNotices,
  countReasons,
  listPaused,
  type NoticeState,
  pauseChannel,
  resumeChannel,
  retryNotice,
} from '../../notifications/notice-store.js';
import { listFailed, retryFailed } from '../../notifications/outbox-store.js';
import { vietnamMinute } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { listed } from '../socket/lines.js';

const LISTED = 50;
const STATES: Record<NoticeState, string> = {
  queued: 'đang chờ gửi',
  sending: 'đang gửi',
  sent: 'đã gửi',
  failed: 'gửi lỗi',
  cancelled: 'không gửi nữa',
  unknown: 'không rõ đã đến chưa',
};

/** The commands of `outbox`. */
export function addOutboxCommands(outbox: Command, context: CommandContext): void {
  const { io } = context;
  const db = async () => (await context.services()).database.client;
  outbox.option('--json', 'in JSON').action(({ json }: { json?: boolean }) => show(context, json ?? false));
  outbox
    .command('retry [số]')
    .description('gửi lại một tin lỗi, hoặc mọi tin lỗi')
    .option('--all-failed', 'mọi tin gửi lỗi, trừ tin không rõ đã đến chưa')
    .action(async (id: string | undefined, { allFailed }: { allFailed?: boolean }) => {
      if ((id === undefined) !== (allFailed === true))
        throw new WrongUsage('Ghi số của tin, hoặc --all-failed. Xem: motcua outbox');
      if (id === undefined) return io.out(`${await retryFailed(await db())} tin sẽ được gửi lại.\n`);
      if (!(await retryNotice(await db(), readId(id)))) throw new CommandFailed(`Không có tin lỗi số ${id}.`);
      await io.out(`Tin số ${id} sẽ được gửi lại khi máy chủ chạy.\n`);
    });
  outbox
    .command('cancel <số>')
    .description('không gửi một tin đang chờ hoặc lỗi')
    .requiredOption('--why <lý do>')
    .action(async (id: string, { why }: { why: string }) => {
      if (!(await cancelNotice(await db(), readId(id), `${io.user}: ${why}`)))
        throw new CommandFailed(`Không có tin số ${id} đang chờ hoặc lỗi.`);
      await io.out(`Tin số ${id} sẽ không được gửi.\n`);
    });
  outbox
    .command('pause <kênh>')
    .description(`ngừng gửi thông báo trên một kênh (${MESSAGING.join(', ')}); câu trả lời vẫn gửi`)
    .requiredOption('--why <lý do>')
    .action(async (channel: string, { why }: { why: string }) => {
      await pauseChannel(await db(), readChannel(channel), io.user, why);
      await io.out(`${channel}: đã ngừng gửi thông báo. Gửi tiếp: motcua outbox resume ${channel}\n`);
    });
  outbox
    .command('resume <kênh>')
    .description('gửi tiếp thông báo trên một kênh')
    .action(async (channel: string) => {
      if (!(await resumeChannel(await db(), readChannel(channel))))
        throw new CommandFailed(`${channel} không bị tạm dừng.`);
      await io.out(`${channel}: gửi tiếp thông báo.\n`);
    });
}

function readId(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new WrongUsage(`“${text}” không phải số của một tin.`);
  return BigInt(text);
}

function readChannel(text: string): string {
  if (!(MESSAGING as readonly string[]).includes(text))
    throw new WrongUsage(`Không có kênh “${text}”. Có: ${MESSAGING.join(', ')}.`);
  return text;
}

async function show({ io, services }: CommandContext, json: boolean): Promise<void> {
  const { client } = (await services()).database;
  const counts = await countNotices(client);
  const reasons = await countReasons(client);
  const paused = await listPaused(client);
  const failed = await listFailed(client, LISTED);
  if (json) {
    const listed = failed.map((one) => ({ ...one, id: String(one.id) }));
    return io.out(`${JSON.stringify({ counts, reasons, paused, failed: listed }, null, 2)}\n`);
  }
  if (counts.length === 0 && paused.length === 0) return io.err('Chưa có thông báo nào.\n');
  for (const { channel, state, count, oldest } of counts)
    await io.out(
      listed(
        channel,
        `${STATES[state as NoticeState] ?? state}: ${count.toLocaleString('vi-VN')}, cũ nhất từ ${vietnamMinute(oldest)}`,
      ),
    );
  for (const { channel, pausedAt, pausedBy, reason } of paused)
    await io.out(
      listed(
        channel,
        `TẠM DỪNG từ ${pausedAt ? vietnamMinute(pausedAt) : '?'} (${pausedBy ?? ''}): ${reason ?? ''}`,
      ),
    );
  if (reasons.length > 0) await io.out('\nVì sao không gửi được:\n');
  for (const { channel, reason, count } of reasons) await io.out(listed(count, channel, reason));
  if (failed.length > 0) await io.out('\nTin không gửi được (mới nhất trước):\n');
  for (const { id, channel, kind, createdAt, reason } of failed)
    await io.out(listed(id, channel, kind, vietnamMinute(createdAt), reason));
}
