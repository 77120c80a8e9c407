/** Pure. */
import type { ChannelFacts } from '../facts.js';

export const TELEGRAM_FACTS: ChannelFacts = {
  nameKey: 'lookup.who.telegram',
  windowMs: null,
  // https://core.telegram.org/bots/features#deep-linking
  account: { name: 'telegram', link: (address, token) => `${address}?start=${token}`, carriesToken: true },
};
