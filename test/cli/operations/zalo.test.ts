import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createServices } from '../../../src/app.js';
import { addCounts } from '../../../src/channels/count-store.js';
import { runProgram } from '../../../src/cli/program.js';
import { parseConfig } from '../../../src/config/index.js';
import { openTestDatabase } from '../../support/database.js';
import { startFakeZaloOa } from '../../support/fake-zalo-oa.js';
import { challengeOf } from '../../support/fake-zalo-oauth.js';
import { memoryIo } from '../../support/io.js';
import { silentLog } from '../../support/records.js';

const database = await openTestDatabase();
const secret = randomBytes(32);

beforeEach(async () => {
  await database.client.platformGrant.deleteMany();
});

/** A server's services beside a fake of Zalo, and the command line. */
async function start(env: Record<string, string> = {}) {
  const fake = await startFakeZaloOa({ redirectUri: 'https://motcua.example.vn/' });
  const config = parseConfig({
    ZALO_OA_APP_ID: fake.ids.appId,
    ZALO_OA_APP_SECRET: fake.ids.appSecret,
    ZALO_OA_SECRET_KEY: fake.ids.secretKey,
    ZALO_OPENAPI_URL: fake.url('openapi'),
    ZALO_OAUTH_URL: fake.url('oauth'),
    ...env,
  });
  const services = createServices(config, { database, secret }, silentLog);
  onTestFinished(() => fake.stop());
  const run = async (line: string[], given: Parameters<typeof memoryIo>[0] = {}) => {
    const { io, written } = memoryIo(given);
    const code = await runProgram(['zalo', ...line], io, async () => services);
    return { code, ...written };
  };
  return { fake, services, run };
}

/** The administrator's browser: opens the link, consents, and is sent back. */
async function consent(link: string): Promise<string> {
  const response = await fetch(link.trim(), { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}
const redirect = ['--redirect', 'https://motcua.example.vn/'];
const verifier = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

describe('motcua zalo login', () => {
  it('gives a link, takes the address the browser was sent back to, and names the account', async () => {
    const { run, services } = await start();
    const first = await run(['login', ...redirect]);
    expect(first.code).toBe(0);
    const made = /--verifier (\S{43})\n/.exec(first.err)?.[1] ?? '';
    expect(new URL(first.out.trim()).searchParams.get('code_challenge')).toBe(challengeOf(made));
    const callback = await consent(first.out);
    const second = await run(['login', '--code', callback, '--verifier', made]);
    expect([second.code, second.out]).toEqual([
      0,
      expect.stringContaining('đã nối với "Bộ phận một cửa (thử)"'),
    ]);
    const stored = JSON.stringify(await services.database.client.platformGrant.findMany());
    expect(stored).not.toContain('at-');
    const again = await run(['login', '--code', callback, '--verifier', made]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('chạy lại motcua zalo login')]);
  });

  it('waits for the address where somebody sits at a terminal', async () => {
    const { run, fake } = await start();
    const code = fake.tokens.consent(challengeOf(verifier));
    const line = ['login', ...redirect, '--verifier', verifier];
    const { out } = await run(line, { interactive: true, stdin: `${code}\n` });
    expect(out).toContain('đã nối với');
  });

  it('does without PKCE where the application has none', async () => {
    const { run } = await start();
    const { out } = await run(['login', ...redirect, '--no-pkce']);
    expect(out).not.toContain('code_challenge');
    expect((await run(['login', '--no-pkce', '--code', await consent(out)])).code).toBe(0);
  });

  it('stores a pair from the API Explorer', async () => {
    const { run, fake } = await start();
    const { access, refresh } = fake.tokens.issue();
    const { code, out } = await run(['login', '--access-token', access, '--refresh-token', refresh]);
    expect([code, out]).toEqual([0, expect.stringContaining('đã nối với')]);
  });

  it('refuses the consent of another account than the one set', async () => {
    const { run, fake } = await start({ ZALO_OA_ID: '3000000000000000009' });
    const code = fake.tokens.consent();
    const callback = `https://motcua.example.vn/?code=${code}&oa_id=${fake.ids.oaId}`;
    const { err, code: exit } = await run(['login', '--no-pkce', '--code', callback]);
    expect([exit, err]).toEqual([1, expect.stringContaining('chọn đúng OA')]);
  });

  it('says what is missing', async () => {
    const { run } = await start();
    for (const line of [['--access-token', 'a'], ['--code', 'x'], ['--verifier', 'short'], []])
      expect((await run(['login', ...line])).code).toBe(2);
    const off = await start({ ZALO_OA_APP_ID: '', ZALO_OA_APP_SECRET: '', ZALO_OA_SECRET_KEY: '' });
    const { code, err } = await off.run(['login']);
    expect([code, err]).toEqual([1, expect.stringContaining('ZALO_OA_APP_ID')]);
  });
});

describe('motcua zalo status', () => {
  it('tells of the account, the quota, the webhook and what waits', async () => {
    const { run, fake, services } = await start();
    const { access, refresh } = fake.tokens.issue();
    await run(['login', '--access-token', access, '--refresh-token', refresh]);
    const count = (name: string, n: number) => ({ channel: 'zalo-oa', name, count: n });
    await addCounts(
      services.database.client,
      [count('signature by app id', 12), count('wrong signature', 1)],
      new Date(),
    );
    const { out } = await run(['status']);
    expect(out).toContain('đã nối với');
    expect(out).toContain('Hạn mức cs sub_quota: còn 500/500.');
    expect(out).toMatch(
      /gần nhất \d{4}-\d\d-\d\d \d\d:\d\d; ký bằng app id 12, ký bằng OA id 0, sai chữ ký 1\./,
    );
    expect(out).toContain('đang chờ 0, để riêng vì lỗi 0');
  });

  it('tells why nothing can be sent', async () => {
    const { run } = await start();
    expect((await run(['status'])).out).toContain('Chạy: npx motcua zalo login');
  });

  it('tells how much of the Zalo Bot plan is used', async () => {
    const { run } = await start({ ZALO_BOT_TOKEN: '1:x' });
    expect((await run(['status'])).out).toContain('Zalo Bot: Gói Basic: 0/50');
  });
});
