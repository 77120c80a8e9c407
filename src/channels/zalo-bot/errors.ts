/** What the platform's refusals mean for a message. https://docs.zaloplatforms.com/docs/BOT/error_code */
import { SendError } from '../channel.js';
import { BotError } from './client.js';

/**
 * The platform's table calls 403 an error of its own, others have met it with bad tokens: after so many one after
 * another an operator is called.
 */
export const MAX_FORBIDDEN = 3;

const REMEDIES: Record<number, SendError['remedy']> = {
  400: 'never',
  401: 'stop',
  403: 'later',
  404: 'gone',
  408: 'unknown',
  /** No time to wait is told: the caller waits longer each time. */
  429: 'later',
};

/** `forbidden`: how many 403 came just before this error. */
export function sendErrorOf(error: unknown, forbidden: number): { error: SendError; isForbidden: boolean } {
  if (!(error instanceof BotError)) return { error: new SendError('never', 'fault'), isForbidden: false };
  const isForbidden = error.code === 403;
  const isEnough = isForbidden && forbidden >= MAX_FORBIDDEN;
  return { error: new SendError(isEnough ? 'stop' : remedyFor(error), error.message), isForbidden };
}

function remedyFor({ code, wasSent }: BotError): SendError['remedy'] {
  if (code === null) return wasSent ? 'unknown' : 'later';
  return REMEDIES[code] ?? (code >= 500 ? 'later' : 'never');
}
