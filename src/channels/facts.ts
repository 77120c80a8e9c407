/**
 * What the rest of the program knows of each channel: nothing else outside `channels/` names one. A new channel's entry
 * is asked for by the compiler. Pure.
 */
import type { MessageKey } from '../i18n/locale.js';
import type { ChannelName, MessagingName } from './channel.js';
import { TELEGRAM_FACTS } from './telegram/facts.js';
import { ZALO_BOT_FACTS } from './zalo-bot/facts.js';
import { ZALO_OA_FACTS } from './zalo-oa/facts.js';

export type ChannelFacts = {
  /** What people call it: "qua Telegram". */
  nameKey: MessageKey;
  /** After a person's last word they may be written to for so long (ms); later only at a price. Null = always. */
  windowMs: number | null;
  /** The account people write to; null = it has no address that can be given. */
  account: AccountFacts | null;
};

/** An account people can be sent to. */
export type AccountFacts = {
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
  telegram: TELEGRAM_FACTS,
  'zalo-oa': ZALO_OA_FACTS,
  'zalo-bot': ZALO_BOT_FACTS,
};

/** Facts by channel, in the order in which accounts are offered. */
export const CHANNEL_FACTS: Readonly<Record<ChannelName, ChannelFacts>> = {
  ...MESSAGING_FACTS,
  web: { nameKey: 'lookup.who.web', windowMs: null, account: null },
  terminal: { nameKey: 'lookup.who.terminal', windowMs: null, account: null },
};

/** Whether a channel can be written to unasked. False for a name nobody knows (any more). */
export function canNotify(channel: string): channel is MessagingName {
  return Object.hasOwn(MESSAGING_FACTS, channel);
}

/** The facts of a channel as stored; null = nobody knows the name (any more). */
export function factsOf(channel: string): ChannelFacts | null {
  return Object.hasOwn(CHANNEL_FACTS, channel) ? CHANNEL_FACTS[channel as ChannelName] : null;
}
