/** The port every messaging channel implements: what comes in, what goes out, and how sending fails. */
import { backoffMs } from '../async/backoff.js';
import type { Reply } from '../conversation/message.js';
import type { Log } from '../operations/log.js';
import { MINUTE_MS } from '../time/duration.js';

/** Every way in which people talk to the assistant. */
export type ChannelName = 'web' | 'terminal' | MessagingName;

/** The channels that deliver messages and are answered by sending. */
export const MESSAGING = ['zalo-oa', 'zalo-bot', 'telegram'] as const;

/** A platform with an inbox of ours, which can be written to unasked. */
export type MessagingName = (typeof MESSAGING)[number];

/** What somebody sent or did. `reference`: what the channel's `photo` takes. */
/** A picture, with what was typed beside it. */
export function photoContent(reference: string, words = ''): Content {
  return { kind: 'photo', reference, ...(words ? { words } : {}) };
}

export type Content =
  | { kind: 'text'; text: string }
  /** `words`: what was typed beside it; left out = nothing was. */
  | { kind: 'photo'; reference: string; words?: string }
  /** Something we cannot read, with no words beside it. */
  | { kind: 'other'; what: 'voice' | 'sticker' | 'location' | 'contact' | 'file' | 'unknown' }
  /** Came, or came back: is greeted. */
  | { kind: 'joined' }
  /** Stopped following: is written to no more. */
  | { kind: 'left' }
  /** Blocked us, or asked the platform to have their data deleted: everything about them goes. */
  | { kind: 'withdrew' }
  /** An officer answered by hand: the assistant keeps quiet for a while. */
  | { kind: 'takenOver' };

/** One thing that came in. */
export type Inbound = {
  /** Unique within the channel: what is delivered again under it is the same. */
  id: string;
  /** Whose conversation it is: the channel's own id of a person, or of a person in a group. */
  person: string;
  /** Where answers go. */
  chat: string;
  /** When the platform says it was sent. */
  at: Date;
  content: Content;
  /** Others read along: nothing about anybody's dossier is told there. */
  isPublic: boolean;
  /** What the channel itself needs to answer; JSON. Null = nothing. */
  context: unknown;
};

/**
 * Where a message goes, and the context of what it answers (null = it answers nothing). `lastInboundAt`: when the person
 * last wrote, where it is no answer: platforms count from then how long they may be written to. `phone`: the number
 * (`84…`) it may go to where it can no longer go to the chat; null = none.
 */
export type Place = {
  chat: string;
  context: unknown;
  lastInboundAt?: Date;
  phone?: () => Promise<string | null>;
};

/** Stores what came in; answering it comes later. Once it resolves, the platform may be told that all is safe. */
export type Deliver = (inbound: readonly Inbound[]) => Promise<void>;

/**
 * What a request to a webhook is made of. `body`: the raw bytes, over which signatures go; null = more of them than an
 * update has.
 */
export type WebhookRequest = { header(name: string): string | undefined; body: Uint8Array | null };

/** How a webhook request is answered once `inbound` is stored. Anything but 200 brings nothing. */
export type WebhookResult = { status: 200 | 400 | 401 | 404 | 413; inbound: readonly Inbound[] };

/** The port: what a platform has to be able to do, and no more. */
export type Channel = {
  /**
   * Verifies a request to the webhook, then parses it; 404 = the channel does not take webhooks. No network. What is not
   * verified costs no more than hashing its body.
   */
  webhook(request: WebhookRequest): WebhookResult;
  /** A reply as platform messages within the platform's limits: JSON that `send` takes, never empty. Pure. */
  render(reply: Reply): unknown[];
  /** Sends one message. Throws `SendError`. */
  send(place: Place, message: unknown): Promise<void>;
  /** Downloads a picture somebody sent; null = it could not be had (too large, too slow, not where pictures lie). */
  photo(reference: string): Promise<Uint8Array | null>;
  /**
   * Begins to receive: polls, or registers the webhook. `said`: one line for the operator about how it went.
   * A wrong token or a platform out of reach is said there and in the log, never thrown: other channels go on.
   */
  start(deliver: Deliver): Promise<{ said: string; stop(): Promise<void> }>;
};

/**
 * Why a message was not sent, by what is to be done.
 * `later`: not accepted, try again; `unknown`: may have been accepted; `lost`: may have been accepted, and costs too much
 * to be sent twice; `never`: will not be accepted;
 * `gone`: that person cannot be reached here; `stop`: nobody can be, until an operator has put something right.
 */
export class SendError extends Error {
  override readonly name = 'SendError';
  constructor(
    readonly remedy: 'later' | 'unknown' | 'lost' | 'never' | 'gone' | 'stop',
    message: string,
    /** How long the platform asks to wait; null = it did not say. */
    readonly waitMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What to do with a message that was not sent. `maybeSent`: it may be out, and is counted as such. */
export type AfterFailure =
  | { kind: 'retry'; waitMs: number; maybeSent: boolean }
  /** Given up. `gone`: the person cannot be reached on this channel any more. */
  | { kind: 'giveUp'; maybeSent: boolean; gone: boolean };

/** How a sender retries. `attempts`: tries before this one; `maybeSent`: it may be out already. */
export type RetryPolicy = { attempts: number; maybeSent: boolean; mostMs: number };

/** Delay after which a channel that an operator has to put right is tried again, ms. */
export const STOPPED_MS = MINUTE_MS;

/** What follows from each remedy, for answers and notices alike: a message that may be out is sent once more at most. */
export function afterFailure({ remedy, waitMs }: SendError, policy: RetryPolicy): AfterFailure {
  const giveUp = (maybeSent: boolean) => ({ kind: 'giveUp' as const, maybeSent, gone: remedy === 'gone' });
  if (remedy === 'gone' || remedy === 'never') return giveUp(false);
  if (remedy === 'lost' || (remedy === 'unknown' && policy.maybeSent)) return giveUp(true);
  const usual = remedy === 'stop' ? STOPPED_MS : backoffMs(policy.attempts, policy.mostMs);
  return { kind: 'retry', waitMs: waitMs ?? usual, maybeSent: remedy === 'unknown' };
}

/** What every channel is built with. */
export type ChannelDeps = {
  /** Where people and platforms reach this server, e.g. `https://motcua.example.gov.vn`; null = not set. */
  publicUrl: string | null;
  log: Log;
  /** Counts that something happened today, e.g. `unknown event`; operators see the counts. */
  count: (name: string) => void;
  /** How many people the channel has, and how many messages it sent this month. */
  usage: () => Promise<{ users: number; sentThisMonth: number }>;
};
