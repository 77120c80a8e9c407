import { HISTORY, loadHistory, openTurn, saveHistory, type Turn } from './history.js';
import { isMasked } from './mask.js';
import { createOutbox } from './outbox.js';
import type { Delivery, Server } from './server.js';
import { onChangeElsewhere } from './storage.js';
import type { Wait } from './turn-view.js';

export type Conversation = {
  turns(): readonly Turn[];
  /** How far a message is that waits. */
  waitOf(turn: Turn): Wait;
  /** Adds a message and sends it when its turn has come. */
  say(label: string, text: string): void;
  sendNow(): void;
  /** Takes a message back; returns what had been typed. */
  withdraw(turn: Turn): string;
  markRated(turn: Turn, reply: number): void;
  clear(): void;
};

/**
 * The conversation of this browser: every message is remembered before it is sent, and answers as they come. Tabs
 * share it. `changed` is called after every change; with a turn and its delivery when the server has been tried.
 * What an earlier page left unsent goes out with the first `sendNow`.
 */
export function createConversation(options: {
  server: Server;
  region(): 'north' | 'south' | null;
  changed(turn?: Turn, delivery?: Delivery): void;
  signal: AbortSignal;
}): Conversation {
  const { server, changed, signal } = options;
  let history = loadHistory();
  /** What was typed in messages of this tab that holds something private: never stored. */
  const whole = new Map<string, string>();
  /** The messages this tab sends. Those another page left unsent are taken over when this one opens. */
  const own = new Set(history.turns.map(({ id }) => id));
  let sending: string | null = null;
  let isHeld = false;

  const isPrivate = (turn: Turn) => isMasked(turn.text) && !whole.has(turn.id);
  const settleLost = () => {
    for (const turn of history.turns) {
      if (turn.state === 'waiting' && own.has(turn.id) && isPrivate(turn)) turn.state = 'lost';
      if (turn.state === 'lost' && whole.has(turn.id)) turn.state = 'waiting';
    }
  };
  const find = ({ id }: Turn) => history.turns.find((turn) => turn.id === id);
  const save = (turn?: Turn, delivery?: Delivery) => {
    saveHistory(history);
    changed(turn, delivery);
  };

  const outbox = createOutbox<Turn>({
    next: () => history.turns.find(({ id, state }) => state === 'waiting' && own.has(id)) ?? null,
    deliver(turn) {
      sending = turn.id;
      changed();
      const text = whole.get(turn.id) ?? turn.text;
      return server.chat({ conversation: history.conversation, text, region: options.region() });
    },
    settle(sent, delivery) {
      sending = null;
      isHeld = delivery.kind === 'later';
      const turn = find(sent);
      if (!turn) return changed();
      if (delivery.kind === 'later') return changed(turn, delivery);
      if (delivery.kind === 'answered') {
        history.conversation = delivery.conversation;
        turn.replies = delivery.replies;
      } else turn.problem = delivery.problem;
      turn.state = delivery.kind;
      whole.delete(turn.id);
      save(turn, delivery);
    },
  });

  onChangeElsewhere(
    HISTORY,
    () => {
      history = loadHistory();
      settleLost();
      changed();
    },
    signal,
  );
  addEventListener('online', () => outbox.wake(), { signal });
  signal.addEventListener('abort', () => outbox.close());
  settleLost();

  return {
    turns: () => history.turns,
    waitOf: ({ id }) => (id === sending ? 'sending' : isHeld ? 'held' : 'queued'),
    say(label, text) {
      const turn = openTurn(label, text);
      own.add(turn.id);
      if (turn.text !== text) whole.set(turn.id, text);
      history.turns.push(turn);
      save();
      outbox.wake();
    },
    sendNow: () => outbox.wake(),
    withdraw(turn) {
      history.turns = history.turns.filter(({ id }) => id !== turn.id);
      save();
      return whole.get(turn.id) ?? turn.text;
    },
    markRated(rated, reply) {
      find(rated)?.rated.push(reply);
      save();
    },
    clear() {
      history = { conversation: null, turns: [] };
      whole.clear();
      save();
    },
  };
}
