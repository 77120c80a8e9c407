/**
 * Messages of the messaging channels, from stored to answered: one turn per message id, in order per person, across
 * processes. What a process that died left half done is finished by the next one to look.
 */

import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { every } from '../async/every.js';
import { createSlots } from '../async/slots.js';
import { keyedHash } from '../security/secrets.js';
import type { Inbound, MessagingName } from './channel.js';
import { groupInbox } from './inbox-groups.js';
import { findLeftOver, LEASE_MS, releaseLease, takeLease } from './inbox-store.js';
import { believable } from './sent-at.js';
import { handleMessage, type TurnOptions } from './turn.js';

/** Messages between their arrival and their answer. */
export type Inbox = {
  /** Stores what came in, and answers it afterwards. Once it resolves, nothing of it can be lost. */
  accept(channel: MessagingName, inbound: readonly Inbound[]): Promise<void>;
  /** Takes over what was left half done, again and again until `close`. */
  watch(): void;
  /** Ends with what is being answered, for at most so long; the rest waits in the database. */
  close(withinMs?: number): Promise<void>;
};

/** What answering takes; `hashKey`: the subkey under which persons are known. */
export type InboxOptions = Omit<TurnOptions, 'inbox'> & {
  hashKey: Buffer;
  /** The name leases are taken in. A database with one process has one name: a restart goes on at once. */
  by?: string;
  /** How often what is left over is looked for. */
  sweepMs?: number;
};

/** How many persons a process answers at the same time; the others wait their turn. */
const AT_ONCE = 24;
const SWEEP_MS = 1_000;

/** The inbox of this process, beside those of others on the same database. */
export function createInbox(given: InboxOptions): Inbox {
  const { db, log, by = randomUUID(), sweepMs = SWEEP_MS } = given;
  const inbox = groupInbox(db, by);
  const options = { ...given, by, inbox: { ...inbox, take: oneATurn(inbox.take) } };
  const answering = createAnswering((person, leasedAt, isClosing) =>
    answerPerson(options, person, leasedAt, isClosing).catch((error) =>
      log.error({ error }, 'answering a person failed; it will be tried again'),
    ),
  );
  async function sweep(): Promise<void> {
    const idle = AT_ONCE * 4 - answering.size();
    if (idle > 0) for (const person of await findLeftOver(db, idle)) answering.begin(person, 0);
  }

  const sweeps = every(sweepMs, sweep, (error) =>
    log.error({ error }, 'looking for messages left over failed'),
  );
  return {
    accept: async (channel, inbound) => {
      if (inbound.length === 0) return;
      const now = new Date();
      const arrivals = inbound.map((message) => {
        const key = keyedHash(options.hashKey, `${channel}:${message.person}`);
        const at = believable(message.at, now);
        options.count(channel, 'received');
        if (at === null) options.count(channel, 'impossible time');
        // The id of an event without one of its own is made of the person's, which is not to outlast them.
        const id = message.id.replace(`:${message.person}`, `:${key}`);
        return { channel, key, message: { ...message, id, at: at ?? now } };
      });
      for (const person of await options.inbox.store(arrivals)) answering.begin(person, now.getTime());
    },
    watch: sweeps.start,
    close: async (withinMs = 8_000) => {
      await sweeps.stop();
      await answering.close(withinMs);
    },
  };
}

/** What was taken for many at once is gone on with one by one: else working out answers would hold up all else. */
function oneATurn<T>(take: (person: string) => Promise<T>): (person: string) => Promise<T> {
  let turn = Promise.resolve();
  return async (person) => {
    const taken = await take(person);
    turn = turn.then(() => nextTurn());
    await turn;
    return taken;
  };
}

type Answering = {
  /** Answers a person unless that is being done. `leasedAt`: when they became ours to answer; 0 = not yet. */
  begin(person: string, leasedAt: number): void;
  size(): number;
  close(withinMs: number): Promise<void>;
};

/** Keeps to one at a time for each person in this process, and to so many persons. */
function createAnswering(
  answer: (person: string, leasedAt: number, isClosing: () => boolean) => Promise<void>,
): Answering {
  const slots = createSlots(AT_ONCE);
  /** Who is being answered; true = something came meanwhile. */
  const active = new Map<string, boolean>();
  let closing = false;

  function begin(person: string, leasedAt: number): void {
    if (closing) return;
    if (active.has(person)) {
      active.set(person, true);
      return;
    }
    active.set(person, false);
    void slots(() => answer(person, leasedAt, () => closing)).finally(() => {
      const again = active.get(person);
      active.delete(person);
      if (again) begin(person, 0);
    });
  }

  return {
    begin,
    size: () => active.size,
    close: async (withinMs) => {
      closing = true;
      const until = Date.now() + withinMs;
      while (active.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

/** Answers what a person has sent, one after another, while nobody else does. */
async function answerPerson(
  options: TurnOptions & { by: string },
  person: string,
  leasedAt: number,
  isClosing: () => boolean,
): Promise<void> {
  const { db, by } = options;
  const isFresh = Date.now() - leasedAt < LEASE_MS / 4;
  if (!isFresh && !(await takeLease(db, person, by))) return;
  for (let more = true; more; ) {
    const message = isClosing() ? null : await options.inbox.take(person);
    if (message === null) return releaseLease(db, person, by);
    more = await handleMessage(options, message);
  }
}
