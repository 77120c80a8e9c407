/** Pure. */
import { DAY_MS } from '../../time/duration.js';
import type { ChannelFacts } from '../facts.js';

export const ZALO_OA_FACTS: ChannelFacts = {
  nameKey: 'lookup.who.zalo',
  // https://developers.zalo.me/docs/official-account/tin-nhan
  windowMs: 7 * DAY_MS,
  account: { name: 'zalo', link: (address) => address, carriesToken: false },
};
