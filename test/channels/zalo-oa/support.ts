import { randomBytes } from 'node:crypto';
import { vi } from 'vitest';
import { createZaloOa, createZaloOaParts, type ZaloOaDeps } from '../../../src/channels/zalo-oa/index.js';
import type { ZaloOaConfig } from '../../../src/config/channels.js';
import type { Client } from '../../../src/db/open.js';
import { createLog } from '../../../src/operations/log.js';
import type { FakeZaloOa } from '../../support/fake-zalo-oa.js';

const sealKey = randomBytes(32);

/** The settings that fit a fake, with its live pair as the first one. */
export function configFor(fake: FakeZaloOa, changed: Partial<ZaloOaConfig> = {}): ZaloOaConfig {
  const { appId, appSecret, secretKey } = fake.ids;
  return {
    appId,
    appSecret,
    secretKey,
    oaId: null,
    firstTokens: fake.tokens.current,
    templateId: null,
    phoneTemplateId: null,
    pauseMinutes: 30,
    openapiUrl: fake.url('openapi'),
    oauthUrl: fake.url('oauth'),
    businessUrl: fake.url('business'),
    ...changed,
  };
}

/** What a process has: its log as text, and what it counted. */
export function process(
  db: Client,
  now: () => Date = () => new Date(),
  patience: NonNullable<ZaloOaDeps['patience']> = {},
) {
  const lines: string[] = [];
  const count = vi.fn<(name: string) => void>();
  const log = createLog('info', { stream: { write: (line) => lines.push(line) } });
  const usage = async () => ({ users: 0, sentThisMonth: 0 });
  const deps = { db, sealKey, now, patience, log, count, publicUrl: null, usage };
  return {
    count,
    logged: () => lines.join(''),
    counted: (name: string) => count.mock.calls.filter(([given]) => given === name).length,
    channel: (config: ZaloOaConfig) => createZaloOa(config, deps),
    parts: (config: ZaloOaConfig) => createZaloOaParts(config, deps),
  };
}
