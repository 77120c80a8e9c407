/** Messages that came in over the messaging channels, and who answers them: one process per person at a time. */

import type { Db } from '../db/open.js';
import { Prisma } from '../generated/prisma/client.js';
import { storableJson } from '../security/text.js';
import type { Inbound, MessagingName } from './channel.js';

/** So long a process may be silent before another takes over what it was answering. */
export const LEASE_MS = 20_000;

/** A message taken up. `answer`: the platform messages still to be sent; null = it is still to be answered. */
export type InboxMessage = {
  id: bigint;
  channel: MessagingName;
  person: string;
  inbound: unknown;
  /** How often it was taken up, this time included. */
  attempts: number;
  answer: unknown[] | null;
  sent: number;
  repeats: number;
  /** Why it is set aside once its answer is sent; null = it is not. */
  reason: string | null;
  receivedAt: Date;
  isPaused: boolean;
  /** The person's messages of the minute before it. */
  recent: number;
  session: unknown;
  turn: number;
};

const lease = Prisma.sql`now() + ${LEASE_MS} * interval '1 millisecond'`;
const isFree = Prisma.sql`(contacts.lease_until IS NULL OR contacts.lease_until < now())`;
const waits = Prisma.sql`inbox.state IN ('received', 'answered') AND (retry_at IS NULL OR retry_at <= now())`;

/** A message that came in, with the key of the person who wrote it. */
export type Arrival = { channel: MessagingName; key: string; message: Inbound };

/**
 * Stores what came in, once per id. Gives the persons who wrote something new and whom `by` may now answer; somebody
 * else is answering the others and will see the message when done.
 */
export async function storeInbound(db: Db, arrivals: readonly Arrival[], by: string): Promise<Set<string>> {
  const rows = storableJson(
    arrivals.map(({ channel, key, message }) => ({
      id: message.id,
      channel,
      person: key,
      chat: message.chat,
      at: message.at,
      inbound: message,
    })),
  );
  const contacts = await db.$queryRaw<{ key: string; mine: boolean }[]>`
    WITH incoming AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(id text, channel text, person text, chat text, at timestamptz, inbound jsonb)
    ), stored AS (
      INSERT INTO inbox (channel, message_id, person, inbound, sent_at, received_at, state)
      SELECT channel, id, person, inbound, at, now(), 'received' FROM incoming
      ON CONFLICT (channel, message_id) DO NOTHING RETURNING channel, message_id
    )
    INSERT INTO contacts AS contacts (key, channel, chat, last_inbound_at, lease_by, lease_until)
    SELECT DISTINCT ON (person) person, incoming.channel, chat, now(), ${by}, ${lease}
      FROM incoming JOIN stored ON message_id = incoming.id AND stored.channel = incoming.channel ORDER BY person
    ON CONFLICT (key) DO UPDATE SET
      chat = excluded.chat, last_inbound_at = excluded.last_inbound_at, reachable = true,
      lease_by = CASE WHEN ${isFree} THEN excluded.lease_by ELSE contacts.lease_by END,
      lease_until = CASE WHEN ${isFree} THEN excluded.lease_until ELSE contacts.lease_until END
    RETURNING key, lease_by = ${by} AS mine`;
  return new Set(contacts.filter(({ mine }) => mine).map(({ key }) => key));
}

/** Persons whose messages wait and whom nobody is answering, the longest waiting first. */
export async function findLeftOver(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ person: string }[]>`
    SELECT person FROM inbox JOIN contacts ON key = person
    WHERE ${waits} AND ${isFree}
    GROUP BY person ORDER BY min(inbox.id) LIMIT ${limit}`;
  return rows.map(({ person }) => person);
}

/** Makes `by` the one who answers a person; false = somebody else is. */
export async function takeLease(db: Db, person: string, by: string): Promise<boolean> {
  const taken = await db.$executeRaw`
    UPDATE contacts SET lease_by = ${by}, lease_until = ${lease}
    WHERE key = ${person} AND (${isFree} OR lease_by = ${by})`;
  return taken > 0;
}

/**
 * Takes up what each person sent first and has no whole answer to; null = nothing, or its time has not come. An answer
 * that was being sent when its process died may go out twice: that is counted.
 */
