/** Notices: one for each event and person, from planned to told. */

import type { Db } from '../db/open.js';
import { Prisma } from '../generated/prisma/client.js';

const NOTICE_STATES = ['queued', 'sending', 'sent', 'failed', 'cancelled', 'unknown'] as const;

/** One of `NOTICE_STATES`. */
export type NoticeState = (typeof NOTICE_STATES)[number];

/** A notice to be sent to one person; `event` and `person` together are unique. */
export type NewNotice = {
  event: string;
  person: string;
  channel: string;
  subject: string;
  kind: string;
  params: unknown;
  priority: number;
  sendAt: Date;
  code: string;
};

/** A notice to be sent now. `chat`: null = the person is gone. */
export type DueNotice = {
  id: bigint;
  person: string;
  subject: string;
  kind: string;
  params: unknown;
  code: string;
  attempts: number;
  repeats: number;
  createdAt: Date;
  chat: string | null;
  locale: string | null;
  lastInboundAt: Date;
  /** Sealed: where it may go that the channel can no longer bring; null = nowhere. */
  phone: string | null;
};

/** So long a process may take over sending what it took; afterwards another takes it. */
const LEASE_SECONDS = 60;
/** What is taken is sent well within that time. */
const MAX_AHEAD_SECONDS = 20;

/**
 * Adds notices, each once per event and person: what is there already stays as it is. What still waits about the same
 * subject as a new one is not told any more. Returns how many are new.
 */
export async function addNotices(db: Db, notices: readonly NewNotice[], now: Date): Promise<number> {
  if (notices.length === 0) return 0;
  const rows = JSON.stringify(notices);
  return db.$executeRaw`
    WITH incoming AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(event text, person text, channel text, subject text,
        kind text, params jsonb, priority int, "sendAt" timestamptz, code text)
    ), superseded AS (
      UPDATE notices SET state = 'cancelled', reason = 'có tin mới hơn' FROM incoming
      WHERE notices.person = incoming.person AND notices.subject = incoming.subject
        AND notices.event <> incoming.event AND notices.state = 'queued'
        AND NOT EXISTS (
          SELECT FROM notices known WHERE known.event = incoming.event AND known.person = incoming.person)
    )
    INSERT INTO notices (event, person, channel, subject, kind, params, priority, state, send_at, code, created_at)
    SELECT event, person, channel, subject, kind, params, priority, 'queued', "sendAt", code, ${now} FROM incoming
    ON CONFLICT (event, person) DO NOTHING`;
}

/** Takes up to so many notices of a channel that are due, the urgent first; nobody else gets them meanwhile. */
export async function takeDue(db: Db, channel: string, limit: number): Promise<DueNotice[]> {
  return db.$queryRaw<DueNotice[]>`
    WITH due AS (
      SELECT id FROM notices WHERE channel = ${channel} AND state = 'queued' AND send_at <= now()
      ORDER BY priority, send_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE notices n SET state = 'sending', attempts = attempts + 1,
      lease_until = now() + ${LEASE_SECONDS} * interval '1 second'
    FROM due, contacts c WHERE n.id = due.id AND c.key = n.person
    RETURNING n.id, n.person, n.subject, n.kind, n.params, n.code, n.attempts, n.repeats, n.created_at AS "createdAt",
      CASE WHEN c.reachable AND c.consent_at IS NOT NULL THEN c.chat END AS chat, c.locale,
      c.last_inbound_at AS "lastInboundAt", c.phone`;
}

/** What became of a notice. `at`: when to try again. */
export type NoticeOutcome = {
  id: bigint;
  state: NoticeState;
  reason: string | null;
  at: Date | null;
  /** It may be out already, and goes out once more. */
  repeats?: true;
  /** It was not tried: this time does not count. */
  untried?: true;
};

/** Writes what became of notices that were taken. */
export async function settleNotices(db: Db, settled: readonly NoticeOutcome[]): Promise<void> {
  if (settled.length === 0) return;
  const rows = JSON.stringify(settled.map((one) => ({ ...one, id: String(one.id) })));
  await db.$executeRaw`
    UPDATE notices SET state = r.state, reason = r.reason, lease_until = NULL,
      send_at = coalesce(r.at, notices.send_at), sent_at = CASE WHEN r.state = 'sent' THEN now() END,
      repeats = notices.repeats + CASE WHEN r.repeats THEN 1 ELSE 0 END,
      attempts = notices.attempts - CASE WHEN r.untried THEN 1 ELSE 0 END,
      params = CASE WHEN r.state IN ('sent', 'cancelled') THEN '{}'::jsonb ELSE notices.params END
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id bigint, state text, reason text, at timestamptz,
      repeats boolean, untried boolean)
    WHERE notices.id = r.id AND notices.state = 'sending'`;
}

/** How long after a person's last word a channel may be written to at no price, ms. */
export type SendingWindow = { channel: string; windowMs: number };

/**
 * Takes back what a process that died was sending: it may be out, and is sent again; that is counted. What would have
 * been paid for, as the person's last word lies outside the channel's window, is left for an operator to decide.
 */
export async function requeueAbandoned(db: Db, windows: readonly SendingWindow[]): Promise<number> {
  return db.$executeRaw`
    UPDATE notices SET repeats = repeats + 1, lease_until = NULL,
      state = CASE WHEN EXISTS (
          SELECT FROM jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) AS w(channel text, "windowMs" bigint)
          WHERE w.channel = notices.channel AND last_inbound_at < now() - w."windowMs" * interval '1 millisecond')
        THEN 'unknown' ELSE 'queued' END
    FROM contacts WHERE key = person AND state = 'sending' AND notices.lease_until < now()`;
}

