import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { type Listening, listen } from '../../src/http/listen.js';
import { openTestServices } from '../support/services.js';

const TOKEN = 'a-token-of-an-operator';

describe('what watches over the server', () => {
  let services: Services;
  const listening: Listening[] = [];
  beforeAll(async () => {
    services = await openTestServices();
  });
  afterAll(async () => {
    for (const server of listening) await server.close();
  });

  /** The server under settings, on a port of its own. */
  async function serve(config: Partial<Services['config']> = {}) {
    const app = await createApp({ ...services, config: { ...services.config, ...config } });
    const server = await listen(app, 0);
    listening.push(server);
    return (path: string, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { Connection: 'close', ...headers } });
  }

  it('is told that it lives and that it can serve', async () => {
    const ask = await serve();
    expect(await (await ask('/healthz')).json()).toEqual({ alive: true });
    const ready = await ask('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
  });

  it('is told why it cannot: a database that does not answer, a migration under way', async () => {
    const { database } = services;
    const hangs = { $queryRaw: () => new Promise(() => undefined) } as unknown as typeof database.client;
    const ask = await serve();
    const hanging = await createApp({ ...services, database: { ...database, client: hangs } });
    const late = await hanging.request('/readyz');
    expect([late.status, await late.json()]).toEqual([503, { ready: false, reason: 'database' }]);
    expect((await hanging.request('/healthz')).status).toBe(200);

    const begin = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', 'x')`;
    await database.client.$executeRawUnsafe(begin);
    const between = await ask('/readyz');
    await database.client.$executeRawUnsafe(`DELETE FROM _prisma_migrations WHERE id = 'x'`);
    expect([between.status, await between.json()]).toEqual([503, { ready: false, reason: 'migrations' }]);
  });

  it('reads how the process and the channels are doing', async () => {
    const { client } = services.database;
    const now = new Date();
    const before = new Date(now.getTime() - 90_000);
    const message = { channel: 'telegram', person: 'p', sentAt: before, receivedAt: before };
    await client.inboxMessage.createMany({
      data: [
        { ...message, messageId: '1', state: 'received' },
        { ...message, messageId: '2', state: 'failed' },
        { ...message, messageId: '3', state: 'done' },
      ],
    });
    const notice = { event: 'e', channel: 'zalo-oa', subject: 's', kind: 'k', params: {}, priority: 0 };
    await client.notice.createMany({
      data: [
        { ...notice, person: 'a', code: 'a', state: 'queued', sendAt: before, createdAt: before },
        { ...notice, person: 'b', code: 'b', state: 'sent', sendAt: before, createdAt: before },
      ],
    });
    await client.$executeRaw`INSERT INTO channel_counts VALUES
      ('telegram', (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'received', 7, now())`;
    await client.dossierHead.create({
      data: { takenAt: new Date(1_795_000_000_000), dossiers: 0, mac: 'm' },
    });
    await client.lookupWrongTry.createMany({
      data: [
        { slot: new Date(Date.now() - 60_000), part: 0, count: 3 },
        { slot: new Date(Date.now() - 120_000), part: 1, count: 4 },
      ],
    });
    const ask = await serve();
    await ask('/api/dossiers/H21.17-261120-0012');
    await ask('/no/such/page');
    const response = await ask('/metrics');
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'motcua_database_up 1',
      'motcua_channel_events_today{channel="telegram",event="received"} 7',
      'motcua_inbox_messages{channel="telegram",state="received"} 1',
      'motcua_inbox_messages{channel="telegram",state="failed"} 1',
      'motcua_notices{channel="zalo-oa",state="queued",priority="0"} 1',
      'motcua_notices{channel="zalo-oa",state="sent",priority="0"} 1',
      'motcua_lookup_wrong_tries 7',
      'motcua_dossier_head_timestamp_seconds 1795000000',
    ])
      expect(text.split('\n')).toContain(line);
    const numberOf = (series: string) => Number(text.split(`\n${series} `)[1]?.split('\n')[0]);
    expect(numberOf('motcua_inbox_oldest_seconds{channel="telegram",state="received"}')).toBeGreaterThan(89);
    expect(numberOf('motcua_notices_overdue_seconds{channel="zalo-oa",priority="0"}')).toBeGreaterThan(89);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(
      /request_duration_seconds_count\{method="GET",route="[^"]*:code[^"]*",status="401"\} 1/,
    );
    expect(text).not.toMatch(/state="done"|261120|no\/such/);
  });

  it('still reads about the process when the database is gone', async () => {
    const { database } = services;
    const fails = { $queryRaw: () => Promise.reject(new Error('gone')) } as unknown as typeof database.client;
    const gone = await createApp({
      ...services,
      config: { ...services.config, metricsToken: TOKEN },
      database: { ...database, client: fails },
    });
    const response = await gone.request('/metrics', { headers: { Authorization: `Bearer ${TOKEN}` } });
    const text = await response.text();
    expect(text).toContain('motcua_database_up 0');
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it.each([
    [0, '203.0.113.9', 403],
    [0, '10.1.2.3', 403],
    [1, '203.0.113.9', 403],
    [1, '10.1.2.3', 200],
    [1, '203.0.113.9, 192.168.1.5', 200],
    [1, '10.1.2.3, 203.0.113.9', 403],
    [1, '172.15.0.1', 403],
    [1, '::ffff:172.16.0.1', 200],
    [1, 'fd12::1', 200],
    [1, '2001:db8::1', 403],
    [1, 'nonsense', 403],
  ])('with %i proxies trusted, lets “%s” read the metrics: %i', async (trustProxy, forwarded, status) => {
    const ask = await serve({ trustProxy });
    expect((await ask('/metrics', { 'X-Forwarded-For': forwarded })).status).toBe(status);
  });

  it('needs the token where there is one, and nothing else', async () => {
    const ask = await serve({ metricsToken: TOKEN });
    const statuses = [
      await ask('/metrics'),
      await ask('/metrics', { Authorization: `Bearer ${TOKEN}x` }),
      await ask('/metrics', { Authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '203.0.113.9' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 200]);
  });
});
