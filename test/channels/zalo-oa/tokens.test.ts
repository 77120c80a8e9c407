import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findGrant } from '../../../src/channels/zalo-oa/grant-store.js';
import type { ZaloOaConfig } from '../../../src/config/channels.js';
import { openTestDatabase } from '../../support/database.js';
import { type FakeZaloOa, startFakeZaloOa } from '../../support/fake-zalo-oa.js';
import { configFor, process } from './support.js';

const { client: db } = await openTestDatabase();
const id = 'zalo-oa:1000000000000000001';
const HOUR = 3_600_000;

let at = 0;
const now = () => new Date(at);
const tick = (ms: number) => {
  at += ms;
};

beforeEach(async () => {
  at = Date.parse('2026-11-22T01:00:00Z');
  await db.platformGrant.deleteMany();
});

async function start(options: Parameters<typeof startFakeZaloOa>[0] = {}) {
  const fake = await startFakeZaloOa({ now, echo: false, ...options });
  onTestFinished(() => fake.stop());
  return { fake, config: configFor(fake) };
}

const open = (config: ZaloOaConfig, patience: Parameters<typeof process>[2] = {}) => {
  const own = process(db, now, patience);
  return { ...own, ...own.parts(config) };
};
/** The claim of a process that died so long ago. */
const claimedAgo = (seconds: number) =>
  db.$executeRaw`UPDATE platform_grants SET failure = 'renewing', failed_at = now() - ${seconds} * interval '1 second'`;
const oauthCalls = (fake: FakeZaloOa) => fake.calls.filter((path) => path.includes('access_token')).length;

describe('the pair of tokens', () => {
  it('begins with the one from the settings, stored sealed', async () => {
    const { fake, config } = await start();
    const { tokens } = open(config);
    expect(await tokens.access()).toBe(fake.tokens.current?.access);
    const stored = await findGrant(db, id);
    expect(stored?.sealed).not.toContain(fake.tokens.current?.access);
    expect(stored?.expiresAt).toEqual(new Date(at + 25 * HOUR));
  });

  it('is the stored one as soon as there is one, whatever the settings say', async () => {
    const { config } = await start();
    await open(config).tokens.logIn({ access: 'at-login', refresh: 'rt-login' }, 90_000);
    expect(await open(config).tokens.access()).toBe('at-login');
  });

  it('is asked of an operator where there is none, or it was sealed with another key', async () => {
    const { config } = await start();
    const { tokens } = open({ ...config, firstTokens: null });
    await expect(tokens.access()).rejects.toMatchObject({
      remedy: 'stop',
      message: expect.stringContaining('motcua zalo login'),
    });
    await tokens.logIn({ access: 'a', refresh: 'r' }, 90_000);
    await db.platformGrant.updateMany({ data: { sealed: 'AAAA' } });
    await expect(tokens.access()).rejects.toMatchObject({ remedy: 'stop' });
  });

  it('is renewed after 20 hours, not before, and stored before it is used', async () => {
    const { fake, config } = await start();
    const { tokens } = open(config);
    const first = await tokens.access();
    tick(20 * HOUR - 1000);
    await tokens.check();
    expect(fake.tokens.refreshes).toBe(0);
    tick(1000);
    await tokens.check();
    expect(fake.tokens.refreshes).toBe(1);
    expect(await tokens.access()).toBe(fake.tokens.current?.access);
    expect(await tokens.access()).not.toBe(first);
  });

  it('is renewed once however many need it, in one process and in several', async () => {
    const { fake, config } = await start();
    const processes = [open(config), open(config), open(config)];
    const refused = (await processes[0]?.tokens.access()) ?? '';
    const all = processes.flatMap(({ tokens }) => [1, 2, 3].map(() => tokens.accessAfter(refused)));
    const brought = new Set(await Promise.all(all));
    expect([...brought]).toEqual([fake.tokens.current?.access]);
    expect(oauthCalls(fake)).toBe(1);
  });

  it('is taken from the database where another process has renewed it', async () => {
    const { fake, config } = await start();
    const [one, other] = [open(config), open(config)];
    const refused = await one.tokens.access();
    await one.tokens.accessAfter(refused);
    expect(await other.tokens.accessAfter(refused)).toBe(fake.tokens.current?.access);
    expect(oauthCalls(fake)).toBe(1);
  });

  it('is not renewed again when Zalo refuses the one that just came', async () => {
    const { fake, config } = await start();
    const { tokens } = open(config);
    const renewed = await tokens.accessAfter(await tokens.access());
    await expect(tokens.accessAfter(renewed)).rejects.toMatchObject({ remedy: 'stop' });
    expect(oauthCalls(fake)).toBe(1);
  });
});

