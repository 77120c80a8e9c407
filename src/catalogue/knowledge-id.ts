/** Names for facts that were given none. Pure. */
import { createHash } from 'node:crypto';

/** The id of a fact without one: the same for the same fact, so that a file imported twice adds it once. */
export function idFor({ codes, topic, fact }: { codes: string[]; topic: string; fact: string }): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([codes, topic, fact]))
    .digest('hex');
  return `rieng-${digest.slice(0, 10)}`;
}
