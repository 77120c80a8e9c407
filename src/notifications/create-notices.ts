/** From something that happened to the notices of those who follow: one for each person, however often it is done. */
import type { Db } from '../db/open.js';
import type { DossierChange } from '../dossiers/change/commit.js';
import { type History, readHistory } from '../dossiers/model/history.js';
import { readEvents } from '../dossiers/store.js';
import { newQuestionCode } from '../enquiries/store.js';
import type { JobData } from '../jobs/boss.js';
import { MINUTE_MS } from '../time/duration.js';
import { dossierEvent } from './event.js';
import { addNotices, cancelSubject, listSentEvents, type NewNotice } from './notice-store.js';
import { type NoticeKind, planDossier } from './plan.js';
import { nextAllowed, type QuietHours, USUAL_QUIET_HOURS } from './quiet-hours.js';
import {
  listFollowedKeys,
  listRecipients,
  type Recipient,
  type SubscriptionKind,
  subjectOf,
} from './subscription-store.js';

/**
 * So long a change is held back: a slip undone at once is never told, and several changes in one go are told once.
 * Short, since people are to hear of it within ten seconds.
 */
const HOLD_SECONDS = 4;
/** Within this time of the last notice about a dossier the next waits, and only the last of them is told. */
const TOGETHER_MS = MINUTE_MS;
const PAGE = 1_000;

/** What telling takes. `isOff`: kinds the operator has switched off. */
export type NoticeSettings = { isOff: (kind: NoticeKind) => boolean; quietHours?: QuietHours };

/** Enqueues jobs to tell of dossiers, in a transaction, not before so many seconds. */
export type EnqueueDossierNotices = (
  tx: Db,
  told: readonly JobData['tell-dossier'][],
  inSeconds: number,
) => Promise<void>;

/** Enqueues, within the transaction of the change, the telling of those dossiers that somebody follows. */
export async function enqueueChanges(
  enqueue: EnqueueDossierNotices,
  tx: Db,
  changes: readonly DossierChange[],
): Promise<void> {
  // A new one nobody can follow yet.
  const known = changes.filter(({ before }) => before !== null);
  const followed = await listFollowedKeys(
    tx,
    known.map(({ dossier }) => dossier.key),
  );
  const told = known
    .filter(({ dossier }) => followed.has(dossier.key))
    .flatMap(({ dossier, entries }) =>
      entries
        .filter(({ kind }) => kind !== 'created' && kind !== 'amended' && kind !== 'linked')
        .map(({ position }) => ({ key: dossier.key, position })),
    );
  await enqueue(tx, told, HOLD_SECONDS);
}

/** Carries out jobs of `enqueueChanges`. Returns how many notices are new. */
export async function createDossierNotices(
  db: Db,
  told: readonly JobData['tell-dossier'][],
  setting: NoticeSettings,
  now: Date,
): Promise<number> {
  const keys = [...new Set(told.map(({ key }) => key))];
  const events = await readEvents(db, keys);
  const tellings = new Map<string, Announcement>();
  for (const { key, position } of [...told].sort((a, b) => a.position - b.position)) {
    const known = events.get(key);
    const telling = known && (await planOne(db, { key, position, history: readHistory(known) }));
    if (telling) tellings.set(key, telling);
  }
  return tellAll(db, [...tellings.values()], setting, now);
}

/** What is to be told of an event; null = nothing is. Of several of one dossier the last is told. */
async function planOne(
  db: Db,
  { key, position, history }: JobData['tell-dossier'] & { history: History },
): Promise<Announcement | null> {
  const event = history.entries.find((entry) => entry.position === position);
  const target = event?.target ?? null;
  const toldBefore = target === null ? [] : await listSentEvents(db, dossierEvent(key, target));
  const plan = planDossier(history, position, (at) => toldBefore.length > 0 && at === target);
  const subject = subjectOf('dossier', key);
  if (plan.forget !== null) await cancelSubject(db, subject, dossierEvent(key, plan.forget), 'đã hoàn tác');
  if (plan.kind === null) return null;
  return {
    what: { kind: 'dossier', target: key },
    event: dossierEvent(key, position),
    kind: plan.kind,
    params: { code: history.facts.code, reason: event?.reason ?? null },
    priority: 0,
  };
}

/** What happened, to be told everybody who follows it. `event`: its own name, under which nobody is told twice. */
export type Announcement = {
  what: { kind: SubscriptionKind; target: string };
  event: string;
  kind: NoticeKind;
  params: Record<string, unknown>;
  /** See `Notice.priority`. */
  priority: 0 | 1;
};

/** Plans one notice for everybody who follows something. Returns how many are new. */
export async function createNotices(
  db: Db,
  telling: Announcement,
  setting: NoticeSettings,
  now: Date,
): Promise<number> {
  return tellAll(db, [telling], setting, now);
}

/** The same for several things of one kind, at most one telling each; page by page. */
async function tellAll(
  db: Db,
  tellings: readonly Announcement[],
  setting: NoticeSettings,
  now: Date,
): Promise<number> {
  const told = new Map(
    tellings.filter(({ kind }) => !setting.isOff(kind)).map((telling) => [telling.what.target, telling]),
  );
  const [first] = told.values();
  if (!first) return 0;
  let added = 0;
  for (let after = 0n; ; ) {
    const page = await listRecipients(db, first.what.kind, [...told.keys()], after, PAGE);
    const last = page.at(-1);
    if (!last) return added;
    const notices = page.flatMap(({ target, ...recipient }) => {
      const telling = told.get(target);
      const subject = subjectOf(first.what.kind, target);
      return telling ? [noticeFor(recipient, { ...telling, subject }, setting, now)] : [];
    });
    added += await addNotices(db, notices, now);
    after = last.id;
  }
}

/** The notice of one person. `subject`: what it has in common with others, of which the last is told. */
export function noticeFor(
  recipient: Omit<Recipient, 'id'>,
  telling: Omit<Announcement, 'what'> & { subject: string },
  setting: NoticeSettings,
  now: Date,
): NewNotice {
  const { event, kind, params, priority, subject } = telling;
  const { person, channel, quietFrom, quietUntil, toldAt } = recipient;
  const usual = setting.quietHours ?? USUAL_QUIET_HOURS;
  const quiet = quietFrom === null || quietUntil === null ? usual : { from: quietFrom, until: quietUntil };
  const apart = new Date(Math.max(now.getTime(), toldAt ? toldAt.getTime() + TOGETHER_MS : 0));
  return {
    event,
    person,
    channel,
    subject,
    kind,
    params,
    priority,
    sendAt: nextAllowed(apart, quiet),
    code: newQuestionCode(),
  };
}
