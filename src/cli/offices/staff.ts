/** `motcua staff key …`: keys to the desk's interface. */
import type { Command } from 'commander';
import { REQUESTS_PER_MINUTE, STAFF_ROLES, type StaffKey, type StaffRole } from '../../staff/key.js';
import { createKey, listKeys, revokeKey } from '../../staff/store.js';
import { vietnamIso } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { checkUnitCode } from '../options.js';
import { listed, printList } from '../socket/lines.js';

type KeyFlags = {
  unit: string;
  role: string;
  source?: string;
  mayCorrect?: boolean;
  perMinute?: string;
  note?: string;
  json?: boolean;
};

const ROLES: Record<StaffRole, string> = {
  desk: 'cán bộ: theo đúng quy trình',
  reader: 'chỉ đọc',
  system: 'phần mềm nối vào: bước trái quy trình vẫn ghi và đánh dấu',
};

/** `staff key` and its commands. */
export function addStaffCommands(staff: Command, context: CommandContext): void {
  const key = staff.command('key').description('khóa gọi API của Bộ phận Một cửa');
  key
    .command('create')
    .description('tạo khóa; khóa chỉ hiện một lần')
    .requiredOption('--unit <mã>', 'dùng cho hồ sơ của đơn vị này và các đơn vị trực thuộc, ví dụ H21.17')
    .requiredOption('--role <vai trò>', STAFF_ROLES.map((role) => `${role} (${ROLES[role]})`).join(', '))
    .option(
      '--source <tên>',
      'tên nguồn; id sự kiện là duy nhất trong một nguồn (mặc định: vai trò và đơn vị)',
    )
    .option('--may-correct', 'được sửa trạng thái trái quy trình, kèm lý do')
    .option('--per-minute <số>', `số lượt gọi mỗi phút (mặc định ${REQUESTS_PER_MINUTE})`)
    .option('--note <ghi chú>', 'khóa dùng vào việc gì')
    .option('--json', 'in JSON')
    .action((flags: KeyFlags) => create(context, flags));
  key
    .command('list', { isDefault: true })
    .description('các khóa, dùng lần cuối khi nào; không hiện chính khóa')
    .option('--json', 'in JSON')
    .action(({ json }: { json?: boolean }) => list(context, json ?? false));
  key
    .command('revoke <số>')
    .description('thu hồi khóa; có hiệu lực ngay')
    .action((id: string) => revoke(context, id));
}

async function create(context: CommandContext, flags: KeyFlags): Promise<void> {
  const role = STAFF_ROLES.find((known) => known === flags.role);
  if (!role) throw new WrongUsage(`--role "${flags.role}" không có. Hãy ghi ${STAFF_ROLES.join(', ')}.`);
  checkUnitCode(flags.unit);
  const perMinute = flags.perMinute === undefined ? undefined : Number(flags.perMinute);
  if (perMinute !== undefined && !(Number.isInteger(perMinute) && perMinute > 0 && perMinute <= 1_000_000))
    throw new WrongUsage('--per-minute cần là số nguyên từ 1 đến 1.000.000.');
  const { client } = (await context.services()).database;
  const { secret, key } = await createKey(
    client,
    {
      unit: flags.unit,
      role,
      createdBy: context.io.user,
      mayCorrect: flags.mayCorrect ?? false,
      ...(flags.source ? { source: readSource(flags.source) } : {}),
      ...(perMinute === undefined ? {} : { perMinute }),
      ...(flags.note ? { note: flags.note } : {}),
    },
    new Date(),
  );
  await context.io.out(
    flags.json
      ? `${JSON.stringify({ key: secret, id: key.id, unit: key.unit, role: key.role, source: key.source })}\n`
      : `${secret}\n`,
  );
  await context.io.err(
    `Đã tạo khóa ${key.id} cho ${key.unit}. Khóa chỉ hiện lần này: hãy cất vào nơi giữ bí mật. Thu hồi: motcua staff key revoke ${key.id}\n`,
  );
}

/** Names the program uses itself are not to be had. */
function readSource(name: string): string {
  if (/^[\w.:-]{1,60}$/.test(name) && !['motcua', 'cli'].includes(name.toLowerCase())) return name;
  throw new WrongUsage(`--source "${name}" không dùng được. Hãy ghi 1–60 chữ không dấu, số, ". : - _".`);
}

async function list({ io, services }: CommandContext, json: boolean): Promise<void> {
  const keys = await listKeys((await services()).database.client);
  if (json) return io.out(`${JSON.stringify(keys, null, 2)}\n`);
  await printList(io, keys.map(describe), 'Chưa có khóa nào. Tạo bằng: motcua staff key create');
}

function describe(key: StaffKey): string {
  const { id, unit, role, source, note, createdBy, createdAt, lastUsedAt, revokedAt } = key;
  const used = lastUsedAt ? `dùng ${vietnamIso(lastUsedAt).slice(0, 16)}` : 'chưa dùng';
  const state = revokedAt ? `thu hồi ${vietnamIso(revokedAt).slice(0, 16)}` : used;
  const rights = `${role}${key.mayCorrect ? '+correct' : ''}`;
  const made = `${createdBy} ${vietnamIso(createdAt).slice(0, 10)}`;
  return listed(id, unit, rights, source, made, state, ...(note === null ? [] : [note]));
}

async function revoke({ io, services }: CommandContext, id: string): Promise<void> {
  const { client } = (await services()).database;
  if (!(await revokeKey(client, id, io.user, new Date())))
    throw new CommandFailed(`Không có khóa ${id} đang dùng. Xem: motcua staff key list`);
  await io.err(`Đã thu hồi khóa ${id}.\n`);
}
