/** Every channel on, by webhook, before platforms that are not there. */
export const SECRET = 'bi-mat-cua-webhook';
export const ZALO = {
  appId: '1000000000000000001',
  oaId: '3000000000000000003',
  secretKey: 'oa-secret-for-tests',
};

/** Port 9 discards: nothing listens there. */
const GONE = 'http://127.0.0.1:9';
export const NOWHERE = {
  TELEGRAM_BOT_TOKEN: '123456:telegram-token-for-tests',
  TELEGRAM_MODE: 'webhook',
  TELEGRAM_WEBHOOK_SECRET: SECRET,
  TELEGRAM_API_ROOT: GONE,
  ZALO_OA_APP_ID: ZALO.appId,
  ZALO_OA_APP_SECRET: 'app-secret-for-tests',
  ZALO_OA_SECRET_KEY: ZALO.secretKey,
  ZALO_OA_ACCESS_TOKEN: 'access',
  ZALO_OA_REFRESH_TOKEN: 'refresh',
  ZALO_OPENAPI_URL: GONE,
  ZALO_OAUTH_URL: GONE,
  ZALO_BUSINESS_URL: GONE,
  ZALO_BOT_TOKEN: '123456789:bot-token-for-tests',
  ZALO_BOT_MODE: 'webhook',
  ZALO_BOT_WEBHOOK_SECRET: SECRET,
  ZALO_BOT_API_URL: GONE,
};
