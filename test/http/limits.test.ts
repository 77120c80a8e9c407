import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { DEFAULT_CHAT_LIMITS, networkOf } from '../../src/http/limits.js';
import { openTestServices } from '../support/services.js';

describe('a visitor', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['0:0:0:0:0:FFFF:CB00:7107', '203.0.113.7'],
    ['203.0.113.7:52301', '203.0.113.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff:1:2:3', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['unknown', 'unknown'],
  ])('at %s is counted as %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('cannot get another budget from the same household', async () => {
    const services = await openTestServices({ TRUST_PROXY: '1' });
    const app = await createApp(services, {
      limits: { ...DEFAULT_CHAT_LIMITS, messagesPerMinutePerAddress: 3 },
    });
    const ask = async (address: string) => {
      const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': address };
      const body = JSON.stringify({ text: 'xin chào' });
      return (await app.request('/api/chat', { method: 'POST', headers, body })).status;
    };
    const statuses = [];
    for (const end of ['1', '2', 'a:b', 'ffff:1']) statuses.push(await ask(`2001:db8:1:2::${end}`));
    expect([...statuses, await ask('2001:db8:1:3::1')]).toEqual([200, 200, 200, 429, 200]);
    const mapped = ['203.0.113.7', '::ffff:203.0.113.7', '203.0.113.7', '::ffff:cb00:7107'];
    expect(await Promise.all(mapped.map(ask)).then((all) => all.sort())).toEqual([200, 200, 200, 429]);
  });
});