export async function takeNext(db: Db, persons: readonly string[]): Promise<(InboxMessage | null)[]> {
  const rows = await db.$queryRaw<(Omit<InboxMessage, 'turn'> & { turn: number | null })[]>`
    WITH next AS (
      SELECT DISTINCT ON (person) id, person FROM inbox
      WHERE person = ANY(${[...persons]}::text[]) AND state IN ('received', 'answered')
      ORDER BY person, sent_at, id
    )
    UPDATE inbox SET attempts = attempts + 1, retry_at = NULL,
      repeats = repeats + CASE WHEN inbox.state = 'answered' AND retry_at IS NULL THEN 1 ELSE 0 END
    FROM next JOIN contacts ON contacts.key = next.person LEFT JOIN conversations ON conversations.key = next.person
    WHERE inbox.id = next.id AND (retry_at IS NULL OR retry_at <= now())
    RETURNING inbox.id, inbox.channel, inbox.person, inbound, attempts, answer, sent, repeats, reason, received_at AS "receivedAt",
      coalesce(paused_until > now(), false) AS "isPaused",
      (SELECT count(*) FROM inbox AS earlier WHERE earlier.person = next.person
        AND earlier.received_at > now() - interval '1 minute' AND earlier.id < inbox.id)::int AS recent,
      conversations.state AS session, conversations.turn`;
  const taken = new Map(rows.map((row) => [row.person, { ...row, turn: row.turn ?? 0 }]));
  return persons.map((person) => taken.get(person) ?? null);
}

/** What a message is answered with. `session`: what the conversation remembers now; null = as before. */
export type StoredAnswer = {
  message: InboxMessage;
  messages: readonly unknown[];
  session: unknown;
  reason: string | null;
};

/**
 * Writes each answer with what its conversation remembers, both or neither; false = another turn was written meanwhile.
 * One answer a person at a time.
 */
export async function saveAnswers(db: Db, answers: readonly StoredAnswer[]): Promise<boolean[]> {
  const rows = storableJson(
    answers.map(({ message: { id, person, turn }, messages, session, reason }) => {
      return { id: String(id), person, turn, messages, session, reason };
    }),
  );
  const written = await db.$queryRaw<{ id: bigint }[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(id bigint, person text, turn int, messages jsonb, session jsonb, reason text)
    ), remembered AS (
      INSERT INTO conversations (key, state, turn, updated_at)
      SELECT person, session, turn + 1, now() FROM given WHERE session IS NOT NULL ORDER BY person
      ON CONFLICT (key) DO UPDATE SET state = excluded.state, turn = excluded.turn, updated_at = now()
        WHERE conversations.turn = excluded.turn - 1
      RETURNING key
    )
    UPDATE inbox SET state = 'answered', attempts = 0, sent = 0, answer = messages, reason = given.reason,
      inbound = CASE WHEN given.reason IS NULL THEN inbound - 'content' ELSE inbound END
    FROM given WHERE inbox.id = given.id
      AND (session IS NULL OR EXISTS (SELECT FROM remembered WHERE key = given.person))
    RETURNING inbox.id`;
  const saved = new Set(written.map(({ id }) => id));
  return answers.map(({ message }) => saved.has(message.id));
}

/** Notes that one more message of the answer is out, so that it is not sent again. */
export async function noteSent(db: Db, message: InboxMessage): Promise<void> {
  await db.$executeRaw`
    WITH renewed AS (UPDATE contacts SET lease_until = ${lease} WHERE key = ${message.person})
    UPDATE inbox SET sent = sent + 1, repeats = greatest(repeats, ${message.repeats}) WHERE id = ${message.id}`;
}

/** How a message ended. */
export type InboxOutcome = { message: InboxMessage; state: 'done' | 'failed'; reason: string | null };

/**
 * Ends with messages and forgets what was said, except of one set aside, which waits for an operator unless its person
 * has been deleted. True = the person has sent more, to be answered by `by`; else anybody may answer them now.
 */
export async function settleMessages(db: Db, ends: readonly InboxOutcome[], by: string): Promise<boolean[]> {
  const rows = storableJson(
    ends.map(({ message: { id, person, repeats }, state, reason }) => {
      return { id: String(id), person, repeats, state, reason };
    }),
  );
  // Contacts are locked in the order in which storing locks them, or two processes could wait for each other.
  const busy = await db.$queryRaw<{ key: string }[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(id bigint, person text, repeats int, state text, reason text)
    ), settled AS (
      UPDATE inbox SET state = given.state, reason = given.reason, answer = NULL, done_at = now(),
        repeats = greatest(inbox.repeats, given.repeats),
        inbound = CASE WHEN given.state = 'failed'
          AND EXISTS (SELECT FROM contacts WHERE key = given.person AND chat <> '') THEN inbound END
      FROM given WHERE inbox.id = given.id
    ), ours AS (
      SELECT key FROM contacts WHERE key IN (SELECT person FROM given) AND lease_by = ${by} ORDER BY key FOR UPDATE
    ), more AS (
      SELECT inbox.person FROM inbox JOIN given ON inbox.person = given.person AND inbox.id <> given.id WHERE ${waits}
    )
    UPDATE contacts SET lease_until = CASE WHEN EXISTS (SELECT FROM more WHERE person = contacts.key) THEN ${lease} END
    FROM ours WHERE contacts.key = ours.key
    RETURNING CASE WHEN lease_until IS NOT NULL THEN contacts.key END AS key`;
  const more = new Set(busy.map(({ key }) => key));
  return ends.map(({ message }) => more.has(message.person));
}

