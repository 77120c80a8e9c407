/** What Zalo's refusals mean for a message. Errors come with HTTP 200 and a code in the body. */
import { z } from 'zod';
import { vietnamTime } from '../../time/clock.js';
import { MINUTE_MS } from '../../time/duration.js';
import { SendError } from '../channel.js';
import type { ZaloAnswer } from './http.js';

/** The cause of a `SendError`: Zalo's own code, e.g. -230 where somebody has not written for seven days. */
export class ZaloError extends Error {
  override readonly name = 'ZaloError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The access token is wrong or over: to be renewed once. */
const TOKEN_CODES: ReadonlySet<number> = new Set([-216, -220, -124]);

type Remedy = SendError['remedy'] | 'morning';

/**
 * https://developers.zalo.me/docs/official-account/phu-luc/ma-loi. `morning`: later, but not before the next 06:05: at
 * night Zalo refuses, and quotas are by the day. What is not listed is never sent again.
 */
const REMEDIES: Record<number, Remedy> = {
  // Too many requests of the app, or of the OA; could not be sent.
  [-32]: 'later',
  [-200]: 'later',
  [-211]: 'morning',
  [-218]: 'morning',
  [-234]: 'morning',
  // Does not follow, blocked us, inactive for 45 days, wants no such messages.
  [-213]: 'gone',
  [-217]: 'gone',
  [-227]: 'gone',
  [-244]: 'gone',
  // Has not written for seven days: too late for an answer, but a template message still reaches them.
  [-230]: 'never',
  [-232]: 'never',
  // The OA, the app, their permissions, the package, the money.
  [-124]: 'stop',
  [-204]: 'stop',
  [-205]: 'stop',
  [-209]: 'stop',
  [-212]: 'stop',
  [-216]: 'stop',
  [-219]: 'stop',
  [-220]: 'stop',
  [-221]: 'stop',
  [-223]: 'stop',
  [-224]: 'stop',
  [-235]: 'stop',
  // The proof is made with the app secret: the setting is wrong.
  [-242]: 'stop',
  [-320]: 'stop',
  [-321]: 'stop',
  // Of templates by telephone number: no such account, cannot or will not receive. Their chat is another matter.
  [-108]: 'never',
  [-110]: 'never',
  [-114]: 'never',
  [-118]: 'never',
  [-119]: 'never',
  [-139]: 'never',
  [-140]: 'never',
  [-141]: 'never',
  [-100]: 'later',
  [-133]: 'morning',
  [-144]: 'morning',
  [-147]: 'morning',
  [-115]: 'stop',
  [-117]: 'stop',
  [-120]: 'stop',
  [-125]: 'stop',
  [-131]: 'stop',
  [-135]: 'stop',
  [-136]: 'stop',
  [-137]: 'stop',
  [-138]: 'stop',
  [-146]: 'stop',
  [-1241]: 'stop',
  // We asked wrongly.
  [-201]: 'never',
  [-210]: 'never',
  [-233]: 'never',
  [-240]: 'never',
  [-248]: 'never',
};

const envelope = z.object({ error: z.coerce.number(), message: z.string().catch('') });

/** Whether the answer says that the access token is no good. */
export function isTokenRefused({ body }: ZaloAnswer): boolean {
  const read = envelope.safeParse(body);
  return read.success && TOKEN_CODES.has(read.data.error);
}

/** What an answer means for the message that was sent; null = Zalo has it. */
export function errorOf({ status, body }: ZaloAnswer, now: Date): SendError | null {
  const read = envelope.safeParse(body);
  if (read.success && read.data.error !== 0) return refusal(read.data.error, read.data.message, now);
  if (status === 429 || status >= 500) return new SendError('later', `zalo http ${status}`);
  if (status >= 300) return new SendError('never', `zalo http ${status}`);
  if (read.success) return null;
  return new SendError('unknown', 'zalo answered something that is no JSON');
}

function refusal(code: number, message: string, now: Date): SendError {
  const remedy = REMEDIES[code] ?? 'never';
  const cause = new ZaloError(code, masked(message));
  const told = `zalo ${code}${code in REMEDIES ? '' : ` (not known): ${cause.message}`}`;
  if (remedy === 'morning') return new SendError('later', told, untilMorning(now), { cause });
  return new SendError(remedy, told, null, { cause });
}

/** How long it is until 06:05 in Viet Nam. */
function untilMorning(now: Date): number {
  const [hour = 0, minute = 0] = vietnamTime(now).time.split(':').map(Number);
  const minutes = (6 * 60 + 5 - (hour * 60 + minute) + 24 * 60) % (24 * 60);
  return (minutes || 24 * 60) * MINUTE_MS;
}

/** A platform's words without what may be somebody's: long numbers and quoted texts. */
function masked(text: string): string {
  return text
    .replace(/\d{5,}/g, '…')
    .replace(/"[^"]*"|'[^']*'/g, '"…"')
    .slice(0, 200);
}
