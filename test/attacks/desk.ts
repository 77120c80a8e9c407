/** The desk's interface and the web chat over one database, as somebody with a key, or without, calls them. */
import { createApp, type Services } from '../../src/app.js';
import type { NewKey } from '../../src/staff/store.js';
import { createKey } from '../../src/staff/store.js';
import { openTestServices } from '../support/services.js';

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
export type Json = any;
export type Answer = { status: number; text: string; body: Json };
export type Body = string | Uint8Array<ArrayBuffer> | object | undefined;

export type Desk = {
  services: Services;
  /** Makes a key and returns its secret. */
  makeKey(given?: Partial<NewKey>): Promise<string>;
  /** Texts and bytes go out as they are, the rest as JSON. */
  call(
    key: string | null,
    method: string,
    path: string,
    body?: Body,
    headers?: Record<string, string>,
  ): Promise<Answer>;
};

/** Opens them on an empty database that holds the starter catalogue. */
export async function openDesk(env: Record<string, string> = {}): Promise<Desk> {
  const services = await openTestServices(env);
  const app = await createApp(services);
  return {
    services,
    makeKey: async (given = {}) => {
      const key = {
        unit: 'H21.17',
        role: 'system',
        perMinute: 1_000_000,
        createdBy: 'lan',
        ...given,
      } as const;
      return (await createKey(services.database.client, key, new Date())).secret;
    },
    call: async (key, method, path, body, headers = {}) => {
      const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
      const response = await app.request(path, {
        method,
        headers: {
          ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
          'Content-Type': 'application/json',
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
    },
  };
}

/** A dossier as a desk files it, due in ten years. */
export const filed = (given: object = {}) => ({
  procedure: '1.001193',
  receivedAt: '2026-11-20T09:00:00+07:00',
  submission: 'direct',
  owner: { name: 'Nguyễn Văn An', phone: '0905 123 456', identity: '064123456789' },
  dueAt: '2036-12-31T17:00:00+07:00',
  ...given,
});

/** A step of the 20th at a time of day. */
export const step = (id: string, status: unknown, time: string, given: object = {}) => ({
  id,
  status,
  at: `2026-11-20T${time}:00+07:00`,
  ...given,
});
