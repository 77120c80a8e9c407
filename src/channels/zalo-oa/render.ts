/** Replies as messages of an Official Account, plain words of at most 2,000 characters and five buttons. Pure. */

import type { Choice, Reply } from '../../conversation/message.js';
import { writeCommand } from '../../conversation/reading/command.js';
import { translator } from '../../i18n/translate.js';
import { splitText, truncate } from '../split.js';

/** https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van */
const MAX_TEXT = 2_000;
const MAX_BUTTONS = 5;
const MAX_TITLE = 100;

type ZaloButton =
  /** Tapping sends `payload` as a message of the person, unseen in the chat. */
  | { title: string; type: 'oa.query.hide'; payload: string }
  | { title: string; type: 'oa.open.url'; payload: { url: string } };

/** The `message` of a consultation message; `brief`, taken off before it is sent, is what a template would say instead. */
export type ZaloMessage = {
  brief?: NonNullable<Reply['brief']>;
  text: string;
  attachment?: { type: 'template'; payload: { buttons: ZaloButton[] } };
};

/** A reply carries no language: the one label of our own stands in both. */
const more = () => `${translator('vi')('choice.more')} / ${translator('en')('choice.more')}`;

/** The buttons stand under the last message. */
export function render(reply: Reply): ZaloMessage[] {
  const texts = splitText(reply.text, MAX_TEXT);
  const { brief } = reply;
  const messages: ZaloMessage[] = (texts.length > 0 ? texts : ['…']).map((text, i) =>
    brief && i === 0 ? { text, brief } : { text },
  );
  const buttons = buttonsOf(reply);
  if (buttons.length === 0) return messages;
  const attachment = { type: 'template' as const, payload: { buttons } };
  return messages.map((message, i) => (i === messages.length - 1 ? { ...message, attachment } : message));
}

/** More choices than buttons: the last button brings the rest. An official page is linked where there is room. */
function buttonsOf({ choices = [], procedure, card }: Reply): ZaloButton[] {
  if (choices.length > MAX_BUTTONS) {
    const shown = choices.slice(0, MAX_BUTTONS - 1);
    const rest = { label: more(), send: writeCommand({ kind: 'moreChoices', from: MAX_BUTTONS }) };
    return [...shown, rest].map(choiceButton);
  }
  const url = card?.onlineUrl ?? procedure?.url ?? null;
  const link = url && linkButton(url);
  const buttons = choices.map(choiceButton);
  return link && buttons.length < MAX_BUTTONS ? [...buttons, link] : buttons;
}

function choiceButton({ label, send }: Choice): ZaloButton {
  return { title: truncate(label, MAX_TITLE), type: 'oa.query.hide', payload: send };
}

/** Named by its host, which says in any language where it leads. Null = not a page to be trusted with a tap. */
function linkButton(url: string): ZaloButton | null {
  const read = URL.canParse(url) ? new URL(url) : null;
  if (read?.protocol !== 'https:') return null;
  return { title: truncate(read.host, MAX_TITLE), type: 'oa.open.url', payload: { url: read.href } };
}
