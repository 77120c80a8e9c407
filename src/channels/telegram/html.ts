/** Blocks as Telegram's HTML, in pieces that fit a message: https://core.telegram.org/bots/api#html-style. Pure. */
import type { Block } from '../../conversation/block.js';
import { blockLines, type Span, type TextLine, wordsIn } from '../../conversation/plain-text.js';
import { nfc } from '../../security/text.js';
import { splitText } from '../split.js';

/** After the entities are read; counted here in UTF-16 units, the stricter way. https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4096;

const TAGS = { heading: 'b', label: 'b', aside: 'i' } as const;

/** The blocks and some lines under them as messages, cut between blocks where one ends near, else between lines. */
export function htmlPieces(blocks: readonly Block[], under: readonly string[]): string[] {
  const below = under.map((text) => ({ spans: [{ text }], gap: false }));
  const lines = [...blockLines(blocks), ...below].flatMap(short);
  const pieces: TextLine[][] = [];
  let begin = 0;
  let size = 0;
  // Where the last block began that left the message half full.
  let border = 0;
  for (const [i, line] of lines.entries()) {
    const more = sizeOf(line);
    if (i > begin && size + more > MAX_TEXT) {
      const end = border > begin ? border : i;
      pieces.push(lines.slice(begin, end));
      size = lines.slice(end, i).reduce((sum, each) => sum + sizeOf(each), 0);
      begin = end;
    }
    if (line.gap && size > MAX_TEXT / 2) border = i;
    size += more;
  }
  return [...pieces, lines.slice(begin)]
    .filter((each) => each.some((line) => visible(seen(line)) !== ''))
    .map(toHtml);
}

/** Without what Telegram drops or refuses: control characters, halves of characters. Nothing to see = blank. */
export function visible(text: string): string {
  const kept = text.replace(/[^\P{Cc}\n\t]|\p{Cs}|\p{Zl}|\p{Zp}/gu, ' ');
  return /[^\s\p{C}\p{M}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u.test(kept) ? kept : '';
}

/** A line longer than a message in parts, without what marks it up. */
function short({ spans, gap }: TextLine): TextLine[] {
  const kept = spans.map((span) => ({ ...span, text: nfc(span.text.replace(DROPPED, ' ')) }));
  const line = { spans: kept, gap };
  if (seen(line).length <= MAX_TEXT) return [line];
  return splitText(wordsIn(kept), MAX_TEXT).map((text, i) => ({ spans: [{ text }], gap: gap && i === 0 }));
}
const DROPPED = /[^\P{Cc}\n\t]|\p{Cs}|\p{Zl}|\p{Zp}/gu;

/** With the ends of line before it. */
function sizeOf(line: TextLine): number {
  return seen(line).length + (line.gap ? 2 : 1);
}

/** What a person sees of a line. */
function seen({ spans }: TextLine): string {
  return spans.map((span) => (pageOf(span) ? (span.link?.label ?? '') : span.text)).join('');
}

function toHtml(lines: readonly TextLine[]): string {
  return lines
    .map((line, i) => `${i === 0 ? '' : line.gap ? '\n\n' : '\n'}${line.spans.map(spanHtml).join('')}`)
    .join('')
    .trim();
}

function spanHtml(span: Span): string {
  const page = pageOf(span);
  const label = span.link?.label ?? '';
  if (page !== null) return `<a href="${escapeHtml(page)}">${escapeHtml(label)}</a>`;
  const text = escapeHtml(span.text);
  const tag = span.as && TAGS[span.as];
  return tag && text.trim() !== '' ? `<${tag}>${text}</${tag}>` : text;
}

/** The page a span leads to; null = none Telegram would open. Numbers it makes out by itself. */
function pageOf({ link }: Span): string | null {
  if (!link || visible(link.label) === '' || !URL.canParse(link.href)) return null;
  const { protocol, href } = new URL(link.href);
  return protocol === 'https:' ? href : null;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
