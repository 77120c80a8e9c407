/** What the operator has everybody told: before the first reply of a day, once. */
import { type Block, notesOf } from './block.js';
import type { Context, Turn } from './turn.js';

/** The turn with the banner before its replies, where it is due; who is in danger is not kept from the answer. */
export async function withBanner(context: Context, turn: Turn): Promise<Turn> {
  const { t, today, lookups, session } = context;
  const [first, ...more] = turn.replies;
  if (!first || turn.ended || turn.outcome.kind === 'emergency') return turn;
  const banner = (await lookups.banner?.(session.locale)) ?? null;
  const told = banner && `${today} ${banner.id}`;
  if (banner === null || told === null || told === session.bannerTold) return turn;
  const note: Block[] = notesOf([t('banner', { text: banner.text })], 'warning');
  return {
    ...turn,
    replies: [{ ...first, blocks: [...note, ...first.blocks] }, ...more],
    session: { ...turn.session, bannerTold: told },
  };
}
