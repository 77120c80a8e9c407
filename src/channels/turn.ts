/** One message of a messaging channel: answered, sent, settled; or left for later, or set aside. */
import { z } from 'zod';
import { markUnreachable, pauseContact } from '../contacts/store.js';
import type { Lookups } from '../conversation/lookups.js';
import type { Input, Outcome } from '../conversation/message.js';
import type { Db } from '../db/open.js';
import type { Log } from '../operations/log.js';
import { DAY_MS, MINUTE_MS } from '../time/duration.js';
import { type AnsweredMessage, answerInbound, apology, type ReadPhoto } from './answer.js';
import {
  afterFailure,
  type Channel,
  type Inbound,
  type MessagingName,
  SendError,
  STOPPED_MS,
} from './channel.js';
import { deletePerson } from './delete-person.js';
import type { InboxGroups } from './inbox-groups.js';
import { type InboxMessage, noteSent, postpone } from './inbox-store.js';

/** What answering one message takes. */
export type TurnOptions = {
  db: Db;
  inbox: InboxGroups;
  channels: Partial<Record<MessagingName, Channel>>;
  lookups: (key: string, origin: { channel: MessagingName; client: null }) => Promise<Lookups>;
  /** Codes in a picture of a channel. `sender`: the key of the person who sent it. */
  readPhoto: (channel: MessagingName, reference: string, sender: string) => ReturnType<ReadPhoto>;
  /** For how long an officer's message keeps the assistant quiet. */
  pauseMinutes: number;
  log: Log;
  /** Counts what happens, for operators. */
  count: (channel: MessagingName, what: string) => void;
  /** Told of each turn once it is answered; must not throw. */
  afterwards?: (input: Input, outcome: Outcome, person: string) => void;
  /** Tells the operator that a channel cannot send. */
  alert?: (code: string, text: string) => void;
  /** Retry delay after a fault of our own, for each attempt. */
  faultWaitMs?: number;
};

/** After so many failures a message is set aside, and the person told. */
const MAX_ATTEMPTS = 5;
/** See `TurnOptions.faultWaitMs`. */
const FAULT_WAIT_MS = 500;
/** An answer that could not be sent in this time is given up. */
const GIVE_UP_MS = DAY_MS;
const MAX_WAIT_MS = 5 * MINUTE_MS;
const SILENCE: AnsweredMessage = { replies: [], session: null, outcome: null, text: '' };

/** What was stored of a message; its content is erased once it has been answered. */
const inboundSchema = z.object({
  chat: z.string(),
  content: z.custom<Inbound['content']>().optional(),
  isPublic: z.boolean(),
  context: z.unknown(),
});

/** Answers a message and sends the answer, or goes on sending it. True = the person has sent more. */
export async function handleMessage(options: TurnOptions, message: InboxMessage): Promise<boolean> {
  const { db, log, faultWaitMs = FAULT_WAIT_MS } = options;
  const inbound = inboundSchema.parse(message.inbound) as Inbound;
  const channel = options.channels[message.channel];
  if (!channel) {
    await postpone(db, message, STOPPED_MS, `kênh ${message.channel} đang tắt`);
    return false;
  }
  try {
    if (message.answer === null) await answer(options, message, inbound, channel);
  } catch (error) {
    log.error({ error, message: String(message.id) }, 'a message could not be answered');
    await postpone(db, message, message.attempts * faultWaitMs, describe(error));
    return false;
  }
  return send(options, message, inbound, channel);
}

/** Works the answer out and writes it; nothing is sent yet. */
async function answer(
  options: TurnOptions,
  message: InboxMessage,
  inbound: Inbound,
  channel: Channel,
): Promise<void> {
  const failed = message.attempts > MAX_ATTEMPTS;
  const answered = failed
    ? { ...SILENCE, replies: [apology(message.session)] }
    : await respondTo(options, message, inbound);
  const messages = answered.replies.flatMap((reply) => channel.render(reply));
  const reason = failed ? (message.reason ?? 'tiến trình dừng giữa chừng nhiều lần') : null;
  if (!(await options.inbox.save({ message, messages, session: answered.session, reason })))
    throw new Error('the conversation changed while it was answered');
  Object.assign(message, { answer: messages, sent: 0, attempts: 0, reason });
  if (answered.outcome) options.afterwards?.({ text: answered.text }, answered.outcome, message.person);
}

async function respondTo(
  options: TurnOptions,
  message: InboxMessage,
  inbound: Inbound,
): Promise<AnsweredMessage> {
  const { db } = options;
  const { person, channel } = message;
  const { kind } = inbound.content;
  if (kind === 'takenOver') await pauseContact(db, person, options.pauseMinutes);
  if (kind === 'left') await markUnreachable(db, person);
  if (kind === 'withdrew') await deletePerson(db, person);
  if (kind === 'takenOver' || kind === 'left' || kind === 'withdrew' || message.isPaused) return SILENCE;
  return answerInbound(inbound, {
    stored: message.session,
    recent: message.recent,
    lookups: () => options.lookups(person, { channel, client: null }),
    readPhoto: (reference) => options.readPhoto(channel, reference, person),
    now: new Date(),
  });
}

async function send(
  options: TurnOptions,
  message: InboxMessage,
  { chat, context }: Inbound,
  channel: Channel,
): Promise<boolean> {
  const { db, inbox } = options;
  const messages = message.answer ?? [];
  try {
    for (const [index, one] of messages.entries()) {
      if (index < message.sent) continue;
      await channel.send({ chat, context }, one);
      options.count(message.channel, 'sent');
      if (index < messages.length - 1) await noteSent(db, message);
    }
  } catch (error) {
    return giveUpOrWait(options, message, error);
  }
  const { reason } = message;
  return inbox.settle({ message, state: reason === null ? 'done' : 'failed', reason });
}

async function giveUpOrWait(options: TurnOptions, message: InboxMessage, error: unknown): Promise<boolean> {
  const { db, log } = options;
  const fault = error instanceof SendError ? error : new SendError('never', describe(error));
  const { remedy } = fault;
  if (remedy === 'stop') options.alert?.(`kênh ${message.channel}`, fault.message);
  if (remedy === 'gone') await markUnreachable(db, message.person);
  const { attempts, repeats } = message;
  const next = afterFailure(fault, { attempts, maybeSent: repeats > 0, mostMs: MAX_WAIT_MS });
  const tooOld = Date.now() - message.receivedAt.getTime() > GIVE_UP_MS;
  if (next.kind === 'giveUp' || tooOld) {
    log.warn({ message: String(message.id), remedy, error: fault.message }, 'an answer was not sent');
    return options.inbox.settle({ message, state: 'failed', reason: fault.message });
  }
  if (next.maybeSent) message.repeats += 1;
  await postpone(db, message, next.waitMs, fault.message);
  return false;
}

function describe(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
}
