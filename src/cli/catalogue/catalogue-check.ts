/** `motcua catalogue check`: how far the catalogue can be relied on. */
import type { Command } from 'commander';
import {
  assessProcedure,
  type Completeness,
  type OptionalDuty,
  type PublishingDuty,
  summariseCompleteness,
} from '../../catalogue/completeness.js';
import type { Dates } from '../../catalogue/dates.js';
import { type Ending, type Freshness, freshnessOf } from '../../catalogue/freshness.js';
import { readCatalogueFile } from '../../catalogue/import/index.js';
import { revisionsOf } from '../../catalogue/in-force.js';
import { listKnowledge } from '../../catalogue/knowledge-store.js';
import type { Guide, OfficialRecord } from '../../catalogue/procedure.js';
import { publishedHistories } from '../../catalogue/store.js';
import { fieldInWords } from '../../catalogue/words.js';
import { vietnamDate } from '../../time/clock.js';
import type { CommandContext } from '../command.js';
import { deadLinks } from './links.js';
import { readSelected, readSelection, type SelectionOptions, withSelection } from './selection.js';

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

type CheckOptions = SelectionOptions & { full?: boolean; links?: boolean; against?: string };

/** Adds `check`. */
export function addCheckCommand(catalogue: Command, context: CommandContext): void {
  withSelection(
    catalogue
      .command('check [mã]')
      .description(
        'tuổi của dữ liệu, điều hết hạn, độ đầy đủ theo nghĩa vụ công khai, chỗ hướng dẫn khác bản chính thức',
      )
      .option('--full', 'in mọi dòng, không rút gọn')
      .option('--links', 'hỏi thử từng đường dẫn trên mạng, báo đường dẫn hỏng')
      .option(
        '--against <tệp>',
        'so với tệp danh mục (như danh mục quốc gia): phần nào tệp có mà ở đây thiếu',
      ),
  ).action((code: string | undefined, options: CheckOptions) =>
    check(context, code === undefined ? options : { ...options, code: [code] }),
  );
}

async function check({ io, services }: CommandContext, options: CheckOptions): Promise<void> {
  const { client } = (await services()).database;
  const selection = await readSelection(client, options);
  const entries: Entry[] = [];
  for await (const entry of readSelected(client, selection)) entries.push(entry);
  const guided = entries.flatMap(({ official, guide }) => (guide ? [official.code] : []));
  const histories = await publishedHistories(client, guided);
  const assessed = entries.map(({ official, guide }) =>
    assessProcedure(official, guide, revisionsOf(histories.get(official.code) ?? [])),
  );
  const one = (options.code ?? []).length > 0;
  const all = (options.full ?? false) || one;
  const knowledge = (await listKnowledge(client)).filter(
    ({ codes, unit }) =>
      selection.isFor(unit) && codes.some((code) => entries.some(({ official }) => official.code === code)),
  );
  const fresh = freshnessOf(entries, knowledge, vietnamDate(new Date()));
  await io.out(describeAge(fresh));
  await io.out(list('Đã hết hạn, không còn được trả lời', fresh.expired.map(describeEnding), all));
  await io.out(list('Sắp hết hạn', fresh.soon.map(describeEnding), all));
  if (options.links) await io.out(await describeLinks(entries, all));
  await io.out(list('Hướng dẫn khác bản chính thức', assessed.flatMap(describeConflicts), all));
  const lacking = assessed.filter((item) => item.missing.length > 0).sort((a, b) => a.score - b.score);
  await io.out(list('Chưa đủ nội dung phải công khai', lacking.map(describeMissing), all));
  if (one) await io.out(assessed.map(describeUnstated).join(''));
  if (options.against !== undefined) await io.out(await describeAgainst(io, options.against, assessed, all));
  await io.out(describeWhole(assessed));
}

/** What a file of the catalogue holds of these procedures, and we lack. */
async function describeAgainst(
  io: CommandContext['io'],
  file: string,
  assessed: readonly Completeness[],
  all: boolean,
): Promise<string> {
  const ours = new Map(assessed.map((one) => [one.code, one]));
  const items = readCatalogueFile(io.readFile(file), { fileName: file, today: vietnamDate(new Date()) });
  const lines: string[] = [];
  let [compared, duties] = [0, 0];
  for await (const item of items) {
    const theirs = item.kind === 'entry' ? item.entry.official : undefined;
    const mine = theirs && ours.get(theirs.code);
    if (!mine) continue;
    compared += 1;
    const source = assessProcedure(theirs, null);
    const missing = mine.missing.filter((duty) => !source.missing.includes(duty));
    const unstated = mine.unstated.filter((duty) => !source.unstated.includes(duty));
    duties += missing.length;
    if (missing.length + unstated.length > 0)
      lines.push(`  ${mine.code}: ${[...missing, ...unstated].map((duty) => LABELS[duty]).join(', ')}`);
  }
  return (
    `So với ${file}: ${compared} thủ tục có trong tệp, ${duties} phần phải công khai tệp có mà ở đây thiếu.\n` +
    list('Tệp có mà ở đây thiếu (kể cả phần chỉ bắt buộc nếu có)', lines, all)
  );
}

type Entry = { official: OfficialRecord; guide: Guide | null };

function describeAge(fresh: Freshness): string {
  const { oldest, newest, undated, facts, compared, oldestFact } = fresh;
  const span = oldest === newest ? `ngày ${newest ?? 'không rõ'}` : `từ ${oldest} đến ${newest}`;
  return (
    `Dữ liệu công bố: ${span}${undated > 0 ? `, ${undated} thủ tục không rõ ngày` : ''}. ` +
    `Hướng dẫn: ${facts} điều, ${compared} điều có người đối chiếu${oldestFact ? `, cũ nhất ${oldestFact}` : ''}.\n`
  );
}

function describeEnding({ code, what, end }: Ending): string {
  return `  ${code} ${what}: đến hết ${end}`;
}

async function describeLinks(entries: readonly Entry[], all: boolean): Promise<string> {
  const links = entries.flatMap(({ official: { code, url } }) => (url === null ? [] : [{ code, url }]));
  const dead = await deadLinks(links);
  const lines = dead.map(({ code, url, why }) => `  ${code} ${url}: ${why}`);
  return `Đã hỏi ${links.length} đường dẫn.\n${list('Đường dẫn hỏng', lines, all)}`;
}

function describeWhole(assessed: readonly Completeness[]): string {
  const whole = summariseCompleteness(assessed);
  const most = Object.entries(whole.missing).filter(([, count]) => count > 0);
  return (
    `${whole.procedures} thủ tục, ${whole.complete} đủ nội dung, điểm đầy đủ ${percent(whole.score ?? 0)}, ` +
    `${whole.conflicts} chỗ khác nhau\n${most.map(([duty, count]) => `  thiếu ${LABELS[duty as PublishingDuty]}: ${count}\n`).join('')}`
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
  // Only what is whole is 100 %.
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
}
