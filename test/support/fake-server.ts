/** What the fakes of platforms share: an HTTP server on a free port, and the ways in which it can misbehave. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an answer goes wrong. Only `html` and `answer` leave the request undone: the others do it first. */
export type Fault =
  | { kind: 'html'; status: number; headers?: Record<string, string> }
  /** This JSON instead of doing anything. */
  | { kind: 'answer'; status: number; body: unknown; headers?: Record<string, string> }
  /** Does it, and never answers. */
  | { kind: 'silence' }
  /** Does it, and cuts the connection. */
  | { kind: 'reset' }
  /** Does it, and answers half of its JSON. */
  | { kind: 'malformed' }
  | { kind: 'slow'; ms: number };

export type FakeRequest = {
  method: string;
  /** Decoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** Aborted when the client hangs up. */
  gone: AbortSignal;
};
/** `body`: bytes are sent as they are, a string as HTML, everything else as JSON. */
export type FakeAnswer = { status?: number; headers?: Record<string, string>; body?: unknown };

export type FakeServer = {
  origin: string;
  /** The next `times` requests whose path holds `path` go wrong so. */
  fail(path: string, fault: Fault, times?: number): void;
  /** No more faults. */
  heal(): void;
  stop(): Promise<void>;
};

/** Serves `handle` at 127.0.0.1. What it throws is answered with 500. */
export async function serveFake(
  handle: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeServer> {
  let faults: { path: string; fault: Fault; times: number }[] = [];
  const faultFor = (path: string) => {
    const found = faults.find((each) => each.times > 0 && path.includes(each.path));
    if (found) found.times -= 1;
    return found?.fault;
  };

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const asked = await read(request, response);
    const fault = faultFor(asked.path);
    if (fault?.kind === 'html') return write(response, { ...fault, body: HTML });
    if (fault?.kind === 'answer') return write(response, fault);
    const done = await handle(asked);
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'reset') return void request.socket.destroy();
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'malformed') return cut(response, done);
    write(response, done);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) write(response, { status: 500, body: String(error) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (path, fault, times = 1) => faults.push({ path, fault, times }),
    heal: () => {
      faults = [];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const HTML = '<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><h1>nginx</h1></body></html>';

async function read(request: IncomingMessage, response: ServerResponse): Promise<FakeRequest> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const url = new URL(request.url ?? '/', 'http://fake');
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(parts),
    gone: gone.signal,
  };
}

function write(response: ServerResponse, { status = 200, headers = {}, body = '' }: FakeAnswer) {
  if (response.destroyed) return;
  const type = Buffer.isBuffer(body)
    ? 'image/jpeg'
    : typeof body === 'string'
      ? 'text/html; charset=utf-8'
      : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body));
}

function cut(response: ServerResponse, { status = 200, body }: FakeAnswer) {
  const whole = JSON.stringify(body ?? {});
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(whole.slice(0, Math.floor(whole.length / 2)));
}
