import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeZaloOa, startFakeZaloOa } from './fake-zalo-oa.js';
import { challengeOf } from './fake-zalo-oauth.js';
import { zaloMac } from './fake-zalo-webhook.js';

const USER = '2000000000000000002';
const BUTTON = { title: 'Lệ phí', type: 'oa.query.show', payload: 'lệ phí thủ tục 1.001193' };

let fake: FakeZaloOa;
beforeEach(async () => {
  fake = await startFakeZaloOa();
});
afterEach(() => fake.stop());

async function call(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(fake.url('openapi').replace('/openapi', path), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      access_token: fake.tokens.current?.access ?? '',
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as Answer) };
}
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
type Answer = { error: number | string; data?: any };

const sendCs = (message: unknown, headers?: Record<string, string>) =>
  call('/openapi/v3.0/oa/message/cs', { recipient: { user_id: USER }, message }, headers);
const withButtons = (buttons: unknown[], text = 'Bạn cần gì?') =>
  sendCs({ text, attachment: { type: 'template', payload: { buttons } } });

async function token(form: Record<string, string>, secret = fake.ids.appSecret) {
  const response = await fetch(`${fake.url('oauth')}/v4/oa/access_token`, {
    method: 'POST',
    headers: { secret_key: secret },
    body: new URLSearchParams({ app_id: fake.ids.appId, ...form }),
  });
  const answer = (await response.json()) as { refresh_token?: string };
  return { status: response.status, ...answer };
}
const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token });

