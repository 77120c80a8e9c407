/** The people of the fake Telegram: what they write, tap and send, in private and in groups. */
import type { TelegramSent } from './fake-telegram.js';

/**
 * Everything that makes an update resolves with the status the webhook answered first (null = none, or it waits for a
 * poll). `group`: a negative chat id; left out = the private chat.
 */
export type TelegramPerson = {
  id: number;
  say(text: string, where?: { group?: number; replyTo?: number }): Promise<number | null>;
  /** Opens the bot, from a link with a payload. */
  open(payload?: string): Promise<number | null>;
  /** Taps a button, counted over the rows; left out = of the chat's last message with any. Throws when there is none. */
  tap(index: number, message?: TelegramSent): Promise<number | null>;
  /** What a client may send that shows no such button. */
  tapForged(data: string): Promise<number | null>;
  sendPhoto(bytes: Uint8Array, caption?: string, group?: number): Promise<number | null>;
  /** As a file, not as a photo. */
  sendFile(bytes: Uint8Array, mimeType: string): Promise<number | null>;
  /** Any other fields of a message, e.g. `{ sticker: {…} }`. */
  send(fields: Record<string, unknown>): Promise<number | null>;
  edit(text: string): Promise<number | null>;
  block(): Promise<number | null>;
  unblock(): Promise<number | null>;
};

type World = {
  emit: (kinds: Record<string, unknown>, chat: number) => Promise<number | null>;
  nextMessageId: () => number;
  sent: TelegramSent[];
};

export function createTelegramPeople(world: World) {
  const blocked = new Set<number>();
  const known = new Set<number>();
  const files = new Map<string, Uint8Array>();
  const taps = new Map<string, number>();
  /** Messages of people, by chat. */
  const theirs = new Map<number, Set<number>>();

  const chatFields = (id: number) => ({ id, type: id < 0 ? 'supergroup' : 'private' });
  const fromFields = (id: number) => ({
    id,
    is_bot: false,
    first_name: `Người ${id}`,
    language_code: 'vi',
  });
  const seconds = () => Math.floor(Date.now() / 1000);

  function write(person: number, chat: number, fields: Record<string, unknown>): Promise<number | null> {
    const messageId = world.nextMessageId();
    known.add(chat);
    theirs.set(chat, (theirs.get(chat) ?? new Set()).add(messageId));
    const message = {
      message_id: messageId,
      date: seconds(),
      chat: chatFields(chat),
      from: fromFields(person),
      ...fields,
    };
    return world.emit({ message }, chat);
  }

  function replied(chat: number, messageId: number) {
    const ours = world.sent.find((each) => each.chat === chat && each.messageId === messageId);
    return {
      reply_to_message: {
        message_id: messageId,
        date: seconds(),
        chat: chatFields(chat),
        from: ours ? { id: 110201543, is_bot: true } : fromFields(1),
      },
    };
  }

  function tap(person: number, chat: number, messageId: number, data: string): Promise<number | null> {
    const id = `${Date.now()}${taps.size}`;
    taps.set(id, Date.now());
    const message = { message_id: messageId, date: seconds(), chat: chatFields(chat) };
    return world.emit(
      { callback_query: { id, from: fromFields(person), message, chat_instance: '1', data } },
      chat,
    );
  }

  function upload(bytes: Uint8Array): string {
    const id = `AgACAgUAAxkBAAI-${files.size + 1}`;
    files.set(id, bytes);
    return id;
  }

  const member = (id: number, status: string) =>
    world.emit(
      {
        my_chat_member: {
          chat: chatFields(id),
          from: fromFields(id),
          date: seconds(),
          old_chat_member: { status: status === 'kicked' ? 'member' : 'kicked' },
          new_chat_member: { status },
        },
      },
      id,
    );

  function person(id: number): TelegramPerson {
    return {
      id,
      say: (text, { group = id, replyTo } = {}) =>
        write(id, group, { text, ...(replyTo === undefined ? {} : replied(group, replyTo)) }),
      open: (payload = '') => write(id, id, { text: `/start ${payload}`.trim() }),
      tap: (index, message = world.sent.findLast((each) => each.chat === id && each.keyboard.length > 0)) => {
        const data = message?.keyboard.flat()[index]?.callback_data;
        if (!message || data === undefined) throw new Error('there is no such button to tap');
        return tap(id, message.chat, message.messageId, data);
      },
      tapForged: (data) => tap(id, id, world.nextMessageId(), data),
      sendPhoto: (bytes, caption, group = id) => {
        const copy = (content: Uint8Array, width: number) => {
          const file_id = upload(content);
          return { file_id, file_unique_id: file_id, width, height: width, file_size: content.length };
        };
        const photo = [copy(new Uint8Array([0]), 90), copy(bytes, 1280)];
        return write(id, group, { photo, ...(caption === undefined ? {} : { caption }) });
      },
      sendFile: (bytes, mime_type) =>
        write(id, id, { document: { file_id: upload(bytes), file_size: bytes.length, mime_type } }),
      send: (fields) => write(id, id, fields),
      edit: (text) =>
        world.emit(
          {
            edited_message: {
              message_id: 1,
              date: seconds(),
              chat: chatFields(id),
              from: fromFields(id),
              text,
            },
          },
          id,
        ),
      block: () => {
        blocked.add(id);
        return member(id, 'kicked');
      },
      unblock: () => {
        blocked.delete(id);
        return member(id, 'member');
      },
    };
  }

  return {
    person,
    knows: (chat: number) => known.has(chat),
    remember: (chat: number) => void known.add(chat),
    isBlockedBy: (chat: number) => blocked.has(chat),
    addGroup: (chat: number) => known.add(chat),
    has: (chat: number, messageId: number) =>
      (theirs.get(chat)?.has(messageId) ?? false) ||
      world.sent.some((each) => each.chat === chat && each.messageId === messageId),
    tappedAt: (id: string) => taps.get(id),
    file: (id: string) => files.get(id),
  };
}
