/** `motcua dossier list`: what a desk has to do. */
import type { Command } from 'commander';
import { listWork, workCursor } from '../../dossiers/list-store.js';
import type { Dossier } from '../../dossiers/model/dossier.js';
import { STATUS_NAMES } from '../../dossiers/model/status.js';
import { WORK_LIST_NAMES, WORK_LISTS, type WorkList } from '../../dossiers/work-lists.js';
import { summaryOf } from '../../http/desk/view.js';
import { vietnamTime } from '../../time/clock.js';
import { type CommandContext, WrongUsage } from '../command.js';
import { checkUnitCode } from '../options.js';
import { listed } from '../socket/lines.js';

type Flags = { list: string; unit?: string; holder?: string; json?: boolean };

const PAGE = 500;
const NAMES = WORK_LISTS.map((list) => `${list} (${WORK_LIST_NAMES[list]})`).join(', ');

/** Adds the command. */
export function addWorkListCommand(dossier: Command, context: CommandContext): void {
  dossier
    .command('list')
    .description('danh sách việc, hẹn sớm nhất trước')
    .requiredOption('--list <tên>', NAMES)
    .option('--unit <mã>', 'của đơn vị này và các đơn vị trực thuộc')
    .option('--holder <ai>', 'đang ở người hoặc đơn vị này: mã, hoặc một phần tên')
    .option('--json', 'in JSON')
    .action((flags: Flags) => list(context, flags));
}

async function list({ io, services }: CommandContext, flags: Flags): Promise<void> {
  const { list: name, unit, holder, json } = flags;
  if (!isList(name)) throw new WrongUsage(`Không có danh sách "${name}". Có: ${NAMES}.`);
  if (unit !== undefined) checkUnitCode(unit);
  const { client } = (await services()).database;
  const now = new Date();
  const all: Dossier[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last && workCursor(last);
    const page = await listWork(client, { list: name, unit, holder }, now, { after, limit: PAGE });
    if (json) all.push(...page);
    else {
      for (const each of page) await io.out(lineOf(each));
      all.splice(0, all.length, ...page.slice(-1));
    }
    if (page.length < PAGE || io.signal.aborted) break;
  }
  if (!json && all.length === 0) await io.err('Chưa có hồ sơ nào trong danh sách này.\n');
  if (json)
    await io.out(
      `${JSON.stringify(
        all.map((each) => summaryOf(each, now)),
        null,
        2,
      )}\n`,
    );
}

function isList(name: string): name is WorkList {
  return WORK_LISTS.some((each) => each === name);
}

function lineOf(dossier: Dossier): string {
  const { code, dueAt, status, procedureCode, holderName, holderId, step } = dossier;
  const due = dueAt ? vietnamTime(dueAt).date.split('-').reverse().join('/') : 'chưa có ngày hẹn';
  return listed(
    code,
    due,
    `${status} ${STATUS_NAMES[status]}`,
    procedureCode,
    [holderName ?? holderId, step].filter(Boolean).join(' – '),
  );
}