/** A webhook that answers `status` and remembers what came. */
async function listenForWebhooks(status: () => number) {
  const got: { body: string; headers: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    got.push({ body: Buffer.concat(parts).toString(), headers: request.headers });
    response.writeHead(status()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.settings.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    got,
    names: () => got.map(({ body }) => JSON.parse(body).event_name),
    close: () => server.close(),
  };
}

describe('who may call', () => {
  it('wants the token in its own header, alive', async () => {
    await fake.person(USER).follow();
    const { access, refresh: old } = fake.tokens.current ?? { access: '', refresh: '' };
    expect((await call('/openapi/v2.0/oa/getoa')).data.oaid).toBe(fake.ids.oaId);
    const bearer = { access_token: '', authorization: `Bearer ${access}` };
    expect((await call('/openapi/v2.0/oa/getoa', undefined, bearer)).error).toBe(-216);
    expect((await call('/openapi/v2.0/oa/getoa', undefined, { access_token: 'made-up' })).error).toBe(-216);
    expect((await call('/business/message/quota', undefined, { access_token: 'made-up' })).error).toBe(-124);
    await refresh(old);
    expect((await call('/openapi/v2.0/oa/getoa', undefined, { access_token: access })).error).toBe(-220);
  });

  it('lets tokens die by its clock', async () => {
    let at = new Date('2026-07-20T03:00:00Z');
    fake.settings.now = () => at;
    fake.settings.accessLifeSeconds = 60;
    fake.tokens.issue();
    expect((await call('/openapi/v2.0/oa/getoa')).error).toBe(0);
    at = new Date('2026-07-20T03:01:00Z');
    expect((await call('/openapi/v2.0/oa/getoa')).error).toBe(-220);
  });

  it('checks the proof of the app secret when it is sent', async () => {
    const proof = (secret: string) =>
      createHmac('sha256', secret)
        .update(fake.tokens.current?.access ?? '')
        .digest('hex');
    expect(
      (
        await call('/openapi/v2.0/oa/getoa', undefined, {
          appsecret_proof: proof('app-secret-for-tests'),
        })
      ).error,
    ).toBe(0);
    expect((await call('/openapi/v2.0/oa/getoa', undefined, { appsecret_proof: proof('x') })).error).toBe(
      -242,
    );
    expect((await call('/business/message/quota', undefined, { appsecret_proof: proof('x') })).error).toBe(
      -1241,
    );
    expect(createHmac('sha256', 'app-secret-for-tests').update('access-token-for-tests').digest('hex')).toBe(
      '7196be12396e82d498574863aab45f32c0f0c84c6d6d4038d19a0d78120bdf44',
    );
  });

  it('counts requests by the minute', async () => {
    fake.settings.requestsPerMinute = 2;
    expect((await call('/openapi/v2.0/oa/getoa')).headers.get('x-ratelimit-remain')).toBe('1');
    await call('/openapi/v2.0/oa/getoa');
    expect((await call('/openapi/v2.0/oa/getoa')).error).toBe(-32);
  });
});

describe('tokens', () => {
  it('gives a new pair once for each refresh token', async () => {
    const first = fake.tokens.current?.refresh ?? '';
    const pair = await refresh(first);
    expect(pair).toMatchObject({ status: 200, expires_in: '90000' });
    expect(await refresh(first)).toMatchObject({ status: 200, error: -14014 });
    expect(await refresh(String(pair.refresh_token))).toHaveProperty('access_token');
    expect(await token({ grant_type: 'refresh_token', refresh_token: 'x' }, 'wrong')).toHaveProperty('error');
  });

  it('can let a second use take the whole grant', async () => {
    fake.settings.reuseKillsGrant = true;
    const first = fake.tokens.current?.refresh ?? '';
    const { refresh_token: second } = await refresh(first);
    await refresh(first);
    expect(await refresh(String(second))).toMatchObject({ error: -14014 });
    expect(fake.tokens.current).toBeNull();
  });

  it('gives a pair for a code once, to whoever knows the verifier', async () => {
    const verifier = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
    expect(challengeOf(verifier)).toBe('fR4ifSAEy-7Mu6g7FHZulPKrtjqdAnUCwRFAJt2JFsA');
    const asked = new URLSearchParams({
      app_id: fake.ids.appId,
      redirect_uri: 'https://motcua.example.gov.vn/zalo/callback',
      code_challenge: challengeOf(verifier),
      state: 's1',
    });
    const consented = await fetch(`${fake.url('oauth')}/v4/oa/permission?${asked}`, { redirect: 'manual' });
    const callback = new URL(consented.headers.get('location') ?? '');
    expect(callback.searchParams.get('oa_id')).toBe(fake.ids.oaId);
    expect(callback.searchParams.get('state')).toBe('s1');
    const code = callback.searchParams.get('code') ?? '';
    const exchange = (code_verifier: string) =>
      token({ grant_type: 'authorization_code', code, code_verifier });
    expect(await exchange(verifier)).toHaveProperty('access_token');
    expect(await exchange(verifier)).toHaveProperty('error');
    const stolen = fake.tokens.consent(challengeOf(verifier));
    expect(
      await token({ grant_type: 'authorization_code', code: stolen, code_verifier: 'x'.repeat(43) }),
    ).toHaveProperty('error');
  });
});

describe('consultation messages', () => {
  beforeEach(() => fake.person(USER).follow());

  it('takes what is within the limits, to the character', async () => {
    expect((await sendCs({ text: 'ế'.repeat(2000) })).error).toBe(0);
    expect((await withButtons(Array(5).fill(BUTTON))).error).toBe(0);
    const edge = { ...BUTTON, title: 't'.repeat(100), payload: 'p'.repeat(1000) };
    expect((await withButtons([edge])).error).toBe(0);
    const open = { title: 'Cổng', type: 'oa.open.url', payload: { url: 'https://example.gov.vn' } };
    expect((await withButtons([open])).data.quota).toMatchObject({ quota_type: 'reply', remain: '4' });
    expect(fake.sent).toHaveLength(4);
  });

  it.each([
    ['no text', { text: '' }, -201],
    ['2 001 characters', { text: 'a'.repeat(2001) }, -210],
    ['1 001 emoji, two units each', { text: '😀'.repeat(1001) }, -210],
    ['a field nobody knows', { text: 'a', parse_mode: 'html' }, -201],
  ])('refuses %s', async (_, message, error) => {
    expect((await sendCs(message)).error).toBe(error);
    expect(fake.sent).toEqual([]);
  });

  it.each([
    ['six buttons', Array(6).fill(BUTTON), -210],
    ['no buttons', [], -201],
    ['a title of 101 characters', [{ ...BUTTON, title: 't'.repeat(101) }], -210],
    ['a payload of 1 001 characters', [{ ...BUTTON, payload: 'p'.repeat(1001) }], -210],
    ['a query that is not a string', [{ ...BUTTON, payload: { content: 'x' } }], -201],
    ['an address as a string', [{ ...BUTTON, type: 'oa.open.url', payload: 'https://a.vn' }], -201],
    ['a type nobody knows', [{ ...BUTTON, type: 'oa.query.smart' }], -201],
    ['a button with more to it', [{ ...BUTTON, image_icon: '' }], -201],
  ])('refuses %s', async (_, buttons, error) => {
    expect((await withButtons(buttons)).error).toBe(error);
  });

  it('goes only to those heard of within seven days', async () => {
    let at = Date.now();
    fake.settings.now = () => new Date(at);
    fake.settings.accessLifeSeconds = 30 * 86_400;
    fake.tokens.issue();
    expect((await sendCs({ text: 'a' })).error).toBe(0);
    at += 3 * 86_400_000;
    expect((await sendCs({ text: 'a' })).data.quota.quota_type).toBe('sub_quota');
    fake.settings.packageMessages = 0;
    expect((await sendCs({ text: 'a' })).error).toBe(-211);
    at += 5 * 86_400_000;
    expect((await sendCs({ text: 'a' })).error).toBe(-230);
    fake.person(USER).lastInteraction = null;
    expect((await sendCs({ text: 'a' })).error).toBe(-232);
    await fake.person(USER).unfollow();
    expect((await sendCs({ text: 'a' })).error).toBe(-213);
    await fake.person(USER).say('tôi đây');
    expect((await sendCs({ text: 'a' })).error).toBe(0);
  });

  it('misbehaves when told to', async () => {
    fake.settings.numbersAsStrings = true;
    expect((await sendCs({ text: 'a' })).error).toBe('0');
    fake.fail('/message/cs', { kind: 'malformed' });
    await expect(sendCs({ text: 'b' })).rejects.toThrow(SyntaxError);
    fake.fail('/message/cs', { kind: 'html', status: 502 });
    await expect(sendCs({ text: 'c' })).rejects.toThrow(SyntaxError);
    fake.fail('/message/cs', { kind: 'reset' });
    await expect(sendCs({ text: 'd' })).rejects.toThrow();
    fake.fail('/message/cs', { kind: 'answer', status: 200, body: { error: -200, message: 'x' } });
    expect((await sendCs({ text: 'e' })).error).toBe(-200);
    expect(fake.sent.map(({ text }) => text)).toEqual(['a', 'b', 'd']);
  });
});

describe('template messages', () => {
  const data = { ho_ten: 'Nguyễn Văn A', ngay: '20/07/2026' };
  const byPhone = (phone: string, more: Record<string, unknown> = {}) =>
    call('/business/message/template', {
      phone,
      template_id: 't1',
      template_data: data,
      tracking_id: 'ntf-1',
      ...more,
    });
  const byUid = (more: Record<string, unknown> = {}) =>
    call('/openapi/v3.0/oa/message/template', {
      user_id: USER,
      template_id: 't1',
      template_data: data,
      ...more,
    });
  beforeEach(() => {
    fake.settings.templates = [
      {
        id: 't1',
        tag: 1,
        status: 'enabled',
        byUid: true,
        params: [
          { name: 'ho_ten', type: 'STRING', maxLength: 30, require: true },
          { name: 'ngay', type: 'DATE', maxLength: 20, require: false },
        ],
      },
      { id: 't3', tag: 3, status: 'enabled', byUid: false, params: [] },
    ];
  });

  it('go to phones, each with its fate, and are told of when received', async () => {
    const listening = await listenForWebhooks(() => 200);
    const { data: answer } = await byPhone('84900000006');
    expect(answer).toMatchObject({ sending_mode: '1', quota: { dailyQuota: '500', remainingQuota: '499' } });
    await byPhone('+84900000006');
    const fates = ['84900000001', '84900000002', '84900000003', '84900000005', '0900000006'];
    expect(await Promise.all(fates.map(async (phone) => (await byPhone(phone)).error))).toEqual([
      -118, -114, -139, 0, -108,
    ]);
    await expect.poll(() => listening.got.length).toBe(2);
    expect(listening.got[0]?.headers['x-zevent-server']).toBe('ZNS');
    expect(JSON.parse(listening.got[0]?.body ?? '').message).toMatchObject({ tracking_id: 'ntf-1' });
    expect((await call(`/business/message/status?message_id=${answer.msg_id}`)).data.status).toBe(1);
    listening.close();
  });

  it.each([
    ['a missing parameter', { template_data: {} }, -1122],
    ['a parameter too long', { template_data: { ho_ten: 'a'.repeat(31) } }, -1121],
    ['a parameter of another kind', { template_data: { ...data, ngay: 'mai' } }, -1124],
    ['a parameter nobody registered', { template_data: { ...data, khac: '1' } }, -132],
    ['a template nobody registered', { template_id: 't9' }, -109],
    ['a tracking id of 49 characters', { tracking_id: 'x'.repeat(49) }, -132],
    ['development to a stranger', { mode: 'development' }, -127],
  ])('refuse %s', async (_, more, error) => {
    expect((await byPhone('84900000006', more)).error).toBe(error);
  });

  it('rest at night, and end with the quota of the day', async () => {
    fake.settings.nightRule = true;
    fake.settings.now = () => new Date('2026-07-20T15:00:00Z');
    expect((await byPhone('84900000006')).error).toBe(-133);
    fake.settings.now = () => new Date('2026-07-20T23:00:00Z');
    fake.settings.dailyQuota = 1;
    fake.tokens.issue();
    expect((await byPhone('84900000006')).error).toBe(0);
    expect((await byPhone('84900000006')).error).toBe(-144);
  });

  it('go by UID in the flat form to people met before', async () => {
    expect((await byUid()).error).toBe(-213);
    const { follow } = fake.person(USER);
    await follow();
    expect((await byUid()).data).toMatchObject({ user_id: USER });
    expect((await byUid({ user_id: undefined, recipient: { user_id: USER } })).error).toBe(-201);
    expect((await byUid({ tracking_id: 'x' })).error).toBe(-201);
    expect((await byUid({ template_id: 't3', template_data: {} })).error).toBe(-249);
    fake.person(USER).restricts = true;
    expect((await byUid()).error).toBe(-244);
  });
});

describe('webhooks', () => {
  it('are signed as documented', () => {
    const body =
      '{"app_id":"1000000000000000001","user_id_by_app":"5000000000000000005","event_name":"user_send_text","timestamp":"1767225600000","sender":{"id":"2000000000000000002"},"recipient":{"id":"3000000000000000003"},"message":{"msg_id":"m-0001","text":"Tra cứu hồ sơ"}}';
    expect(Buffer.byteLength(body)).toBe(266);
    const mac = (id: string) => zaloMac(id, body, '1767225600000', 'oa-secret-for-tests');
    expect(mac('1000000000000000001')).toBe(
      'mac=e98df498f089295cf2e75446aadc77f5faff39f7aea129292fde89025f4cb3cf',
    );
    expect(mac('3000000000000000003')).toBe(
      'mac=a112ffe91c70ad05f2592455247deb525cc6cf3f4f35fb5aa3bc8558ed3e7d70',
    );
  });

  it('tell what people do and echo what is sent to them', async () => {
    const listening = await listenForWebhooks(() => 200);
    const person = fake.person(USER);
    await person.follow();
    await withButtons([BUTTON]);
    await expect
      .poll(listening.names)
      .toEqual(['follow', 'oa_send_text', 'user_received_message', 'user_seen_message']);
    expect(await person.tap(0)).toBe(200);
    const tapped = listening.got.at(-1);
    expect(JSON.parse(tapped?.body ?? '').message.text).toBe(BUTTON.payload);
    const { timestamp } = JSON.parse(tapped?.body ?? '');
    expect(tapped?.headers['x-zevent-signature']).toBe(
      zaloMac(fake.ids.appId, tapped?.body ?? '', timestamp, fake.ids.secretKey),
    );
    await person.sendImage(Buffer.from('ảnh'));
    const { attachments } = JSON.parse(listening.got.at(-1)?.body ?? '').message;
    expect(await (await fetch(attachments[0].payload.url)).text()).toBe('ảnh');
    listening.close();
  });

  it('are tried again five times, then switched off', async () => {
    let status = 500;
    const listening = await listenForWebhooks(() => status);
    expect(await fake.person(USER).say('một')).toBe(500);
    await fake.webhook.settled();
    expect(listening.got.map(({ headers }) => headers.num_retry)).toEqual([
      undefined,
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(fake.webhook.disabled).toBe(true);
    status = 200;
    expect(await fake.person(USER).say('hai')).toBeNull();
    fake.webhook.enable();
    expect(await fake.person(USER).say('ba')).toBe(200);
    listening.close();
  });

  it('can come twice, late and the other way round', async () => {
    const listening = await listenForWebhooks(() => 200);
    fake.settings.copies = 2;
    fake.webhook.hold();
    await fake.person(USER).say('một');
    await fake.emit({ event_name: 'widget_something_new' });
    await fake.webhook.release('reversed');
    expect(listening.names()).toEqual([
      'widget_something_new',
      'widget_something_new',
      'user_send_text',
      'user_send_text',
    ]);
    listening.close();
  });
});
