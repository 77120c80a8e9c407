/** Text that others wrote, made harmless for whatever shows it. Pure. */

/**
 * What steers instead of being read: control characters (but newline, tab, and the return before a newline), among
 * them the escape that begins a terminal's commands; the ends of line that only some programs see; and the controls
 * of writing direction, which show text in another order than it has. Marks, joiners and emoji are not among them.
 */
const STEERING = /(?![\n\t]|\r\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * The text with each such character spelled out, `\u001b`. That is also how JSON spells it: a document of JSON stays
 * one, and means the same.
 */
export function neutralText(text: string): string {
  return text.replace(STEERING, (steering) => `\\u${steering.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same for every text within a value of arrays and plain objects. */
export function neutralValue<T>(value: T): T {
  if (typeof value === 'string') return neutralText(value) as T;
  if (Array.isArray(value)) return value.map(neutralValue) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, neutralValue(part)])) as T;
}
