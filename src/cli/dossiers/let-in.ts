/** `motcua dossier let-in`: a code for a holder who stands at the desk. */

import type { Command } from 'commander';
import { issueLetIn, readLetIns } from '../../dossiers/look-up/let-in.js';
import { vietnamTime } from '../../time/clock.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { listed } from '../socket/lines.js';

type Flags = { list?: boolean; json?: boolean };

/** Adds `let-in`. `findCode` finds an existing dossier's code in what was typed. */
export function addLetInCommand(
  dossier: Command,
  context: CommandContext,
  findCode: (text: string) => Promise<string>,
): void {
  dossier
    .command('let-in <mã>')
    .description('mã tại quầy: đọc cho người nộp, nhắn vào trò chuyện là mở được hồ sơ (một giờ, một lần)')
    .option('--list', 'không cấp mã; xem các mã đã cấp: lúc nào, ai cấp, đã dùng chưa')
    .option('--json', 'in JSON')
    .action(async (code: string, { list, json }: Flags) =>
      (list ? printGiven : give)(context, await findCode(code), json ?? false),
    );
}

async function give({ io, services }: CommandContext, code: string, json: boolean): Promise<void> {
  const { letIns } = await services();
  const issued = await issueLetIn(letIns, { code, by: `cli:${io.user}` }, new Date());
  if (!issued) throw new CommandFailed(`Chưa có hồ sơ ${code}.`);
  await io.out(
    json
      ? `${JSON.stringify({ code, ...issued }, null, 2)}\n`
      : `Mã tại quầy của hồ sơ ${code}: ${issued.letIn}
Chỉ đọc cho người nộp sau khi đã xem giấy hẹn hoặc giấy tờ tùy thân.
Người nộp nhắn mã này vào cuộc trò chuyện; dùng một lần, đến ${moment(issued.expiresAt)}.
`,
  );
}

async function printGiven({ io, services }: CommandContext, code: string, json: boolean): Promise<void> {
  const given = await readLetIns((await services()).letIns.db, code);
  if (json) return io.out(`${JSON.stringify(given, null, 2)}\n`);
  if (given.length === 0) return io.err(`Chưa cấp mã tại quầy nào cho hồ sơ ${code}.\n`);
  for (const { issuedAt, issuedBy, usedAt } of given)
    await io.out(listed(moment(issuedAt), issuedBy, usedAt ? `dùng ${moment(usedAt)}` : 'chưa dùng'));
}

function moment(at: Date): string {
  const { date, time } = vietnamTime(at);
  return `${time} ngày ${date.split('-').reverse().join('/')}`;
}
