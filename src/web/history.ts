import type { ProcedureCard, Reply } from '../conversation/message.js';
import { maskSecrets } from './mask.js';
import { keep, recall } from './storage.js';

/** The name the history is remembered under. */
export const HISTORY = 'history';

/** How much this browser keeps: older turns go first. */
const MAX_TURNS = 60;

/**
 * A message and what was answered. `lost`: it could not be sent before the page was left, and held a private number,
 * which is never stored. `refused`: the server will not take it; `problem` says why.
 */
export type ShownTurn = {
  id: string;
  /** What the person reads as their own words: typed, or the label of the button. Masked. */
  label: string;
  /** What is sent. Masked: the whole text of a message that waits is in memory only. */
  text: string;
  state: 'waiting' | 'answered' | 'refused' | 'lost';
  replies: Reply[];
  problem: string | null;
  /** Which replies were rated, by their place. */
  rated: number[];
  /** When replies that show the inside of a dossier are to go (ms); left out = there are none. */
  until?: number;
};

/** A conversation as this browser keeps it; `conversation: null` = none was begun. */
export type ChatHistory = { conversation: string | null; turns: ShownTurn[] };

/** A new turn for a message, to be sent. */
export function openTurn(label: string, text: string): ShownTurn {
  return {
    id: `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`,
    label: maskSecrets(label),
    text: maskSecrets(text),
    state: 'waiting',
    replies: [],
    problem: null,
    rated: [],
  };
}

/** What this browser remembers; an empty history when there is none. It may hold what is over, see `isOver`. */
export function loadHistory(): ChatHistory {
  const stored = recall(HISTORY) as Partial<ChatHistory> | null;
  return {
    conversation: typeof stored?.conversation === 'string' ? stored.conversation : null,
    turns: Array.isArray(stored?.turns) ? stored.turns.filter(isTurn) : [],
  };
}

function isTurn(value: Partial<ShownTurn> | null): value is ShownTurn {
  return typeof value?.id === 'string' && typeof value.text === 'string' && Array.isArray(value.replies);
}

/** Remembers the newest turns, fewer when the browser has no room for them. `by`: whose they are. */
export function saveHistory({ conversation, turns }: ChatHistory, by: object): void {
  for (let size = MAX_TURNS; size >= 1; size = Math.floor(size / 2)) {
    if (keep(HISTORY, { conversation, turns: turns.slice(-size) }, by)) return;
  }
}

/** No dossier is shown for longer (ms): a quarter of an hour, and a little for clocks that are put right. */
const MAX_SHOWN = 960_000;

/** Whether a turn shows what may be shown no longer. A clock that was set back is not believed. */
export function isOver({ until = Number.NaN }: ShownTurn): boolean {
  const now = Date.now();
  return until <= now || until > now + MAX_SHOWN;
}

/** Takes the inside of a dossier out of a turn; what the answer brought for then is left in its place. */
export function hideInside(turn: ShownTurn): void {
  delete turn.until;
  turn.replies = turn.replies.map((reply) =>
    reply.dossier?.inside ? hidden(reply.dossier.inside.after) : reply,
  );
}

function hidden(text: string): Reply {
  return { blocks: [{ type: 'lead', text }], text, dossier: {} };
}

/** Takes the answers to a turn in, sets its end, and gives what is left after what they say is to be forgotten. */
export function takeReplies(history: ChatHistory, turn: ShownTurn, replies: Reply[]): ChatHistory {
  turn.replies = replies;
  for (const { dossier } of replies)
    if (dossier?.inside) turn.until = Date.now() + dossier.inside.seconds * 1000;
  const { turns } = history;
  const forget = replies.find((reply) => reply.forget)?.forget;
  if (forget === 'all') return { conversation: null, turns: turns.slice(turns.indexOf(turn)) };
  const stays = (other: ShownTurn) => other === turn || !other.replies.some(({ dossier }) => dossier);
  return forget ? { ...history, turns: turns.filter(stays) } : history;
}

/** Whether a card of the same procedure stands above a card. */
export function isShownBefore(turns: readonly ShownTurn[], card: ProcedureCard): boolean {
  const cards = cardsIn(turns);
  return cards.slice(0, cards.indexOf(card)).some(({ code }) => code === card.code);
}

function cardsIn(turns: readonly ShownTurn[]): ProcedureCard[] {
  return turns.flatMap(({ replies }) => replies.flatMap((reply) => reply.card ?? []));
}

/** Whether a card says something else than the last one about the same procedure before it, from an older publication. */
export function hasChanged(turns: readonly ShownTurn[], card: ProcedureCard): boolean {
  const cards = cardsIn(turns);
  const before = cards.slice(0, cards.indexOf(card)).filter(({ code }) => code === card.code);
  const last = before[before.length - 1];
  return last !== undefined && last.publication !== card.publication && contentOf(last) !== contentOf(card);
}

function contentOf(card: ProcedureCard): string {
  return JSON.stringify({ ...card, publication: 0, origins: [], asked: null });
}
