/** The settings, read once from the environment. `.env.example` explains each for an operator. */
import path from 'node:path';
import { z } from 'zod';
import type { PublicAccounts } from '../channels/facts.js';
import { CHANNEL_REMEDIES, CHANNEL_SETTINGS, type ChannelConfig, channelConfig } from './channels.js';
import { NOTICE_REMEDIES, NOTICE_SETTINGS, type NoticeConfig, noticeConfig } from './notices.js';
import { OPERATOR_REMEDIES, OPERATOR_SETTINGS, type OperatorConfig, operatorConfig } from './operator.js';
import { SetupError } from './setup-error.js';

const days = (usual: number) => z.coerce.number().int().min(1).max(36_500).default(usual);

/** Other software takes a yes or no here: one proxy, or none. */
const YES_OR_NO: Readonly<Record<string, string>> = { true: '1', false: '0' };

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SECRET_KEY: z
    .string()
    .refine((key) => Buffer.from(key, 'base64').length >= 32, 'at least 32 bytes in base64')
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOWED_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim().replace(/\/$/, '')))
    .refine((origins) => origins.every(isOrigin), 'origins, separated by commas')
    .default([]),
  TRUST_PROXY: z
    .preprocess((value) => YES_OR_NO[String(value)] ?? value, z.coerce.number().int().min(0).max(10))
    .default(0),
  OPEN_STATUS: z.enum(['true', 'false']).default('false'),
  KEEP_PERSONAL_DAYS: days(365),
  KEEP_VIEWS_DAYS: days(365),
  KEEP_CONVERSATIONS_DAYS: days(30),
  HEADS_TO: z
    .string()
    .trim()
    .refine((to) => !to.includes('://') || /^https?:/.test(to), 'a file or http(s)')
    .optional(),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  METRICS_TOKEN: z.string().trim().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  ...CHANNEL_SETTINGS,
  ...NOTICE_SETTINGS,
  ...OPERATOR_SETTINGS,
});

type LogLevel = NonNullable<z.infer<typeof settings>['LOG_LEVEL']>;

/** The names of all settings. @internal For the test that compares them with `.env.example`. */
export const SETTING_NAMES = Object.keys(settings.shape);

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const REMEDIES: Record<keyof z.infer<typeof settings>, string> = {
  PORT: 'một số từ 0 đến 65535, ví dụ PORT=3000',
  DATA_DIR: 'đường dẫn một thư mục, ví dụ DATA_DIR=./data',
  DATABASE_URL: 'địa chỉ PostgreSQL, ví dụ postgresql://user:password@host:5432/motcua',
  SECRET_KEY: 'ít nhất 32 byte dạng base64, tạo bằng: openssl rand -base64 32',
  PUBLIC_URL: 'địa chỉ công khai, ví dụ PUBLIC_URL=https://motcua.example.gov.vn',
  ALLOWED_ORIGINS:
    'các địa chỉ trang web, cách nhau bằng dấu phẩy, ví dụ ALLOWED_ORIGINS=https://www.example.gov.vn',
  TRUST_PROXY: 'số máy chủ trung gian đứng trước (0 nếu không có), ví dụ TRUST_PROXY=1',
  OPEN_STATUS: 'true hoặc false',
  KEEP_PERSONAL_DAYS: 'số ngày, ví dụ KEEP_PERSONAL_DAYS=365',
  KEEP_VIEWS_DAYS: 'số ngày, ví dụ KEEP_VIEWS_DAYS=365',
  KEEP_CONVERSATIONS_DAYS: 'số ngày, ví dụ KEEP_CONVERSATIONS_DAYS=30',
  HEADS_TO: 'đường dẫn một tệp trên máy khác, hoặc địa chỉ http(s) nhận niêm phong',
  ALERT_WEBHOOK_URL: 'địa chỉ nhận cảnh báo, ví dụ https://canh-bao.example.gov.vn/motcua',
  METRICS_TOKEN: 'ít nhất 16 ký tự, tạo bằng: openssl rand -hex 32',
  LOG_LEVEL: 'một trong fatal, error, warn, info, debug, trace, silent',
  ...CHANNEL_REMEDIES,
  ...NOTICE_REMEDIES,
  ...OPERATOR_REMEDIES,
};

