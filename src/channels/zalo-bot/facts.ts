/** Pure. */
import type { ChannelFacts } from '../facts.js';

export const ZALO_BOT_FACTS: ChannelFacts = { nameKey: 'lookup.who.zalo', windowMs: null, account: null };
