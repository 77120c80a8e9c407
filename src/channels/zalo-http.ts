/** What both of Zalo's services are asked with. axios' own errors carry tokens: none may leave the file that asks. */
import http from 'node:http';
import https from 'node:https';
import axios, { type AxiosInstance } from 'axios';

/** Not axios' `timeout`, which does not count the time of connecting: `AbortSignal.timeout` of so long. */
export const TIMEOUT_MS = 8_000;
const MAX_ANSWER_BYTES = 1_000_000;

/** Keeps connections open from one request to the next; gives every answer, whatever its status, as text. */
export function createZaloHttp(): AxiosInstance {
  return axios.create({
    httpAgent: new http.Agent({ keepAlive: true }),
    httpsAgent: new https.Agent({ keepAlive: true }),
    responseType: 'text',
    transformResponse: (text: string) => text,
    validateStatus: () => true,
    maxContentLength: MAX_ANSWER_BYTES,
  });
}

/** A transport that tells when a request is wholly handed to the network: only then may it have been carried out. */
export function watched(onSent: () => void) {
  return {
    request(options: https.RequestOptions, handle: (response: http.IncomingMessage) => void) {
      const request = (options.protocol === 'https:' ? https : http).request(options, handle);
      return request.once('finish', onSent);
    },
  };
}

/** Why no answer came, without what axios' error carries. */
export function codeOf(error: unknown): string {
  return axios.isAxiosError(error) ? (error.code ?? 'network') : 'network';
}
