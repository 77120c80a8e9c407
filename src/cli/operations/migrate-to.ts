/** `motcua migrate-to`: from the embedded database to an empty PostgreSQL, all or nothing. */
import type { Command } from 'commander';
import type { MigrationSession } from '../../db/migrate.js';
import { type Client, type Database, type Db, openPostgres } from '../../db/open.js';
import {
  allOrNothing,
  type Digest,
  digestOf,
  findOccupied,
  insertRows,
  listPendingJobs,
  listSequences,
  listTables,
  lockTarget,
  queriesOf,
  readTableRows,
  setSequence,
} from '../../db/transfer-store.js';
import { enqueue, type JobData, openJobs, type Queue } from '../../jobs/boss.js';
import type { Log } from '../../operations/log.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { firstLine } from '../socket/lines.js';

/** The command `migrate-to`. */
export function addMigrateTo(command: Command, context: CommandContext): void {
  command
    .argument(
      '<url>',
      'PostgreSQL trống, ví dụ postgresql://motcua@127.0.0.1:5432/motcua; "-" = đọc từ đầu vào chuẩn',
    )
    .action(async (url: string) => migrateTo(context, await readAddress(context, url)));
}

/** The address from standard input for `-`, where no list of processes and no history of a shell shows a password. */
async function readAddress({ io }: CommandContext, given: string): Promise<string> {
  if (given === '-') {
    await io.err('Địa chỉ PostgreSQL đích: ');
    return (await firstLine(io)).trim();
  }
  if (URL.canParse(given) && new URL(given).password !== '')
    await io.err(
      'Mật khẩu ghi trong lệnh còn lại trong lịch sử cửa sổ lệnh. Lần sau chạy: motcua migrate-to - rồi dán địa chỉ.\n',
    );
  return given;
}

async function migrateTo(context: CommandContext, url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new WrongUsage('Cần địa chỉ PostgreSQL, dạng postgresql://user:password@host:5432/motcua');
  if (context.isServer)
    throw new CommandFailed('Máy chủ đang chạy và còn ghi thêm. Dừng máy chủ trước, rồi chạy lại lệnh này.');
  if (!context.hasDatabase) throw new CommandFailed('Chưa có cơ sở dữ liệu nhúng trong DATA_DIR để chép.');
  const { config, database: source, log } = await context.services();
  if (source.kind !== 'embedded')
    throw new CommandFailed(
      'DATABASE_URL đang đặt: lệnh này chép từ cơ sở dữ liệu nhúng. Bỏ DATABASE_URL rồi chạy lại.',
    );
  const target = await openPostgres(url, failIfOccupied);
  try {
    await copyAll(context, { source: source.client, target, log });
  } finally {
    await target.close();
  }
  const secret = config.secretKey === null ? `nội dung tệp ${config.dataDir}/secret.key` : 'như hiện nay';
  await context.io.out(
    `\nĐã chép đủ và khớp. Việc tiếp theo, rồi khởi động lại máy chủ:\n` +
      `  DATABASE_URL = địa chỉ vừa chép đến\n  SECRET_KEY = ${secret}\n` +
      `Giữ thư mục ${config.dataDir} cho đến khi chắc chắn.\n`,
  );
}

async function failIfOccupied(session: Pick<MigrationSession, 'query'>): Promise<void> {
  const occupied = await findOccupied(session);
  if (occupied)
    throw new CommandFailed(`Cơ sở dữ liệu đích đã có dữ liệu (bảng ${occupied}). Hãy tạo một cái trống.`);
}

type Copy = { source: Client; target: Database; log: Log };

async function copyAll({ io }: CommandContext, { source, target, log }: Copy): Promise<void> {
  const jobs = await listPendingJobs(source);
  // The job engine makes its own tables, outside the transaction.
  if (jobs.length > 0) await (await openJobs(target, log)).close();
  const lines = await allOrNothing(target.client, async (tx) => {
    // Another copy, or a server started there, may have come between.
    await lockTarget(tx);
    await failIfOccupied(queriesOf(tx));
    const told: string[] = [];
    for (const table of await listTables(source)) {
      io.signal.throwIfAborted();
      await io.err(`${table}…\n`);
      const { count, hash } = await copyTable(source, tx, table, io.signal);
      told.push(`${table.padEnd(28)}${String(count).padStart(10)}  ${hash}`);
    }
    for (const sequence of await listSequences(source)) await setSequence(tx, sequence);
    // The engine copies none of its own state: a job carries ids, and doing it again is harmless.
    for (const { queue, data, inSeconds } of jobs)
      await enqueue(tx, queue as Queue, [data as JobData[Queue]], inSeconds);
    return told;
  });
  await io.out(
    `${'bảng'.padEnd(28)}${'số dòng'.padStart(10)}  mã kiểm (hai bên bằng nhau)\n${lines.join('\n')}\n`,
  );
  if (jobs.length > 0) await io.out(`${'việc chờ làm'.padEnd(28)}${String(jobs.length).padStart(10)}\n`);
}

/** Copies one table and compares both sides; throws where they differ, and nothing was copied. */
async function copyTable(source: Db, target: Db, table: string, signal: AbortSignal): Promise<Digest> {
  for await (const rows of readTableRows(source, table)) {
    signal.throwIfAborted();
    await insertRows(target, table, rows);
  }
  const [given, taken] = [await digestOf(source, table), await digestOf(target, table)];
  if (given.count !== taken.count || given.hash !== taken.hash)
    throw new CommandFailed(
      `Bảng ${table} không khớp sau khi chép (${given.count} và ${taken.count} dòng). Chưa có gì được ghi ở đích.`,
    );
  return taken;
}
