/** The data folder: one process at a time (PGlite admits no second one and takes no lock itself). */
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { SetupError } from '../config/setup-error.js';

/** Another process holds the folder. */
export class FolderInUse extends SetupError {
  constructor(dataDir: string) {
    super(
      `Thư mục dữ liệu ${dataDir} đang được một tiến trình motcua khác dùng.\n` +
        'Dừng tiến trình đó trước, hoặc đặt DATA_DIR sang thư mục khác.',
    );
  }
}

/** Makes the folder (mode 700) when it is missing. Throws `SetupError` when it cannot be written. */
export function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SetupError(
      `Không ghi được vào thư mục dữ liệu ${dataDir} (${reason}).\n` +
        'Cấp quyền ghi cho người dùng đang chạy, hoặc đặt DATA_DIR sang thư mục khác.',
    );
  }
}

/**
 * Makes the folder of a database when it is missing, and lets nobody else into it: its files would be anybody's to read
 * where the data folder was there before us, open to all.
 */
export function closeToOthers(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    chmodSync(folder, 0o700);
  } catch {
    // A disk that knows no owners, or another owner's folder: it is used as it is.
  }
}

/** What is about to take the place of the database and its key, and what has just lost it. */
const RESTORED = 'pg.restored';
const RESTORED_KEY = 'secret.key.restored';
const REPLACED = 'pg.replaced';
const LEFTOVER = /^(?:pg\.restored|pg\.draft-.+|pg\.snapshot-.+|secret\.key\.restored)$/;

/** Where a database may be made, to take the place of the one in use; another one each time. */
export function draftFolder(dataDir: string): string {
  return path.join(dataDir, `pg.draft-${randomUUID()}`);
}

/**
 * Puts a database made in a draft, and its key unless that stays (null), in the place of those there are. Killed in the
 * middle, the next to open the folder finishes it. Returns where the replaced database is kept, with its key if that has
 * changed; null = there was none. The folder must be locked.
 */
export function swapIn(dataDir: string, draft: string, key: string | null): string | null {
  const at = (name: string) => path.join(dataDir, name);
  for (const name of [RESTORED, RESTORED_KEY]) rmSync(at(name), { recursive: true, force: true });
  renameSync(draft, at(RESTORED));
  if (key !== null) {
    writeFileSync(at(RESTORED_KEY), `${key}\n`, { mode: 0o600, flush: true });
    if (existsSync(at('pg'))) copyFileSync(at('secret.key'), at('pg/secret.key'));
  }
  syncFolder(dataDir);
  if (existsSync(at('pg'))) renameSync(at('pg'), at(REPLACED));
  else mkdirSync(at(REPLACED));
  syncFolder(dataDir);
  return finishSwap(dataDir);
}

/**
 * Finishes a swap that was cut short, and removes what preparing or copying has left behind. Returns where the replaced
 * database is kept; null = there was no swap, or no database before it.
 */
export function finishSwap(dataDir: string): string | null {
  const at = (name: string) => path.join(dataDir, name);
  let kept: string | null = null;
  if (existsSync(at(REPLACED))) {
    if (!existsSync(at('pg'))) {
      if (existsSync(at(RESTORED_KEY))) renameSync(at(RESTORED_KEY), at('secret.key'));
      renameSync(at(RESTORED), at('pg'));
      syncFolder(dataDir);
    }
    kept = keepReplaced(dataDir);
  }
  for (const name of readdirSync(dataDir))
    if (LEFTOVER.test(name)) rmSync(at(name), { recursive: true, force: true });
  return kept;
}

function keepReplaced(dataDir: string): string | null {
  const replaced = path.join(dataDir, REPLACED);
  if (readdirSync(replaced).length === 0) {
    rmdirSync(replaced);
    return null;
  }
  const backups = path.join(dataDir, 'backups');
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const kept = path.join(backups, `before-restore-${new Date().toISOString().replaceAll(':', '')}`);
  renameSync(replaced, kept);
  syncFolder(dataDir);
  return kept;
}

/** Makes what was renamed in a folder last over a power cut. Windows has no way to. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * Takes the folder for this process; returns the release. The kernel frees it when the process dies,
 * kill -9 included, so there is no stale lock and no heartbeat. Throws `FolderInUse`.
 */
export async function lockFolder(dataDir: string): Promise<() => void> {
  const address = lockAddress(dataDir);
  const server = net.createServer((socket) => socket.destroy());
  try {
    await listenOnSocket(server, address);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    // Only a socket file outlives its process; an abstract socket or a pipe in use has a living owner.
    if (!address.startsWith(os.tmpdir()) || (await answers(address))) throw new FolderInUse(dataDir);
    unlinkSync(address);
    await listenOnSocket(server, address);
  }
  server.unref();
  return () => server.close();
}

function lockAddress(dataDir: string): string {
  const { dev, ino } = statSync(dataDir, { bigint: true });
  const name = `motcua-${dev}-${ino}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.lock`);
}

/** Listens on a local socket; rejects with the system's error, e.g. EADDRINUSE. */
export async function listenOnSocket(server: net.Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Whether somebody listens on a local socket. */
async function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
