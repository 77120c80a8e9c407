/** Requests to Zalo's servers. axios' own errors carry tokens: none leaves this file. */
import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import { readJson } from './json.js';

/** `body`: what the JSON says; undefined = it is no JSON, e.g. a gateway's page. */
export type Answer = { status: number; body: unknown };

/** No whole answer came. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    /** True: the request had been sent, and may have been carried out. */
    readonly wasSent: boolean,
    code: string,
  ) {
    super(code);
  }
}

export type Ask = (request: {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** An object is sent as JSON. */
  body?: object | URLSearchParams;
}) => Promise<Answer>;

const TIMEOUT_MS = 8_000;
const MAX_ANSWER_BYTES = 1_000_000;

/** Connections are kept open from one request to the next. Throws `NoAnswer`. */
export function createAsk(timeoutMs = TIMEOUT_MS): Ask {
  const client = axios.create({
    httpAgent: new http.Agent({ keepAlive: true }),
    httpsAgent: new https.Agent({ keepAlive: true }),
    responseType: 'text',
    transformResponse: (text: string) => text,
    validateStatus: () => true,
    maxContentLength: MAX_ANSWER_BYTES,
  });
  return async ({ method, url, headers, body }) => {
    let wasSent = false;
    const transport = watched(() => {
      wasSent = true;
    });
    try {
      const answer = await client.request({
        method,
        url,
        headers,
        ...(body ? { data: body } : {}),
        transport,
        // Not axios' `timeout`, which does not count the time of connecting.
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: answer.status, body: readJson(String(answer.data)) };
    } catch (error) {
      throw new NoAnswer(wasSent, axios.isAxiosError(error) ? (error.code ?? 'network') : 'network');
    }
  };
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
