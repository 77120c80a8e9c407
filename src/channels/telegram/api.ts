/** The Bot API as this channel calls it: short patience, and failures by what is to be done about them. */
import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions, GrammyError, HttpError } from 'grammy';
import type { TelegramConfig } from '../../channel-config.js';
import { SendError } from '../channel.js';

/** Longer waits are the inbox's: another person's message need not stand behind them. */
const MAX_WAIT_SECONDS = 3;
/** Node gives up connecting after 10 s: later than that, so that what was never sent is told from what had no answer. */
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

/** Node's own fetch, whose failures tell whether a request went out. A proxy's error page keeps its status. */
async function call(url: string | URL, { method, headers, body, signal }: Call): Promise<Response> {
  const abort = new AbortController();
  signal.addEventListener('abort', () => abort.abort(), { once: true });
  const response = await fetch(url, { method, headers, body, signal: abort.signal });
  if (response.ok || response.headers.get('content-type')?.includes('json')) return response;
  await response.body?.cancel();
  // Whatever a proxy refuses, it says nothing about the person or the message.
  return Response.json({ ok: false, error_code: 502, description: `HTTP ${response.status} without JSON` });
}

/** What no connection was made for, so that nothing was sent. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|CERT_.*|.*_CERT.*|ERR_TLS_.*)$/;

/** By https://core.telegram.org/bots/api#making-requests. Keeps neither address nor payload, which hold token and text. */
export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof GrammyError) return fromAnswer(error);
  const code = error instanceof HttpError ? codeOf(error.error) : null;
  if (code && NOT_SENT.test(code)) return new SendError('later', `không nối được (${code})`);
  return new SendError('unknown', `không rõ đã đến chưa (${code ?? 'không có trả lời'})`);
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

/** The innermost code: fetch wraps what the network said. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return codeOf(error.cause) ?? (typeof code === 'string' ? code : null);
}
