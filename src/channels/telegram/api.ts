/** The Bot API as this channel calls it: short patience, and failures by what is to be done about them. */
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions, GrammyError, HttpError } from 'grammy';
import type { TelegramConfig } from '../../config/channels.js';
import { SendError } from '../channel.js';

/** Longer waits are the inbox's: another person's message need not stand behind them. */
const MAX_WAIT_SECONDS = 3;
const CONNECT_MS = 10_000;
/** Longer than it takes to give up connecting, so that what was never sent is told from what had no answer. */
const PATIENCE_SECONDS = 12;

/** `patienceSeconds`: how long an answer may take; a long poll takes its time. */
export function createApi({ token, apiRoot }: TelegramConfig, patienceSeconds = PATIENCE_SECONDS): Api {
  const fetch = call as unknown as NonNullable<ApiClientOptions['fetch']>;
  const api = new Api(token, { apiRoot, timeoutSeconds: patienceSeconds, fetch });
  // Both limits: without them it waits for hours. A request that had no answer is never repeated here.
  api.config.use(
    autoRetry({
      maxRetryAttempts: 1,
      maxDelaySeconds: MAX_WAIT_SECONDS,
      rethrowInternalServerErrors: true,
      rethrowHttpErrors: true,
    }),
  );
  return api;
}

type Call = { method: string; headers: Record<string, string>; body: string; signal: AbortSignal };
type Answer = { json(): Promise<unknown> };

const AGENTS = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** Not even handed to the network: it may be sent later. Its message is what the network said. */
class NotSent extends Error {}

/** Node's own client rather than its fetch: a fifth of the work, and it tells whether a request went out. */
async function call(url: string | URL, { method, headers, body, signal }: Call): Promise<Answer> {
  const [request, agent] = String(url).startsWith('https:')
    ? [https.request, AGENTS.https]
    : [http.request, AGENTS.http];
  const sent = request(url, { method, headers, agent });
  const connecting = setTimeout(() => sent.destroy(timedOut()), CONNECT_MS);
  let wasSent = false;
  sent.once('finish', () => {
    wasSent = true;
    clearTimeout(connecting);
  });
  signal.addEventListener('abort', () => sent.destroy(), { once: true });
  // A connection lost while the answer is read is an error of the request as well, when nobody listens any more.
  sent.on('error', () => undefined);
  sent.end(body);
  try {
    const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
    const answer = await text(response);
    return { json: async () => readAnswer(response, answer) };
  } catch (error) {
    clearTimeout(connecting);
    throw wasSent ? error : new NotSent(codeOf(error) ?? 'không rõ lý do');
  }
}

function timedOut(): Error {
  return Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' });
}

/** Whatever a proxy refuses, in words of its own, it says nothing about the person or the message. */
function readAnswer({ statusCode = 0, headers }: http.IncomingMessage, answer: string): unknown {
  if (headers['content-type']?.includes('json')) return JSON.parse(answer);
  return { ok: false, error_code: 502, description: `HTTP ${statusCode} without JSON` };
}

/** By https://core.telegram.org/bots/api#making-requests. Keeps neither address nor payload, which hold token and text. */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof GrammyError) return fromAnswer(error);
  const cause = error instanceof HttpError ? error.error : null;
  if (cause instanceof NotSent) return new SendError('later', `không nối được (${cause.message})`);
  return new SendError('unknown', `không rõ đã đến chưa (${codeOf(cause) ?? 'không có trả lời'})`);
}

function fromAnswer({ error_code: code, description, parameters, method }: GrammyError): SendError {
  const message = `${method}: ${code} ${description}`;
  if (code === 429) return new SendError('later', message, (parameters.retry_after ?? 0) * 1000 || null);
  if (code >= 500) return new SendError('later', message);
  if (code === 403 || (code === 400 && /chat not found/i.test(description)))
    return new SendError('gone', message);
  // 404: the token is malformed. 409: somebody else polls.
  if (code === 401 || code === 404 || code === 409) return new SendError('stop', message);
  return new SendError('never', message);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : null;
}
