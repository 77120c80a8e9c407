/** Every channel before one server: a person in each, who hears what the platform shows. */
import { expect, vi } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { renderReply } from '../../src/channels/terminal/render.js';
import type { Reply } from '../../src/conversation/message.js';
import { type Listening, listen } from '../../src/http/listen.js';
import type { Log } from '../../src/operations/log.js';
import { createPhotoReader } from '../../src/photos/reader.js';
import { createChannels } from '../../src/wiring/channels.js';
import { readerProgram } from '../photos/program.js';
import { atEnd } from './end.js';
import { startFakeTelegram } from './fake-telegram.js';
import { readKeyboard, readText } from './fake-telegram-text.js';
import { startFakeZaloBot } from './fake-zalo-bot.js';
import { startFakeZaloOa } from './fake-zalo-oa.js';
import type { TokenPair } from './fake-zalo-oauth.js';
import { openTestServices } from './services.js';

/** What somebody was shown after they did something. `buttons`: their titles, in order. */
export type Heard = { texts: string[]; buttons: string[] };

export type Party = {
  say(text: string): Promise<Heard>;
  /** Takes a choice, counted from 1: taps it where there are buttons, else types its number. */
  pick(number: number): Promise<Heard>;
  /** Does something else on the platform. */
  does(act: () => Promise<unknown>): Promise<Heard>;
};

export type World = Awaited<ReturnType<typeof openWorld>>;
export const SECRET = 'bi-mat_cua-webhook';

/**
 * What a world is opened over: the services, given the settings; settings besides; a live pair of tokens of the Official
 * Account; chats on Telegram that are there already.
 */
export type Before = {
  open?: (env: Record<string, string>) => Promise<Services>;
  env?: Record<string, string>;
  log?: Log;
  tokens?: TokenPair;
  chats?: readonly number[];
};

/** `mode`: how Telegram and the Zalo Bot are received; an Official Account has webhooks alone. */
export async function openWorld(
  mode: 'webhook' | 'polling',
  { env = {}, log, open = (settings) => openTestServices(settings, log), tokens, chats = [] }: Before = {},
) {
  const telegram = await startFakeTelegram({ allowHttp: true, retryMs: 20 });
  // On a busy machine two seconds, after which Zalo gives up, may pass; what becomes of that is tested where Zalo is.
  const oa = await startFakeZaloOa({ ladder: [], patienceMs: 60_000, repliesPerWindow: null });
  if (tokens) oa.tokens.adopt(tokens);
  for (const chat of chats) telegram.remember(chat);
  const bot = await startFakeZaloBot();
  // The address is known only once the server listens, and the server is made of what needs the address.
  let serve: (request: Request, env: object) => Response | Promise<Response> = () => new Response();
  const server = await listen({ fetch: (...given: Parameters<typeof serve>) => serve(...given) } as never, 0);
  const settings = {
    PUBLIC_URL: origin(server),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_MODE: mode,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    TELEGRAM_API_ROOT: telegram.origin,
    ZALO_OA_APP_ID: oa.ids.appId,
    ZALO_OA_APP_SECRET: oa.ids.appSecret,
    ZALO_OA_SECRET_KEY: oa.ids.secretKey,
    ZALO_OA_ACCESS_TOKEN: oa.tokens.current?.access ?? '',
    ZALO_OA_REFRESH_TOKEN: oa.tokens.current?.refresh ?? '',
    ZALO_OPENAPI_URL: oa.url('openapi'),
    ZALO_OAUTH_URL: oa.url('oauth'),
    ZALO_BUSINESS_URL: oa.url('business'),
    ZALO_BOT_TOKEN: bot.token,
    ZALO_BOT_MODE: mode,
    ZALO_BOT_WEBHOOK_SECRET: SECRET,
    ZALO_BOT_API_URL: bot.url,
    ...env,
  };
  const services = await open(settings);
  const messaging = await createChannels(services, createPhotoReader({ program: readerProgram() }), {
    countEveryMs: 100,
  });
  const app = await createApp(services, { messaging });
  serve = app.fetch as typeof serve;
  oa.settings.url = `${origin(server)}/webhooks/zalo-oa`;
  const said = await messaging.start();
  atEnd(async () => {
    await messaging.close();
    await Promise.all([telegram.stop(), oa.stop(), bot.stop(), server.close()]);
  });
  return { services, messaging, said, telegram, oa, bot, origin: origin(server) };
}

const origin = ({ port }: Listening) => `http://127.0.0.1:${port}`;

/** Waits until everything that has come in is answered, or set aside. */
export async function settled({ database }: Services): Promise<void> {
  const waiting = () =>
    database.client.inboxMessage.count({ where: { state: { in: ['received', 'answered'] } } });
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 15_000, interval: 5 });
}

export type WebParty = Party & { last(): Reply[]; conversation(): string | undefined };

