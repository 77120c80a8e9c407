/** `motcua backup`: the whole database into one file, while it is in use. */
import type { Command } from 'commander';
import { listApplied, type MigrationSession } from '../../db/migrate.js';
import { type Database, readSnapshot } from '../../db/open.js';
import {
  countWaiting,
  createDigest,
  type Digest,
  listPendingJobs,
  listSequences,
  listTables,
  readTableRows,
  writeAlike,
} from '../../db/transfer-store.js';
import { findSecret, fingerprint } from '../../security/secrets.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { encodeBackup, type Written } from './backup-file.js';

type Flags = { force?: boolean; withSecret?: boolean };

/** Rows of a table after which progress is told again. */
const TELL_EVERY = 20_000;

/** Adds `backup`. */
export function addBackup(command: Command, context: CommandContext): void {
  command
    .option('--force', 'ghi đè tệp đã có')
    .option('--with-secret', 'ghi cả khóa (SECRET_KEY hoặc secret.key) vào tệp; ai có tệp thì đọc được hết')
    .action((file: string, flags: Flags) => backup(context, file, flags));
}

async function backup(context: CommandContext, file: string, flags: Flags): Promise<void> {
  const { io, services } = context;
  const { database, config } = await services();
  const { withSecret = false, force = false } = flags;
  const lines: string[] = [];
  const tell = async (table: string, digest: Digest | null) => {
    io.signal.throwIfAborted();
    if (digest === null) await io.err(`${table}…\n`);
    else if (digest.count > 0) lines.push(`${table.padEnd(28)}${String(digest.count).padStart(10)}`);
  };
  const secret = findSecret(config);
  if (!secret)
    throw new CommandFailed(
      'Không thấy khóa của cơ sở dữ liệu (SECRET_KEY hoặc secret.key); đặt lại khóa rồi sao lưu.',
    );
  await writeBackup(
    {
      from: database.kind,
      read: (work) => readSnapshot(database, work),
      secret,
      withSecret,
      tell,
      now: new Date(),
    },
    (pieces) => io.saveFile(file, pieces, force),
  ).catch((error) => {
    if (!/EEXIST/.test(`${error.code} ${error.message}`)) throw error;
    throw new CommandFailed(`${file} đã có. Đặt tên khác, hoặc thêm --force để ghi đè.`);
  });
  await io.out(`${lines.join('\n')}\nĐã sao lưu vào ${file}.\n`);
  const kept = config.secretKey === null ? `tệp ${config.dataDir}/secret.key` : 'SECRET_KEY';
  await io.err(
    withSecret
      ? 'Tệp có cả khóa: ai có tệp thì đọc được hết. Cất ở nơi chỉ người quản trị vào được.\n'
      : `Tệp không có khóa. Cất riêng ${kept}: thiếu khóa thì không mở được hồ sơ bằng bốn số cuối.\n`,
  );
}

/** `read`: hands its work the database. `tell`: a table is begun or goes on (null), or is whole. */
export type BackupSetting = {
  from: Database['kind'];
  read(work: (sql: MigrationSession) => Promise<void>): Promise<void>;
  secret: Buffer;
  withSecret: boolean;
  tell(table: string, digest: Digest | null): Promise<void>;
  now: Date;
};

/** Hands the bytes of a backup to whoever keeps them, all of one moment. */
export async function writeBackup(
  setting: BackupSetting,
  save: (pieces: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  await setting.read((sql) => save(encodeBackup(partsOf(setting, sql))));
}

async function* partsOf(setting: BackupSetting, sql: MigrationSession): AsyncGenerator<Written> {
  const { from, secret, withSecret, tell, now } = setting;
  await writeAlike(sql);
  yield {
    kind: 'header',
    header: {
      format: 'motcua-backup',
      madeAt: now.toISOString(),
      from,
      migrations: await listApplied(sql),
      key: fingerprint(secret),
      ...(withSecret ? { secret: secret.toString('base64') } : {}),
      waiting: await countWaiting(sql),
    },
  };
  const tables: Record<string, Digest> = {};
  for (const table of await listTables(sql)) {
    const digest = createDigest();
    await tell(table, null);
    yield { kind: 'table', name: table };
    for await (const rows of readTableRows(sql, table)) {
      for (const row of rows) {
        digest.add(row);
        yield { kind: 'row', row };
      }
      const { count } = digest.result();
      if (Math.floor(count / TELL_EVERY) > Math.floor((count - rows.length) / TELL_EVERY))
        await tell(table, null);
    }
    tables[table] = digest.result();
    await tell(table, digest.result());
  }
  const [sequences, jobs] = [await listSequences(sql), await listPendingJobs(sql)];
  yield { kind: 'trailer', trailer: { tables, sequences, jobs } };
}
