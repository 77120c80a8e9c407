/** `motcua knowledge …`: what people ask next about procedures, one fact a row. */
import type { Command } from 'commander';
import { describeFinding } from '../../catalogue/import/messages.js';
import { compareKnowledge } from '../../catalogue/import-knowledge.js';
import {
  CONFIDENCE_NAMES,
  CONFIDENCES,
  faultsOf,
  holdingOn,
  type KnowledgeFact,
  knowledgeFact,
  TOPIC_NAMES,
  TOPICS,
} from '../../catalogue/knowledge.js';
import { idFor } from '../../catalogue/knowledge-id.js';
import {
  changeKnowledge,
  findKnowledge,
  listKnowledge,
  listRemoved,
} from '../../catalogue/knowledge-store.js';
import { activeVersions } from '../../catalogue/store.js';
import { vietnamDate } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { listed } from '../socket/lines.js';

type ListFlags = { topic?: string; unit?: string; on?: string; removed?: boolean; json?: boolean };
type AddFlags = {
  id?: string;
  code: string[];
  topic: string;
  ask: string[];
  fact: string;
  law: string;
  source: string;
  sourceDate: string;
  comparedOn?: string;
  from?: string;
  until?: string;
  unit?: string;
  confidence: string;
  by?: string;
  apply?: boolean;
};
type ChangeFlags = Pick<AddFlags, 'by' | 'apply'>;

const named = (names: readonly string[], words: Record<string, string>) =>
  names.map((name) => `${name} (${words[name]})`).join('; ');

/** The commands of `knowledge`. */
export function addKnowledgeCommands(knowledge: Command, context: CommandContext): void {
  knowledge
    .command('list [mã]')
    .description('các điều dân hay hỏi, của mọi thủ tục hoặc của một mã')
    .option('--topic <chủ đề>', TOPIC_NAMES.join(', '))
    .option('--unit <mã đơn vị>', 'chỉ những điều riêng của đơn vị này')
    .option('--on <ngày>', 'chỉ những điều đúng vào ngày này, YYYY-MM-DD')
    .option('--removed', 'những dòng đã gỡ, và ai gỡ')
    .option('--json', 'in JSON, mỗi dòng một điều')
    .action((code: string | undefined, flags: ListFlags) => list(context, code, flags));
  withChangeFlags(
    knowledge
      .command('add')
      .description('thêm một điều, hoặc sửa (ghi lại cả dòng) khi có --id; mặc định chỉ chạy thử')
      .option('--id <mã dòng>', 'mã dòng cần sửa; không có thì là dòng mới')
      .requiredOption('--code <mã thủ tục...>', 'một hay nhiều mã thủ tục')
      .requiredOption('--topic <chủ đề>', named(TOPIC_NAMES, TOPICS))
      .requiredOption('--ask <câu hỏi...>', 'cách người dân hỏi, nhiều cách càng tốt')
      .requiredOption('--fact <câu>', 'câu trả lời trọn ý')
      .requiredOption('--law <căn cứ>', 'văn bản và điều khoản; người dân thấy')
      .requiredOption('--source <nguồn>', 'đã đọc ở đâu; chỉ cán bộ thấy')
      .requiredOption('--source-date <ngày>', 'ngày của nguồn, YYYY-MM-DD')
      .option('--compared-on <ngày>', 'ngày có người đối chiếu với văn bản; không ai đối chiếu thì bỏ trống')
      .option('--from <ngày>', 'ngày đầu còn đúng')
      .option('--until <ngày>', 'ngày cuối còn đúng; hôm sau điều này tự thôi được trả lời')
      .option('--unit <mã đơn vị>', 'chỉ đúng ở đơn vị này')
      .requiredOption('--confidence <độ tin cậy>', named(CONFIDENCE_NAMES, CONFIDENCES)),
  ).action((flags: AddFlags) => add(context, flags));
  withChangeFlags(
    knowledge
      .command('remove <mã-dòng>')
      .description('gỡ một dòng; lấy lại bằng knowledge restore; mặc định chỉ chạy thử'),
  ).action((id: string, flags: ChangeFlags) => remove(context, id, flags));
  withChangeFlags(
    knowledge.command('restore <mã-dòng>').description('lấy lại một dòng đã gỡ; mặc định chỉ chạy thử'),
  ).action((id: string, flags: ChangeFlags) => restore(context, id, flags));
}

function withChangeFlags(command: Command): Command {
  return command
    .option('--by <tên>', 'người ghi (mặc định: tên người dùng hệ điều hành)')
    .option('--apply', 'ghi thật; không có thì chỉ cho biết sẽ làm gì');
}

