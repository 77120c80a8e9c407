/** Requests to Zalo's servers. axios' own errors carry tokens: none leaves this file. */
import { codeOf, createZaloHttp, TIMEOUT_MS, watched } from '../zalo-http.js';
import { readJson } from './json.js';

/** `body`: what the JSON says; undefined = it is no JSON, e.g. a gateway's page. */
export type ZaloAnswer = { status: number; body: unknown };

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

/** One request to Zalo. Throws `SendError` where there is no answer. */
export type Ask = (request: {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** An object is sent as JSON. */
  body?: object | URLSearchParams;
}) => Promise<ZaloAnswer>;

/** Connections are kept open from one request to the next. Throws `NoAnswer`. */
export function createAsk(timeoutMs = TIMEOUT_MS): Ask {
  const client = createZaloHttp();
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
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: answer.status, body: readJson(String(answer.data)) };
    } catch (error) {
      throw new NoAnswer(wasSent, codeOf(error));
    }
  };
}
