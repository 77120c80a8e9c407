/** Filling an empty database from a backup, of this version or an older one. */

import { inSessionTransaction, type MigrationSession, migrate } from '../../db/migrate.js';
import { MIGRATIONS } from '../../db/open.js';
import {
  digestOf,
  emptyTables,
  insertRows,
  listTables,
  setSequence,
  writeAlike,
} from '../../db/transfer-store.js';
import { enqueue, type JobData, type Queue } from '../../jobs/boss.js';
import { CommandFailed } from '../command.js';
import type { CommandIo } from '../socket/io.js';
import type { BackupPart, Trailer } from './backup-file.js';

const ROWS_AT_A_TIME = 500;
const CHARS_AT_A_TIME = 1_000_000;

/**
 * Brings the database into the shape the backup was made in, fills it, compares every table with what was backed up, and
 * goes on to the shape of today: all rows in one transaction, or none. Tables that are not ours are left out.
 */
export async function fillFrom(
  parts: AsyncIterable<BackupPart>,
  sql: MigrationSession,
  { err, signal }: Pick<CommandIo, 'err' | 'signal'>,
): Promise<void> {
  const reading = parts[Symbol.asyncIterator]();
  const first = await reading.next();
  if (first.done || first.value.kind !== 'header') throw new Error('a backup begins with its header');
  const only = new Set(first.value.header.migrations.map(({ name }) => name));
  await migrate(sql, MIGRATIONS, { only });
  await inSessionTransaction(sql, async () => {
    await writeAlike(sql);
    const ours = new Set(await listTables(sql));
    await emptyTables(sql, [...ours]);
    const insert = createInserter(sql);
    let table: string | null = null;
    for (let next = await reading.next(); !next.done; next = await reading.next()) {
      signal.throwIfAborted();
      const part = next.value;
      if (part.kind === 'row' && table !== null) await insert.add(table, part.row);
      if (part.kind !== 'row') await insert.flush();
      if (part.kind === 'table') {
        table = ours.has(part.name) ? part.name : null;
        await err(table === null ? `${part.name}: không thuộc chương trình, bỏ qua\n` : `${table}…\n`);
      }
      if (part.kind === 'trailer') await finish(sql, part.trailer, ours);
    }
    await migrate(sql, MIGRATIONS, { isInTransaction: true });
  });
}

/** Adds rows of one table many at a time. */
function createInserter(sql: MigrationSession) {
  let into = '';
  let rows: string[] = [];
  let chars = 0;
  const flush = async () => {
    if (rows.length > 0) await insertRows(sql, into, rows);
    rows = [];
    chars = 0;
  };
  return {
    flush,
    add: async (table: string, row: string) => {
      into = table;
      rows.push(row);
      chars += row.length;
      if (rows.length >= ROWS_AT_A_TIME || chars >= CHARS_AT_A_TIME) await flush();
    },
  };
}

async function finish(
  sql: MigrationSession,
  { tables, sequences, jobs }: Trailer,
  ours: Set<string>,
): Promise<void> {
  for (const table of ours) {
    const [given, taken] = [tables[table] ?? { count: 0, hash: '0' }, await digestOf(sql, table)];
    if (given.count !== taken.count || given.hash !== taken.hash)
      throw new CommandFailed(
        `Bảng ${table} không khớp sau khi nạp (${given.count} và ${taken.count} dòng). Chưa thay gì.`,
      );
  }
  for (const sequence of sequences) await setSequence(sql, sequence);
  // A job carries ids, and doing it again is harmless.
  for (const { queue, data, inSeconds } of jobs)
    await enqueue(sql, queue as Queue, [data as JobData[Queue]], inSeconds);
}