async function list(context: CommandContext, code: string | undefined, flags: ListFlags): Promise<void> {
  const { topic, unit, on, removed, json } = flags;
  if (topic !== undefined && !(topic in TOPICS))
    throw new WrongUsage(`Không có chủ đề "${topic}". Chọn một trong: ${TOPIC_NAMES.join(', ')}.`);
  if (on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new WrongUsage('--on cần dạng YYYY-MM-DD.');
  const { client } = (await context.services()).database;
  const gone = new Map(removed ? (await listRemoved(client)).map((row) => [row.fact.id, row]) : []);
  const all = removed ? [...gone.values()].map(({ fact }) => fact) : await listKnowledge(client);
  const chosen = (on === undefined ? all : holdingOn(all, on)).filter(
    (fact) =>
      (code === undefined || fact.codes.includes(code)) &&
      (topic === undefined || fact.topic === topic) &&
      (unit === undefined || fact.unit === unit),
  );
  for (const fact of chosen) {
    const row = gone.get(fact.id);
    const who = row?.removedAt ? [`gỡ ${vietnamDate(row.removedAt)} bởi ${row.by}`] : [];
    await context.io.out(json ? `${JSON.stringify(fact)}\n` : listed(...cellsOf(fact), ...who));
  }
  if (chosen.length === 0) await context.io.err('Chưa có dòng nào như vậy.\n');
}

/** A fact as one line for officers. */
function cellsOf(fact: KnowledgeFact): string[] {
  const { from, until, comparedOn, unit } = fact;
  const holds = from || until ? `đúng ${from ?? '…'} – ${until ?? '…'}` : '';
  const compared = comparedOn ? `đối chiếu ${comparedOn}` : 'chưa ai đối chiếu';
  const about = [TOPICS[fact.topic], holds, unit ?? ''].filter((part) => part !== '').join(', ');
  const grounds = `${fact.law} (nguồn ${fact.sourceDate}, ${compared}; ${CONFIDENCES[fact.confidence]})`;
  return [fact.id, fact.codes.join(','), about, fact.fact, grounds];
}

async function add(context: CommandContext, flags: AddFlags): Promise<void> {
  const { code: codes, apply, by, ...given } = flags;
  const { topic, fact } = given;
  const parsed = knowledgeFact.safeParse({
    comparedOn: null,
    from: null,
    until: null,
    unit: null,
    ...given,
    codes,
    id: given.id ?? idFor({ codes, topic, fact }),
  });
  if (!parsed.success) throw new WrongUsage(`Chưa ghi gì: ${faultsOf(parsed.error)}.`);
  const { client } = (await context.services()).database;
  const put = parsed.data;
  const known = new Set((await activeVersions(client)).map(({ code }) => code));
  const change = { change: { id: put.id, put }, origin: { row: 0 } };
  const { differences, findings } = await compareKnowledge(client, [change], known);
  if (findings.length > 0) throw new CommandFailed(`Chưa ghi gì. ${findings.map(describeFinding).join(' ')}`);
  const [difference] = differences;
  if (!difference) return context.io.out(`${put.id} đã đúng như vậy; không có gì để ghi.\n`);
  const verb = difference.kind === 'added' ? 'thêm' : 'sửa';
  if (apply) await changeKnowledge(client, [difference.change], by ?? context.io.user);
  await context.io.out(`${listed(...cellsOf(put))}${outcome(verb, put.id, apply)}`);
}

async function remove(context: CommandContext, id: string, { by, apply }: ChangeFlags): Promise<void> {
  const { client } = (await context.services()).database;
  const row = await findKnowledge(client, id);
  if (!row || row.removedAt)
    throw new CommandFailed(
      `Không có dòng ${id}${row ? ' (đã gỡ trước đó)' : ''}. Xem: motcua knowledge list`,
    );
  if (apply) await changeKnowledge(client, [{ id, remove: true }], by ?? context.io.user);
  await context.io.out(`${listed(...cellsOf(row.fact))}${outcome('gỡ', id, apply)}`);
}

async function restore(context: CommandContext, id: string, { by, apply }: ChangeFlags): Promise<void> {
  const { client } = (await context.services()).database;
  const row = await findKnowledge(client, id);
  if (!row?.removedAt)
    throw new CommandFailed(`Không có dòng ${id} nào đã gỡ. Xem: motcua knowledge list --removed`);
  if (apply) await changeKnowledge(client, [{ id, put: row.fact }], by ?? context.io.user);
  await context.io.out(`${listed(...cellsOf(row.fact))}${outcome('lấy lại', id, apply)}`);
}

function outcome(verb: string, id: string, apply = false): string {
  return apply
    ? `Đã ${verb} ${id}; máy chủ dùng trong vài giây.\n`
    : `Chạy thử: sẽ ${verb} ${id}. Thêm --apply để ghi.\n`;
}
