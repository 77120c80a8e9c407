/** What a receipt carries so that whoever holds it can follow the dossier. */

import { type AccountName, CHANNEL_FACTS, type PublicAccounts } from '../channels/facts.js';
import type { Db } from '../db/open.js';
import { issueFollowToken } from './subscription-store.js';

/** Where the receipt's token is followed. `say`: what to send there, where the link does not say it by itself. */
export type ReceiptLink = { channel: 'web' | AccountName; url: string; say: string };

/** A token printed on a receipt, which lets its holder follow, and its links by channel. */
export type ReceiptToken = { token: string; expiresAt: Date; links: ReceiptLink[] };

/** Where people reach us; `publicUrl: null` = the web page has no address we know of. */
export type Places = { accounts: PublicAccounts; publicUrl: string | null };

/** Issues a token for a dossier, with where to open it or say it; [] = no address is set. */
export async function issueReceiptToken(
  db: Db,
  key: string,
  { accounts, publicUrl }: Places,
  now: Date,
): Promise<ReceiptToken> {
  const { token, expiresAt } = await issueFollowToken(db, key, now);
  const say = sayToken(token);
  const page = publicUrl && new URL(`/?say=${encodeURIComponent(say)}`, publicUrl).href;
  const web = page ? [{ channel: 'web' as const, url: page, say }] : [];
  return {
    token,
    expiresAt,
    links: [...web, ...accountLinks(accounts, token).map(({ carriesToken, ...link }) => link)],
  };
}

const sayToken = (token: string) => `theo dõi ${token}`;

/** The accounts at which a token can be followed. `carriesToken`: opening the link is enough. */
export function accountLinks(
  accounts: PublicAccounts,
  token: string,
): (ReceiptLink & { channel: AccountName; carriesToken: boolean })[] {
  return Object.values(CHANNEL_FACTS).flatMap(({ account }) => {
    const address = account && accounts[account.name];
    if (!account || !address) return [];
    const { name, link, carriesToken } = account;
    return [{ channel: name, url: link(address, token), say: sayToken(token), carriesToken }];
  });
}
