import type { Input, Outcome } from '../conversation/message.js';
import type { Db } from '../db/open.js';
import type { Log } from '../operations/log.js';
import { noteUnanswered } from './unanswered-store.js';

/** Keeps what was not answered for the officer, without holding up the answer. */
export function noteMissed(
  db: Db,
  { text, kind, conversationKey }: { text: Input['text']; kind: Outcome['kind']; conversationKey: string },
  log: Log,
): void {
  if (kind !== 'refusal' && kind !== 'choices') return;
  const missed = {
    text,
    kind: kind === 'choices' ? ('asked' as const) : ('declined' as const),
    conversationKey,
  };
  noteUnanswered(db, missed, new Date()).catch((error) =>
    log.warn({ error }, 'an unanswered question could not be kept'),
  );
}
