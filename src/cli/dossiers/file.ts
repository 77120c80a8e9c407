/** `motcua dossier file`: files one dossier from the command line. */
import type { Command } from 'commander';
import { normaliseProcedureCode } from '../../catalogue/clean.js';
import type { ItemResult } from '../../dossiers/change/commit.js';
import { putDossier } from '../../dossiers/change/update.js';
import { type DossierInput, dossierInput } from '../../dossiers/model/inputs.js';
import { errorBody, problemOfIssues } from '../../http/desk/problems.js';
import { type CommandContext, operator, WrongUsage } from '../command.js';

type Flags = {
  procedure: string;
  received?: string;
  submission: string;
  owner?: string;
  phone?: string;
  identity?: string;
  due?: string;
  holderUnit?: string;
  holder?: string;
  step?: string;
};

/** What the commands of dossiers share: codes and moments as typed, and how the outcome is told. */
export type Shared = {
  readCode: (text: string) => string;
  readMoment: (text: string, flag: string, time: string) => Date;
  tell: (context: CommandContext, result: ItemResult) => Promise<void>;
};

/** Adds the command. */
export function addFileCommand(dossier: Command, context: CommandContext, shared: Shared): void {
  dossier
    .command('file <mã>')
    .description('lập một hồ sơ, hoặc sửa thông tin hồ sơ đã có')
    .requiredOption('--procedure <mã>', 'mã thủ tục như 1.001193')
    .option('--received <lúc>', 'tiếp nhận lúc nào, giờ Việt Nam (mặc định: bây giờ)')
    .option('--submission <cách>', 'direct (trực tiếp), online (trực tuyến), post (bưu chính)', 'direct')
    .option('--owner <họ tên>', 'chủ hồ sơ')
    .option('--phone <số>', 'số điện thoại; chỉ giữ mã băm bốn số cuối')
    .option('--identity <số>', 'số giấy tờ; chỉ giữ mã băm bốn số cuối')
    .option('--due <lúc>', 'ngày hẹn trên giấy (mặc định: tính theo danh mục)')
    .option('--holder-unit <mã>', 'đơn vị đang giữ hồ sơ')
    .option('--holder <họ tên>', 'người đang giữ hồ sơ')
    .option('--step <bước>', 'bước trong quy trình nội bộ')
    .action((code: string, flags: Flags) => fileOne(context, { code, flags }, shared));
}

/** Who has the dossier, as the flags say: the office where both are told. */
export function holderOf({
  holderUnit,
  holder,
}: {
  holderUnit?: string;
  holder?: string;
}): Pick<DossierInput, 'holder'> {
  if (holderUnit) return { holder: { kind: 'unit', id: holderUnit } };
  return holder ? { holder: { kind: 'person', name: holder } } : {};
}

async function fileOne(
  context: CommandContext,
  { code: text, flags }: { code: string; flags: Flags },
  { readCode, readMoment, tell }: Shared,
): Promise<void> {
  const code = readCode(text);
  const now = new Date();
  const { owner, phone, identity } = flags;
  const read = dossierInput.safeParse({
    procedure: normaliseProcedureCode(flags.procedure) ?? flags.procedure,
    receivedAt: (flags.received === undefined
      ? now
      : readMoment(flags.received, '--received', '')
    ).toISOString(),
    submission: flags.submission,
    ...(owner || phone || identity ? { owner: { name: owner, phone, identity } } : {}),
    ...(flags.due === undefined ? {} : { dueAt: readMoment(flags.due, '--due', '17:00').toISOString() }),
    ...holderOf(flags),
    ...(flags.step ? { step: flags.step } : {}),
  });
  if (!read.success) throw new WrongUsage(errorBody(problemOfIssues(read.error)).message);
  const { dossiers } = await context.services();
  const told = { actor: operator(context.io.user), now };
  await tell(context, await putDossier(dossiers, { code, dossier: read.data }, told));
}
