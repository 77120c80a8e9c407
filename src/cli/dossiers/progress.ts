/** Says on standard error how far a long list is; of a short one nothing. */
import type { Progress } from '../../dossiers/change/long-commit.js';
import type { CommandIo } from '../socket/io.js';

const EVERY_MS = 3000;
const number = (count: number) => count.toLocaleString('vi-VN');

/** For what is carried out. */
export function tellProgress(io: CommandIo): (progress: Progress) => Promise<void> {
  let [toldAt, hasTold] = [Date.now(), false];
  return async ({ done, of, writing }) => {
    if (writing) {
      if (hasTold) await io.err(`Đang ghi ${number(of)} hồ sơ…\n`);
    } else if (Date.now() - toldAt >= EVERY_MS) {
      [toldAt, hasTold] = [Date.now(), true];
      await io.err(`Đã xem ${number(done)}/${number(of)} hồ sơ…\n`);
    }
  };
}

/** Says that a file is being read, where that takes long. */
export async function whileReading<T>(io: CommandIo, file: string, read: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => io.err(`Đang đọc ${file}…\n`).catch(() => undefined), EVERY_MS);
  try {
    return await read();
  } finally {
    clearTimeout(timer);
  }
}
