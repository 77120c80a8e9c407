import { repeat } from './dom.js';
import {
  HISTORY,
  hideInside,
  isOver,
  loadHistory,
  openTurn,
  type ShownTurn,
  saveHistory,
  takeReplies,
} from './history.js';
import { isMasked } from './mask.js';
import { createOutbox, type Outbox } from './outbox.js';
import type { SendResult, Server, Trouble } from './server.js';
import { onChangeElsewhere } from './storage.js';
import { forgetTicks } from './ticks.js';
import type { Wait } from './turn-view.js';

/** The messages that chats of this page send. */
const taken = new Set<string>();

/** So often it is looked for what may be shown no longer. */
const LOOK_MS = 5_000;

type Options = {
  server: Server;
  region(): 'north' | 'south' | null;
  /** Called after every change; with a turn and its delivery when the server has been tried. */
  changed(turn?: ShownTurn, delivery?: SendResult): void;
  /** Called when something that was shown is to be seen and heard no longer. */
  forgotten(): void;
  signal: AbortSignal;
};

/**
 * The conversation of this browser: every message is remembered before it is sent, and answers as they come. Tabs
 * share it. What an earlier page left unsent goes out with the first `sendNow`.
 */
export class Conversation {
  private readonly options: Options;
  private readonly outbox: Outbox;
  private history = loadHistory();
  /** The messages this chat sends: what another one in the page has taken on is left to it. */
  private readonly own = new Set(this.history.turns.map(({ id }) => id).filter((id) => !taken.has(id)));
  /** What was typed in messages of this tab that hold something private: never stored. */
  private readonly whole = new Map<string, string>();
  private sending: string | null = null;
  private held: Trouble | null = null;

  constructor(options: Options) {
    this.options = options;
    this.outbox = createOutbox<ShownTurn>({
      next: () => this.history.turns.find(({ id, state }) => state === 'waiting' && this.own.has(id)) ?? null,
      deliver: (turn) => this.deliver(turn),
      settle: (turn, delivery) => this.settle(turn, delivery),
    });
    const { signal } = options;
    for (const id of this.own) taken.add(id);
    signal.addEventListener('abort', () => {
      for (const id of this.own) taken.delete(id);
    });
    this.reload();
    const reload = () => this.reload();
    onChangeElsewhere(HISTORY, this, reload, signal);
    // A page that was asleep has missed what other tabs changed.
    for (const event of ['pageshow', 'visibilitychange']) addEventListener(event, reload, { signal });
    addEventListener('online', () => this.sendNow(), { signal });
    repeat(LOOK_MS, () => this.history.turns.some(isOver) && reload(), signal);
    signal.addEventListener('abort', this.outbox.close);
  }

  /** Takes over what is kept, without what is over; that goes from there too. */
  private reload(): void {
    const before = this.history.turns;
    this.history = loadHistory();
    const over = this.history.turns.filter(isOver);
    over.forEach(hideInside);
    this.markLost();
    const stays = ({ id, until }: ShownTurn) =>
      this.history.turns.some((turn) => turn.id === id && turn.until === until);
    if (!before.every(stays)) this.options.forgotten();
    if (over.length > 0) this.save();
    else this.options.changed();
  }

  /** The conversation as the server knows it; null = none yet. */
  id(): string | null {
    return this.history.conversation;
  }

  turns(): readonly ShownTurn[] {
    return this.history.turns;
  }

  /** How far a message is that waits. */
  waitOf({ id }: ShownTurn): Wait {
    if (id === this.sending) return 'sending';
    return this.held ?? 'queued';
  }

  /** Adds a message and sends it when its turn has come. */
  say(label: string, text: string): void {
    const turn = openTurn(label, text);
    this.own.add(turn.id);
    taken.add(turn.id);
    if (turn.text !== text) this.whole.set(turn.id, text);
    this.history.turns.push(turn);
    this.save();
    this.sendNow();
  }

  sendNow(): void {
    this.outbox.wake();
  }

  /** Takes a message back; returns what had been typed. */
  withdraw(turn: ShownTurn): string {
    this.history.turns = this.history.turns.filter(({ id }) => id !== turn.id);
    this.save();
    return this.whole.get(turn.id) ?? turn.text;
  }

  markRated(rated: ShownTurn, reply: number): void {
    this.find(rated)?.rated.push(reply);
    this.save();
  }

  clear(): void {
    this.history = { conversation: null, turns: [] };
    this.whole.clear();
    this.save();
  }

  private deliver(turn: ShownTurn): Promise<SendResult> {
    this.sending = turn.id;
    this.options.changed();
    return this.options.server.chat({
      conversation: this.history.conversation,
      text: this.whole.get(turn.id) ?? turn.text,
      region: this.options.region(),
    });
  }

  private settle(sent: ShownTurn, delivery: SendResult): void {
    this.sending = null;
    this.held = delivery.kind === 'later' ? delivery.why : null;
    const turn = this.find(sent);
    if (!turn || delivery.kind === 'later') {
      this.options.changed(turn, delivery);
      return;
    }
    if (delivery.kind === 'answered') {
      this.history.conversation = delivery.conversation;
      this.history = takeReplies(this.history, turn, delivery.replies);
      if (this.history.conversation === null) forgetTicks();
    } else turn.problem = delivery.problem;
    turn.state = delivery.kind;
    this.whole.delete(turn.id);
    this.save(turn, delivery);
  }

  /** A private message can only be sent by the tab it was typed in: only that one knows the whole of it. */
  private markLost(): void {
    for (const turn of this.history.turns) {
      const isKnown = this.whole.has(turn.id);
      if (turn.state === 'lost' && isKnown) turn.state = 'waiting';
      if (turn.state === 'waiting' && this.own.has(turn.id) && isMasked(turn.text) && !isKnown)
        turn.state = 'lost';
    }
  }

  private find({ id }: ShownTurn): ShownTurn | undefined {
    return this.history.turns.find((turn) => turn.id === id);
  }

  private save(turn?: ShownTurn, delivery?: SendResult): void {
    saveHistory(this.history, this);
    this.options.changed(turn, delivery);
  }
}
