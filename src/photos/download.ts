/**
 * Fetches a photo that a message names, from the platforms' own servers only: the address comes from outside, and
 * must not make this program fetch from the network it stands in (SSRF). The address may hold a bot's token and is
 * never logged.
 */
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.js';
import { MAX_PHOTO_BYTES } from './reader.js';

/** `host`: not allowed, or not at a public address; `type`: no picture. */
export type PhotoDownload =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; reason: 'host' | 'size' | 'time' | 'status' | 'type' | 'network' };

type Address = { address: string; family: number };
type Limits = {
  /**
   * `photo.example.vn`, or `*.zdn.vn` for all below `zdn.vn`: by https, at public addresses. An origin
   * (`http://127.0.0.1:8081`, a Bot API server of one's own) is trusted as it stands, wherever it lies.
   */
  allowedHosts: readonly string[];
  maxBytes?: number;
  /** For the whole: names, redirects, body. */
  timeoutMs?: number;
  /** Addresses of a host; tests hand in their own. */
  resolve?: (host: string) => Promise<Address[]>;
};

const MAX_REDIRECTS = 3;

class Refusal extends Error {
  constructor(readonly reason: Extract<PhotoDownload, { ok: false }>['reason']) {
    super(reason);
  }
}

/** Fetches one photo. Expected failures are values; never rejects. */
export async function downloadPhoto(url: string, limits: Limits): Promise<PhotoDownload> {
  const signal = AbortSignal.timeout(limits.timeoutMs ?? 10_000);
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Refusal('time')), { once: true });
  });
  try {
    return { ok: true, bytes: await Promise.race([follow(url, limits, signal), expired]) };
  } catch (error) {
    if (signal.aborted) return { ok: false, reason: 'time' };
    return { ok: false, reason: error instanceof Refusal ? error.reason : 'network' };
  }
}

async function follow(start: string, limits: Limits, signal: AbortSignal): Promise<Uint8Array> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await request(url, limits, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return readBody(response, limits.maxBytes ?? MAX_PHOTO_BYTES);
    response.destroy();
    if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) throw new Refusal('status');
    if (!URL.canParse(headers.location, url)) throw new Refusal('host');
    url = new URL(headers.location, url).href;
  }
  throw new Refusal('status');
}

/** Connects to the very address that was checked: a name resolved twice may answer differently. */
async function request(text: string, limits: Limits, signal: AbortSignal): Promise<http.IncomingMessage> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const trust = url && trustIn(url, limits.allowedHosts);
  if (!url || !trust) throw new Refusal('host');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await (limits.resolve ?? resolveAll)(host);
  signal.throwIfAborted();
  const [first] = addresses;
  if (!first) throw new Refusal('network');
  if (trust === 'public' && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new Refusal('host');
  }
  const checked: LookupFunction = (_host, options, done) => {
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  };
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    client
      .get(url, { agent: false, lookup: checked, signal, headers: { accept: 'image/*' } }, resolve)
      .on('error', reject);
  });
}

const resolveAll = (host: string) => lookup(host, { all: true });

/** How far an address is trusted: as an origin listed whole, as a host at public addresses, or not at all. */
function trustIn(url: URL, allowedHosts: readonly string[]): 'origin' | 'public' | null {
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  if (allowedHosts.includes(url.origin)) return 'origin';
  if (url.protocol !== 'https:' || url.port) return null;
  const allowed = allowedHosts.some((host) =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
  );
  return allowed ? 'public' : null;
}

async function readBody(response: http.IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const {
    'content-type': type = '',
    'content-length': length = '0',
    'content-encoding': coding,
  } = response.headers;
  try {
    if (coding || !/^(image\/|(application|binary)\/octet-stream)/i.test(type)) throw new Refusal('type');
    if (Number(length) > maxBytes) throw new Refusal('size');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new Refusal('size');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    response.destroy();
  }
}
