/**
 * The settings of the messaging channels: a channel is on when its credentials are set. What a token looks like is not
 * checked: the platform says at the start whether it is right, and a wrong one does not stop the others.
 */

import { z } from 'zod';
import type { MessagingName } from '../channels/channel.js';
import { SetupError } from './setup-error.js';

const address = (usual: string) =>
  z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ''))
    .default(usual);
const text = z.string().trim().min(1).optional();
const digits = z.string().regex(/^\d+$/).optional();

/** The settings of the channels, as the environment has them. */
export const CHANNEL_SETTINGS = {
  TELEGRAM_BOT_TOKEN: text,
  TELEGRAM_MODE: z.enum(['polling', 'webhook']).default('polling'),
  /** https://core.telegram.org/bots/api#setwebhook */
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/)
    .optional(),
  TELEGRAM_API_ROOT: address('https://api.telegram.org'),
  ZALO_OA_APP_ID: digits,
  ZALO_OA_APP_SECRET: text,
  ZALO_OA_SECRET_KEY: text,
  ZALO_OA_ID: digits,
  ZALO_OA_ACCESS_TOKEN: text,
  ZALO_OA_REFRESH_TOKEN: text,
  ZALO_OA_TEMPLATE_ID: text,
  ZALO_OA_PHONE_TEMPLATE_ID: text,
  ZALO_OA_PAUSE_MINUTES: z.coerce.number().int().min(0).max(1440).default(30),
  ZALO_OPENAPI_URL: address('https://openapi.zalo.me'),
  ZALO_OAUTH_URL: address('https://oauth.zaloapp.com'),
  ZALO_BUSINESS_URL: address('https://business.openapi.zalo.me'),
  ZALO_BOT_TOKEN: text,
  ZALO_BOT_WEBHOOK_SECRET: z.string().min(8).max(256).optional(),
  ZALO_BOT_MODE: z.enum(['polling', 'webhook']).default('polling'),
  ZALO_BOT_API_URL: address('https://bot-api.zaloplatforms.com'),
};
type Settings = z.infer<z.ZodObject<typeof CHANNEL_SETTINGS>>;

const BASE = 'địa chỉ gốc, ví dụ';

/** What is told of a setting that cannot be read: what belongs there. */
export const CHANNEL_REMEDIES: Record<keyof Settings, string> = {
  TELEGRAM_BOT_TOKEN: 'mã do @BotFather cấp, dạng 123456789:AAE…',
  TELEGRAM_MODE: 'polling hoặc webhook',
  TELEGRAM_WEBHOOK_SECRET: '1–256 ký tự A-Z a-z 0-9 _ -, tạo bằng: openssl rand -hex 32',
  TELEGRAM_API_ROOT: `${BASE} https://api.telegram.org`,
  ZALO_OA_APP_ID: 'mã ứng dụng (chỉ chữ số) ở developers.zalo.me',
  ZALO_OA_APP_SECRET: 'khóa bí mật của ứng dụng ở developers.zalo.me',
  ZALO_OA_SECRET_KEY: 'OA secret key ở mục webhook của ứng dụng',
  ZALO_OA_ID: 'mã Official Account (chỉ chữ số)',
  ZALO_OA_ACCESS_TOKEN: 'access token lấy ở API Explorer, hoặc bỏ trống và chạy: npx motcua zalo login',
  ZALO_OA_REFRESH_TOKEN: 'refresh token lấy cùng lúc với access token',
  ZALO_OA_TEMPLATE_ID: 'mã mẫu tin ZBS đã duyệt, xem docs/zalo.md',
  ZALO_OA_PHONE_TEMPLATE_ID: 'mã mẫu tin ZBS gửi theo số điện thoại đã duyệt, xem docs/zalo.md',
  ZALO_OA_PAUSE_MINUTES: 'số phút từ 0 đến 1440, ví dụ ZALO_OA_PAUSE_MINUTES=30',
  ZALO_OPENAPI_URL: `${BASE} https://openapi.zalo.me`,
  ZALO_OAUTH_URL: `${BASE} https://oauth.zaloapp.com`,
  ZALO_BUSINESS_URL: `${BASE} https://business.openapi.zalo.me`,
  ZALO_BOT_TOKEN: 'mã bot do Zalo Bot Creator cấp, dạng 123456789:…',
  ZALO_BOT_WEBHOOK_SECRET: '8–256 ký tự, tạo bằng: openssl rand -hex 32',
  ZALO_BOT_MODE: 'polling hoặc webhook',
  ZALO_BOT_API_URL: `${BASE} https://bot-api.zaloplatforms.com`,
};

