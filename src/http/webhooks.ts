/** Where the messaging platforms deliver: verified, stored, acknowledged; answered afterwards. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { type Channel, type Inbound, MESSAGING, type MessagingName } from '../channels/channel.js';
import { refuse } from './errors.js';

export type Webhooks = {
  channels: Partial<Record<MessagingName, Channel>>;
  accept: (channel: MessagingName, inbound: readonly Inbound[]) => Promise<void>;
};

/** An update is a few kilobytes; the longest message with its entities stays far below this. */
const MAX_BODY_BYTES = 1_048_576;

/** Adds `POST /webhooks/telegram`, `/webhooks/zalo-oa` and `/webhooks/zalo-bot`, for the channels that are on. */
export function addWebhooks(app: OpenAPIHono, { channels, accept }: Webhooks): void {
  const size = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: (context) => refuse(context, 'body_too_large'),
  });
  for (const name of MESSAGING) {
    const channel = channels[name];
    if (!channel) continue;
    app.post(`/webhooks/${name}`, size, async (context) => {
      const body = new Uint8Array(await context.req.arrayBuffer());
      const { status, inbound } = channel.webhook({ header: (key) => context.req.header(key), body });
      // A fault while storing becomes a 500, and the platform delivers again.
      if (status === 200) await accept(name, inbound);
      return context.json({ ok: status === 200 }, status);
    });
  }
}
