/** `motcua dossier …`: what a desk does with dossiers. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { officerLines } from '../../calendar/explanation-text.js';
import type { ItemResult } from '../../dossiers/change/commit.js';
import { appendEvent, undoEvent } from '../../dossiers/change/update.js';
import { explainDossierDue } from '../../dossiers/look-up/explanation.js';
import { dossierKey, type HistoryEntry } from '../../dossiers/model/dossier.js';
import { readHistory } from '../../dossiers/model/history.js';
import { eventInput } from '../../dossiers/model/inputs.js';
import { readStatus } from '../../dossiers/model/status.js';
import { findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import { findDossier, readEvents } from '../../dossiers/store.js';
import { errorBody, problemOfIssues, problemOfRefusal } from '../../http/desk/problems.js';
import { detailOf } from '../../http/desk/view.js';
import { translator } from '../../i18n/translate.js';
import { instantOf, vietnamDate } from '../../time/clock.js';
import { parseMoment } from '../../time/moment.js';
import { type CommandContext, CommandFailed, operator, WrongUsage } from '../command.js';
import { collect } from '../options.js';
import { addDossierImportCommands } from './dossier-import.js';
import { addQrCommand } from './dossier-qr.js';
import { formatDossier } from './dossier-text.js';
import { addFileCommand, holderOf } from './file.js';
import { addImportCommands } from './imports.js';
import { addLetInCommand } from './let-in.js';
import { addDossierPartCommands } from './parts.js';
import { addRepairCommand } from './repair-times.js';
import { addVerifyCommand } from './verify.js';
import { addWorkListCommand } from './work-list.js';

type ShowFlags = { json?: boolean; explain?: boolean };

type StatusFlags = {
  reason?: string;
  at?: string;
  atUnknown?: boolean;
  subState?: string;
  missing: string[];
  due?: string;
  apology?: string;
  correction?: boolean;
  holderUnit?: string;
  holder?: string;
};

/** The commands of `dossier`. */
export function addDossierCommands(dossier: Command, context: CommandContext): void {
  dossier
    .command('show <mã>')
    .description('một hồ sơ và mọi sự kiện; mã viết kiểu nào cũng được')
    .option('--explain', 'vì sao hẹn ngày đó: từng ngày tính, không tính')
    .option('--json', 'in JSON')
    .action((code: string, flags: ShowFlags) => show(context, code, flags));
  addDossierImportCommands(dossier, context);
  addImportCommands(dossier, context);
  addRepairCommand(dossier, context);
  addWorkListCommand(dossier, context);
  addFileCommand(dossier, context, { readCode, readMoment, tell });
  dossier
    .command('set-status <mã> <trạng-thái>')
    .description('ghi một bước xử lý: số 1–10 hoặc tên trạng thái')
    .option('--reason <lý do>')
    .option('--missing <giấy tờ>', 'giấy tờ còn thiếu; ghi nhiều lần được', collect, [])
    .option('--at <lúc>', 'xảy ra lúc nào, giờ Việt Nam (mặc định: bây giờ)')
    .option('--at-unknown', 'không rõ xảy ra lúc nào')
    .option('--sub-state <tên>', 'trạng thái con, ví dụ paused, stopped, refused, posted')
    .option('--due <lúc>', 'ngày hẹn trả mới; gia hạn cần --apology')
    .option('--apology <số>', 'số văn bản xin lỗi')
    .option('--holder-unit <mã>', 'đơn vị giữ hồ sơ từ bước này')
    .option('--holder <họ tên>', 'người giữ hồ sơ từ bước này')
    .option('--correction', 'sửa trạng thái trái quy trình; bắt buộc có --reason')
    .action((code: string, status: string, flags: StatusFlags) =>
      setStatus(context, { code, status }, flags),
    );
  dossier
    .command('undo <mã>')
    .description('hoàn tác bước mình vừa ghi nhầm bằng lệnh này, trong 10 phút')
    .option('--reason <lý do>')
    .action((code: string, { reason }: { reason?: string }) => undo(context, code, reason ?? null));
  addDossierPartCommands(dossier, context, { readCode, operator });
  const findCode = async (text: string) => (await readDossier(context, text)).dossier.code;
  addQrCommand(dossier, context, findCode);
  addLetInCommand(dossier, context, findCode);
  addVerifyCommand(dossier, context);
}

