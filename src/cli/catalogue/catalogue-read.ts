/** `motcua catalogue show|history|check`: reading the catalogue. */
import type { Command } from 'commander';
import {
  assessProcedure,
  type Completeness,
  type OptionalDuty,
  type PublishingDuty,
  summariseCompleteness,
} from '../../catalogue/completeness.js';
import type { Dates } from '../../catalogue/dates.js';
import { inForceOn } from '../../catalogue/in-force.js';
import { byCode, holdingOn } from '../../catalogue/knowledge.js';
import { listKnowledge } from '../../catalogue/knowledge-store.js';
import { mergeLayers } from '../../catalogue/procedure.js';
import { listPublications } from '../../catalogue/publication-store.js';
import { findActive, publishedHistory, readActive } from '../../catalogue/store.js';
import { fieldInWords } from '../../catalogue/words.js';
import { vietnamDate } from '../../time/clock.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { wholeNumber } from '../options.js';
import { listed } from '../socket/lines.js';

/** Adds the commands that read. */
export function addCatalogueReadCommands(catalogue: Command, context: CommandContext): void {
  catalogue
    .command('show <code>')
    .description('một thủ tục như đang công bố (JSON), hoặc như có hiệu lực vào một ngày')
    .option('--on <ngày>', 'ngày YYYY-MM-DD')
    .action((code: string, options: { on?: string }) => show(context, code, options.on));
  catalogue
    .command('history [code]')
    .description('các bản công bố, hoặc các phiên bản của một thủ tục')
    .option('--limit <số>', 'số bản công bố gần nhất', '50')
    .action((code: string | undefined, options: { limit: string }) =>
      code ? historyOf(context, code) : history(context, wholeNumber(options.limit, '--limit')),
    );
  catalogue
    .command('check [code]')
    .description('độ đầy đủ theo nghĩa vụ công khai, và chỗ hướng dẫn của ta khác bản chính thức')
    .option('--full', 'in mọi thủ tục chưa đủ')
    .action((code: string | undefined, options: { full?: boolean }) =>
      check(context, code, options.full ?? false),
    );
}

async function show({ io, services }: CommandContext, code: string, on?: string): Promise<void> {
  const { client } = (await services()).database;
  const { official, guide } = await findActive(client, code);
  const record = on ? inForceOn(await publishedHistory(client, code), on) : official;
  if (!record) {
    throw new CommandFailed(
      `${on ? `Ngày ${on} ` : ''}không có thủ tục ${code} trong danh mục. Kiểm tra lại mã.`,
    );
  }
  const facts = byCode(await listKnowledge(client)).get(code) ?? [];
  const knowledge = holdingOn(facts, on ?? vietnamDate(new Date()));
  await io.out(
    `${JSON.stringify(mergeLayers(record, guide, knowledge, on ?? vietnamDate(new Date())), null, 2)}\n`,
  );
}

async function history({ io, services }: CommandContext, limit: number): Promise<void> {
  const publications = await listPublications((await services()).database.client, limit);
  for (const { id, publishedAt, kind, by, why, decision, counts } of publications) {
    const { added, amended, abolished, removed } = counts;
    await io.out(
      listed(
        id,
        publishedAt.toISOString(),
        kind,
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

const SHOWN = 20;

const LABELS: Record<PublishingDuty | OptionalDuty, string> = {
  name: 'tên',
  steps: 'trình tự thực hiện',
  ways: 'cách thức thực hiện',
  papers: 'thành phần hồ sơ',
  timeLimits: 'thời hạn giải quyết',
  subjects: 'đối tượng thực hiện',
  agency: 'cơ quan giải quyết',
  results: 'kết quả',
  fees: 'phí, lệ phí',
  forms: 'mẫu đơn, tờ khai',
  conditions: 'yêu cầu, điều kiện',
  legalBasis: 'căn cứ pháp lý',
};

async function check(
  { io, services }: CommandContext,
  code: string | undefined,
  full: boolean,
): Promise<void> {
  const { client } = (await services()).database;
  const assessed: Completeness[] = [];
  for await (const { official, guide } of readActive(client, code)) {
    assessed.push(assessProcedure(official, guide));
  }
  if (assessed.length === 0) throw new CommandFailed(`Danh mục không có mã ${code ?? ''}. Kiểm tra lại mã.`);
  const all = full || code !== undefined;
  await io.out(list('Hướng dẫn khác bản chính thức', assessed.flatMap(describeConflicts), all));
  const lacking = assessed.filter((item) => item.missing.length > 0).sort((a, b) => a.score - b.score);
  await io.out(list('Chưa đủ nội dung phải công khai', lacking.map(describeMissing), all));
  if (code !== undefined) await io.out(assessed.map(describeUnstated).join(''));
  const whole = summariseCompleteness(assessed);
  const most = Object.entries(whole.missing).filter(([, count]) => count > 0);
  await io.out(
    `${whole.procedures} thủ tục, ${whole.complete} đủ nội dung, điểm đầy đủ ${percent(whole.score ?? 0)}, ` +
      `${whole.conflicts} chỗ khác nhau\n${most.map(([duty, count]) => `  thiếu ${LABELS[duty as PublishingDuty]}: ${count}\n`).join('')}`,
  );
}

function list(title: string, lines: string[], all: boolean): string {
  if (lines.length === 0) return '';
  const rest = all ? 0 : Math.max(0, lines.length - SHOWN);
  const more = rest > 0 ? [`  … và ${rest} dòng nữa (--full để xem hết)`] : [];
  return `${[`${title}: ${lines.length}`, ...lines.slice(0, lines.length - rest), ...more].join('\n')}\n`;
}

function describeConflicts({ code, conflicts }: Completeness): string[] {
  return conflicts.map(
    ({ field, answers, dates }) =>
      `  ${code} ${fieldInWords(field)}: bản chính thức (${dated(dates.official)}) khác hướng dẫn ` +
      `(${dated(dates.guide)}); đang trả lời theo ${answers === 'guide' ? 'hướng dẫn' : 'bản chính thức'}`,
  );
}

function dated({ sourceDate, checkedOn }: Dates): string {
  const source = sourceDate === null ? 'nguồn không rõ ngày' : `nguồn ngày ${sourceDate}`;
  return `${source}, ${checkedOn === null ? 'chưa ai đối chiếu' : `đối chiếu ${checkedOn}`}`;
}

function describeMissing({ code, score, missing }: Completeness): string {
  return `  ${code} ${percent(score)}, thiếu: ${missing.map((duty) => LABELS[duty]).join(', ')}`;
}

function describeUnstated({ unstated }: Completeness): string {
  if (unstated.length === 0) return '';
  return `Không nêu (chỉ bắt buộc nếu có): ${unstated.map((duty) => LABELS[duty]).join(', ')}\n`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
