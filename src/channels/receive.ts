/**
 * Takes a message in, whatever the channel: one turn at a time per conversation, in order, across processes.
 * Loads what the conversation remembers, lets it respond, writes what it remembers now.
 */

import type { Lookups } from '../conversation/lookups.js';
import type { Input, Outcome } from '../conversation/message.js';
import { respond, type Turn } from '../conversation/respond.js';
import { openSession } from '../conversation/session.js';
import type { Db } from '../db/open.js';
import { keyedHash } from '../security/secrets.js';
import { storable } from '../security/text.js';
import type { ChannelName } from './channel.js';
import { findConversation, saveConversation } from './conversation-store.js';

/** Who is spoken to: the channel's own id of the conversation. It is stored as a keyed hash only. */
export type Address = { channel: ChannelName; id: string };

/** Where a message comes from. `client`: the network address behind it; null = the channel knows none. */
export type MessageOrigin = { channel: ChannelName; client: string | null };

/**
 * Answers one message. `onUnknown`: the address to use instead when nothing is remembered of this one
 * (the web issues a new id); without it the conversation begins at the address itself. `client`: see `Origin`.
 */
export type Receive = (
  address: Address,
  input: Input,
  onUnknown?: () => Address,
  client?: string,
) => Promise<{ address: Address; turn: Turn }>;

/** How often a turn starts again because another process answered the same conversation meanwhile. */
const ATTEMPTS = 10;

/**
 * Builds `receive`. `lookups` is called once a turn with the conversation's key, so that a whole turn sees one
 * catalogue, however often it starts again.
 */
export function createReceive(options: {
  db: Db;
  hashKey: Buffer;
  lookups: (conversationKey: string, origin: MessageOrigin) => Promise<Lookups>;
  now: () => Date;
  /** Told of each turn once it is answered; it must not throw, and nobody waits for it. */
  afterwards?: (input: Input, outcome: Outcome, conversationKey: string) => void;
}): Receive {
  const { db, hashKey, lookups, now, afterwards } = options;
  const inOrder = createQueues();

  async function takeTurn(given: Address, input: Input, onUnknown?: () => Address, client?: string) {
    let stored = await findConversation(db, keyOf(hashKey, given));
    const address = stored || !onUnknown ? given : onUnknown();
    const key = keyOf(hashKey, address);
    const known = await lookups(key, { channel: address.channel, client: client ?? null });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const turn = await respond(input, openSession(stored?.state), known, now());
      if (turn.ended || (await saveConversation(db, key, turn.session, stored?.turn ?? 0))) {
        afterwards?.(input, turn.outcome, key);
        return { address, turn };
      }
      stored = await findConversation(db, key);
    }
    throw new Error('a conversation kept changing while it was answered');
  }

  return (address, input, onUnknown, client) =>
    inOrder(keyOf(hashKey, address), () =>
      takeTurn(address, { ...input, text: storable(input.text) }, onUnknown, client),
    );
}

/** What a conversation is stored under. */
export function keyOf(hashKey: Buffer, { channel, id }: Address): string {
  return keyedHash(hashKey, `${channel}:${id}`);
}

/** Runs tasks of the same key one after another; different keys do not wait for each other. */
function createQueues(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const running = (last.get(key) ?? Promise.resolve()).then(task, task);
    last.set(key, running);
    const forget = () => {
      if (last.get(key) === running) last.delete(key);
    };
    running.then(forget, forget);
    return running;
  };
}
