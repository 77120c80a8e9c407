/** `motcua restore`: what a backup holds takes the place of the database, whole or not at all. */
import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Config } from '../../config/index.js';
import { listMigrations } from '../../db/migrate.js';
import { draftEmbedded, MIGRATIONS, readFolder, replaceEmbedded } from '../../db/open.js';
import { onPostgres } from '../../db/postgres.js';
import { countRows, findOccupied } from '../../db/transfer-store.js';
import { findSecret, fingerprint, loadSecret } from '../../security/secrets.js';
import { vietnamTime } from '../../time/clock.js';
import { type CommandContext, CommandFailed, type Host } from '../command.js';
import type { CommandIo } from '../socket/io.js';
import { saveFile } from '../socket/save-file.js';
import { writeBackup } from './backup.js';
import { BackupDamaged, type BackupPart, decodeBackup, type Header, type Trailer } from './backup-file.js';
import { fillFrom } from './restore-fill.js';

type Flags = { apply?: boolean; lostKey?: boolean };

/** Adds `restore`. */
export function addRestore(command: Command, context: CommandContext): void {
  command
    .option('--apply', 'khôi phục thật; không có thì chỉ chạy thử')
    .option('--lost-key', 'khôi phục dù khóa của bản sao lưu đã mất')
    .action((file: string, flags: Flags) => restore(context, file, flags));
}

async function restore(context: CommandContext, file: string, flags: Flags): Promise<void> {
  const { host, io } = context;
  if (!host) throw new CommandFailed('Không khôi phục được ở đây.');
  const { header, trailer } = await check(context, file);
  const key = keyOf(host.config, header);
  await io.out(`${describe(file, header)}${TOLD[key]}\n\n${await compare(context, trailer)}`);
  await io.out(warning(header));
  refuseNewer(header);
  if (key === 'lost' && !flags.lostKey) throw new CommandFailed(remedy(host.config));
  if (!flags.apply) {
    await io.out('Chạy thử: chưa thay gì. Thêm --apply để khôi phục.\n');
    return;
  }
  if (host.config.databaseUrl === null) await intoEmbedded(context, host, { file, header });
  else await intoPostgres(context, host.config.databaseUrl, file);
}

/** Reads the whole file, and throws where it is not as it was written. */
async function check({ io }: CommandContext, file: string): Promise<{ header: Header; trailer: Trailer }> {
  let header: Header | null = null;
  let trailer: Trailer | null = null;
  for await (const part of readParts(io, file)) {
    io.signal.throwIfAborted();
    if (part.kind === 'header') ({ header } = part);
    if (part.kind === 'trailer') ({ trailer } = part);
  }
  if (!header || !trailer) throw new CommandFailed(`${file} không phải bản sao lưu. Chưa thay gì.`);
  return { header, trailer };
}

