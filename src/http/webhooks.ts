/** Where the messaging platforms deliver: verified, stored, acknowledged; answered afterwards. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Channel, type Inbound, MESSAGING, type MessagingName } from '../channels/channel.js';
import { refuseRequest } from './errors.js';
import { createBudget } from './limits.js';

/** The channels behind the webhooks, and where what they parse goes. */
export type Webhooks = {
  channels: Partial<Record<MessagingName, Channel>>;
  accept: (channel: MessagingName, inbound: readonly Inbound[]) => Promise<void>;
  /** Counts that something happened in a channel. */
  count: (channel: MessagingName, what: string) => void;
};

/** An update is a few kilobytes; only a reply to the longest message, both full of entities, comes near this. */
const MAX_BODY_BYTES = 65_536;
/** So many requests of an address may be refused. */
const REFUSED_PER_MINUTE = 60;

/** Adds `POST /webhooks/telegram`, `/webhooks/zalo-oa` and `/webhooks/zalo-bot`, for the channels that are on. */
export function addWebhooks(
  app: OpenAPIHono,
  { channels, accept, count }: Webhooks,
  trustProxy: number,
): void {
  const refusals = createBudget(REFUSED_PER_MINUTE, trustProxy);

  async function answer(context: Context, name: MessagingName, channel: Channel, body: Uint8Array | null) {
    const { status, inbound } = channel.webhook({ header: (key) => context.req.header(key), body });
    if (status === 200) {
      // A fault while storing becomes a 500, and the platform delivers again.
      await accept(name, inbound);
      return context.json({ ok: true });
    }
    // Only what is refused counts: behind one proxy a stranger shares the platform's address.
    const waitSeconds = await refusals(context);
    if (waitSeconds === null) return context.json({ ok: false }, status);
    count(name, 'refused too often');
    return refuseRequest(context, 'too_many_requests', { 'Retry-After': String(waitSeconds) });
  }

  for (const name of MESSAGING) {
    const channel = channels[name];
    if (!channel) continue;
    const size = bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => answer(context, name, channel, null),
    });
    app.post(`/webhooks/${name}`, size, async (context) =>
      answer(context, name, channel, new Uint8Array(await context.req.arrayBuffer())),
    );
  }
}
