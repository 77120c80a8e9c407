import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { listRatings, listReports } from '../../src/enquiries/store.js';
import { DEFAULT_CHAT_LIMITS } from '../../src/http/limits.js';
import { openTestServices } from '../support/services.js';

type App = Awaited<ReturnType<typeof createApp>>;

describe('what visitors send beside messages', () => {
  let services: Services;
  let app: App;
  beforeAll(async () => {
    services = await openTestServices({ TRUST_PROXY: '1' });
    app = await createApp(services);
  });

  const post = (path: string, body: unknown, target: App = app, address = '1.1.1.1') =>
    target.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('a report reaches the officer, with the publication it was read in and without a sender', async () => {
    const sent = { code: '1.001193', publication: 1, note: '  lệ phí đã đổi, tôi là 064 123 456 789 ' };
    expect((await post('/api/reports', sent)).status).toBe(204);
    expect((await post('/api/reports', { code: '2.000815' })).status).toBe(204);
    const reports = await listReports(services.database.client, 10);
    expect(reports.map(({ code, publicationId, note }) => ({ code, publicationId, note }))).toEqual([
      { code: '1.001193', publicationId: 1, note: 'lệ phí đã đổi, tôi là [số giấy tờ đã che]' },
      { code: '2.000815', publicationId: null, note: null },
    ]);
  });

  it('a rating is counted, whatever else is sent along', async () => {
    await post('/api/feedback', { code: '1.001193', useful: true, conversation: 'x' });
    await post('/api/feedback', { code: '1.001193', useful: false });
    expect(await listRatings(services.database.client)).toEqual([{ code: '1.001193', useful: 1, not: 1 }]);
  });

  it.each([
    ['/api/reports', { note: 'không có mã' }],
    ['/api/reports', { code: 'x' }],
    ['/api/reports', { code: '1.001193', note: 'a'.repeat(1001) }],
    ['/api/reports', { code: '1.001193', publication: -1 }],
    ['/api/reports', '{"code":'],
    ['/api/feedback', { code: '1.001193' }],
    ['/api/feedback', { code: '1.001193', useful: 'yes' }],
  ])('%s refuses %j with the one shape of error', async (path, body) => {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_body' } });
  });

  it('messages, reports and ratings share one budget per address, and one limit of size', async () => {
    const limited = await createApp(services, {
      limits: { ...DEFAULT_CHAT_LIMITS, messagesPerMinutePerAddress: 2 },
    });
    const rating = { code: '1.001193', useful: true };
    const send = (path: string, body: unknown, address: string) => post(path, body, limited, address);
    const statuses = [
      await send('/api/chat', { text: 'xin chào' }, '3.3.3.3'),
      await send('/api/feedback', rating, '3.3.3.3'),
      await send('/api/reports', { code: '1.001193' }, '3.3.3.3'),
      await send('/api/feedback', rating, '4.4.4.4'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 204, 429, 204]);
    const large = await post('/api/reports', { code: '1.001193', note: 'a'.repeat(20_000) });
    expect(large.status).toBe(413);
  });

  it('the region of the reader decides how numbers are read aloud', async () => {
    const speechFor = async (region?: string) => {
      const response = await post('/api/chat', { text: 'lệ phí thủ tục 2.000815', region });
      const { replies } = (await response.json()) as { replies: { speech?: string }[] };
      return replies[0]?.speech ?? '';
    };
    const [north, south, unsaid] = [await speechFor('north'), await speechFor('south'), await speechFor()];
    expect(north).toContain('nghìn');
    expect(south).toContain('ngàn');
    expect(unsaid).toBe(north);
    expect((await post('/api/chat', { text: 'x', region: 'west' })).status).toBe(400);
  });
});
