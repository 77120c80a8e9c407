/** Looks every minute for what people would otherwise notice first: messages and notices that stand still. */

import { statfs } from 'node:fs/promises';
import { every } from '../async/every.js';
import type { MessagingName } from '../channels/channel.js';
import type { Db } from '../db/open.js';
import { countRecentWrongTries } from '../dossiers/look-up/look-up-store.js';
import { vietnamDate } from '../time/clock.js';
import { shiftDate } from '../time/day.js';
import { DAY_MS, MINUTE_MS } from '../time/duration.js';
import type { Alert } from './alerts.js';
import {
  countRecentNotices,
  countSetAsideLately,
  countUnfinished,
  listFailedGrants,
  listReceived,
} from './metrics-store.js';

const EVERY_MS = MINUTE_MS;
/** People wait no longer for an answer in a chat, nor for a notice that somebody waits for. */
const STALL_SECONDS = 5 * 60;
/** Persons who block an account make a few of these; so many in an hour are a fault. */
const MANY_SET_ASIDE = 10;
const SILENCE_MS = DAY_MS;
/** A day with fewer messages may well pass without any. */
const BUSY_DAY = 10;
/** Slips of the people of a province make a tenth of this in a quarter of an hour; guessing one dossier takes 5,000. */
const MANY_WRONG_TRIES = 200;
/** Less room than this on its disk, and the embedded database will soon take nothing more. */
export const LEAST_FREE_MB = 200;

/** The minutely look at what stands still. */
export type Watchdog = {
  /** Looks now. Never rejects: a database that does not answer is an alert as well. */
  run(now: Date): Promise<void>;
  /** Looks every minute until `close`. */
  watch(): void;
  close(): Promise<void>;
};

/** `channels`: those that are on. `folder`: of the embedded database; null = there is none. */
export function createWatchdog(options: {
  db: Db;
  alert: Alert;
  channels: readonly MessagingName[];
  folder: string | null;
}): Watchdog {
  const { db, alert, channels, folder } = options;
  async function run(now: Date): Promise<void> {
    if (folder !== null) await lookAtDisk(folder, alert);
    try {
      await lookAtInbox(db, alert);
      await lookAtNotices(db, alert);
      await lookForSilence(db, alert, channels, now);
      await lookForGuessing(db, alert, now);
      for (const id of await listFailedGrants(db))
        alert(`grant ${id}`, `Không gia hạn được token của ${id}. Chạy: npx motcua zalo login`);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      alert('database', `Cơ sở dữ liệu không trả lời được (${reason}).`);
    }
  }

  const runs = every(
    EVERY_MS,
    () => run(new Date()),
    () => alert('watchdog', 'Việc canh chừng không chạy được; xem nhật ký của máy chủ.'),
  );
  return { run, watch: runs.start, close: runs.stop };
}

async function lookAtDisk(folder: string, alert: Alert): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free < LEAST_FREE_MB)
    alert(
      'disk',
      `Đĩa chứa ${folder} chỉ còn ${free} MB. Hết chỗ thì không nhận thêm được gì; thứ đã nhận vẫn còn nguyên.`,
    );
}

async function lookAtInbox(db: Db, alert: Alert): Promise<void> {
  for (const { channel, state, count, oldestSeconds } of await countUnfinished(db)) {
    if (state === 'failed' || oldestSeconds <= STALL_SECONDS) continue;
    const waits = `${count} tin nhắn trên ${channel} chưa được trả lời, cũ nhất ${minutes(oldestSeconds)} phút.`;
    alert(`inbox-stalled ${channel}`, `${waits} Xem: npx motcua inbox`);
  }
  for (const { channel, count } of await countSetAsideLately(db))
    if (count >= MANY_SET_ASIDE)
      alert(
        `set-aside ${channel}`,
        `${count} tin nhắn trên ${channel} bị để riêng vì lỗi trong một giờ qua. Xem: npx motcua inbox`,
      );
}

async function lookAtNotices(db: Db, alert: Alert): Promise<void> {
  for (const { channel, priority, count, overdueSeconds } of await countRecentNotices(db)) {
    if (priority !== 0 || overdueSeconds === null || overdueSeconds <= STALL_SECONDS) continue;
    alert(
      `notices-stalled ${channel}`,
      `Thông báo trên ${channel} đến giờ mà chưa gửi được: ${count} trong hàng, chậm nhất ${minutes(overdueSeconds)} phút.`,
    );
  }
}

/** Silence for a day is a fault where the same two days of the week before were both busy: weekends are not. */
async function lookForSilence(
  db: Db,
  alert: Alert,
  channels: readonly MessagingName[],
  now: Date,
): Promise<void> {
  const today = vietnamDate(now);
  const weekAgo = [shiftDate(today, -8), shiftDate(today, -7)];
  const received = await listReceived(db, shiftDate(today, -8));
  for (const channel of channels) {
    const days = received.filter((row) => row.channel === channel);
    const last = Math.max(...days.map(({ lastAt }) => lastAt.getTime()));
    const isBusy = (day: string) => days.some((row) => row.day === day && row.count >= BUSY_DAY);
    if (!weekAgo.every(isBusy) || now.getTime() - last < SILENCE_MS) continue;
    alert(
      `silence ${channel}`,
      `${channel} không có tin nhắn nào trong 24 giờ, khác tuần trước. Kiểm tra webhook hoặc kết nối đến nền tảng.`,
    );
  }
}

async function lookForGuessing(db: Db, alert: Alert, now: Date): Promise<void> {
  const count = await countRecentWrongTries(db, now);
  if (count < MANY_WRONG_TRIES) return;
  alert(
    'lookup-guessing',
    `${count} lần thử sai số cuối hồ sơ trong 15 phút: có thể ai đó đang dò. Mỗi mã chỉ xét 20 lần một ngày; xem nhật ký máy chủ phía trước và chặn địa chỉ gửi nhiều.`,
  );
}

function minutes(seconds: number): number {
  return Math.floor(seconds / 60);
}
