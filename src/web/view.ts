import type { Turn } from './history.js';
import type { Server } from './server.js';
import type { Speaker } from './speaker.js';
import type { Texts } from './texts/texts.js';

/** What every part of the view works with. */
export type View = {
  t: Texts;
  server: Server;
  speaker: Speaker;
  turns(): readonly Turn[];
  /** Says something in the person's name: shows `label`, sends `text`. */
  say(label: string, text: string): void;
  /** Tells screen readers, once, without moving the focus. */
  announce(text: string): void;
  /** Tries at once to send what waits. */
  sendNow(): void;
  /** Takes a message back that was not sent; its words return to the input. */
  withdraw(turn: Turn): void;
  /** Remembers that a reply was rated. */
  markRated(turn: Turn, reply: number): void;
};
