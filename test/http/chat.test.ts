import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { putDossier } from '../../src/dossiers/change/update.js';
import { DEFAULT_CHAT_LIMITS } from '../../src/http/limits.js';
import { CODE, filed, system } from '../dossiers/fixture.js';
import { openTestServices } from '../support/services.js';

type App = Awaited<ReturnType<typeof createApp>>;
type Body = {
  conversation: string;
  replies: { text: string; choices?: { label: string; send: string }[]; procedure?: { code: string } }[];
  error: { code: string; message: string };
};

type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
};

/** Where a value is not what a schema says, by path: a field it does not know or lacks, or one of another type. */
function strangeIn(value: unknown, schema: Schema, all: Record<string, Schema>, path = ''): string[] {
  const { $ref, allOf, anyOf = schema.oneOf } = schema;
  if ($ref) return strangeIn(value, all[$ref.split('/').at(-1) ?? ''] ?? {}, all, path);
  if (allOf?.[0]) return strangeIn(value, allOf[0], all, path);
  if (anyOf)
    return anyOf.some((one) => strangeIn(value, one, all).length === 0) ? [] : [`${path} fits nothing`];
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const types = [schema.type].flat().map((one) => (one === 'integer' ? 'number' : one));
  if (!types.includes(type)) return [`${path} is ${type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${value}`];
  if (Array.isArray(value))
    return value.flatMap((item, index) => strangeIn(item, schema.items ?? {}, all, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${path}/${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const described = schema.properties?.[name];
      return described ? strangeIn(inner, described, all, `${path}/${name}`) : [`${path}/${name} is unknown`];
    }),
  ];
}

describe('POST /api/chat', () => {
  let services: Services;
  let app: App;
  beforeAll(async () => {
    services = await openTestServices({ TRUST_PROXY: '1' });
    app = await createApp(services);
  });

  async function post(body: unknown, headers: Record<string, string> = {}, target: App = app) {
    const response = await target.request('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  it('answers a question, and a follow-up in the conversation it issued', async () => {
    const first = await post({ text: 'thủ tục 1.001193' });
    expect(first.status).toBe(200);
    expect(first.body.conversation).toMatch(/^[\w-]{22}$/);
    expect(first.body.replies[0]?.procedure?.code).toBe('1.001193');
    const { conversation } = first.body;
    const second = await post({ conversation, text: 'bao nhiêu tiền' });
    expect(second.body.conversation).toBe(conversation);
    expect(second.body.replies[0]?.procedure?.code).toBe('1.001193');
  });

  it('returns what the description says, to the last field', async () => {
    const described = await app.request('/api/docs/openapi.json');
    const { components } = (await described.json()) as { components: { schemas: Record<string, Schema> } };
    const { schemas } = components;
    const whole = schemas.Reply ?? {};
    const { body } = await post({ text: 'thủ tục 1.001193' });
    const asked = await post({ text: 'hồ sơ bị trả lại' });
    const forgotten = await post({ text: 'quên hồ sơ này' });
    const theirs = await post({ text: 'H21.17-261120-0012' });
    const greeted = await post({ text: 'xin chào' });
    await putDossier(services.dossiers, { code: CODE, dossier: filed }, { actor: system, now: new Date() });
    const opened = await post({ text: `${CODE} 5678` });
    const replies = [greeted, { body }, asked, forgotten, theirs, opened].flatMap((one) => one.body.replies);
    expect(replies.flatMap((reply) => strangeIn(reply, whole, schemas))).toEqual([]);
    const fields = new Set(replies.flatMap((reply) => Object.keys(reply)));
    expect([...fields].sort()).toEqual(Object.keys(whole.properties ?? {}).sort());
  });

  it('never opens a conversation under an id somebody else chose', async () => {
    const chosen = 'A'.repeat(22);
    const { body } = await post({ conversation: chosen, text: 'thủ tục 1.001193' });
    expect(body.conversation).not.toBe(chosen);
    const again = await post({ conversation: chosen, text: 'bao nhiêu tiền' });
    expect(again.body.replies[0]?.procedure).toBeUndefined();
  });

  it.each([
    ['an empty message', { text: '  ' }, 400, 'empty_text'],
    ['a very long one', { text: 'a'.repeat(2001) }, 400, 'text_too_long'],
    ['no text', {}, 400, 'invalid_body'],
    ['an id that is none', { conversation: '../etc', text: 'x' }, 400, 'invalid_body'],
    ['broken JSON', '{"text":', 400, 'invalid_body'],
    ['a list', '[]', 400, 'invalid_body'],
    ['a body beyond the limit', { text: 'a'.repeat(20_000) }, 413, 'body_too_large'],
  ])('refuses %s with one shape of error', async (_, sent, status, code) => {
    const answer = await post(sent);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message).toMatch(/\S/);
  });

  it('limits an address, not its neighbours, and says when to try again', async () => {
    const limited = await createApp(services, {
      limits: { ...DEFAULT_CHAT_LIMITS, messagesPerMinutePerAddress: 2 },
    });
    const from = (address: string) => post({ text: 'xin chào' }, { 'X-Forwarded-For': address }, limited);
    expect([(await from('1.1.1.1')).status, (await from('1.1.1.1')).status]).toEqual([200, 200]);
    const refused = await from('1.1.1.1');
    expect([refused.status, refused.body.error.code]).toEqual([429, 'too_many_requests']);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await from('2.2.2.2')).status).toBe(200);
    // What stands left of the trusted proxy's entry the visitor wrote himself.
    expect((await from('9.9.9.9, 1.1.1.1')).status).toBe(429);
  });

  it('survives hostile text', async () => {
    const texts = [
      "'; DROP TABLE units; --",
      '<script>alert(1)</script>',
      '\u202e\u0000\uFFFD',
      '💥'.repeat(500),
    ];
    for (const text of texts) expect((await post({ text })).status).toBe(200);
  });
});

describe('the pages', () => {
  let app: App;
  beforeAll(async () => {
    app = await createApp(await openTestServices());
  });

  it('describe the API for people and for programs', async () => {
    expect(await (await app.request('/api/docs')).text()).toMatch(/POST \/api\/chat/);
    const document = (await (await app.request('/api/docs/openapi.json')).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/api/chat');
  });

  it('answer an unknown path with the one shape of error', async () => {
    const response = await app.request('/nowhere');
    expect([response.status, ((await response.json()) as Body).error.code]).toEqual([404, 'not_found']);
  });
});
