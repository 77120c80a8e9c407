import { describe, expect, it, vi } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from './fake-telegram.js';

async function call(fake: FakeTelegram, method: string, payload: object): Promise<string> {
  const response = await fetch(`${fake.origin}/bot${fake.token}/${method}`, {
    method: 'POST',
    body: JSON.stringify(payload),
  });
  const { ok, error_code: code, description } = (await response.json()) as Record<string, unknown>;
  return ok ? 'ok' : `${code} ${description}`;
}

const button = (fields: object) => ({ reply_markup: { inline_keyboard: [[fields]] } });

describe('the fake Telegram', () => {
  it.each([
    ['a message', { text: 'a &lt; <b>b</b>' }, 'ok'],
    ['4,096 characters once read', { text: '&amp;'.repeat(4096) }, 'ok'],
    ['more', { text: 'x'.repeat(4097) }, '400 Bad Request: message is too long'],
    ['nothing to see', { text: ' \u200b' }, '400 Bad Request: message text is empty'],
    ['an unknown tag', { text: '<x>' }, /^400 .*can't parse entities: Unsupported start tag/],
    ['half a tag', { text: 'a < b' }, /^400 .*can't parse entities/],
    ['an open tag', { text: '<b>a' }, /^400 .*can't parse entities/],
    ['another chat', { text: 'a', chat_id: 8 }, '400 Bad Request: chat not found'],
    ['64 bytes', { text: 'a', ...button({ text: 'b', callback_data: 'ạ'.repeat(21) }) }, 'ok'],
    [
      'more bytes',
      { text: 'a', ...button({ text: 'b', callback_data: 'ạ'.repeat(22) }) },
      /BUTTON_DATA_INVALID/,
    ],
    ['no data', { text: 'a', ...button({ text: 'b', callback_data: '' }) }, /BUTTON_DATA_INVALID/],
    ['a bad link', { text: 'a', ...button({ text: 'b', url: 'https://localhost' }) }, /BUTTON_URL_INVALID/],
    ['a lost message', { text: 'a', reply_parameters: { message_id: 9 } }, /replied not found/],
  ])('judges %s', async (_, payload, verdict) => {
    const fake = await startFakeTelegram();
    await fake.person(7).say('a');
    const answer = await call(fake, 'sendMessage', { chat_id: 7, parse_mode: 'HTML', ...payload });
    await fake.stop();
    expect(answer).toMatch(verdict);
  });

  it('refuses webhooks it could not call, polls beside them, and methods it has not', async () => {
    const fake = await startFakeTelegram();
    expect(await call(fake, 'setWebhook', { url: 'http://a.vn/x' })).toContain('HTTPS');
    expect(await call(fake, 'setWebhook', { url: 'https://a.vn:3000/x' })).toContain('ports');
    expect(await call(fake, 'setWebhook', { url: 'https://a.vn/x', secret_token: 'a b' })).toContain(
      'secret',
    );
    expect(await call(fake, 'setWebhook', { url: 'https://a.vn/x', secret_token: 'a_b' })).toBe('ok');
    expect(await call(fake, 'getUpdates', {})).toMatch(/^409 Conflict/);
    expect(await call(fake, 'sendHologram', {})).toMatch(/^404/);
    await fake.stop();
  });

  it('ends a poll when another begins, and keeps what is not confirmed', async () => {
    const fake = await startFakeTelegram();
    const first = call(fake, 'getUpdates', { timeout: 20 });
    await vi.waitFor(() => expect(fake.calls).toHaveLength(1), { timeout: 10_000, interval: 2 });
    const second = call(fake, 'getUpdates', { timeout: 20 });
    expect(await first).toMatch(/^409 Conflict: terminated/);
    await fake.person(7).say('a');
    expect(await second).toBe('ok');
    expect(fake.pending()).toHaveLength(1);
    await call(fake, 'getUpdates', { offset: (fake.pending()[0]?.update_id ?? 0) + 1 });
    expect(fake.pending()).toEqual([]);
    await fake.stop();
  });

  it('asks for patience when too much is sent', async () => {
    const fake = await startFakeTelegram({ perSecond: 3 });
    await fake.person(7).say('a');
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => call(fake, 'sendMessage', { chat_id: 7, text: 'a' })),
    );
    await fake.stop();
    expect(answers.filter((answer) => answer.startsWith('429')).length).toBeGreaterThanOrEqual(3);
    expect(fake.sent.length).toBeLessThan(9);
  });
});