async function* readParts(io: CommandIo, file: string): AsyncGenerator<BackupPart> {
  try {
    yield* decodeBackup(io.readFile(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(
      error instanceof BackupDamaged
        ? `${file} hỏng hoặc không phải bản sao lưu (${why}). Chưa thay gì. Hãy dùng bản khác.`
        : `Không đọc được ${file}: ${why}`,
    );
  }
}

/** `inFile`: the key in the file takes the place of another one, or is the first. */
type Key = 'same' | 'inFile' | 'lost';

const TOLD: Record<Key, string> = {
  same: 'khớp với khóa hiện nay',
  inFile: 'có trong tệp; sẽ được dùng',
  lost: 'KHÔNG khớp với khóa hiện nay',
};

function keyOf(config: Config, { key, secret }: Header): Key {
  const present = findSecret(config);
  if (present && fingerprint(present) === key) return 'same';
  const isUsable = secret !== undefined && config.secretKey === null && config.databaseUrl === null;
  return isUsable && fingerprint(Buffer.from(secret, 'base64')) === key ? 'inFile' : 'lost';
}

function remedy({ secretKey, dataDir }: Config): string {
  const place = secretKey === null ? `tệp ${dataDir}/secret.key` : 'SECRET_KEY';
  return (
    `Cần khóa lúc sao lưu: đặt lại ${place} rồi chạy lại. Chưa thay gì.\n` +
    'Nếu khóa đã mất hẳn, thêm --lost-key: bốn số cuối sẽ không mở được hồ sơ cũ, phải đăng nhập lại Zalo, ' +
    'và dossier verify sẽ báo niêm phong cũ không khớp.'
  );
}

function describe(file: string, { madeAt, from, migrations }: Header): string {
  const kind = from === 'embedded' ? 'cơ sở dữ liệu nhúng' : 'PostgreSQL';
  const { date, time } = vietnamTime(new Date(madeAt));
  return (
    `Tệp: ${file}\nSao lưu lúc: ${time} ngày ${date}, từ ${kind}\n` +
    `Phiên bản dữ liệu: ${migrations.at(-1)?.name} (chương trình này: ${listMigrations(MIGRATIONS).at(-1)?.name})\nKhóa: `
  );
}

async function compare(
  { services, hasDatabase, host }: CommandContext,
  { tables }: Trailer,
): Promise<string> {
  const isThere = hasDatabase && host?.config.databaseUrl === null;
  const now: Record<string, number> = isThere ? await countRows((await services()).database.client) : {};
  const all = new Set([...Object.keys(tables), ...Object.keys(now)]);
  const names = [...all].filter((name) => now[name] || tables[name]?.count).sort();
  const lines = names.map((name) => {
    const [before, after] = [now[name] ?? '–', tables[name]?.count ?? '–'];
    return `${name.padEnd(28)}${String(before).padStart(10)}${String(after).padStart(10)}`;
  });
  return `${'bảng'.padEnd(28)}${'hiện nay'.padStart(10)}${'trong tệp'.padStart(10)}\n${lines.join('\n')}\n`;
}

function warning({ waiting: { messages, notices } }: Header): string {
  if (messages + notices === 0) return '\n';
  return (
    `\nLúc sao lưu còn ${messages} tin nhắn chờ trả lời, ${notices} thông báo chờ gửi: sẽ được làm tiếp, ` +
    'có thể là lần thứ hai.\n'
  );
}

function refuseNewer({ migrations }: Header): void {
  const ours = new Map(listMigrations(MIGRATIONS).map(({ name, checksum }) => [name, checksum]));
  const strange = migrations.find(({ name, checksum }) => ours.get(name) !== checksum);
  if (!strange) return;
  throw new CommandFailed(
    ours.has(strange.name)
      ? `Bước ${strange.name} lúc sao lưu khác với của chương trình này: không khôi phục được.`
      : `Bản sao lưu của phiên bản mới hơn (có ${strange.name}). Nâng cấp chương trình rồi chạy lại. Chưa thay gì.`,
  );
}

type Chosen = { file: string; header: Header };

/** Made whole beside the database in use, then put in its place while nobody uses it. */
async function intoEmbedded({ io }: CommandContext, host: Host, { file, header }: Chosen): Promise<void> {
  const { config } = host;
  const { dataDir } = config;
  const secretBefore = findSecret(config);
  const key = keyOf(config, header);
  const newKey = key === 'inFile' ? (header.secret ?? null) : null;
  const draft = await draftEmbedded(dataDir, (sql) => fillFrom(readParts(io, file), sql, io));
  // Given up, and there is no other: what is written from now on needs one.
  if (key === 'lost' && !secretBefore) loadSecret(dataDir, true);
  await io.err('Đã nạp xong. Ngừng trả lời để thay dữ liệu…\n');
  const replaced = await host.alone(() => replaceEmbedded(dataDir, draft, newKey));
  await io.out(`Đã khôi phục từ ${file}.\n`);
  if (replaced === null || !secretBefore) return;
  await io.err('Đang cất dữ liệu ngay trước đó…\n');
  const kept = await pack(replaced, { secret: secretBefore, withSecret: newKey !== null });
  await io.out(`Dữ liệu ngay trước đó: ${kept}; để quay lại: motcua restore ${kept} --apply\n`);
}

/** Makes a backup of a replaced database in place of its folder; gives the file. `withSecret`: its key was replaced too. */
async function pack(folder: string, key: { secret: Buffer; withSecret: boolean }): Promise<string> {
  const file = `${folder}.gz`;
  await writeBackup(
    {
      ...key,
      from: 'embedded',
      read: (work) => readFolder(folder, work),
      tell: async () => undefined,
      now: new Date(),
    },
    (pieces) => saveFile(file, pieces, false),
  );
  await rm(folder, { recursive: true, force: true });
  return file;
}

/** Into an empty database: one in use is left alone, and stays what there was before. */
async function intoPostgres({ io }: CommandContext, url: string, file: string): Promise<void> {
  await onPostgres(url, async (sql) => {
    const occupied = await findOccupied(sql);
    if (occupied)
      throw new CommandFailed(
        `Cơ sở dữ liệu ở DATABASE_URL đã có dữ liệu (bảng ${occupied}). Tạo một cái trống, đặt DATABASE_URL vào đó, rồi chạy lại.`,
      );
    await fillFrom(readParts(io, file), sql, io);
  });
  await io.out(`Đã khôi phục từ ${file}. Khởi động máy chủ với DATABASE_URL này.\n`);
}
