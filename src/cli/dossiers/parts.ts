/** `motcua dossier waiting-parts|confirm-part`: parts of dossiers (liên thông), which the whole's unit confirms. */

import type { Command } from 'commander';
import { type PartLink, readLinks } from '../../dossiers/change/link-store.js';
import { answerPart } from '../../dossiers/change/update.js';
import { type Actor, unitOfCode } from '../../dossiers/model/dossier.js';
import { STATUS_NAMES } from '../../dossiers/model/status.js';
import { errorBody, problemOfRefusal } from '../../http/desk/problems.js';
import { vietnamIso } from '../../time/clock.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { checkUnitCode } from '../options.js';
import { listed } from '../socket/lines.js';

const PAGE = 500;

/** Adds the commands about parts. `readCode` reads a receipt code as typed; `operator` is who works here. */
export function addDossierPartCommands(
  dossier: Command,
  context: CommandContext,
  { readCode, operator }: { readCode: (text: string) => string; operator: (user: string) => Actor },
): void {
  dossier
    .command('waiting-parts')
    .description('hồ sơ nói mình là phần của hồ sơ đơn vị khác, chờ đơn vị đó xác nhận')
    .option('--unit <mã>', 'chờ đơn vị này và các đơn vị trực thuộc (mặc định: mọi đơn vị)')
    .action(({ unit }: { unit?: string }) => listWaiting(context, unit));
  dossier
    .command('confirm-part <mã-chính> <mã-phần>')
    .description('xác nhận một phần của hồ sơ: từ đó chủ hồ sơ chính thấy phần này')
    .option('--take-back', 'rút lời xác nhận')
    .action(async (parent: string, part: string, { takeBack = false }: { takeBack?: boolean }) => {
      const link = { parent: readCode(parent), part: readCode(part), confirmed: !takeBack };
      const { dossiers } = await context.services();
      const result = await answerPart(dossiers, link, { actor: operator(context.io.user), now: new Date() });
      if (!result.ok)
        throw new CommandFailed(errorBody(problemOfRefusal(result.refusal, result.field)).message);
      const done = takeBack ? 'Chủ hồ sơ chính không còn thấy' : 'Chủ hồ sơ chính nay thấy';
      await context.io.err(`${done} ${link.part} (${link.parent}).\n`);
    });
}

async function listWaiting({ io, services }: CommandContext, unit: string | undefined): Promise<void> {
  if (unit !== undefined) checkUnitCode(unit);
  const { client } = (await services()).database;
  for (let after = ''; ; ) {
    const page = await readLinks(client, { unit, confirmed: false }, { after, limit: PAGE });
    for (const link of page) await io.out(describe(link));
    const last = page.at(-1);
    if (!last && after === '') await io.err('Chưa có phần nào chờ xác nhận.\n');
    if (!last || io.signal.aborted) return;
    after = last.part.key;
  }
}

function describe({ parent, part, told }: PartLink): string {
  return listed(
    parent,
    part.code,
    unitOfCode(part.code),
    part.procedureCode,
    `${part.status} ${STATUS_NAMES[part.status]}`,
    `${told.by} ${vietnamIso(told.at).slice(0, 16)}`,
  );
}
