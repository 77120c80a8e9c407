/** A strict fake of the Zalo Bot Platform: polling, webhooks in both shapes, and the walls of the Basic plan. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type FakeAnswer, type FakeRequest, type FakeServer, serveFake } from './fake-server.js';

export type ZaloBotSettings = {
  /** As documented, or as seen in traffic. */
  shape: 'wrapped' | 'flat';
  photoField: 'photo' | 'photo_url';
  /** The secret sent instead of the one set. */
  wrongSecret: boolean;
  /** How often each update is delivered to the webhook; 0 = lost. */
  copies: number;
  /** Polls wait no longer than this, whatever they ask for. */
  maxHoldMs: number;
  /** `setWebhook` takes http and local addresses, as tests need. */
  allowLocal: boolean;
  /** With which HTTP status `ok: false` comes: not documented. */
  refuseWith: '200' | 'code';
  /** At 50 users or 3,000 messages a month sending ends with 429. */
  walls: { users: number; messages: number } | null;
  now: () => Date;
};

type Update = { event_name: string; message?: Record<string, unknown> };
type ZaloBotSent = { chat: string; text: string; at: Date; messageId: string };

export type FakeZaloBot = {
  token: string;
  /** The bot's own id and name. */
  me: { id: string; name: string };
  settings: ZaloBotSettings;
  url: string;
  sent: ZaloBotSent[];
  /** Methods called, also refused ones. */
  calls: string[];
  readonly webhook: { url: string; secret: string } | null;
  /** What the webhook answered, in order; null = nothing. */
  statuses: (number | null)[];
  person(userId: string, group?: string): ZaloBotPerson;
  /** Any update; resolves once the webhook has answered, or at once where it waits to be polled. */
  emit(update: Update): Promise<void>;
  hold(): void;
  release(order?: 'as sent' | 'reversed'): Promise<void>;
  fail: FakeServer['fail'];
  heal: FakeServer['heal'];
  stop(): Promise<void>;
};

type ZaloBotPerson = {
  chat: string;
  say(text: string): Promise<void>;
  /** The fake serves the bytes itself. */
  sendPhoto(bytes: Uint8Array): Promise<void>;
  sendOther(kind: 'sticker' | 'voice' | 'unsupported'): Promise<void>;
};

/** Whether the platform takes a text. Its length in UTF-16 units, the stricter reading; zod's `max` counts code points. */
export function isBotText(text: string): boolean {
  return text.length >= 1 && text.length <= 2000;
}

