import type { Home } from '../conversation/home.js';
import type { Reply } from '../conversation/message.js';

/** Why a message waits: no line, too many messages, or a server that does not answer. */
export type Trouble = 'offline' | 'busy' | 'down';

/** What became of a message. `later`: the line, the server or its limits; the message is to be sent again. */
export type SendResult =
  | { kind: 'answered'; conversation: string; replies: Reply[] }
  | { kind: 'refused'; problem: string | null }
  | { kind: 'later'; why: Trouble; retryAfterMs: number | null };

/** The server the web chat came from. */
export type Server = {
  chat(message: {
    conversation: string | null;
    text: string;
    region: 'north' | 'south' | null;
  }): Promise<SendResult>;
  /** What to say before anybody has asked; null = it cannot be had. */
  home(): Promise<Home | null>;
  /** Says whether an answer helped; false = not recorded. */
  rate(rating: { code: string; useful: boolean }): Promise<boolean>;
  /** Tells the officer that a card is wrong; false = not recorded. */
  report(wrong: {
    code: string;
    publication: number;
    conversation: string | null;
    note: string | null;
  }): Promise<boolean>;
};

/** A slow line takes its time; beyond this nothing will come. */
const TIMEOUT_MS = 20_000;

/** The API below an address, usually the folder this script was loaded from. */
export function connect(base: URL, isOnline: () => boolean): Server {
  const send = async <T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      return await read(
        await fetch(new URL(path, base), { ...init, credentials: 'omit', signal: abort.signal }),
      );
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  const post = <T>(path: string, body: object, read: (response: Response) => Promise<T>) => {
    const text = JSON.stringify(body, (_, value) => value ?? undefined);
    return send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text }, read);
  };
  const record = async (path: string, body: object) =>
    (await post(path, body, async ({ ok }) => ok)) ?? false;
  return {
    chat: async (message) =>
      (await post('api/chat', message, readDelivery)) ?? {
        kind: 'later',
        why: isOnline() ? 'down' : 'offline',
        retryAfterMs: null,
      },
    home: () =>
      send('api/home', {}, async (response) => (response.ok ? ((await response.json()) as Home) : null)),
    rate: (rating) => record('api/feedback', rating),
    report: (wrong) => record('api/reports', wrong),
  };
}

/** Throws when the body is not what our server writes, e.g. the log-in page of a public network. */
async function readDelivery(response: Response): Promise<SendResult> {
  const { status } = response;
  if (status === 429 || status === 408 || status >= 500) {
    const seconds = Number(response.headers.get('Retry-After'));
    const why = status === 429 ? 'busy' : 'down';
    return { kind: 'later', why, retryAfterMs: seconds > 0 ? seconds * 1000 : null };
  }
  const body = (await response.json()) as {
    conversation?: unknown;
    replies?: unknown;
    error?: { message?: string };
  } | null;
  if (!response.ok) return { kind: 'refused', problem: body?.error?.message ?? null };
  const { conversation, replies } = body ?? {};
  if (typeof conversation !== 'string' || !Array.isArray(replies)) throw new Error('not an answer');
  return { kind: 'answered', conversation, replies };
}
