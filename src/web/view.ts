import type { Cards } from './cards.js';
import type { Conversation } from './conversation.js';
import type { ShownTurn } from './history.js';
import type { Server } from './server.js';
import type { Speaker } from './speaker.js';
import type { Language, Texts } from './texts/texts.js';

/** What every part of the view works with. */
export type ChatView = {
  t: Texts;
  language: Language;
  server: Server;
  speaker: Speaker;
  conversation: Conversation;
  cards: Cards;
  /** Says something in the person's name: shows `label`, sends `text`. */
  say(label: string, text: string): void;
  /** Goes to where questions are typed. */
  focus(): void;
  /** Tells screen readers, once, without moving the focus. */
  announce(text: string): void;
  /** Takes a message back that was not sent; its words return to the input. */
  withdraw(turn: ShownTurn): void;
};