/** Each method takes these fields and no others. */
const METHODS = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({ timeout: z.coerce.number().int().min(0).max(60).default(30) }),
  setWebhook: z.strictObject({ url: z.url(), secret_token: z.string().min(8).max(256) }),
  deleteWebhook: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({ chat_id: z.string().min(1), text: z.string().refine(isBotText) }),
};
const PRIVATE_HOST = /^(localhost|127\.|10\.|192\.168\.|\[)/;

export async function startFakeZaloBot(
  options: Partial<ZaloBotSettings> & { token?: string } = {},
): Promise<FakeZaloBot> {
  const { token = '123456789:exampleSecret', ...changed } = options;
  const settings: ZaloBotSettings = {
    shape: 'wrapped',
    photoField: 'photo_url',
    wrongSecret: false,
    copies: 1,
    maxHoldMs: 200,
    allowLocal: true,
    refuseWith: '200',
    walls: null,
    now: () => new Date(),
    ...changed,
  };
  const me = { id: 'bot-0001', name: 'bot.ExampleAbc' };
  const sent: ZaloBotSent[] = [];
  const calls: string[] = [];
  const statuses: (number | null)[] = [];
  const queue: Update[] = [];
  const waiting = new Set<() => void>();
  const pictures = new Map<string, Buffer>();
  const chats = new Set<string>();
  const stopping = new AbortController();
  const series = randomBytes(6).toString('hex');
  let lastNumber = 0;
  const newId = () => `${series}${(++lastNumber).toString(16).padStart(8, '0')}`;
  let webhook: FakeZaloBot['webhook'] = null;
  let held: Update[] | null = null;

  const refuse = (error_code: number, description: string): FakeAnswer => ({
    status: settings.refuseWith === 'code' ? error_code : 200,
    body: { ok: false, error_code, description },
  });
  const ok = (result: unknown): FakeAnswer => ({ body: { ok: true, result } });

  const server = await serveFake(async (request) => {
    const picture = pictures.get(request.path);
    if (picture) return { body: picture };
    const [, given, name = ''] = /^\/bot([^/]*)\/(\w+)$/.exec(request.path) ?? [];
    calls.push(name);
    if (given !== token) return refuse(401, 'Unauthorized');
    const method = METHODS[name as keyof typeof METHODS];
    if (!Object.hasOwn(METHODS, name)) return refuse(400, 'Bad Request: no such method');
    const parameters = method.safeParse(parametersOf(request));
    if (!parameters.success) return refuse(400, `Bad Request: ${parameters.error.issues[0]?.path.join('.')}`);
    return HANDLERS[name as keyof typeof METHODS](parameters.data as never, request);
  });

  const HANDLERS = {
    getMe: () => ok({ id: me.id, account_name: me.name, account_type: 'BASIC', can_join_groups: false }),
    getUpdates: async ({ timeout }: { timeout: number }, { gone }: FakeRequest) => {
      if (webhook) return refuse(400, 'Bad Request: a webhook is set');
      await untilQueued(Math.min(timeout * 1000, settings.maxHoldMs), gone);
      // An update given to somebody who has hung up would be gone, as with the real one; here it waits.
      const update = gone.aborted ? undefined : queue.shift();
      return update ? ok(update) : refuse(408, 'Request timeout');
    },
    setWebhook: ({ url, secret_token }: { url: string; secret_token: string }) => {
      const { protocol, hostname } = new URL(url);
      const isPublic = protocol === 'https:' && !PRIVATE_HOST.test(hostname);
      if (!isPublic && !settings.allowLocal) return refuse(400, 'Bad Request: invalid url');
      webhook = { url, secret: secret_token };
      return ok({ url, updated_at: settings.now().getTime() });
    },
    deleteWebhook: () => {
      webhook = null;
      return ok({ url: '', updated_at: settings.now().getTime() });
    },
    getWebhookInfo: () => ok({ url: webhook?.url ?? '', updated_at: settings.now().getTime() }),
    sendMessage: ({ chat_id, text }: { chat_id: string; text: string }) => {
      if (!chats.has(chat_id)) return refuse(404, 'Not found');
      const { walls } = settings;
      if (walls && (sentThisMonth() >= walls.messages || chats.size > walls.users)) {
        return refuse(429, 'Quota exceeded');
      }
      const entry = { chat: chat_id, text, at: settings.now(), messageId: newId() };
      sent.push(entry);
      return ok({ message_id: entry.messageId, date: entry.at.getTime() });
    },
  };

  const monthOf = (at: Date) => at.toISOString().slice(0, 7);
  const sentThisMonth = () => sent.filter(({ at }) => monthOf(at) === monthOf(settings.now())).length;

  function untilQueued(ms: number, gone: AbortSignal): Promise<void> {
    if (queue.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      waiting.add(wake);
      gone.addEventListener('abort', wake);
    });
  }

  async function emit(update: Update): Promise<void> {
    if (held) {
      held.push(update);
    } else if (webhook) {
      await Promise.all(Array.from({ length: settings.copies }, () => post(update)));
    } else {
      queue.push(update);
      const [first] = waiting;
      first?.();
    }
  }

  async function post(update: Update): Promise<void> {
    const response = await fetch(webhook?.url ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-bot-api-secret-token': settings.wrongSecret ? 'not-the-secret' : (webhook?.secret ?? ''),
      },
      body: JSON.stringify(settings.shape === 'wrapped' ? { ok: true, result: update } : update),
      signal: AbortSignal.any([AbortSignal.timeout(60_000), stopping.signal]),
    }).catch(() => null);
    statuses.push(response?.status ?? null);
    await response?.arrayBuffer().catch(() => null);
  }

  function person(userId: string, group?: string): ZaloBotPerson {
    const chat = { id: group ?? userId, chat_type: group ? 'GROUP' : 'PRIVATE' };
    const write = (event_name: string, content: Record<string, unknown>) => {
      chats.add(chat.id);
      const from = { id: userId, display_name: 'Nguyễn Văn A', is_bot: false };
      const date = settings.now().getTime();
      return emit({ event_name, message: { from, chat, ...content, message_id: newId(), date } });
    };
    return {
      chat: chat.id,
      say: (text) => write('message.text.received', { text }),
      sendPhoto(bytes) {
        const path = `/photos/${newId()}.jpg`;
        pictures.set(path, Buffer.from(bytes));
        const photo = { [settings.photoField]: server.origin + path };
        return write('message.image.received', { ...photo, caption: '', message_type: 'CHAT_PHOTO' });
      },
      sendOther: (kind) => write(`message.${kind}.received`, {}),
    };
  }

  return {
    token,
    me,
    settings,
    url: server.origin,
    sent,
    calls,
    get webhook() {
      return webhook;
    },
    statuses,
    person,
    emit,
    hold: () => {
      held ??= [];
    },
    async release(order = 'as sent') {
      const all = held ?? [];
      held = null;
      for (const update of order === 'reversed' ? all.reverse() : all) await emit(update);
    },
    fail: server.fail,
    heal: server.heal,
    async stop() {
      stopping.abort();
      await server.stop();
    },
  };
}

function parametersOf({ method, query, headers, body }: FakeRequest): unknown {
  if (method === 'GET') return Object.fromEntries(query);
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString()));
  }
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch {
    return null;
  }
}
