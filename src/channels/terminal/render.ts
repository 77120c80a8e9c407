import type { Reply } from '../../conversation/message.js';
import { blockLines, type Span } from '../../conversation/plain-text.js';

const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

/**
 * A reply as text; choices become numbered lines, and typing the number takes one. `isBold`: headings stand out, as a
 * terminal can show them.
 */
export function renderReply({ blocks, choices = [] }: Reply, isBold = false): string {
  const said = (span: Span) => (isBold && span.as === 'heading' ? `${BOLD}${span.text}${PLAIN}` : span.text);
  const lines = blockLines(blocks).flatMap(({ spans, gap }) => [
    ...(gap ? [''] : []),
    spans.map(said).join(''),
  ]);
  return [...lines, ...choices.map((choice, i) => `  ${i + 1}. ${choice.label}`)].join('\n');
}
