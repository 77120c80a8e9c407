/** Requests of Zalo to the webhook: verified, then read, counted. */
import type { ZaloOaConfig } from '../../config/channels.js';
import { DAY_MS } from '../../time/duration.js';
import type { Channel, ChannelDeps, WebhookResult } from '../channel.js';
import { readJson } from './json.js';
import { parseEvent, readEvent } from './parse.js';
import { carriesMac, webhookMac } from './signature.js';
import { findSigned, type Signed } from './signed.js';

/**
 * Zalo signs no expiry, so whoever has seen a request could send it again. Within the seven days that ids of messages
 * are kept a repeat is known as such; what is older is dropped. It is not refused from the 2 h 15 min on after which
 * Zalo itself has given up: a server whose clock is wrong would then refuse everybody, and lose the webhook.
 */
const MAX_AGE_MS = 6 * DAY_MS;

type Settings = Pick<ZaloOaConfig, 'appId' | 'oaId' | 'secretKey' | 'pauseMinutes'>;

/** Verifies and parses requests to the webhook; counts those that are refused, by reason. */
export function createWebhook(
  config: Settings,
  { log, count, now }: Pick<ChannelDeps, 'log' | 'count'> & { now: () => Date },
): Channel['webhook'] {
  const nothing = (status: WebhookResult['status'], counted: string): WebhookResult => {
    count(counted);
    return { status, inbound: [] };
  };
  return ({ header, body }) => {
    if (body === null) return nothing(413, 'too large');
    const signature = header('x-zevent-signature');
    if (!signature) {
      // Saving the address in the console calls it once, to see that it answers: no event, nothing to sign.
      return isEvent(body) ? nothing(401, 'wrong signature') : nothing(200, 'webhook ping');
    }
    const signed = findSigned(body);
    if (!signed) return nothing(400, 'malformed event');
    const signer = signerOf(signature, body, signed, config);
    if (!signer) return nothing(401, 'wrong signature');
    count(`signature by ${signer}`);
    const event = readEvent(readJson(Buffer.from(body).toString('utf8')));
    if (!event) return nothing(400, 'malformed event');
    if (now().getTime() - Number(event.timestamp) > MAX_AGE_MS) return nothing(200, 'stale event');
    const parsed = parseEvent(event, config.pauseMinutes);
    if ('inbound' in parsed) return { status: 200, inbound: parsed.inbound };
    if (parsed.dropped === 'unknown event')
      log.info({ event: event.event_name.slice(0, MAX_LOGGED) }, 'an event we do not know');
    return nothing(200, parsed.dropped);
  };
}

const MAX_LOGGED = 60;

const isEvent = (body: Uint8Array) =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('"event_name"');

/** Sources differ on whether the application's id or the account's goes first: both need the secret key. */
function signerOf(
  signature: string,
  body: Uint8Array,
  { timestamp, ids }: Signed,
  { appId, oaId, secretKey }: Settings,
): 'app id' | 'OA id' | null {
  const signedBy = (id: string) => carriesMac(signature, webhookMac(id, body, timestamp, secretKey));
  if (signedBy(appId)) return 'app id';
  return (oaId === null ? ids : [oaId]).some(signedBy) ? 'OA id' : null;
}
