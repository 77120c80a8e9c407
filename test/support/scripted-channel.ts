/** A channel without a platform: keeps what it is given to send, and fails as it is told to. */
import type { Channel, Content, Inbound, SendError } from '../../src/channels/channel.js';

export type Scripted = Channel & {
  sent: { chat: string; text: string }[];
  /** What the next sends do instead: an error to throw. `accepted`: the message is out all the same. */
  troubles: { error: SendError; accepted?: boolean }[];
  /** Called before each send. */
  onSend: (text: string) => Promise<void> | void;
};

export function createScriptedChannel(): Scripted {
  const channel: Scripted = {
    sent: [],
    troubles: [],
    onSend: () => undefined,
    webhook: () => ({ status: 404, inbound: [] }),
    render: ({ text, choices = [] }) => [text, ...(choices.length > 0 ? [`${choices.length} lựa chọn`] : [])],
    send: async ({ chat }, message) => {
      await channel.onSend(String(message));
      const trouble = channel.troubles.shift();
      if (!trouble || trouble.accepted) channel.sent.push({ chat, text: String(message) });
      if (trouble) throw trouble.error;
    },
    photo: async (reference) => (reference === 'gone' ? null : new TextEncoder().encode(reference)),
    start: async () => ({ said: 'kênh thử', stop: async () => undefined }),
  };
  return channel;
}

let serial = 0;

/** Something a person sent; later ones are later. */
export function inboundOf(person: string, content: Content | string, more: Partial<Inbound> = {}): Inbound {
  serial += 1;
  return {
    id: `m${serial}`,
    person,
    chat: `chat-${person}`,
    at: new Date(Date.UTC(2026, 10, 20) + serial * 1000),
    content: typeof content === 'string' ? { kind: 'text', text: content } : content,
    isPublic: false,
    context: null,
    ...more,
  };
}
