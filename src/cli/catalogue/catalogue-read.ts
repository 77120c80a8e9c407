/** `motcua catalogue show|history`: reading the catalogue. */
import type { Command } from 'commander';
import { inForceOn, revisionsOf } from '../../catalogue/in-force.js';
import { byCode, holdingOn } from '../../catalogue/knowledge.js';
import { listKnowledge } from '../../catalogue/knowledge-store.js';
import { mergeLayers } from '../../catalogue/procedure.js';
import { listPublications } from '../../catalogue/publication-store.js';
import { findActive, publishedHistory } from '../../catalogue/store.js';
import { vietnamDate, vietnamMinute } from '../../time/clock.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { wholeNumber } from '../options.js';
import { listed } from '../socket/lines.js';
import { addCheckCommand } from './catalogue-check.js';

const KINDS = { seed: 'kèm chương trình', import: 'nhập tệp', rollback: 'trở lại' } as const;

/** Adds the commands that read. */
export function addCatalogueReadCommands(catalogue: Command, context: CommandContext): void {
  catalogue
    .command('show <mã>')
    .description('một thủ tục như đang công bố (JSON), hoặc như có hiệu lực vào một ngày')
    .option('--on <ngày>', 'ngày YYYY-MM-DD')
    .action((code: string, options: { on?: string }) => show(context, code, options.on));
  catalogue
    .command('history [mã]')
    .description('các bản công bố, hoặc các phiên bản của một thủ tục')
    .option('--limit <số>', 'số bản công bố gần nhất', '50')
    .action((code: string | undefined, options: { limit: string }) =>
      code ? historyOf(context, code) : history(context, wholeNumber(options.limit, '--limit')),
    );
  addCheckCommand(catalogue, context);
}

async function show({ io, services }: CommandContext, code: string, on?: string): Promise<void> {
  const { client } = (await services()).database;
  const { official, guide } = await findActive(client, code);
  const history = await publishedHistory(client, code);
  const record = on ? inForceOn(history, on) : official;
  if (!record) {
    throw new CommandFailed(
      `${on ? `Ngày ${on} ` : ''}không có thủ tục ${code} trong danh mục. Kiểm tra lại mã.`,
    );
  }
  const facts = byCode(await listKnowledge(client)).get(code) ?? [];
  const day = on ?? vietnamDate(new Date());
  const shown = mergeLayers(record, guide, holdingOn(facts, day), day, revisionsOf(history));
  await io.out(`${JSON.stringify(shown, null, 2)}\n`);
}

async function history({ io, services }: CommandContext, limit: number): Promise<void> {
  const publications = await listPublications((await services()).database.client, limit);
  for (const { id, publishedAt, kind, by, why, decision, counts } of publications) {
    const { added, amended, abolished, removed } = counts;
    await io.out(
      listed(
        id,
        vietnamMinute(publishedAt),
        KINDS[kind],
        by,
        `${why}${decision ? ` (QĐ ${decision})` : ''}`,
        `mới ${added}, sửa ${amended}, bãi bỏ ${abolished}${removed ? `, gỡ ${removed}` : ''}`,
      ),
    );
  }
}

async function historyOf({ io, services }: CommandContext, code: string): Promise<void> {
  const versions = await publishedHistory((await services()).database.client, code);
  if (versions.length === 0) throw new CommandFailed(`Danh mục chưa từng có mã ${code}. Kiểm tra lại mã.`);
  for (const { publishedAt, record } of versions) {
    const state = record
      ? [record.change ?? '–', record.decision ?? '–', record.effectiveFrom ?? '–', record.name]
      : ['gỡ'];
    await io.out(listed(vietnamDate(publishedAt), ...state));
  }
}
