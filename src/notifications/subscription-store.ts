/** Who wants to be told of what, and what they agreed to. */

import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/open.js';
import { DAY_MS } from '../time/duration.js';

const SUBSCRIPTION_KINDS = ['dossier', 'procedure', 'field'] as const;

/** One of `SUBSCRIPTION_KINDS`. */
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

/** How somebody showed that they may follow: last digits given, the receipt's code scanned, or what anybody may. */
export type Proof = 'digits' | 'receipt' | 'anybody';

/** What a person follows; `target`: the dossier's key, the procedure's code or the field's name. */
export type Subscription = { kind: SubscriptionKind; target: string; createdAt: Date };

/** So many things one person may follow. */
const MAX_SUBSCRIPTIONS = 50;

/** Follows something, once; following is also the agreement to be told. False = the person follows too much already. */
export async function follow(
  db: Db,
  person: string,
  what: { kind: SubscriptionKind; target: string; by: Proof },
  now: Date,
): Promise<boolean> {
  await db.$executeRaw`
    INSERT INTO subscriptions (person, kind, target, by, created_at)
    SELECT ${person}, ${what.kind}, ${what.target}, ${what.by}, ${now}
    WHERE (SELECT count(*) FROM subscriptions WHERE person = ${person}) < ${MAX_SUBSCRIPTIONS}
    ON CONFLICT DO NOTHING`;
  const { kind, target } = what;
  if (!(await db.subscription.findUnique({ where: { person_kind_target: { person, kind, target } } })))
    return false;
  await db.$executeRaw`UPDATE contacts SET consent_at = coalesce(consent_at, ${now}) WHERE key = ${person}`;
  return true;
}

/** Stops following one thing; false = the person did not. What waits to be told of it is not told. */
export async function unfollow(
  db: Db,
  person: string,
  kind: SubscriptionKind,
  target: string,
): Promise<boolean> {
  const { count } = await db.subscription.deleteMany({ where: { person, kind, target } });
  await db.notice.updateMany({
    where: { person, subject: subjectOf(kind, target), state: 'queued' },
    data: { state: 'cancelled', reason: 'bỏ theo dõi' },
  });
  return count > 0;
}

/** Takes the agreement back: nothing is followed, nothing that waits is told. Returns how much was followed. */
export async function unfollowAll(db: Db, person: string): Promise<number> {
  const { count } = await db.subscription.deleteMany({ where: { person } });
  await db.contact.updateMany({ where: { key: person }, data: { consentAt: null, phone: null } });
  await db.notice.updateMany({
    where: { person, state: 'queued' },
    data: { state: 'cancelled', reason: 'rút đồng ý' },
  });
  return count;
}

/** Deletes what a person follows; returns how much. */
export async function deleteSubscriptions(db: Db, person: string): Promise<number> {
  const { count } = await db.subscription.deleteMany({ where: { person } });
  return count;
}

/** What a person follows, the latest first. */
export async function listFollowed(db: Db, person: string): Promise<Subscription[]> {
  return db.subscription.findMany({
    where: { person },
    orderBy: { id: 'desc' },
    select: { kind: true, target: true, createdAt: true },
  }) as Promise<Subscription[]>;
}

/** Those of some dossiers that somebody follows. */
export async function listFollowedKeys(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  // One parameter, for a list of a desk has tens of thousands.
  const rows = await db.$queryRaw<{ target: string }[]>`
    SELECT DISTINCT target FROM subscriptions WHERE kind = 'dossier' AND target = ANY(${[...keys]}::text[])`;
  return new Set(rows.map(({ target }) => target));
}

/** Who follows a dossier; `by`: see `Proof`. */
export type Follower = { id: bigint; person: string; channel: string; by: string; createdAt: Date };

/** Who follows a dossier, the first first. */
export async function listFollowers(db: Db, key: string): Promise<Follower[]> {
  return db.$queryRaw<Follower[]>`
    SELECT s.id, s.person, c.channel, s.by, s.created_at AS "createdAt"
    FROM subscriptions s JOIN contacts c ON c.key = s.person
    WHERE s.kind = 'dossier' AND s.target = ${key} ORDER BY s.id`;
}

