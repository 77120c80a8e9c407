/** What of a webhook's body takes part in its signature, found without parsing what nobody has vouched for. Pure. */

/** A text, to its end or to that of the whole; a bracket. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[{}[\]]/g;
/** What follows the name of a member: the digits of its value, as a text or a number. */
const DIGITS = /\s{0,9}:\s{0,9}"?(\d{1,20})(?!\d)/y;
/** The sender, the recipient and the follower have one each. */
const MAX_IDS = 4;

/** `ids`: those the account's own may be among. */
export type Signed = { timestamp: string; ids: string[] };

/** One pass over the body; null = it has no timestamp, so it is no event. */
export function findSigned(body: Uint8Array): Signed | null {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const ids = new Set<string>();
  let timestamp: string | null = null;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    const isTime = depth === 1 && token === '"timestamp"';
    const isId = (depth === 1 && token === '"oa_id"') || (depth === 2 && token === '"id"');
    if (!isTime && !isId) continue;
    DIGITS.lastIndex = index + token.length;
    const digits = DIGITS.exec(text)?.[1];
    if (digits === undefined) continue;
    if (isTime) timestamp ??= digits;
    else if (ids.size < MAX_IDS) ids.add(digits);
  }
  return timestamp === null ? null : { timestamp, ids: [...ids] };
}