/** A notice by the code the person was given with it; null = none came from here. */
export async function findNotice(
  db: Db,
  code: string,
): Promise<{ kind: string; subject: string; state: string; person: string; sentAt: Date | null } | null> {
  return db.notice.findUnique({
    where: { code },
    select: { kind: true, subject: true, state: true, person: true, sentAt: true },
  });
}

/** Notices of a channel in one state, and since when the oldest is there. */
export type NoticeCount = { channel: string; state: string; count: number; oldest: Date };

/** How many notices stand in which state, and since when the oldest does. */
export async function countNotices(db: Db): Promise<NoticeCount[]> {
  return db.$queryRaw`
    SELECT channel, state, count(*)::int AS count, min(created_at) AS oldest
    FROM notices GROUP BY channel, state ORDER BY channel, state`;
}

/** Why notices were not told, how often, the most frequent first. */
export async function countReasons(db: Db): Promise<{ channel: string; reason: string; count: number }[]> {
  return db.$queryRaw`
    SELECT channel, coalesce(reason, '') AS reason, count(*)::int AS count FROM notices
    WHERE state IN ('failed', 'unknown') GROUP BY channel, reason ORDER BY count DESC LIMIT 20`;
}

/** Sends a notice again that failed or of which it is not known; false = there is no such notice. */
export async function retryNotice(db: Db, id: bigint): Promise<boolean> {
  const { count } = await db.notice.updateMany({
    where: { id, state: { in: ['failed', 'unknown'] } },
    data: { state: 'queued', sendAt: new Date(), attempts: 0 },
  });
  return count > 0;
}

/** Takes back a notice that waits; false = there is no such notice, or it is out. */
export async function cancelNotice(db: Db, id: bigint, reason: string): Promise<boolean> {
  const { count } = await db.notice.updateMany({
    where: { id, state: { in: ['queued', 'failed', 'unknown'] } },
    data: { state: 'cancelled', reason },
  });
  return count > 0;
}

/** Who was told of an event, or is being told. */
export async function listSentEvents(db: Db, event: string): Promise<{ person: string }[]> {
  return db.notice.findMany({
    where: { event, state: { in: ['sending', 'sent', 'unknown'] } },
    select: { person: true },
  });
}

/** Takes back what waits about a subject. */
export async function cancelSubject(db: Db, subject: string, event: string, reason: string): Promise<void> {
  await db.notice.updateMany({
    where: { subject, event, state: 'queued' },
    data: { state: 'cancelled', reason },
  });
}

/** Deletes a person's notices, told or not. */
export async function deleteNotices(db: Db, person: string): Promise<void> {
  await db.notice.deleteMany({ where: { person } });
}

/** Deletes notices made before a moment, with what officers wrote in them; those still to be sent stay. How many. */
export async function deleteOldNotices(db: Db, before: Date): Promise<number> {
  const { count } = await db.notice.deleteMany({
    where: { createdAt: { lt: before }, state: { notIn: ['queued', 'sending'] } },
  });
  return count;
}

/**
 * Reserves so many sends in a row on a channel, for all processes together. Returns how long to wait until the first
 * of them, in ms; null = not now, and nothing is reserved: an operator has paused the channel, the platform asked for
 * more time, or others have reserved what the next seconds allow.
 */
export async function reserveSends(
  db: Db,
  channel: string,
  count: number,
  msPerSend: number,
): Promise<number | null> {
  const length = Prisma.sql`${count * msPerSend} * interval '1 millisecond'`;
  const isOpen = Prisma.sql`s.paused_at IS NULL
    AND s.next_at < clock_timestamp() + ${MAX_AHEAD_SECONDS} * interval '1 second'`;
  const [row] = await db.$queryRaw<{ wait: number }[]>`
    INSERT INTO channel_states AS s (channel, next_at) VALUES (${channel}, clock_timestamp() + ${length})
    ON CONFLICT (channel) DO UPDATE SET next_at = greatest(s.next_at, clock_timestamp()) + ${length} WHERE ${isOpen}
    RETURNING (extract(epoch FROM next_at - ${length} - clock_timestamp()) * 1000)::float8 AS wait`;
  return row ? Math.max(0, row.wait) : null;
}

/** Nobody sends on a channel for so long: the platform asked for it. */
export async function holdChannel(db: Db, channel: string, ms: number): Promise<void> {
  await db.$executeRaw`
    UPDATE channel_states SET next_at = greatest(next_at, now() + ${ms} * interval '1 millisecond')
    WHERE channel = ${channel}`;
}

/** Stops notices on a channel until `resumeChannel`; `by`: who, or null = the program itself. */
export async function pauseChannel(db: Db, channel: string, by: string, reason: string): Promise<void> {
  const paused = { pausedAt: new Date(), pausedBy: by, reason };
  await db.channelState.upsert({
    where: { channel },
    create: { channel, nextAt: new Date(), ...paused },
    update: paused,
  });
}

/** Ends an operator's pause; false = the channel was not paused. */
export async function resumeChannel(db: Db, channel: string): Promise<boolean> {
  const { count } = await db.channelState.updateMany({
    where: { channel, pausedAt: { not: null } },
    data: { pausedAt: null, pausedBy: null, reason: null, nextAt: new Date() },
  });
  return count > 0;
}

/** Channels an operator has paused, with who, when and why. */
export async function listPaused(
  db: Db,
): Promise<{ channel: string; pausedAt: Date | null; pausedBy: string | null; reason: string | null }[]> {
  return db.channelState.findMany({ where: { pausedAt: { not: null } } });
}
