/** What a receipt carries so that whoever holds it can follow the dossier. */
import type { Db } from '../db/open.js';
import { linksFor, type PublicAccounts } from './following.js';
import { issueFollowToken } from './subscription-store.js';

export type ReceiptLink = { channel: 'web' | 'telegram' | 'zalo'; url: string; say: string };

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
  const say = `theo dõi ${token}`;
  const page = publicUrl && new URL(`/?say=${encodeURIComponent(say)}`, publicUrl).href;
  const web = page ? [{ channel: 'web' as const, url: page, say }] : [];
  return { token, expiresAt, links: [...web, ...linksFor(accounts, token)] };
}
