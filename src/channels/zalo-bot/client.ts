/**
 * Calls of the Zalo Bot Platform: https://docs.zaloplatforms.com/docs/BOT. The token is part of every address, and
 * axios' errors carry addresses: none leaves this file.
 */
import { z } from 'zod';
import type { ZaloBotConfig } from '../../config/channels.js';
import { codeOf, createZaloHttp, TIMEOUT_MS, watched } from '../zalo-http.js';

/** A call that brought no result. */
export class BotError extends Error {
  override readonly name = 'BotError';
  constructor(
    /** The platform's `error_code`, else the HTTP status; null = no whole answer came. */
    readonly code: number | null,
    message: string,
    /** Only without a code. True: it had been sent, and may have been carried out. */
    readonly wasSent = false,
  ) {
    super(message);
  }
}

type BotMethod = 'getMe' | 'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'sendMessage';

/** Gives the `result`. Throws `BotError`; `signal` gives up early. */
export type Call = (
  method: BotMethod,
  body: Record<string, string>,
  options?: { timeoutMs?: number; signal?: AbortSignal },
) => Promise<unknown>;

const envelope = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), error_code: z.coerce.number().optional() }),
]);

/** Connections are kept open from one call to the next. */
export function createCall({ apiUrl, token }: ZaloBotConfig): Call {
  const client = createZaloHttp();
  const headers = { 'content-type': 'application/json; charset=utf-8' };

  return async (method, body, { timeoutMs = TIMEOUT_MS, signal } = {}) => {
    let wasSent = false;
    const transport = watched(() => {
      wasSent = true;
    });
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await client
      .post(`${apiUrl}/bot${token}/${method}`, body, {
        headers,
        transport,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      .catch((error: unknown) => {
        throw new BotError(null, `${method}: ${codeOf(error)}`, wasSent);
      });
    return resultOf(method, answer.status, String(answer.data));
  };
}

/** The platform does not say with which HTTP status it refuses: `ok` and the status both count. */
function resultOf(method: BotMethod, status: number, text: string): unknown {
  const read = envelope.safeParse(json(text)).data;
  if (read?.ok === false) throw new BotError(read.error_code ?? status, `${method}: ${read.error_code}`);
  if (status >= 300) throw new BotError(status, `${method}: http ${status}`);
  if (!read) throw new BotError(null, `${method}: no JSON`, true);
  return read.result;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