/** Every setting, parsed once; see `.env.example` for what each is for. */
export type Config = {
  port: number;
  /** Absolute. Holds the embedded database and all local state. */
  dataDir: string;
  /** Null = the embedded database in `dataDir`. */
  databaseUrl: string | null;
  /** Null = the key kept in `dataDir`. */
  secretKey: string | null;
  publicUrl: string | null;
  /** Sites whose pages may embed the web chat, e.g. `https://www.example.gov.vn`. */
  allowedOrigins: string[];
  /** How many proxies in front are trusted to add to `X-Forwarded-For`. */
  trustProxy: number;
  /** Everybody sees state and due date of a dossier by its code alone. */
  openStatus: boolean;
  /** In days: names and free text after a dossier's end, records of look-ups, what idle conversations remember. */
  retention: { personalDays: number; viewDays: number; conversationDays: number };
  /** Where heads over all dossiers are written down as well, a file or an address; null = in the log alone. */
  headsTo: string | null;
  /** Where alerts are posted; null = they go to the log alone. */
  alertWebhookUrl: string | null;
  /** Null = the metrics are for private addresses. */
  metricsToken: string | null;
  logLevel: LogLevel;
  channels: ChannelConfig;
  operator: OperatorConfig;
  /** Where people can write to us. */
  accounts: PublicAccounts;
  /** Channels from which notices may go on by telephone number. */
  phoneNotices: ReadonlySet<string>;
  /** Texts that replace the program's own; null = none do. */
  localesDir: string | null;
} & NoticeConfig;

/**
 * Reads the settings; an empty value counts as absent. `usualLevel`: of the log, where they do not say. Throws
 * `SetupError`, naming the setting and the remedy.
 */
export function parseConfig(
  env: Record<string, string | undefined>,
  { usualLevel = 'info' }: { usualLevel?: LogLevel } = {},
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new SetupError(describe(parsed.error));
  const { data } = parsed;
  if (data.DATABASE_URL && !data.SECRET_KEY) {
    throw new SetupError(`Thiếu SECRET_KEY: bắt buộc khi dùng DATABASE_URL; cần ${REMEDIES.SECRET_KEY}`);
  }
  const channels = channelConfig(data);
  return {
    port: data.PORT,
    dataDir: path.resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL ?? null,
    secretKey: data.SECRET_KEY ?? null,
    publicUrl: data.PUBLIC_URL ?? null,
    allowedOrigins: data.ALLOWED_ORIGINS,
    trustProxy: data.TRUST_PROXY,
    openStatus: data.OPEN_STATUS === 'true',
    retention: {
      personalDays: data.KEEP_PERSONAL_DAYS,
      viewDays: data.KEEP_VIEWS_DAYS,
      conversationDays: data.KEEP_CONVERSATIONS_DAYS,
    },
    headsTo: data.HEADS_TO ?? null,
    alertWebhookUrl: data.ALERT_WEBHOOK_URL ?? null,
    metricsToken: data.METRICS_TOKEN ?? null,
    logLevel: data.LOG_LEVEL ?? usualLevel,
    channels,
    operator: operatorConfig(data),
    phoneNotices: new Set(channels['zalo-oa']?.phoneTemplateId ? ['zalo-oa'] : []),
    accounts: {
      telegram: data.TELEGRAM_BOT_NAME ? `https://t.me/${data.TELEGRAM_BOT_NAME}` : null,
      zalo: data.ZALO_OA_ID ? `https://zalo.me/${data.ZALO_OA_ID}` : null,
    },
    localesDir: data.LOCALES_DIR ? path.resolve(data.LOCALES_DIR) : null,
    ...noticeConfig(data),
  };
}

function describe(error: z.ZodError): string {
  const names = new Set(error.issues.map((issue) => String(issue.path[0])));
  return [...names]
    .map((name) => `Giá trị ${name} không dùng được: cần ${REMEDIES[name as keyof typeof REMEDIES]}`)
    .join('\n');
}
