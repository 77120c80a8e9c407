/** That a reply's blocks and its text say the same. */
import { expect } from 'vitest';
import type { Block } from '../../src/conversation/block.js';
import type { Reply } from '../../src/conversation/message.js';

/** Each string of the blocks stands in the text, and the text has no word and no number that they do not have. */
export function expectSameWords({ blocks, text }: Pick<Reply, 'blocks' | 'text'>): void {
  expect(blocks.length).toBeGreaterThan(0);
  const strings = blocks.flatMap(stringsOf);
  for (const string of strings) expect(text).toContain(string);
  const known = new Set(strings.flatMap(words));
  const counted = blocks.some((block) => block.type === 'list' && block.ordered);
  const said = words(counted ? text.replace(/^\d+\. /gm, '') : text);
  expect(said.filter((word) => !known.has(word))).toEqual([]);
}

const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** What a block says; a number or a place to be tapped is said by its label. */
function stringsOf(block: Block): string[] {
  switch (block.type) {
    case 'title':
      return [block.text, ...(block.official ? [block.official] : [])];
    case 'lead':
      return [block.text, block.label ?? ''];
    case 'list':
      return [
        ...(block.title === undefined ? [] : [block.title]),
        ...block.items.flatMap(({ text, label = '', detail = '' }) => [text, label, detail]),
      ];
    case 'facts':
      return block.facts.flatMap(({ label, values }) => [label, ...values]);
    case 'notes':
      return block.notes;
    case 'links':
      return block.links.flatMap(({ label, href, isPlace }) =>
        isPlace || href.startsWith('tel:') ? [label] : [label, href],
      );
  }
}
