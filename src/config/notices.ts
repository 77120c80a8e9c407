/** The settings of what is told unasked. `.env.example` explains each for an operator. */

import { z } from 'zod';
import { MESSAGING } from '../channels/channel.js';
import { CHANNEL_FACTS } from '../channels/facts.js';
import type { Pace } from '../notifications/deliver.js';
import { NOTICE_KINDS, type NoticeKind } from '../notifications/plan.js';
import type { QuietHours } from '../notifications/quiet-hours.js';
import { MINUTE_MS } from '../time/duration.js';

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const atLeastOne = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

/** The settings of notices, as the environment has them. */
export const NOTICE_SETTINGS = {
  NOTICES_OFF: z
    .string()
    .transform((list) => list.split(',').map((kind) => kind.trim()))
    .pipe(z.array(z.enum(NOTICE_KINDS)))
    .default([]),
  QUIET_HOURS: z.string().trim().regex(HOURS).default('22:00-06:00'),
  /** 30 a second are allowed (https://core.telegram.org/bots/faq#broadcasting-to-users); two are left for answers. */
  TELEGRAM_PER_SECOND: atLeastOne(30, 28),
  /** What the smallest package of an Official Account allows. */
  ZALO_OA_PER_MINUTE: atLeastOne(10_000, 100),
  TELEGRAM_BOT_NAME: z
    .string()
    .trim()
    .regex(/^\w{5,32}$/)
    .optional(),
  LOCALES_DIR: z.string().trim().optional(),
};
type Settings = z.infer<z.ZodObject<typeof NOTICE_SETTINGS>>;

/** What is told of a setting that cannot be read: what belongs there. */
export const NOTICE_REMEDIES: Record<keyof Settings, string> = {
  NOTICES_OFF: `các loại tin cách nhau bằng dấu phẩy, trong ${NOTICE_KINDS.join(', ')}`,
  QUIET_HOURS: 'giờ bắt đầu và kết thúc, ví dụ QUIET_HOURS=22:00-06:00 (00:00-00:00: gửi cả đêm)',
  TELEGRAM_PER_SECOND: 'số tin mỗi giây, từ 1 đến 30, ví dụ TELEGRAM_PER_SECOND=28',
  ZALO_OA_PER_MINUTE: 'số tin mỗi phút, ví dụ ZALO_OA_PER_MINUTE=100',
  TELEGRAM_BOT_NAME: 'tên bot không có @, ví dụ TELEGRAM_BOT_NAME=motcua_gialai_bot',
  LOCALES_DIR: 'thư mục chứa vi.json, en.json, ví dụ LOCALES_DIR=./loi-van',
};

const USUAL_PACE = Object.fromEntries(MESSAGING.map((name) => [name, CHANNEL_FACTS[name].paceMs])) as Pace;

/** What is told unasked, and how fast. */
export type NoticeConfig = {
  /** Kinds that nobody is told of. */
  noticesOff: ReadonlySet<NoticeKind>;
  /** For those who have not said otherwise. */
  quietHours: QuietHours;
  pace: Pace;
};

/** Turns the settings into what the program works with. */
export function noticeConfig(settings: Settings): NoticeConfig {
  const [fromHour, fromMinute, untilHour, untilMinute] = (HOURS.exec(settings.QUIET_HOURS) ?? [])
    .slice(1)
    .map(Number) as [number, number, number, number];
  return {
    noticesOff: new Set(settings.NOTICES_OFF),
    quietHours: { from: fromHour * 60 + fromMinute, until: untilHour * 60 + untilMinute },
    pace: {
      ...USUAL_PACE,
      telegram: 1_000 / settings.TELEGRAM_PER_SECOND,
      'zalo-oa': MINUTE_MS / settings.ZALO_OA_PER_MINUTE,
    },
  };
}
