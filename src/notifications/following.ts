/** What one conversation may do about being told: the port of the conversation over the stores. */
import type { PublicAccounts } from '../channels/facts.js';
import type { Followed, Following } from '../conversation/lookups.js';
import type { Db } from '../db/open.js';
import { dossierKey } from '../dossiers/model/dossier.js';
import { readDossiers } from '../dossiers/store.js';
import { seal, unseal } from '../security/secrets.js';
import { findNotice } from './notice-store.js';
import { accountLinks } from './receipt-links.js';
import {
  findNoticePhone,
  follow,
  issueFollowToken,
  listFollowed,
  listFollowers,
  readFollowToken,
  type SubscriptionKind,
  setNoticeLocale,
  setNoticePhone,
  setQuietHours,
  unfollow,
  unfollowAll,
} from './subscription-store.js';

/**
 * `person`: key of the conversation. `canNotify`: it is on a channel that can be written to unasked. `phoneKey`: seals
 * numbers that notices may go to as well; null = none do from there.
 */
export function createFollowing(
  db: Db,
  {
    person,
    canNotify,
    accounts,
    phoneKey,
  }: { person: string; canNotify: boolean; accounts: PublicAccounts; phoneKey: Buffer | null },
): Following {
  const targetOf = (kind: SubscriptionKind, target: string) =>
    kind === 'dossier' ? dossierKey(target) : target;
  return {
    canNotify,
    links: async (of) => {
      if ('token' in of) return linksTo(accounts, of.token);
      if (Object.values(accounts).every((address) => address === null)) return [];
      const { token } = await issueFollowToken(db, dossierKey(of.code), new Date());
      return linksTo(accounts, token);
    },
    follow: (kind, target) =>
      follow(
        db,
        person,
        { kind, target: targetOf(kind, target), by: kind === 'dossier' ? 'digits' : 'anybody' },
        new Date(),
      ),
    followByToken: async (token) => {
      const key = await readFollowToken(db, token, new Date());
      const [dossier] = key === null ? [] : await readDossiers(db, [key]);
      if (!dossier) return null;
      const what = { kind: 'dossier', target: dossier.key, by: 'receipt' } as const;
      return (await follow(db, person, what, new Date())) ? dossier.code : null;
    },
    list: () => listWithCodes(db, person),
    unfollow: (kind, target) => unfollow(db, person, kind, targetOf(kind, target)),
    unfollowAll: () => unfollowAll(db, person),
    followers: async (code) =>
      (await listFollowers(db, dossierKey(code))).map((one) => ({
        channel: one.channel,
        since: one.createdAt,
        byReceipt: one.by === 'receipt',
        isYou: one.person === person,
      })),
    removeFollower: async (code, number) => {
      const key = dossierKey(code);
      const one = (await listFollowers(db, key))[number - 1];
      return one ? unfollow(db, one.person, 'dossier', key) : false;
    },
    setQuietHours: (hours) => setQuietHours(db, person, hours),
    setLocale: (locale) => setNoticeLocale(db, person, locale),
    phone: phoneKey && phonePort(db, person, phoneKey),
    verify: async (code) => {
      const notice = await findNotice(db, code);
      return notice && { at: notice.sentAt, toYou: notice.person === person };
    },
  };
}

/** The accounts at which a token is followed. What a link says by itself is not asked of the person. */
function linksTo(accounts: PublicAccounts, token: string) {
  return accountLinks(accounts, token).map(({ carriesToken, say, ...link }) => ({
    ...link,
    say: carriesToken ? '' : say,
  }));
}

function phonePort(db: Db, person: string, phoneKey: Buffer): NonNullable<Following['phone']> {
  return {
    set: async (phone) => void (await setNoticePhone(db, person, seal(phoneKey, phone))),
    kept: async () => {
      const sealed = await findNoticePhone(db, person);
      return sealed && unseal(phoneKey, sealed);
    },
    forget: () => setNoticePhone(db, person, null),
  };
}

async function listWithCodes(db: Db, person: string): Promise<Followed[]> {
  const followed = await listFollowed(db, person);
  const keys = followed.filter(({ kind }) => kind === 'dossier').map(({ target }) => target);
  const codes = new Map((await readDossiers(db, keys)).map(({ key, code }) => [key, code]));
  return followed.map(({ kind, target, createdAt }) => ({
    kind,
    target: kind === 'dossier' ? (codes.get(target) ?? target) : target,
    since: createdAt,
  }));
}
