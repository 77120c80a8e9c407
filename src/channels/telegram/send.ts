/** Sends rendered messages, and acknowledges taps. */
import { type Api, GrammyError } from 'grammy';
import type { Place } from '../channel.js';
import { toSendError } from './api.js';
import { contextSchema } from './parse.js';
import { messageSchema, type TelegramMessage } from './render.js';

/** All calls for one message together: below the time after which another process would take over. */
const DEADLINE_MS = 15_000;
/** Taps of which the first message is out. */
const MAX_REMEMBERED = 1_000;

/** Gives `Channel.send`. */
export function createSend(api: Api): (place: Place, message: unknown) => Promise<void> {
  const begun = new Set<string>();

  return async ({ chat, context }, message) => {
    const given = messageSchema.parse(message);
    const { callback, question, replyTo } = contextSchema.safeParse(context).data ?? {};
    const calls = callsOf(api, given);
    const isFirst = callback !== undefined && !begun.has(callback);
    const acknowledged = isFirst ? calls.acknowledge(callback) : undefined;
    try {
      const narrows = isFirst && given.isQuestion && given.keyboard.length > 0 && question !== undefined;
      const edited = narrows && (await calls.edit(chat, question));
      if (!edited) await calls.send(chat, replyTo);
    } catch (error) {
      throw toSendError(error);
    } finally {
      await acknowledged;
    }
    if (isFirst) remember(begun, callback);
  };
}

function callsOf(api: Api, { text, keyboard }: TelegramMessage) {
  // grammY's own type of signal is another one, and the same.
  const signal = AbortSignal.timeout(DEADLINE_MS) as unknown as Parameters<Api['getMe']>[0];
  const options = {
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
  };
  return {
    /** Stops the button from spinning. That it came too late, or not at all, keeps no answer back. */
    acknowledge: (callback: string) =>
      api.answerCallbackQuery(callback, undefined, signal).then(
        () => undefined,
        () => undefined,
      ),

    /** False = it cannot be edited any more. */
    edit: async (chat: string, messageId: number): Promise<boolean> => {
      try {
        await api.editMessageText(Number(chat), messageId, text, options, signal);
        return true;
      } catch (error) {
        if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
        return error.description.includes('message is not modified');
      }
    },

    /** `replyTo`: the message of a group that is answered. A group that has moved is followed once. */
    send: async (chat: string, replyTo: number | undefined): Promise<void> => {
      const reply = replyTo && { message_id: replyTo, allow_sending_without_reply: true };
      const other = reply ? { ...options, reply_parameters: reply } : options;
      try {
        await api.sendMessage(Number(chat), text, other, signal);
      } catch (error) {
        const moved = error instanceof GrammyError && error.parameters.migrate_to_chat_id;
        if (!moved) throw error;
        await api.sendMessage(moved, text, options, signal);
      }
    },
  };
}

function remember(set: Set<string>, value: string): void {
  set.add(value);
  for (const oldest of set) {
    if (set.size <= MAX_REMEMBERED) break;
    set.delete(oldest);
  }
}