/** Leaves a message, and those after it, for later. */
export async function postpone(db: Db, message: InboxMessage, waitMs: number, reason: string): Promise<void> {
  await db.$executeRaw`
    WITH released AS (UPDATE contacts SET lease_until = NULL WHERE key = ${message.person})
    UPDATE inbox SET retry_at = now() + ${waitMs} * interval '1 millisecond', repeats = greatest(repeats, ${message.repeats}),
      reason = coalesce(reason, ${message.answer === null ? reason : null}) WHERE id = ${message.id}`;
}

/** Lets anybody answer a person again. */
export async function releaseLease(db: Db, person: string, by: string): Promise<void> {
  await db.$executeRaw`UPDATE contacts SET lease_until = NULL WHERE key = ${person} AND lease_by = ${by}`;
}

/** Forgets what a person said in messages that are over, and what went wrong with them. */
export async function eraseMessages(db: Db, person: string): Promise<void> {
  await db.inboxMessage.updateMany({
    where: { person, state: { in: ['done', 'failed'] } },
    data: { inbound: Prisma.DbNull, answer: Prisma.DbNull, reason: null },
  });
}

/** Forgets messages received before a moment, answered or not; returns how many. */
export async function deleteOldMessages(db: Db, before: Date): Promise<number> {
  const { count } = await db.inboxMessage.deleteMany({ where: { receivedAt: { lt: before } } });
  return count;
}

/** How many messages stand in which state, and since when the oldest waits. */
export async function countInbox(
  db: Db,
): Promise<{ channel: string; state: string; count: number; oldest: Date; repeats: number }[]> {
  return db.$queryRaw`
    SELECT channel, state, count(*)::int AS count, min(received_at) AS oldest, sum(repeats)::int AS repeats
    FROM inbox GROUP BY channel, state ORDER BY channel, state`;
}

/** Messages that were set aside, the latest first. */
export async function listSetAside(
  db: Db,
  limit: number,
): Promise<{ id: bigint; channel: string; receivedAt: Date; reason: string | null }[]> {
  return db.inboxMessage.findMany({
    where: { state: 'failed' },
    orderBy: { id: 'desc' },
    take: limit,
    select: { id: true, channel: true, receivedAt: true, reason: true },
  });
}

/** Has a message that was set aside answered again; false = there is none of that number. */
export async function retrySetAside(db: Db, id: bigint): Promise<boolean> {
  const again = await db.$executeRaw`
    UPDATE inbox SET state = 'received', attempts = 0, reason = NULL, retry_at = NULL
    WHERE id = ${id} AND state = 'failed' AND inbound -> 'content' IS NOT NULL`;
  return again > 0;
}