/** Whom to tell: where they are, and when they may be written to. */
export type Recipient = {
  id: bigint;
  person: string;
  channel: string;
  /** Minutes of the day; null = the usual quiet hours. */
  quietFrom: number | null;
  quietUntil: number | null;
  /** When they were last told of the subject, or now if they are being told; null = never, or long ago. */
  toldAt: Date | null;
};

/** The next page of those who follow one of these, agreed to be told and can be reached. `after`: 0 = from the first. */
export async function listRecipients(
  db: Db,
  kind: SubscriptionKind,
  targets: readonly string[],
  after: bigint,
  limit: number,
): Promise<(Recipient & { target: string })[]> {
  return db.$queryRaw`
    SELECT s.id, s.target, s.person, c.channel, c.quiet_from AS "quietFrom", c.quiet_until AS "quietUntil",
      (SELECT max(CASE n.state WHEN 'sending' THEN now() ELSE n.sent_at END) FROM notices n
        WHERE n.person = s.person AND n.subject = ${subjectOf(kind, '')} || s.target) AS "toldAt"
    FROM subscriptions s JOIN contacts c ON c.key = s.person
    WHERE s.kind = ${kind} AND s.target = ANY(${[...targets]}) AND s.id > ${after}
      AND c.reachable AND c.consent_at IS NOT NULL
    ORDER BY s.id LIMIT ${limit}`;
}

/** What notices about something have in common: of several the last is told. */
export function subjectOf(kind: SubscriptionKind, target: string): string {
  return `${kind}:${target}`;
}

/** The target of a subject; null = it is of another kind. */
export function targetOf(kind: SubscriptionKind, subject: string): string | null {
  const start = subjectOf(kind, '');
  return subject.startsWith(start) ? subject.slice(start.length) : null;
}

/** The hours in which somebody does not want to be written to unasked (minutes of the day); null = the usual ones. */
export async function setQuietHours(
  db: Db,
  person: string,
  hours: { from: number; until: number } | null,
): Promise<void> {
  await db.contact.updateMany({
    where: { key: person },
    data: { quietFrom: hours?.from ?? null, quietUntil: hours?.until ?? null },
  });
}

/** The language somebody is told things in. */
export async function setNoticeLocale(db: Db, person: string, locale: string): Promise<void> {
  await db.contact.updateMany({ where: { key: person }, data: { locale } });
}

/** The sealed number notices may go to that the channel can no longer bring; null = none. False = nothing has changed. */
export async function setNoticePhone(db: Db, person: string, sealed: string | null): Promise<boolean> {
  const where = { key: person, ...(sealed === null ? { phone: { not: null } } : {}) };
  const { count } = await db.contact.updateMany({ where, data: { phone: sealed } });
  return count > 0;
}

/** What `setNoticePhone` has kept; null = nothing. */
export async function findNoticePhone(db: Db, person: string): Promise<string | null> {
  const contact = await db.contact.findUnique({ where: { key: person }, select: { phone: true } });
  return contact?.phone ?? null;
}

const TOKEN_DAYS = 180;

/** A new token (128 random bits, base64url) by which whoever holds a dossier's receipt may follow it. */
export async function issueFollowToken(
  db: Db,
  key: string,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(16).toString('base64url');
  const expiresAt = new Date(now.getTime() + TOKEN_DAYS * DAY_MS);
  await db.followToken.create({ data: { hash: hashOf(token), key, expiresAt } });
  return { token, expiresAt };
}

/** The dossier a token is for; null = there is no such token, or it has expired. */
export async function readFollowToken(db: Db, token: string, now: Date): Promise<string | null> {
  const found = await db.followToken.findUnique({ where: { hash: hashOf(token) } });
  return found && found.expiresAt > now ? found.key : null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
