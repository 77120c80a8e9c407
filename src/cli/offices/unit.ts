/** `motcua unit …`: offices, their addresses, phones and opening hours. */
import type { Command } from 'commander';
import { formatSession, parseSession, SESSION_ADVICE } from '../../units/help-sessions.js';
import { formatHours, parseHours } from '../../units/hours.js';
import { parseUnits } from '../../units/import.js';
import { findUnit, listUnits, saveUnits } from '../../units/store.js';
import { type Unit, unitCode, unit as unitShape } from '../../units/unit.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { checkUnitCode, collect } from '../options.js';
import { printList, singleLine } from '../socket/lines.js';
import { addClosureCommands } from './unit-closure.js';

type UnitFlags = {
  name?: string;
  parent?: string;
  address?: string;
  phone?: string;
  hours?: string;
  duty?: string;
  session: string[];
  dropSession: string[];
  source?: string;
  checkedOn?: string;
};

/** The commands of `unit`. */
export function addUnitCommands(unit: Command, context: CommandContext): void {
  unit
    .command('set <mã>')
    .description('tạo hoặc sửa một đơn vị; mã định danh như H21.17')
    .option('--name <tên>', 'tên đơn vị')
    .option('--parent <mã>', 'đơn vị cấp trên (mặc định: bỏ nhóm số cuối của mã)')
    .option('--address <địa chỉ>')
    .option('--phone <số>')
    .option('--hours <giờ>', 'giờ làm việc, ví dụ "T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30"')
    .option('--session <buổi hỗ trợ>', 'thêm "tên | T5 07:30-11:00 | nơi | mang theo"', collect, [])
    .option('--drop-session <tên>', 'bỏ buổi hỗ trợ có tên này', collect, [])
    .option('--duty <ai trực>', 'người trực hoặc phụ trách, số điện thoại')
    .option('--source <nguồn>', 'thông tin lấy từ đâu')
    .option('--checked-on <ngày>', 'ngày kiểm tra, YYYY-MM-DD')
    .action((code: string, flags: UnitFlags) => set(context, code, flags));
  addClosureCommands(unit, context);
  unit
    .command('import <tệp>')
    .description('nạp nhiều đơn vị từ CSV hoặc JSON-lines; mặc định chỉ chạy thử')
    .option('--apply', 'ghi thật')
    .action((file: string, { apply }: { apply?: boolean }) => importUnits(context, file, apply ?? false));
  unit
    .command('show [mã]')
    .description('một đơn vị, hoặc tất cả')
    .option('--json', 'in JSON')
    .action((code: string | undefined, { json }: { json?: boolean }) => show(context, code, json ?? false));
}

async function set(context: CommandContext, code: string, flags: UnitFlags): Promise<void> {
  checkUnitCode(code);
  if (flags.parent !== undefined && !unitCode.safeParse(flags.parent).success)
    throw new WrongUsage(`Mã cấp trên "${flags.parent}" không đúng.`);
  if (flags.checkedOn !== undefined && !unitShape.shape.checkedOn.safeParse(flags.checkedOn).success)
    throw new WrongUsage(`--checked-on "${flags.checkedOn}" không phải ngày. Ghi như 2026-01-31.`);
  const { client } = (await context.services()).database;
  const { sessions = [] } = (await findUnit(client, code)) ?? {};
  const saved = await saveUnits(client, [
    {
      code,
      name: flags.name,
      parentCode: flags.parent,
      address: flags.address,
      phone: flags.phone,
      hours: flags.hours === undefined ? undefined : readHours(flags.hours),
      sessions: [
        ...sessions.filter(({ name }) => !flags.dropSession.includes(name)),
        ...flags.session.map(readSession),
      ],
      duty: flags.duty,
      source: flags.source,
      checkedOn: flags.checkedOn,
    },
  ]);
  await context.io.out(saved.map(describe).join('\n'));
}

function readHours(text: string) {
  const parsed = parseHours(text);
  if ('problem' in parsed)
    throw new WrongUsage(`Giờ làm việc không đọc được ở "${parsed.problem.part}". ${parsed.problem.advice}`);
  return parsed.hours;
}

function readSession(text: string) {
  const session = parseSession(text);
  if (!session) throw new WrongUsage(`Không đọc được "${text}". ${SESSION_ADVICE}`);
  return session;
}

async function importUnits({ io, services }: CommandContext, file: string, apply: boolean): Promise<void> {
  const { client } = (await services()).database;
  const pieces: Uint8Array[] = [];
  for await (const piece of io.readFile(file)) pieces.push(piece);
  const { units, problems } = parseUnits(Buffer.concat(pieces).toString('utf8'));
  for (const { line, column, message } of problems) {
    await io.err(`tệp ${file}, dòng ${line}${column ? `, cột ${column}` : ''}: ${message}\n`);
  }
  if (units.length === 0) throw new CommandFailed(`${file} không có đơn vị nào đọc được; chưa ghi gì.`);
  if (apply) await saveUnits(client, units);
  const aside = problems.length > 0 ? `, ${problems.length} chỗ để riêng vì lỗi (xem trên)` : '';
  await io.out(
    apply
      ? `Đã ghi ${units.length} đơn vị${aside}.\n`
      : `Chạy thử: ${units.length} đơn vị đọc được${aside}. Thêm --apply để ghi.\n`,
  );
}

async function show(
  { io, services }: CommandContext,
  code: string | undefined,
  json: boolean,
): Promise<void> {
  const { client } = (await services()).database;
  const found =
    code === undefined ? await listUnits(client) : [await findUnit(client, code)].filter((u) => u !== null);
  if (code !== undefined && found.length === 0)
    throw new CommandFailed(`Chưa có đơn vị ${code}. Tạo bằng: motcua unit set ${code} --name …`);
  if (json) return io.out(`${JSON.stringify(code ? found[0] : found, null, 2)}\n`);
  const lines = found.map((unit, i) => `${i > 0 ? '\n' : ''}${describe(unit)}`);
  await printList(io, lines, 'Chưa có đơn vị nào. Tạo bằng: motcua unit set MÃ --name …');
}

function describe(unit: Unit): string {
  const closures = unit.closures.map(
    ({ from, to, reason }) => `${from === to ? from : `${from}..${to}`} (${reason})`,
  );
  const lines = [
    ['Mã', unit.code],
    ['Tên', unit.name],
    ['Cấp trên', unit.parentCode],
    ['Địa chỉ', unit.address],
    ['Điện thoại', unit.phone],
    ['Giờ làm việc', unit.hours && formatHours(unit.hours)],
    ['Đóng cửa', closures.join(', ') || null],
    ['Buổi hỗ trợ', unit.sessions.map(formatSession).join('; ') || null],
    ['Trực', unit.duty],
    ['Nguồn', unit.source && `${unit.source}${unit.checkedOn ? `, kiểm tra ${unit.checkedOn}` : ''}`],
  ];
  return `${lines.map(([label, value]) => `${label}: ${singleLine(value ?? 'chưa có')}`).join('\n')}\n`;
}
