/** Tells the operator at once what must not wait: in the log, and to an address of theirs. */
import os from 'node:os';
import { MINUTE_MS } from '../time/duration.js';
import type { Log } from './log.js';
import { postJson } from './post.js';

/**
 * Tells the operator. `code` names the kind of trouble, for whoever sorts alerts; `text` says what it is and what to do,
 * without personal data. Never throws, and nobody waits for it.
 */
export type Alert = (code: string, text: string) => void;

/** What is posted, as JSON. `at`: ISO 8601; `host`: the name of this machine. */
type Body = { code: string; text: string; at: string; host: string };

/** So long the same code is not posted again. */
const QUIET_MS = 15 * MINUTE_MS;

/** Alerts go to the log, at error level, and to `url` (null = nowhere else), at most once per code in 15 minutes. */
export function createAlerts({
  url,
  log,
  now = Date.now,
}: {
  url: string | null;
  log: Log;
  now?: () => number;
}): Alert {
  const posted = new Map<string, number>();
  return (code, text) => {
    log.error({ alert: code }, text);
    const last = posted.get(code);
    if (!url || (last !== undefined && now() - last < QUIET_MS)) return;
    posted.set(code, now());
    const at = new Date(now()).toISOString();
    const body: Body = { code, text, at, host: os.hostname() };
    postJson(url, JSON.stringify(body)).catch((error: unknown) => {
      // Nobody was told: the next time may be sooner.
      posted.delete(code);
      // The address may hold a secret: it is not logged, and errors that name it neither.
      const reason = error instanceof Error ? error.name : 'unknown';
      log.error({ alert: code, reason }, 'an alert could not be posted');
    });
  };
}
