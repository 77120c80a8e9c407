/**
 * A strict fake of Telegram's Bot API: real HTTP, refuses what Telegram refuses with its own errors, and misbehaves when
 * told to. https://core.telegram.org/bots/api
 */
import { type FakeAnswer, type FakeRequest, type FakeServer, serveFake } from './fake-server.js';
import { createTelegramPeople, type TelegramPerson } from './fake-telegram-people.js';
import { readKeyboard, readText, type TelegramButton, TelegramRefusal } from './fake-telegram-text.js';
import {
  createDelivery,
  type DeliverySettings,
  type TelegramUpdate,
  type Webhook,
} from './fake-telegram-updates.js';

/** Everything may be changed while it runs. */
export type TelegramSettings = DeliverySettings & {
  /** Messages and edits a second to all chats, and to one; null = unlimited. */
  perSecond: number | null;
  perChatSecond: number | null;
  /** For how long a tap may be acknowledged. */
  tapLifeMs: number;
};

/** A message in a chat. `text`: as a person sees it. */
export type TelegramSent = {
  chat: number;
  messageId: number;
  text: string;
  keyboard: TelegramButton[][];
  at: number;
  replyTo: number | null;
  /** The texts before, when it was edited. */
  earlier: string[];
};

type TelegramCall = {
  method: string;
  payload: Record<string, unknown>;
  at: number;
  /** Null = accepted. */
  refused: string | null;
};

export type FakeTelegram = {
  /** For `TELEGRAM_API_ROOT`. */
  origin: string;
  /** May be changed: the old one is revoked. */
  token: string;
  username: string;
  settings: TelegramSettings;
  /** What people see, in the order sent. */
  sent: TelegramSent[];
  /** Every call of a method, also refused ones. */
  calls: TelegramCall[];
  person(id: number): TelegramPerson;
  /** Somebody wrote to the bot before this fake began. */
  remember(chat: number): void;
  /** Makes the group a supergroup: it has another id from now on. */
  migrate(group: number, to: number): void;
  /** Any update, e.g. of an unknown kind. */
  emit(kinds: Record<string, unknown>): Promise<number | null>;
  /** Brings the webhook an update again, with the same id. */
  repeat(update: TelegramUpdate): Promise<number | null>;
  webhook(): Webhook | null;
  pending(): TelegramUpdate[];
  /** All updates are delivered or given up. */
  idle(): Promise<void>;
  fail: FakeServer['fail'];
  heal: FakeServer['heal'];
  stop(): Promise<void>;
};

const SECRET = /^[\w-]{1,256}$/;
const WEBHOOK_PORTS = ['', '443', '80', '88', '8443'];
const MAX_DOWNLOAD = 20 * 1024 * 1024;

const bad = (description: string) => new TelegramRefusal(400, `Bad Request: ${description}`);

type Payload = Record<string, unknown>;
type Method = (payload: Payload, request: FakeRequest) => unknown;

