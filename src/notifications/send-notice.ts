/** Sending one notice, and what is done when it cannot be sent. */
import { type Channel, type MessagingName, SendError } from '../channels/channel.js';
import { markUnreachable } from '../contacts/store.js';
import type { Reply } from '../conversation/message.js';
import type { Db } from '../db/open.js';
import { hasChangedSince } from '../dossiers/look-up/look-up-store.js';
import type { Log } from '../operations/log.js';
import { type DueNotice, holdChannel, type Settled } from './notice-store.js';
import { targetOf } from './subscription-store.js';

export type SendOptions = {
  db: Db;
  /** The words of a notice; null = there is nothing to tell any more. */
  textOf: (notice: DueNotice, channel: MessagingName) => Promise<Reply | null>;
  /** The number a notice may go to by telephone number; null = none. */
  phoneOf: (notice: DueNotice) => Promise<string | null>;
  log: Log;
  count: (channel: MessagingName, what: string) => void;
  alert: (code: string, text: string) => void;
};

/** A little less than a change is held back before it is told. */
const IN_FLUX_MS = 3_500;
const TOO_OLD_MS = 3 * 86_400_000;
const STOPPED_MS = 60_000;
const MAX_WAIT_MS = 30 * 60_000;

/** Sends a notice and says what became of it; never throws. */
export async function sendNotice(
  options: SendOptions,
  notice: DueNotice,
  name: MessagingName,
  channel: Channel,
): Promise<Settled> {
  const { db } = options;
  const { chat } = notice;
  if (chat === null) return end(notice, 'cancelled', 'không còn liên lạc được, hoặc đã rút đồng ý');
  if (Date.now() - notice.createdAt.getTime() > TOO_OLD_MS) return end(notice, 'cancelled', 'quá cũ');
  try {
    if (await isInFlux(db, notice)) return putBack(notice, IN_FLUX_MS, null);
    const reply = await options.textOf(notice, name);
    if (reply === null) return end(notice, 'cancelled', 'không còn gì để báo');
    const { lastInboundAt } = notice;
    const phone = () => options.phoneOf(notice);
    for (const message of channel.render(reply))
      await channel.send({ chat, context: null, lastInboundAt, phone }, message);
    options.count(name, 'notices');
    return end(notice, 'sent', null);
  } catch (error) {
    return afterFailure(options, notice, name, error);
  }
}

/** Whether its dossier changed a moment ago: what stands there now may be a slip that is about to be undone. */
async function isInFlux(db: Db, { subject }: DueNotice): Promise<boolean> {
  const key = targetOf('dossier', subject);
  return key !== null && hasChangedSince(db, key, new Date(Date.now() - IN_FLUX_MS));
}

async function afterFailure(
  { db, log, alert }: SendOptions,
  notice: DueNotice,
  name: MessagingName,
  error: unknown,
): Promise<Settled> {
  if (!(error instanceof SendError)) {
    log.error({ error, notice: String(notice.id) }, 'a notice could not be sent');
    return end(notice, 'failed', error instanceof Error ? error.message.slice(0, 300) : 'lỗi');
  }
  const { remedy, message, waitMs } = error;
  if (remedy === 'gone') await markUnreachable(db, notice.person);
  if (remedy === 'gone' || remedy === 'never') return end(notice, 'failed', message);
  if (remedy === 'lost') return end(notice, 'unknown', message);
  if (remedy === 'unknown')
    return notice.repeats > 0
      ? end(notice, 'unknown', message)
      : { ...later(notice, 1_000, message), repeats: true };
  if (remedy === 'stop') {
    alert(`kênh ${name}`, message);
    await holdChannel(db, name, STOPPED_MS);
    return later(notice, STOPPED_MS, message);
  }
  if (waitMs !== null) await holdChannel(db, name, waitMs);
  const backoff = Math.min(1_000 * 2 ** notice.attempts, MAX_WAIT_MS) * (0.75 + Math.random() / 2);
  return later(notice, waitMs ?? backoff, message);
}

function end({ id }: DueNotice, state: Settled['state'], reason: string | null): Settled {
  return { id, state, reason, at: null };
}

/** Back into the queue, for a later time. */
function later({ id }: DueNotice, ms: number, reason: string | null): Settled {
  return { id, state: 'queued', reason, at: new Date(Date.now() + ms) };
}

/** The same without having been tried. */
export function putBack(notice: DueNotice, ms: number, reason: string | null): Settled {
  return { ...later(notice, ms, reason), untried: true };
}
