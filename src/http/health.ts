/** What watches over the server ask: is it alive, can it serve, and how is it doing. */
import { BlockList, isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { cached } from '../async/cached.js';
import type { Db } from '../db/open.js';
import { isMigrated } from '../operations/metrics-store.js';
import { isSameSecret } from '../security/secrets.js';
import { clientAddress } from './limits.js';
import type { Metrics } from './metrics.js';

/** What the routes for operators answer from. */
export type Health = {
  /** Why this process cannot serve now, in a word; null = it can. */
  trouble(): Promise<Trouble | null>;
  metrics: Metrics;
  /** Who may read the metrics: whoever gives it; null = who is on this machine or in a private network. */
  metricsToken: string | null;
};

type Trouble = 'database' | 'migrations' | 'catalogue';

/** A proxy that gets no answer in this time takes the process out. */
const PATIENCE_MS = 2_000;
const ASK_EVERY_MS = 1_000;

/** Looks whether this process can serve; asked often, it looks once a second. */
export function createTrouble(db: Db, hasCatalogue: () => boolean): Health['trouble'] {
  return cached(ASK_EVERY_MS, async () => {
    if (!hasCatalogue()) return 'catalogue';
    const patience = new AbortController();
    const late = sleep(PATIENCE_MS, null, { signal: patience.signal }).catch(() => null);
    const migrated = await Promise.race([isMigrated(db).catch(() => null), late]);
    patience.abort();
    if (migrated === null) return 'database';
    return migrated ? null : 'migrations';
  });
}

/** Adds `/healthz`, `/readyz` and `/metrics`, and times everything that is added afterwards. */
export function addHealth(app: OpenAPIHono, health: Health, trustProxy: number): void {
  const { metrics } = health;
  app.use(metrics.measure);
  app.get('/healthz', (context) => context.json({ alive: true }));
  app.get('/readyz', async (context) => {
    const reason = await health.trouble();
    return reason === null ? context.json({ ready: true }) : context.json({ ready: false, reason }, 503);
  });
  app.get('/metrics', async (context) => {
    if (!mayRead(context, health.metricsToken, trustProxy))
      return context.text('Only for private addresses, or with METRICS_TOKEN as Bearer.\n', 403);
    return context.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  });
}

function mayRead(context: Context, token: string | null, trustProxy: number): boolean {
  if (token !== null) return isSameSecret(context.req.header('authorization') ?? '', `Bearer ${token}`);
  // Through a proxy we are not told to trust, its address is known and not the reader's.
  const isUnknown = trustProxy === 0 && context.req.header('x-forwarded-for') !== undefined;
  return !isUnknown && isPrivate(clientAddress(context, trustProxy));
}

/** Loopback, link-local and private networks (RFC 1918, RFC 4193). */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family !== 0 && PRIVATE.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
