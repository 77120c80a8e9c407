/**
 * Calls of the Zalo Bot Platform: https://docs.zaloplatforms.com/docs/BOT. The token is part of every address, and
 * axios' errors carry addresses: none leaves this file.
 */
import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import { z } from 'zod';
import type { ZaloBotConfig } from '../../channel-config.js';

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

export type BotMethod = 'getMe' | 'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'sendMessage';

/** Gives the `result`. Throws `BotError`; `signal` gives up early. */
export type Call = (
  method: BotMethod,
  body: Record<string, string>,
  options?: { timeoutMs?: number; signal?: AbortSignal },
) => Promise<unknown>;

const TIMEOUT_MS = 8_000;
const MAX_ANSWER_BYTES = 1_000_000;

const envelope = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), error_code: z.coerce.number().optional() }),
]);

/** Connections are kept open from one call to the next. */
export function createCall({ apiUrl, token }: ZaloBotConfig): Call {
  const client = axios.create({
    httpAgent: new http.Agent({ keepAlive: true }),
    httpsAgent: new https.Agent({ keepAlive: true }),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    responseType: 'text',
    transformResponse: (text: string) => text,
    validateStatus: () => true,
    maxContentLength: MAX_ANSWER_BYTES,
  });

  return async (method, body, { timeoutMs = TIMEOUT_MS, signal } = {}) => {
    let wasSent = false;
    const transport = watched(() => {
      wasSent = true;
    });
    // Not axios' `timeout`, which does not count the time of connecting.
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await client
      .post(`${apiUrl}/bot${token}/${method}`, body, {
        transport,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
      .catch((error: unknown) => {
        const why = axios.isAxiosError(error) ? (error.code ?? 'network') : 'network';
        throw new BotError(null, `${method}: ${why}`, wasSent);
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

/** Tells when a request is wholly handed to the network: only then may it have been carried out. */
function watched(onSent: () => void) {
  return {
    request(options: https.RequestOptions, handle: (response: http.IncomingMessage) => void) {
      const request = (options.protocol === 'https:' ? https : http).request(options, handle);
      return request.once('finish', onSent);
    },
  };
}
