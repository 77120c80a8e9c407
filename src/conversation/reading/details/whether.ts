/** Which yes or no a question asks for. Pure. */
import { fold } from '../../../search/fold.js';

/**
 * Whether something is allowed or possible, whether it is demanded, whether it matters, or anything else that is so or is
 * not. `of`: the words, without marks, that say what may be demanded.
 */
export type Whether = { kind: 'may' | 'matters' | 'is' } | { kind: 'must'; of: string[] };

/** The yes or no a text asks for; null = none. What is denied in the question ("khỏi đi khám đúng không") only `is`. */
export function readWhether(text: string): Whether | null {
  const said = fold(text);
  if (MATTERS.test(said)) return { kind: 'matters' };
  if (!ASKS.test(said)) return null;
  const rest = said.replace(TAG, ' ').replace(ASKS, ' ');
  if (DENIED.test(rest)) return { kind: 'is' };
  if (MAY.test(rest)) return { kind: 'may' };
  const [, demanded] = MUST.exec(rest) ?? [];
  return demanded === undefined ? { kind: 'is' } : { kind: 'must', of: wordsOf(demanded) };
}

const ASKS = /\b(?:khong|hong|hok|ko|k|chua|ha)\W*(?:a|vay|em|ban|ad)?\W*$/;
/** "Trễ vậy có sao không": what follows is asked for. */
const MATTERS = /\bco (?:sao|s) (?:khong|hong|hok|ko|k)\b/;
/** "Nhờ được phải không": the question stands before it. */
const TAG = /\b(?:phai|dung) (?:khong|hong|hok|ko|k)\W*$/;
const DENIED = /\b(?:khong|hong|chang|khoi|chua|dung)\b/;
const MAY = /\b(?:duoc|dc|co the|cho phep|ok)\b/;
const MUST = /\b(?:can|phai|bat buoc|bat|doi|buoc)\b(.*)$/;
/** They stand in every demand. */
const LITTLE: ReadonlySet<string> = new Set(
  'co them nua giay to theo truoc luon moi cai tui em toi minh'.split(' '),
);

function wordsOf(text: string): string[] {
  return (text.match(/[a-z\d]+/g) ?? []).filter((word) => !LITTLE.has(word));
}