describe('a renewal that fails', () => {
  it('is not tried again once the refresh token is spent, until somebody logs in', async () => {
    const { fake, config } = await start();
    const { tokens, logged, counted } = open(config);
    const refused = await tokens.access();
    fake.tokens.issue();
    for (let i = 0; i < 5; i += 1) {
      await expect(tokens.accessAfter(refused)).rejects.toMatchObject({
        remedy: 'stop',
        message: expect.stringContaining('npx motcua zalo login'),
      });
    }
    expect(oauthCalls(fake)).toBe(1);
    expect(counted('token alert')).toBe(1);
    expect(logged()).toContain('"code":"zalo-oa-tokens"');
    expect(await tokens.standing()).toMatchObject({ failure: expect.stringContaining('-14014') });
    const login = fake.tokens.issue();
    await tokens.logIn(login, 90_000);
    expect(await tokens.accessAfter(refused)).toBe(login.access);
  });

  it('says nothing of tokens anywhere', async () => {
    const { fake, config } = await start();
    const { tokens, logged } = open(config);
    const { access, refresh } = fake.tokens.current ?? { access: '', refresh: '' };
    await tokens.access();
    fake.tokens.issue();
    const error = await tokens.accessAfter(access).catch(String);
    for (const secret of [access, refresh, config.appSecret]) {
      expect(logged() + error).not.toContain(secret);
    }
  });

  it('without an answer is tried once more with the same token, then given up', async () => {
    const { fake, config } = await start();
    const { tokens, counted } = open(config);
    const refused = await tokens.access();
    fake.fail('access_token', { kind: 'reset' }, 2);
    await expect(tokens.accessAfter(refused)).rejects.toMatchObject({ remedy: 'stop' });
    await expect(tokens.accessAfter(refused)).rejects.toMatchObject({ remedy: 'stop' });
    expect(oauthCalls(fake)).toBe(2);
    expect(counted('token alert')).toBe(1);
  });

  it('is tried again after a minute where Zalo was not reached', async () => {
    const { fake, config } = await start();
    const { tokens, counted } = open(config);
    const refused = await tokens.access();
    fake.fail('access_token', { kind: 'html', status: 502 });
    await expect(tokens.accessAfter(refused)).rejects.toMatchObject({ remedy: 'later' });
    await expect(tokens.accessAfter(refused)).rejects.toMatchObject({ remedy: 'later' });
    await db.$executeRaw`UPDATE platform_grants SET failed_at = failed_at - interval '1 minute'`;
    expect(await tokens.accessAfter(refused)).toBe(fake.tokens.current?.access);
    expect(counted('token alert')).toBe(0);
  });

  it('leaves the access token in use for as long as it lives', async () => {
    const { fake, config } = await start();
    const { tokens } = open(config);
    const first = await tokens.access();
    fake.fail('access_token', { kind: 'answer', status: 200, body: { error: -14014 } });
    tick(21 * HOUR);
    await expect(tokens.check()).rejects.toMatchObject({ remedy: 'stop' });
    expect(await tokens.access()).toBe(first);
    tick(5 * HOUR);
    await expect(tokens.access()).rejects.toMatchObject({ remedy: 'stop' });
  });

  it('of a process that died is taken over after 30 seconds, and said', async () => {
    const { fake, config } = await start();
    const { tokens, logged } = open(config);
    const refused = await tokens.access();
    await claimedAgo(29);
    const waiting = tokens.accessAfter(refused);
    await claimedAgo(31);
    expect(await waiting).toBe(fake.tokens.current?.access);
    expect(logged()).toContain('zalo-oa-renewal-broken-off');
  });

  it('in another process puts a message off, not aside', async () => {
    const { config } = await start();
    const { tokens } = open(config, { renewalMs: 500 });
    const refused = await tokens.access();
    await claimedAgo(0);
    await expect(tokens.accessAfter(refused)).rejects.toMatchObject({ remedy: 'later' });
  });
});

describe('the alarm', () => {
  it('is raised once a day for a refresh token of more than 60 days', async () => {
    const { config } = await start();
    const { tokens, counted, logged } = open(config);
    await tokens.logIn({ access: 'a', refresh: 'r' }, 90 * 86_400);
    tick(60 * 24 * HOUR + 1);
    await tokens.check();
    tick(HOUR);
    await tokens.check();
    expect(counted('token alert')).toBe(1);
    expect(logged()).toContain('older than 60 days');
    tick(24 * HOUR);
    await tokens.check().catch(() => undefined);
    expect(counted('token alert')).toBe(2);
  });

  it('is repeated every day after a failed renewal', async () => {
    const { fake, config } = await start();
    const { tokens, counted } = open(config);
    const refused = await tokens.access();
    fake.tokens.issue();
    await tokens.accessAfter(refused).catch(() => undefined);
    tick(23 * HOUR);
    await tokens.check();
    expect(counted('token alert')).toBe(1);
    tick(2 * HOUR);
    await tokens.check();
    expect(counted('token alert')).toBe(2);
  });
});
