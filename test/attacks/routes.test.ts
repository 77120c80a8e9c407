/** Every field of every route, as the interface describes itself: whatever stands in it, the fault is the sender's. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { DEFAULT_CHAT_LIMITS } from '../../src/http/limits.js';
import { createKey } from '../../src/staff/store.js';
import { FAMILIES } from '../support/families.js';
import { memoryIo } from '../support/io.js';
import { slowness } from '../support/pace.js';
import { exchanged, NASTY, type Route, routesOf } from '../support/routes.js';
import { openTestServices } from '../support/services.js';

const services = await openTestServices();
const app = await createApp(services, {
  limits: { ...DEFAULT_CHAT_LIMITS, messagesPerMinutePerAddress: 1e9 },
});
const routes = routesOf(await (await app.request('/api/docs/openapi.json')).json());
let key: string;
beforeAll(async () => {
  const wanted = { unit: 'H21.17', role: 'system', perMinute: 1_000_000, createdBy: 'lan' } as const;
  key = (await createKey(services.database.client, wanted, new Date())).secret;
});

type Sent = {
  query?: Record<string, string>;
  path?: string;
  body?: string;
  headers?: Record<string, string>;
};

async function send(route: Route, { query, path, body, headers }: Sent = {}) {
  const search = new URLSearchParams(query ?? {}).toString();
  return app.request(`${path ?? route.path}${search && `?${search}`}`, {
    method: route.method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** Refused with a sentence, or done; never a fault. */
async function expectCalm(response: Response, sent: unknown) {
  const text = await response.text();
  expect([sent, response.status < 500 ? '' : `${response.status} ${text}`]).toEqual([sent, '']);
  if (response.status >= 400) expect(JSON.parse(text).error.message).toMatch(/\S/);
}

it('the routes are those there are', () => {
  expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining(['POST /api/chat', 'POST /api/reports', 'PUT /api/dossiers/H21.17-261120-0012']),
  );
});

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  it('takes its own example', async () => {
    const body = route.body === null ? {} : { body: JSON.stringify(route.body) };
    const response = await send(route, body);
    expect([await response.text(), response.status]).not.toEqual([expect.anything(), 400]);
  });

  it.runIf(route.body !== null)(
    'takes no nonsense in its body',
    async () => {
      for (const value of NASTY)
        for (const body of exchanged(route, value)) await expectCalm(await send(route, { body }), body);
    },
    120_000,
  );

  it.runIf(Object.keys(route.query).length > 0)('takes no nonsense in its query', async () => {
    for (const name of Object.keys(route.query))
      for (const value of NASTY.map((json) => String(JSON.parse(json))))
        await expectCalm(await send(route, { query: { [name]: value } }), [name, value]);
  });

  it('takes no nonsense in its path', async () => {
    const parts = route.path.split('/');
    for (const value of ['%00', '%ED%A0%80', '%', '..%2f', '__proto__', '9'.repeat(400), '%F0%9F%98%80', ' '])
      for (let i = 2; i < parts.length; i += 1) {
        const path = parts.map((part, j) => (i === j ? value : part)).join('/');
        const body = route.body === null ? {} : { body: JSON.stringify(route.body) };
        await expectCalm(await send(route, { path, ...body }), path);
      }
  });

  it('takes no nonsense in its headers', async () => {
    const body = route.body === null ? {} : { body: JSON.stringify(route.body) };
    for (const name of [
      'If-Match',
      'If-None-Match',
      'Idempotency-Key',
      'Accept-Language',
      'X-Forwarded-For',
      'Content-Type',
    ])
      for (const value of [
        '',
        '"9999999999999"',
        '*',
        'a,'.repeat(2000),
        '\u00ff',
        '__proto__',
        `x-${randomUUID()}`,
      ])
        await expectCalm(await send(route, { ...body, headers: { [name]: value } }), [name, value]);
  });
});

describe('a message of the chat, as long as it may be,', () => {
  const ask = async (text: string) =>
    send(routes.find(({ path }) => path === '/api/chat') as Route, { body: JSON.stringify({ text }) });

  it.each(FAMILIES)('of $name costs no more than 50 ms', async ({ fill }) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 20 && least >= 40; i += 1) {
      const before = process.cpuUsage();
      await expectCalm(await ask(fill(2000)), fill(2000));
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, (user + system) / 1000);
    }
    expect(least).toBeLessThan(least < 50 ? 50 : 50 * slowness());
  });
});

it('a question left for the desk may hold what no database takes', async () => {
  const ask = async (text: string, conversation?: string) => {
    const response = await app.request('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text, conversation }),
    });
    return (await response.json()) as { conversation: string; replies: { text: string }[] };
  };
  const { conversation } = await ask('để lại câu hỏi');
  await ask('đất của\0 tôi \ud800 thì sao', conversation);
  const { replies } = await ask('gửi', conversation);
  expect(replies[0]?.text).toMatch(/[A-Z\d]{4}-[A-Z\d]{4}/);
  const [question] = await services.database.client.deskQuestion.findMany();
  expect(question?.text).toBe('đất của  tôi   thì sao');
});

it.each([
  ['reports', 'close', '99999999999'],
  ['reports', 'close', '-- -1'],
  ['catalogue', 'history', '--limit', '2147483648'],
  ['inbox', 'retry', '9'.repeat(30)],
])('the command %s %s %s says what it takes', async (...args) => {
  const { io, written } = memoryIo();
  expect(
    await runProgram(
      args.flatMap((arg) => arg.split(' ')),
      io,
      async () => services,
    ),
  ).toBe(2);
  expect(written.err).toMatch(/số/);
});
