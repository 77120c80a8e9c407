/** Begins to receive: asks Telegram who we are, registers the webhook or polls. Goes on in the background. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, GrammyError, HttpError } from 'grammy';
import { backoffMs } from '../../async/backoff.js';
import type { TelegramConfig } from '../../config/channels.js';
import { MINUTE_MS } from '../../time/duration.js';
import type { ChannelDeps } from '../channel.js';
import { createApi, toSendError } from './api.js';
import { listCommands } from './commands.js';
import { ALLOWED_UPDATES, type Self } from './parse.js';
import { said } from './said.js';

/** `startMs`: the server's start waits no longer for Telegram; `retryMs`: the delay after a first failure. */
export type Patience = { startMs: number; retryMs: number };
const PATIENCE: Patience = { startMs: 3_000, retryMs: 1_000 };
const MAX_WAIT_MS = MINUTE_MS;
/** Telegram ends a poll by itself at about 50 s. */
const POLL_SECONDS = 25;

type Receiving = {
  config: TelegramConfig;
  deps: ChannelDeps;
  api: Api;
  /** Filled in once Telegram has said it. */
  self: Self;
  /** Stores updates; once it resolves they are never asked for again. */
  take: (updates: readonly unknown[]) => Promise<void>;
  patience?: Patience | undefined;
};

/** Tells the operator: in the log, and the first time in `said`. */
type Tell = (line: string, level: 'info' | 'warn' | 'error') => void;

/** Never rejects. `said` = how far it got in a few seconds. */
export async function startReceiving(receiving: Receiving): Promise<{ said: string; stop(): Promise<void> }> {
  const { config, deps, patience = PATIENCE } = receiving;
  const abort = new AbortController();
  let running = Promise.resolve();
  const told = new Promise<string>((resolve) => {
    running = run(receiving, abort.signal, (line, level) => {
      deps.log[level](line);
      resolve(line);
    });
  });
  const tooLong = sleep(patience.startMs, said.waiting(config.apiRoot), { ref: false });
  return {
    said: await Promise.race([told, tooLong]),
    stop: async () => {
      abort.abort();
      await running;
    },
  };
}

async function run(receiving: Receiving, signal: AbortSignal, tell: Tell): Promise<void> {
  const { config, api, self, deps } = receiving;
  const goOn = (task: () => Promise<void>) => untilDone(task, receiving, signal, tell);
  const isReady = await goOn(async () => {
    const { id, username } = await api.getMe(forGrammy(signal));
    Object.assign(self, { id, username });
    tell(...(await register(receiving, signal)));
  });
  if (!isReady) return;
  for (const locale of ['vi', 'en'] as const) {
    const language = locale === 'vi' ? {} : { language_code: locale };
    await api
      .setMyCommands(listCommands(locale), language, forGrammy(signal))
      .catch((error) => deps.log.warn({ reason: toSendError(error).message }, said.noCommands));
  }
  if (config.mode === 'webhook') return;
  const poll = createPoll(receiving, signal);
  while (await goOn(poll));
}

/** Where updates are to go. What is pending stays. Gives a line for the operator. */
async function register(
  { config, deps, api, self }: Receiving,
  signal: AbortSignal,
): Promise<Parameters<Tell>> {
  const name = `@${self.username}`;
  if (config.mode === 'polling') {
    await api.deleteWebhook({ drop_pending_updates: false }, forGrammy(signal));
    return [said.polling(name), 'info'];
  }
  if (deps.publicUrl === null) return [said.noPublicUrl(name), 'warn'];
  const url = `${deps.publicUrl}/webhooks/telegram`;
  try {
    const secret = config.secret ? { secret_token: config.secret } : {};
    await api.setWebhook(url, { ...secret, allowed_updates: ALLOWED_UPDATES }, forGrammy(signal));
    return [said.webhook(name, url), 'info'];
  } catch (error) {
    const { remedy, message } = toSendError(error);
    if (remedy !== 'never') throw error;
    return [said.webhookRefused(url, message), 'error'];
  }
}

/**
 * One poll. Updates are confirmed by asking for those after them, and only once they are stored. (grammY's own loop
 * also confirms what it has merely tried.)
 */
function createPoll({ config, take }: Receiving, signal: AbortSignal): () => Promise<void> {
  const api = createApi(config, 2 * POLL_SECONDS);
  const options = { timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES };
  let offset = 0;
  return async () => {
    const updates = await api.getUpdates({ ...options, offset }, forGrammy(signal));
    await take(updates);
    const last = updates.at(-1);
    if (last) offset = last.update_id + 1;
  };
}

/** Tries until it is done; false = the token is wrong, or we are to stop. */
async function untilDone(
  task: () => Promise<void>,
  { config, deps, patience = PATIENCE }: Receiving,
  signal: AbortSignal,
  tell: Tell,
): Promise<boolean> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await task();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const isConflict = error instanceof GrammyError && error.error_code === 409;
      const isTelegram = error instanceof GrammyError || error instanceof HttpError;
      const { remedy, message, waitMs } = toSendError(error);
      if (isConflict) {
        deps.count('409 conflict');
        tell(said.conflict, 'error');
      } else if (remedy === 'stop') {
        tell(said.wrongToken, 'error');
        return false;
      } else if (isTelegram) tell(said.outOfReach(config.apiRoot, message), 'warn');
      else deps.log.error({ error }, said.notStored);
      const pause = waitMs ?? backoffMs(failures, MAX_WAIT_MS, patience.retryMs);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}

/** grammY's own type of signal is another one, and the same. */
const forGrammy = (signal: AbortSignal) => signal as unknown as Parameters<Api['getMe']>[0];
