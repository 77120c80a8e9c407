/** Replies as Telegram messages: HTML of at most 4,096 characters, one button a row. Pure. */
import { z } from 'zod';
import type { Choice, Reply } from '../../conversation/message.js';
import { truncate } from '../split.js';
import { encode } from './callback-data.js';
import { htmlPieces, visible } from './html.js';

/** Longer labels do not fit a phone's width anyway. */
const MAX_LABEL = 90;
const MAX_URL = 2000;

const button = z.union([
  z.object({ text: z.string(), callback_data: z.string() }),
  z.object({ text: z.string(), url: z.string() }),
]);

/** A Telegram message as it waits in the inbox to be sent. */
export const messageSchema = z.object({
  /** HTML. */
  text: z.string(),
  keyboard: z.array(z.array(button)),
  /** Asks which is meant. */
  isQuestion: z.boolean(),
});

/** See `messageSchema`. */
export type TelegramMessage = z.infer<typeof messageSchema>;
type Button = z.infer<typeof button>;

/** The buttons stand under the last message. A choice too long for a button is a numbered line: its number is typed. */
export function render(reply: Reply): TelegramMessage[] {
  const { choices = [] } = reply;
  const isQuestion = choices.length > 0 && reply.kind === 'choices';
  const buttons = choices.map((choice, i) => choiceButton(choice, isQuestion, i));
  const lines = choices.flatMap(({ label }, i) => (buttons[i] ? [] : [`${i + 1}. ${label}`]));
  const pieces = htmlPieces(reply.blocks, lines);
  const texts = pieces.length > 0 ? pieces : ['…'];
  const keyboard = [...buttons, linkButton(reply)].flatMap((each) => (each ? [[each]] : []));
  return texts.map((text, i) => ({
    text,
    keyboard: i === texts.length - 1 ? keyboard : [],
    isQuestion,
  }));
}

function choiceButton({ label, send }: Choice, isQuestion: boolean, index: number): Button | null {
  const data = encode({ send, isQuestion });
  const text = truncate(visible(label), MAX_LABEL) || String(index + 1);
  return data === null ? null : { text, callback_data: data };
}

/** Named by its host, which says in any language where it leads. Null = not a page Telegram would take. */
function linkButton({ card, procedure }: Reply): Button | null {
  const address = card?.onlineUrl ?? procedure?.url ?? '';
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:' || !url.hostname.includes('.') || url.href.length > MAX_URL) return null;
  return { text: truncate(url.host, MAX_LABEL), url: url.href };
}
