/** Sending one notice, and what is done when it cannot be sent. */
import { afterFailure, type Channel, type MessagingName, SendError } from '../channels/channel.js';
import { markUnreachable } from '../contacts/store.js';
import type { Reply } from '../conversation/message.js';
import type { Db } from '../db/open.js';
import { hasChangedSince } from '../dossiers/look-up/look-up-store.js';
import type { Log } from '../operations/log.js';
import { neutralValue } from '../privacy/neutral-text.js';
import { DAY_MS, MINUTE_MS } from '../time/duration.js';
import { type DueNotice, holdChannel, type NoticeOutcome } from './notice-store.js';
import { targetOf } from './subscription-store.js';

/** What sending one notice takes. */
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
const TOO_OLD_MS = 3 * DAY_MS;
const MAX_WAIT_MS = 30 * MINUTE_MS;

/** Sends a notice and says what became of it; never throws. */
export async function sendNotice(
  options: SendOptions,
  notice: DueNotice,
  name: MessagingName,
  channel: Channel,
): Promise<NoticeOutcome> {
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
    for (const message of channel.render(neutralValue(reply)))
      await channel.send({ chat, context: null, lastInboundAt, phone }, message);
    options.count(name, 'notices');
    return end(notice, 'sent', null);
  } catch (error) {
    return settleFailure(options, notice, name, error);
  }
}

/** Whether its dossier changed a moment ago: what stands there now may be a slip that is about to be undone. */
async function isInFlux(db: Db, { subject }: DueNotice): Promise<boolean> {
  const key = targetOf('dossier', subject);
  return key !== null && hasChangedSince(db, key, new Date(Date.now() - IN_FLUX_MS));
}

async function settleFailure(
  { db, log, alert }: SendOptions,
  notice: DueNotice,
  name: MessagingName,
  error: unknown,
): Promise<NoticeOutcome> {
  if (!(error instanceof SendError)) {
    log.error({ error, notice: String(notice.id) }, 'a notice could not be sent');
    return end(notice, 'failed', error instanceof Error ? error.message.slice(0, 300) : 'lỗi');
  }
  const { remedy, message, waitMs } = error;
  const { attempts, repeats } = notice;
  const next = afterFailure(error, { attempts, maybeSent: repeats > 0, mostMs: MAX_WAIT_MS });
  if (next.kind === 'giveUp') {
    if (next.gone) await markUnreachable(db, notice.person);
    return end(notice, next.maybeSent ? 'unknown' : 'failed', message);
  }
  if (remedy === 'stop') alert(`kênh ${name}`, message);
  // What holds for this notice holds for all on the channel.
  if (remedy === 'stop' || waitMs !== null) await holdChannel(db, name, next.waitMs);
  return { ...later(notice, next.waitMs, message), ...(next.maybeSent ? { repeats: true } : {}) };
}

function end({ id }: DueNotice, state: NoticeOutcome['state'], reason: string | null): NoticeOutcome {
  return { id, state, reason, at: null };
}

/** Back into the queue, for a later time. */
function later({ id }: DueNotice, ms: number, reason: string | null): NoticeOutcome {
  return { id, state: 'queued', reason, at: new Date(Date.now() + ms) };
}

/** The same without having been tried. */
export function putBack(notice: DueNotice, ms: number, reason: string | null): NoticeOutcome {
  return { ...later(notice, ms, reason), untried: true };
}
