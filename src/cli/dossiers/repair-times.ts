/** `motcua dossier repair-times`: results counted as of the moment of an import, or as of before the dossier was there. */
import type { Command } from 'commander';
import { type Repaired, repairTimes } from '../../dossiers/change/repair-times.js';
import { summarise } from '../../reports/on-time.js';
import { countOutcomes } from '../../reports/store.js';
import { type CommandContext, operator } from '../command.js';
import { listed } from '../socket/lines.js';

const REASONS = {
  moment: 'Tệp hoặc phần mềm không cho biết lúc nào; lúc nạp không phải lúc có kết quả.',
  early: 'Thời điểm phần mềm báo nằm trước ngày tiếp nhận, không thể là lúc có kết quả.',
};

type Flags = { apply?: boolean; json?: boolean };

/** Adds the command. */
export function addRepairCommand(dossier: Command, context: CommandContext): void {
  dossier
    .command('repair-times')
    .description(
      'tìm và sửa các trạng thái bị ghi theo lúc nạp tệp, hoặc trước cả ngày tiếp nhận; mặc định chỉ chạy thử',
    )
    .option('--apply', 'ghi sửa đổi, kèm lý do, vào lịch sử từng hồ sơ')
    .option('--json', 'in JSON')
    .action((flags: Flags) => repair(context, flags));
}

async function repair({ io, services }: CommandContext, { apply = false, json }: Flags): Promise<void> {
  const { dossiers } = await services();
  const now = new Date();
  const figures = async () => summarise(await countOutcomes(dossiers.client, {}, now));
  const before = await figures();
  const found: Repaired[] = [];
  const told = { actor: operator(io.user), now, apply, reasons: REASONS };
  for await (const page of repairTimes(dossiers, told)) {
    found.push(...page);
    if (io.signal.aborted) return;
  }
  const after = apply ? await figures() : before;
  if (json) return io.out(`${JSON.stringify({ applied: apply, dossiers: found, before, after }, null, 2)}\n`);
  for (const { code, events } of found) await io.out(listed(code, `${events} bước`));
  const counted = apply
    ? ` Quá hạn: ${before.late + before.overdue} → ${after.late + after.overdue}; không rõ xong lúc nào: ${before.settledUnknown} → ${after.settledUnknown}.`
    : ' Thêm --apply để sửa.';
  await io.out(`${apply ? 'Đã sửa' : 'Chạy thử: sẽ sửa'} ${found.length} hồ sơ ghi sai lúc.${counted}\n`);
}