export async function startFakeTelegram(options: Partial<TelegramSettings> = {}): Promise<FakeTelegram> {
  const settings: TelegramSettings = { ...usual(), ...options };
  const delivery = createDelivery(settings);
  const calls: TelegramCall[] = [];
  const sent: TelegramSent[] = [];
  const moved = new Map<number, number>();
  // Goes on where any earlier fake has ended: an update that had the same number would be a repeat.
  let lastUpdate = Math.floor(Date.now() / 1000);
  let lastMessage = 0;
  const emit = (kinds: Record<string, unknown>, chat: number | string = 'none') =>
    delivery.bring({ update_id: ++lastUpdate, ...kinds }, chat);
  const people = createTelegramPeople({ emit, nextMessageId: () => ++lastMessage, sent });

  function chatOf(payload: Payload): number {
    const chat = Number(payload.chat_id);
    const newId = moved.get(chat);
    if (newId !== undefined)
      throw new TelegramRefusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: newId,
      });
    if (!people.knows(chat)) throw bad('chat not found');
    if (people.isBlockedBy(chat)) throw new TelegramRefusal(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }

  const limits = createLimits(settings);

  function sendMessage(payload: Payload) {
    const chat = chatOf(payload);
    const text = readText(payload.text, payload.parse_mode);
    const keyboard = readKeyboard(payload.reply_markup);
    const reply = payload.reply_parameters as
      | { message_id: number; allow_sending_without_reply?: boolean }
      | undefined;
    const isThere = reply && people.has(chat, reply.message_id);
    if (reply && !isThere && !reply.allow_sending_without_reply) throw bad('message to be replied not found');
    limits.take(chat);
    const replyTo = isThere ? reply.message_id : null;
    const one = { chat, messageId: ++lastMessage, text, keyboard, at: Date.now(), replyTo, earlier: [] };
    sent.push(one);
    return { message_id: one.messageId, date: Math.floor(one.at / 1000), chat: { id: chat }, text };
  }

  function editMessageText(payload: Payload) {
    const chat = chatOf(payload);
    const one = sent.find((each) => each.chat === chat && each.messageId === payload.message_id);
    if (!one) throw bad('message to edit not found');
    const text = readText(payload.text, payload.parse_mode);
    const keyboard = readKeyboard(payload.reply_markup);
    if (text === one.text && JSON.stringify(keyboard) === JSON.stringify(one.keyboard))
      throw bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    limits.take(chat);
    one.earlier.push(one.text);
    Object.assign(one, { text, keyboard });
    return { message_id: one.messageId, chat: { id: chat }, text };
  }

  function setWebhook(payload: Payload) {
    const { url = '', secret_token: secret = null, allowed_updates: kinds = null } = payload;
    const read = URL.canParse(String(url)) ? new URL(String(url)) : null;
    if (secret !== null && !SECRET.test(String(secret)))
      throw bad('secret token contains unallowed characters');
    if (url !== '' && !settings.allowHttp && read?.protocol !== 'https:')
      throw bad('bad webhook: An HTTPS URL must be provided for webhook');
    if (url !== '' && !settings.allowHttp && !WEBHOOK_PORTS.includes(read?.port ?? ''))
      throw bad('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
    const to =
      url === ''
        ? null
        : { url: String(url), secret: secret === null ? null : String(secret), lastError: null };
    delivery.setWebhook(to, kinds as string[] | null, payload.drop_pending_updates === true);
    return true;
  }

  const methods: Record<string, Method> = {
    getMe: () => ({ id: botId(), is_bot: true, first_name: 'Một Cửa', username: fake.username }),
    getUpdates: (payload, { gone }) => delivery.ask(payload, gone),
    setWebhook,
    deleteWebhook: (payload) => setWebhook({ ...payload, url: '' }),
    getWebhookInfo: () => {
      const hook = delivery.webhook();
      const error = hook?.lastError ? { last_error_message: hook.lastError } : {};
      return { url: hook?.url ?? '', pending_update_count: delivery.pending().length, ...error };
    },
    sendMessage,
    editMessageText,
    answerCallbackQuery: ({ callback_query_id: id }) => {
      const at = people.tappedAt(String(id));
      if (at === undefined || Date.now() - at > settings.tapLifeMs)
        throw bad('query is too old and response timeout expired or query ID is invalid');
      return true;
    },
    setMyCommands: ({ commands }) => {
      for (const { command, description } of commands as { command: string; description: string }[]) {
        if (!/^[a-z0-9_]{1,32}$/.test(command)) throw bad('BOT_COMMAND_INVALID');
        if (description.length < 1 || description.length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
      }
      return true;
    },
    getFile: ({ file_id: id }) => {
      const bytes = people.file(String(id));
      if (!bytes) throw bad('invalid file_id');
      if (bytes.length > MAX_DOWNLOAD) throw bad('file is too big');
      return { file_id: id, file_size: bytes.length, file_path: `photos/${id}.jpg` };
    },
  };
  const botId = () => Number(fake.token.split(':')[0]);

  async function handle(request: FakeRequest): Promise<FakeAnswer> {
    const [, folder, token, rest] =
      /^\/(bot|file\/bot)([^/]+)\/(?:photos\/)?([\w-]+)(?:\.jpg)?$/.exec(request.path) ?? [];
    if (!/^\d+:[\w-]{20,}$/.test(token ?? '')) return refusal(new TelegramRefusal(404, 'Not Found'));
    if (token !== fake.token) return refusal(new TelegramRefusal(401, 'Unauthorized'));
    if (folder !== 'bot') {
      const bytes = people.file(rest ?? '');
      return bytes ? { body: Buffer.from(bytes) } : refusal(new TelegramRefusal(404, 'Not Found'));
    }
    const payload = JSON.parse(request.body.toString() || '{}') as Payload;
    const noted: TelegramCall = { method: rest ?? '', payload, at: Date.now(), refused: null };
    calls.push(noted);
    try {
      const method = methods[noted.method];
      if (!method) throw new TelegramRefusal(404, 'Not Found: method not found');
      return { body: { ok: true, result: await method(payload, request) } };
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error;
      noted.refused = error.message;
      return refusal(error);
    }
  }

  const server = await serveFake(handle);
  const fake: FakeTelegram = {
    origin: server.origin,
    token: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
    username: 'motcua_thu_bot',
    settings,
    sent,
    calls,
    person: people.person,
    remember: people.remember,
    migrate: (group, to) => {
      moved.set(group, to);
      people.addGroup(to);
    },
    emit,
    repeat: delivery.repeat,
    webhook: delivery.webhook,
    pending: delivery.pending,
    idle: delivery.idle,
    fail: server.fail,
    heal: server.heal,
    stop: () => {
      delivery.stop();
      return server.stop();
    },
  };
  return fake;
}

const usual = (): TelegramSettings => ({
  allowHttp: false,
  copies: 1,
  jitterMs: 0,
  headers: {},
  retryMs: 1_000,
  maxAttempts: 10,
  timeoutMs: 60_000,
  perSecond: null,
  perChatSecond: null,
  tapLifeMs: 15_000,
});

function refusal({ code, message, parameters }: TelegramRefusal): FakeAnswer {
  const more = Object.keys(parameters).length > 0 ? { parameters } : {};
  return { status: code, body: { ok: false, error_code: code, description: message, ...more } };
}

/** Flood control: 429 once a second's share is used up. */
function createLimits(settings: TelegramSettings) {
  let second = 0;
  let all = 0;
  let byChat = new Map<number, number>();
  return {
    take(chat: number): void {
      const now = Math.floor(Date.now() / 1000);
      if (now !== second) [second, all, byChat] = [now, 0, new Map()];
      const inChat = byChat.get(chat) ?? 0;
      if (
        all >= (settings.perSecond ?? Number.POSITIVE_INFINITY) ||
        inChat >= (settings.perChatSecond ?? Number.POSITIVE_INFINITY)
      )
        throw new TelegramRefusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
      all += 1;
      byChat.set(chat, inChat + 1);
    },
  };
}
