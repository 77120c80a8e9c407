/** `motcua dossier verify`: whether anything recorded was changed or taken away, and what cannot be told from here. */
import type { Command } from 'commander';
import { readHeadLine } from '../../dossiers/integrity/head-line.js';
import {
  type KnownHead,
  type VerifyFault,
  type VerifyStep,
  verifyChain,
} from '../../dossiers/integrity/verify.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { collect } from '../options.js';

type Flags = { head?: string; heads: string[] };

/** Adds the command. */
export function addVerifyCommand(dossier: Command, context: CommandContext): void {
  dossier
    .command('verify')
    .description('kiểm tra không ai sửa, cắt hay xóa lịch sử hồ sơ')
    .option('--head <mã>', 'mã niêm phong chép từ nhật ký máy chủ')
    .option('--heads <tệp>', 'tệp niêm phong giữ ở nơi khác (HEADS_TO); ghi nhiều lần được', collect, [])
    .action((flags: Flags) => verify(context, flags));
}

const PROGRESS_MS = 1000;
const number = (count: number) => count.toLocaleString('vi-VN');

async function verify(context: CommandContext, flags: Flags): Promise<void> {
  const { dossiers } = await context.services();
  const { io } = context;
  const known: KnownHead[] = flags.head === undefined ? [] : [{ mac: flags.head, takenAt: null }];
  for (const file of flags.heads) known.push(...(await readHeads(context, dossiers.chainKey, file)));
  let toldAt = Date.now();
  for await (const step of verifyChain(dossiers, { known })) {
    if (io.signal.aborted) return;
    if (step.kind === 'done') {
      await tell(context, step, known.length);
      return;
    }
    if (Date.now() - toldAt < PROGRESS_MS) continue;
    toldAt = Date.now();
    await io.err(`Đã kiểm tra ${number(step.checked)}/${number(step.total)} hồ sơ…\n`);
  }
}

/** The heads a file holds. A line that is not ours is said, and left out: whoever cuts the database may write there, too. */
async function readHeads({ io }: CommandContext, chainKey: Buffer, file: string): Promise<KnownHead[]> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of io.readFile(file)) parts.push(part);
  } catch {
    throw new CommandFailed(`Không đọc được tệp ${file}.`);
  }
  const heads: KnownHead[] = [];
  for (const [index, line] of Buffer.concat(parts).toString('utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const head = readHeadLine(chainKey, line);
    if (head) heads.push(head);
    else
      await io.err(
        `tệp ${file}, dòng ${index + 1}: không phải niêm phong của hệ thống này (hoặc sai SECRET_KEY)\n`,
      );
  }
  if (heads.length === 0) throw new CommandFailed(`Tệp ${file} không có niêm phong nào của hệ thống này.`);
  return heads;
}

async function tell(
  { io }: CommandContext,
  step: Extract<VerifyStep, { kind: 'done' }>,
  known: number,
): Promise<void> {
  const { fault, checked, head, unknown } = step;
  if (fault) throw new CommandFailed(`KHÔNG khớp: ${describeFault(fault)}`);
  const sealed = head
    ? `niêm phong cuối ${head.takenAt.toISOString()} ${head.mac}`
    : 'chưa niêm phong lần nào';
  const compared = known > 0 ? `; đã đối chiếu ${number(known)} niêm phong giữ ở nơi khác` : '';
  await io.out(`Khớp: ${number(checked)} hồ sơ; ${sealed}${compared}.\n`);
  for (const line of blindSpots(head, known, unknown)) await io.err(`Lưu ý: ${line}\n`);
}

type Done = Extract<VerifyStep, { kind: 'done' }>;

/** What somebody could have done that this check does not show. */
function blindSpots(head: Done['head'], known: number, unknown: Done['unknown']): string[] {
  if (!head) return [NOTHING_SEALED];
  const lines = known === 0 ? [NOTHING_KNOWN] : [];
  if (!head.erasuresChained) lines.push(OLD_ERASURES);
  const [first] = unknown;
  if (known > 0 && first) {
    const since = first.takenAt.toISOString();
    lines.push(
      `${number(unknown.length)} lần niêm phong (từ ${since}) không có trong những gì đã đưa vào đối chiếu. ` +
        'Mới hơn tệp là thường; cũ hơn thì tệp đã bị cắt hoặc lúc đó chưa đặt HEADS_TO.',
    );
  }
  return lines;
}

const NOTHING_SEALED =
  'chưa có lần niêm phong nào, nên không thấy được hồ sơ bị xóa, kể cả khi mọi bảng bị xóa sạch. ' +
  'Máy chủ niêm phong lúc khởi động và mỗi sáu giờ.';
const NOTHING_KNOWN =
  'chỉ đối chiếu với niêm phong trong chính cơ sở dữ liệu, nên KHÔNG thấy được: hồ sơ bị xóa cùng các lần niêm phong mới nhất, ' +
  'hay mọi bảng bị xóa sạch. Thêm --head <mã trong nhật ký>, hoặc đặt HEADS_TO rồi chạy với --heads <tệp>.';
const OLD_ERASURES =
  'chưa niêm phong lần nào từ khi nâng cấp, nên chưa kiểm tra được thông tin cá nhân bị xóa sớm. Chạy máy chủ rồi kiểm tra lại.';

const FAULTS: Record<VerifyFault['kind'], string> = {
  eventEdited: 'một sự kiện đã bị sửa',
  textEdited: 'lời văn của một sự kiện đã bị sửa hay xóa',
  eventMissing: 'thiếu một sự kiện ở giữa',
  tailCut: 'các sự kiện cuối đã bị cắt',
  rowEdited: 'dòng hồ sơ không khớp với các sự kiện',
  ownerEdited: 'chủ hồ sơ đã bị sửa hay xóa',
  dossierDeleted: 'hồ sơ đã bị xóa',
  headEdited: 'một lần niêm phong đã bị sửa',
  headMissing:
    'một lần niêm phong giữ ở nơi khác không còn trong cơ sở dữ liệu: đã bị xóa cùng những gì ghi trước nó',
};

function describeFault(fault: VerifyFault): string {
  if (fault.kind === 'headMissing' || fault.kind === 'headEdited') {
    return `${FAULTS[fault.kind]}${fault.takenAt ? ` (${fault.takenAt.toISOString()})` : ''}`;
  }
  const place = fault.position === null ? '' : `, sự kiện thứ ${fault.position}`;
  return `hồ sơ ${fault.key.replaceAll('/', ' ')}${place}: ${FAULTS[fault.kind]}`;
}