/** Somebody on the web page, which gets the replies as they are. */
export function onWeb({ origin }: World): WebParty {
  let conversation: string | undefined;
  let replies: Reply[] = [];
  const say = async (text: string): Promise<Heard> => {
    const response = await fetch(`${origin}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, conversation }),
    });
    const body = (await response.json()) as { conversation: string; replies: Reply[] };
    ({ conversation, replies } = body);
    return { texts: replies.map(({ text }) => text), buttons: labelsOf(replies) };
  };
  const pick = (number: number) => say(choiceAt(replies, number).send);
  return { say, pick, does: never, last: () => replies, conversation: () => conversation };
}

/** Somebody at the terminal. */
export function onTerminal({ services }: World, name: string): Party {
  const say = async (text: string): Promise<Heard> => {
    const receive = await services.receive();
    const { turn } = await receive({ channel: 'terminal', id: name }, { text });
    return { texts: turn.replies.map((reply) => renderReply(reply)), buttons: [] };
  };
  return { say, pick: (number) => say(String(number)), does: never };
}

const never = () => Promise.reject(new Error('there is nothing else to do here'));

/** `group`: writes there; what is said to others is not for us. */
export function onTelegram({ telegram, services }: World, id: number, group?: number): Party {
  const person = telegram.person(id);
  const chat = group ?? id;
  const does = async (act: () => Promise<unknown>): Promise<Heard> => {
    const before = telegram.calls.length;
    await act();
    await settled(services);
    const shown = telegram.calls
      .slice(before)
      .filter(({ method, refused }) => refused === null && /^(sendMessage|editMessageText)$/.test(method))
      .filter(({ payload }) => payload.chat_id === chat);
    return {
      texts: shown.map(({ payload }) => readText(payload.text, payload.parse_mode)),
      buttons: shown
        .flatMap(({ payload }) => readKeyboard(payload.reply_markup).flat())
        .map(({ text }) => text),
    };
  };
  const heardBy = remembering(does);
  return {
    ...heardBy,
    say: (text) => heardBy.does(() => person.say(text, group === undefined ? {} : { group })),
    pick: (number) =>
      heardBy.does(() =>
        isTyped(heardBy.last(), number) ? person.say(String(number)) : person.tap(number - 1),
      ),
  };
}

/** Somebody who writes to the Official Account. */
export function onZaloOa({ oa, services }: World, id: string): Party {
  const person = oa.person(id);
  const heardBy = remembering(async (act) => {
    const before = oa.sent.length;
    await act();
    await settled(services);
    const shown = oa.sent.slice(before).filter(({ user }) => user === id);
    return {
      texts: shown.map(({ text }) => text),
      buttons: shown.flatMap(({ buttons }) => buttons.map(({ title }) => title)),
    };
  });
  return {
    ...heardBy,
    say: (text) => heardBy.does(() => person.say(text)),
    pick: async (number) => {
      const fits = number < 5 || !heardBy.last().buttons.some((title) => title.includes(' / '));
      if (!fits) await heardBy.does(() => person.tap(4));
      return heardBy.does(() => person.tap(fits ? number - 1 : number - 5));
    },
  };
}

export function onZaloBot({ bot, services }: World, id: string, group?: string): Party {
  const person = bot.person(id, group);
  const does = async (act: () => Promise<unknown>): Promise<Heard> => {
    const before = bot.sent.length;
    await act();
    await settled(services);
    const shown = bot.sent.slice(before).filter(({ chat }) => chat === person.chat);
    return { texts: shown.map(({ text }) => text), buttons: [] };
  };
  const say = (text: string) => does(() => person.say(text));
  return { say, pick: (number) => say(String(number)), does };
}

function remembering(does: Party['does']) {
  let last: Heard = { texts: [], buttons: [] };
  return {
    last: () => last,
    does: async (act: () => Promise<unknown>) => {
      last = await does(act);
      return last;
    },
  };
}

/** Whether a choice stands in the text, its number to be typed. */
const isTyped = ({ texts }: Heard, number: number) =>
  new RegExp(`^${number}\\. `, 'm').test(texts.join('\n'));

function choiceAt(replies: readonly Reply[], number: number) {
  const choice = replies.flatMap(({ choices = [] }) => choices)[number - 1];
  if (!choice) throw new Error(`there is no choice ${number}`);
  return choice;
}

export const labelsOf = (replies: readonly Reply[]) =>
  replies.flatMap(({ choices = [] }) => choices.map(({ label }) => label));

/** The words alone: without numbered choices, links and line breaks, which each platform has in its own way. */
export function plainWords(texts: readonly string[], replies: readonly Reply[]): string {
  const dress = new Set(
    replies.flatMap(({ choices = [], procedure }) => [
      ...choices.map(({ label }, i) => `${i + 1}. ${label}`),
      ...(procedure?.url ? [procedure.url] : []),
    ]),
  );
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => !dress.has(line.trim()));
  return lines.join(' ').replace(/\s+/g, ' ').trim();
}