function readCode(text: string): string {
  const [found, another] = findReceiptCodes(text, vietnamDate(new Date()));
  if (found?.kind === 'receipt' && !another) return found.canonical;
  const guess = found?.kind === 'guess' ? ` Có phải ${found.canonical} không?` : '';
  throw new WrongUsage(`"${text}" không phải mã hồ sơ.${guess} Ghi như H21.17-261120-0012.`);
}

async function readDossier({ services }: CommandContext, text: string) {
  const code = readCode(text);
  const { client } = (await services()).database;
  const dossier = await findDossier(client, code);
  if (!dossier) throw new CommandFailed(`Chưa có hồ sơ ${code}.`);
  const events = (await readEvents(client, [dossierKey(code)])).get(dossier.key) ?? [];
  return { dossier, entries: readHistory(events).entries };
}

async function show(context: CommandContext, text: string, { json, explain }: ShowFlags): Promise<void> {
  const { dossier, entries } = await readDossier(context, text);
  const detail = detailOf(dossier, entries, new Date());
  const lines = explain ? await explainDue(context, dossier.code) : null;
  const shown = lines === null ? detail : { ...detail, dueExplanation: lines };
  await context.io.out(
    json
      ? `${JSON.stringify(shown, null, 2)}\n`
      : `${formatDossier(detail)}${(lines ?? []).map((line) => `${line}\n`).join('')}`,
  );
}

async function explainDue({ services }: CommandContext, code: string): Promise<string[]> {
  const { client, loadProcedures } = (await services()).dossiers;
  const explained = await explainDossierDue(client, loadProcedures, code);
  return explained ? officerLines(explained, { t: translator('vi'), locale: 'vi' }) : [];
}

async function setStatus(
  context: CommandContext,
  { code: text, status: word }: { code: string; status: string },
  flags: StatusFlags,
): Promise<void> {
  const code = readCode(text);
  const status = readStatus(word);
  if (status === null)
    throw new WrongUsage(`Trạng thái "${word}" không có. Ghi số 1–10 hoặc tên, ví dụ 4 hoặc "Đang xử lý".`);
  const now = new Date();
  const event = eventInput.safeParse({
    id: randomUUID(),
    status,
    at: flags.atUnknown
      ? null
      : (flags.at === undefined ? now : readMoment(flags.at, '--at', '')).toISOString(),
    reason: flags.reason,
    missing: flags.missing.length > 0 ? flags.missing : undefined,
    subState: flags.subState,
    dueAt: flags.due === undefined ? undefined : readMoment(flags.due, '--due', '17:00').toISOString(),
    apologyDocument: flags.apology,
    correction: flags.correction,
    ...holderOf(flags),
  });
  if (!event.success) throw new WrongUsage(errorBody(problemOfIssues(event.error)).message);
  const { dossiers } = await context.services();
  const told = { actor: operator(context.io.user), now };
  await tell(context, await appendEvent(dossiers, { code, event: event.data }, told));
}

/** A day alone stands for a time of it; '' = the day needs a time. */
function readMoment(text: string, flag: string, time: string): Date {
  const moment = parseMoment(text);
  if (moment?.hasTime) return moment.at;
  if (moment && time !== '') return instantOf(vietnamDate(moment.at), time);
  throw new WrongUsage(`${flag} "${text}" không phải ngày giờ. Ghi như 2026-11-20T09:00.`);
}

async function undo(context: CommandContext, text: string, reason: string | null): Promise<void> {
  const { dossier, entries } = await readDossier(context, text);
  const actor = operator(context.io.user);
  const last = latest(entries.filter((entry) => entry.actorId === actor.id && !entry.undone));
  if (!last) throw new CommandFailed(`Không có bước nào của ${context.io.user} để hoàn tác.`);
  const { dossiers } = await context.services();
  const item = { code: dossier.code, id: last.id, source: last.source, reason };
  await tell(context, await undoEvent(dossiers, item, { actor, now: new Date() }));
}

/** The step told last, whenever it happened; undefined = none. */
function latest(entries: readonly HistoryEntry[]): HistoryEntry | undefined {
  return [...entries]
    .sort((a, b) => b.position - a.position)
    .find(({ kind }) => kind === 'status' || kind === 'correction');
}

async function tell({ io }: CommandContext, result: ItemResult): Promise<void> {
  if (!result.ok) throw new CommandFailed(errorBody(problemOfRefusal(result.refusal, result.field)).message);
  const { dossier } = result;
  await io.out(formatDossier(detailOf(dossier, [], new Date())));
}
