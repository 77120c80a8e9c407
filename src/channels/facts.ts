/**
 * What the rest of the program knows of each channel: nothing else outside `channels/` names one. A new channel's entry
 * is asked for by the compiler. Pure.
 */
import type { MessageKey } from '../i18n/locale.js';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../time/duration.js';
import type { ChannelName, MessagingName } from './channel.js';

/** What is known of a platform apart from how to talk to it. */
export type ChannelFacts = {
  /** What people call it: "qua Telegram". */
  nameKey: MessageKey;
  /** After a person's last word they may be written to for so long (ms); later only at a price. Null = always. */
  windowMs: number | null;
  /** From one notice to the next over all processes, ms, where the operator's settings do not say otherwise. */
  paceMs: number;
  /** The account people write to; null = it has no address that can be given. */
  account: AccountFacts | null;
};

/** An account people can be sent to. */
type AccountFacts = {
  name: AccountName;
  /** The address that opens it for somebody who holds a token to follow a dossier. */
  link: (address: string, token: string) => string;
  /** Whether that link says the token by itself; otherwise the person has to send it. */
  carriesToken: boolean;
};

/** Under these names accounts are told to people and to desks. */
export type AccountName = 'telegram' | 'zalo';

/** Addresses of the accounts people can write to; null = there is none, or its name is not known. */
export type PublicAccounts = Readonly<Record<AccountName, string | null>>;

const MESSAGING_FACTS: Readonly<Record<MessagingName, ChannelFacts>> = {
  telegram: {
    nameKey: 'lookup.who.telegram',
    windowMs: null,
    // https://core.telegram.org/bots/faq#broadcasting-to-users
    paceMs: SECOND_MS / 30,
    // https://core.telegram.org/bots/features#deep-linking
    account: { name: 'telegram', link: (address, token) => `${address}?start=${token}`, carriesToken: true },
  },
  'zalo-oa': {
    nameKey: 'lookup.who.zalo',
    // https://developers.zalo.me/docs/official-account/tin-nhan
    windowMs: 7 * DAY_MS,
    paceMs: MINUTE_MS / 100,
    account: { name: 'zalo', link: (address) => address, carriesToken: false },
  },
  // How fast a bot may write is not said anywhere.
  'zalo-bot': { nameKey: 'lookup.who.zalo', windowMs: null, paceMs: SECOND_MS, account: null },
};

/** Facts by channel, in the order in which accounts are offered. */
export const CHANNEL_FACTS: Readonly<Record<ChannelName, ChannelFacts>> = {
  ...MESSAGING_FACTS,
  web: { nameKey: 'lookup.who.web', windowMs: null, paceMs: 0, account: null },
  terminal: { nameKey: 'lookup.who.terminal', windowMs: null, paceMs: 0, account: null },
};

/** Whether a channel can be written to unasked. False for a name nobody knows (any more). */
export function canNotify(channel: string): channel is MessagingName {
  return Object.hasOwn(MESSAGING_FACTS, channel);
}

/** The facts of a channel as stored; null = nobody knows the name (any more). */
export function factsOf(channel: string): ChannelFacts | null {
  return Object.hasOwn(CHANNEL_FACTS, channel) ? CHANNEL_FACTS[channel as ChannelName] : null;
}
