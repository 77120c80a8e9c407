/** What the fake Telegram refuses about a message: https://core.telegram.org/bots/api#formatting-options */

/** Answered as `{ok: false}`. */
export class TelegramRefusal extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } = {},
  ) {
    super(description);
  }
}

const bad = (description: string) => new TelegramRefusal(400, `Bad Request: ${description}`);

const TAGS = new Set(
  'b strong i em u ins s strike del span tg-spoiler a code pre blockquote tg-emoji'.split(' '),
);
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The text a person sees. Throws `TelegramRefusal`. */
export function readText(raw: unknown, parseMode: unknown): string {
  if (typeof raw !== 'string') throw bad('message text is empty');
  if (/\p{Cs}/u.test(raw)) throw bad('strings must be encoded in UTF-8');
  if (parseMode !== undefined && parseMode !== 'HTML') throw bad('unsupported parse_mode');
  const text = (parseMode === 'HTML' ? readHtml(raw) : raw)
    .replace(/\r|\p{Zl}|\p{Zp}/gu, '')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim();
  if (/^[\s\p{Cf}\p{M}\p{Z}\u115f\u1160\u2800\u3164\uffa0]*$/u.test(text)) throw bad('message text is empty');
  if (text.length > 4096) throw bad('message is too long');
  return text;
}

function readHtml(raw: string): string {
  const open: string[] = [];
  const text = raw.replace(/<(\/?)([^<>\s]*)([^<>]*)(>?)|&(#\d+|#x[\da-f]+|\w+);/gi, (all, ...found) => {
    const [slash, tag, , end, entity] = found as (string | undefined)[];
    if (entity) return entityOf(entity) ?? all;
    const name = (tag ?? '').toLowerCase();
    if (!end) throw bad(`can't parse entities: Unclosed ${slash ? 'end' : 'start'} tag`);
    if (!TAGS.has(name)) throw bad(`can't parse entities: Unsupported start tag "${name}"`);
    if (!slash) open.push(name);
    else if (open.pop() !== name) throw bad(`can't parse entities: Unmatched end tag`);
    return '';
  });
  if (open.length > 0) throw bad("can't parse entities: Can't find end tag");
  return text;
}

function entityOf(name: string): string | undefined {
  const number = /^#(x?)(.+)$/i.exec(name);
  if (!number) return ENTITIES[name];
  return String.fromCodePoint(Number.parseInt(number[2] ?? '', number[1] ? 16 : 10));
}

export type TelegramButton = { text: string; callback_data?: string; url?: string };

/** Throws `TelegramRefusal`. */
export function readKeyboard(markup: unknown): TelegramButton[][] {
  if (markup === undefined) return [];
  const rows = (markup as { inline_keyboard?: TelegramButton[][] }).inline_keyboard;
  if (!Array.isArray(rows)) throw bad('object expected as reply markup');
  if (rows.flat().length > 100) throw bad('reply markup is too long');
  for (const { text, callback_data: data, url } of rows.flat()) {
    if (typeof text !== 'string' || text.trim() === '') throw bad('BUTTON_TEXT_INVALID');
    if ((data === undefined) === (url === undefined))
      throw bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    const bytes = data === undefined ? 1 : Buffer.byteLength(data);
    if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID');
    if (url !== undefined && !/^(https?|tg):\/\/[^\s/]+\.[^\s]+$/.test(url)) throw bad('BUTTON_URL_INVALID');
  }
  return rows;
}
