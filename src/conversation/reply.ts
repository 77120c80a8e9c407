/** Where replies are put together: their text is made of their blocks, so that the two cannot disagree. Pure. */
import { type Block, blocksOf } from './block.js';
import type { Reply } from './message.js';
import { plainText } from './plain-text.js';

/** A reply as it is thought of: its blocks, or one text that needs no structure. */
export type ReplyDraft = Omit<Reply, 'text' | 'blocks'> &
  ({ text: string; blocks?: never } | { blocks: readonly Block[]; text?: string });

/** The reply; a text alone is one block. */
export function replyOf(draft: ReplyDraft): Reply {
  const blocks = draft.blocks ? [...draft.blocks] : blocksOf([draft.text ?? '']);
  return { ...draft, blocks, text: plainText(blocks) };
}