/** The settings of Telegram where it is on. */
export type TelegramConfig = {
  token: string;
  mode: 'polling' | 'webhook';
  /** Always there in webhook mode. */
  secret: string | null;
  apiRoot: string;
};

/** The settings of the Official Account, where it is on. */
export type ZaloOaConfig = {
  appId: string;
  appSecret: string;
  /** Signs the webhooks. */
  secretKey: string;
  /** Null = not told: taken from what webhooks say. */
  oaId: string | null;
  /** The pair to begin with; null = it comes from `motcua zalo login`. Later the database has newer ones. */
  firstTokens: { access: string; refresh: string } | null;
  /** The approved template for those who have not written for seven days; null = they are not told. */
  templateId: string | null;
  /** The approved template that goes by telephone number to those who agreed to it; null = none goes. */
  phoneTemplateId: string | null;
  /** How long the assistant keeps quiet in a chat where an officer has written. */
  pauseMinutes: number;
  openapiUrl: string;
  oauthUrl: string;
  businessUrl: string;
};

/** The settings of the Zalo Bot, where it is on. */
export type ZaloBotConfig = {
  token: string;
  mode: 'polling' | 'webhook';
  /** Always there in webhook mode. */
  secret: string | null;
  apiUrl: string;
};

type SettingsOf = { telegram: TelegramConfig; 'zalo-oa': ZaloOaConfig; 'zalo-bot': ZaloBotConfig };

/** Null = the channel is off. */
export type ChannelConfig = { [Name in MessagingName]: SettingsOf[Name] | null };

/** Throws `SetupError` when a channel is half set up, naming what is missing. */
export function channelConfig(settings: Settings): ChannelConfig {
  return { telegram: telegram(settings), 'zalo-oa': zaloOa(settings), 'zalo-bot': zaloBot(settings) };
}

function telegram(settings: Settings): TelegramConfig | null {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_MODE: mode, TELEGRAM_WEBHOOK_SECRET: secret } = settings;
  if (!token) return null;
  if (mode === 'webhook' && !secret) missing(['TELEGRAM_WEBHOOK_SECRET'], 'khi TELEGRAM_MODE=webhook');
  return { token, mode, secret: secret ?? null, apiRoot: settings.TELEGRAM_API_ROOT };
}

function zaloOa(settings: Settings): ZaloOaConfig | null {
  const {
    ZALO_OA_APP_ID: appId,
    ZALO_OA_APP_SECRET: appSecret,
    ZALO_OA_SECRET_KEY: secretKey,
    ZALO_OA_ID: oaId,
    ZALO_OA_ACCESS_TOKEN: access,
    ZALO_OA_REFRESH_TOKEN: refresh,
  } = settings;
  if (!appId && !appSecret && !secretKey) return null;
  if (!appId || !appSecret || !secretKey) {
    const needed = ['ZALO_OA_APP_ID', 'ZALO_OA_APP_SECRET', 'ZALO_OA_SECRET_KEY'] as const;
    return missing(
      needed.filter((name) => !settings[name]),
      'khi bật kênh Zalo Official Account',
    );
  }
  if (refresh && !access) missing(['ZALO_OA_ACCESS_TOKEN'], 'khi có ZALO_OA_REFRESH_TOKEN');
  if (access && !refresh) missing(['ZALO_OA_REFRESH_TOKEN'], 'khi có ZALO_OA_ACCESS_TOKEN');
  return {
    appId,
    appSecret,
    secretKey,
    oaId: oaId ?? null,
    firstTokens: access && refresh ? { access, refresh } : null,
    templateId: settings.ZALO_OA_TEMPLATE_ID ?? null,
    phoneTemplateId: settings.ZALO_OA_PHONE_TEMPLATE_ID ?? null,
    pauseMinutes: settings.ZALO_OA_PAUSE_MINUTES,
    openapiUrl: settings.ZALO_OPENAPI_URL,
    oauthUrl: settings.ZALO_OAUTH_URL,
    businessUrl: settings.ZALO_BUSINESS_URL,
  };
}

function zaloBot(settings: Settings): ZaloBotConfig | null {
  const { ZALO_BOT_TOKEN: token, ZALO_BOT_MODE: mode, ZALO_BOT_WEBHOOK_SECRET: secret } = settings;
  if (!token) return null;
  if (mode === 'webhook' && !secret) missing(['ZALO_BOT_WEBHOOK_SECRET'], 'khi ZALO_BOT_MODE=webhook');
  return { token, mode, secret: secret ?? null, apiUrl: settings.ZALO_BOT_API_URL };
}

function missing(names: readonly (keyof Settings)[], when: string): never {
  const lines = names.map((name) => `Thiếu ${name} (cần ${when}): ${CHANNEL_REMEDIES[name]}`);
  throw new SetupError(lines.join('\n'));
}
