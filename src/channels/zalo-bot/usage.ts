/** The walls of the Basic plan, at which the platform stops taking messages: told of before they are hit. */
import { HOUR_MS } from '../../time/duration.js';
import type { ChannelDeps } from '../channel.js';

/** What counts against the plan of a bot: people, and messages since the first of the month. */
export type Usage = { users: number; sentThisMonth: number };

/** The plans' page of https://bot.zapps.me, read on 26 September 2026. */
const MAX_USERS = 50;
const MAX_MESSAGES = 3_000;
const CHECK_EVERY_MS = HOUR_MS;

const percentOf = (count: number, limit: number) => Math.floor((count / limit) * 100);

/** How close the nearer wall is: from 80 % on, from 100 % on. */
function levelOf({ users, sentThisMonth }: Usage): 0 | 80 | 100 {
  const percent = Math.max(percentOf(users, MAX_USERS), percentOf(sentThisMonth, MAX_MESSAGES));
  if (percent >= 100) return 100;
  return percent >= 80 ? 80 : 0;
}

const WARNINGS = {
  0: '',
  80: ' Sắp hết hạn mức: nên chuyển sang Zalo Official Account.',
  100: ' Đã hết hạn mức, Zalo có thể từ chối người mới và tin mới: cần chuyển sang Zalo Official Account.',
};

/** For an operator: how much of the plan is used, and what to do where it nears its end. */
export function usageText(usage: Usage): string {
  const of = (count: number, limit: number) =>
    `${count.toLocaleString('vi')}/${limit.toLocaleString('vi')} (${percentOf(count, limit)}%)`;
  const people = of(usage.users, MAX_USERS);
  const messages = of(usage.sentThisMonth, MAX_MESSAGES);
  return `Gói Basic: ${people} người dùng, ${messages} tin gửi trong tháng.${WARNINGS[levelOf(usage)]}`;
}

/** Watches how near a bot is to the limits of its plan. */
export type UsageWatch = {
  /** Warns in the log when a level is newly reached; gives the text from 80 % on, else null. Never throws. */
  check(): Promise<string | null>;
  /** Checks in the background, at most once an hour. */
  checkSometimes(): void;
};

/** Remembers the level last warned of, so that each is warned of once. */
export function createUsageWatch({ usage, log }: Pick<ChannelDeps, 'usage' | 'log'>): UsageWatch {
  let checkedAt = Number.NEGATIVE_INFINITY;
  let told = 0;

  async function check(): Promise<string | null> {
    checkedAt = performance.now();
    try {
      const used = await usage();
      const level = levelOf(used);
      if (level > told) log.warn({ alert: 'quota', ...used }, usageText(used));
      told = level;
      return level === 0 ? null : usageText(used);
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'the use of the plan could not be read');
      return null;
    }
  }

  return {
    check,
    checkSometimes: () => {
      if (performance.now() - checkedAt >= CHECK_EVERY_MS) void check();
    },
  };
}
