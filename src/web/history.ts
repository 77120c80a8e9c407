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
export type Turn = {
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
};

export type History = { conversation: string | null; turns: Turn[] };

/** A new turn for a message, to be sent. */
export function openTurn(label: string, text: string): Turn {
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

/** What this browser remembers; an empty history when there is none. */
export function loadHistory(): History {
  const stored = recall(HISTORY) as Partial<History> | null;
  return {
    conversation: typeof stored?.conversation === 'string' ? stored.conversation : null,
    turns: Array.isArray(stored?.turns) ? stored.turns.filter(isTurn) : [],
  };
}

function isTurn(value: Partial<Turn> | null): value is Turn {
  return typeof value?.id === 'string' && typeof value.text === 'string' && Array.isArray(value.replies);
}

/** Remembers the newest turns, fewer when the browser has no room for them. */
export function saveHistory({ conversation, turns }: History): void {
  for (let size = MAX_TURNS; size >= 1; size = Math.floor(size / 2)) {
    if (keep(HISTORY, { conversation, turns: turns.slice(-size) })) return;
  }
}

/** Whether a card says something else than the last one about the same procedure before it, from an older publication. */
export function hasChanged(turns: readonly Turn[], card: ProcedureCard): boolean {
  const cards = turns.flatMap(({ replies }) => replies.flatMap((reply) => reply.card ?? []));
  const before = cards.slice(0, cards.indexOf(card)).filter(({ code }) => code === card.code);
  const last = before[before.length - 1];
  return last !== undefined && last.publication !== card.publication && contentOf(last) !== contentOf(card);
}

function contentOf(card: ProcedureCard): string {
  return JSON.stringify({ ...card, publication: 0, origins: [] });
}
