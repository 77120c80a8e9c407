/** What a connected system tells and reads: lists of work, who has a dossier, times nobody knows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { createKey } from '../../src/staff/store.js';
import { openTestServices } from '../support/services.js';

const DAY_MS = 86_400_000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

describe("the desk's interface", () => {
  let services: Services;
  let app: Awaited<ReturnType<typeof createApp>>;
  let key: string;
  beforeAll(async () => {
    services = await openTestServices();
    app = await createApp(services);
    key = (
      await createKey(
        services.database.client,
        { unit: 'H21.80', role: 'system', createdBy: 'lan' },
        new Date(),
      )
    ).secret;
  });
  async function call(method: string, path: string, body?: object) {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
    const response = await app.request(path, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
    return { status: response.status, body: (await response.json()) as any };
  }
  const put = (n: number, dueAt: string, more: object = {}) =>
    call('PUT', `/api/dossiers/H21.80-261120-${n}`, {
      procedure: '1.001193',
      receivedAt: ahead(-20),
      submission: 'direct',
      dueAt,
      ...more,
    });

  it('lists work, the earliest due first, page by page, by who has it', async () => {
    await put(1, ahead(-3), {
      holder: { kind: 'unit', id: 'H21.80.1', name: 'Phòng Tư pháp' },
      step: 'Thẩm định',
    });
    await put(2, ahead(-5));
    await put(3, ahead(-4), { holder: { kind: 'person', name: 'Lê Thị Lan' } });
    const first = await call('GET', '/api/dossiers?list=overdue&limit=2');
    const codes = ({ body }: typeof first) => body.items.map(({ code }: { code: string }) => code.at(-1));
    expect([first.status, codes(first)]).toEqual([200, ['2', '3']]);
    expect(codes(await call('GET', `/api/dossiers?list=overdue&limit=2&after=${first.body.next}`))).toEqual([
      '1',
    ]);
    expect(codes(await call('GET', '/api/dossiers?list=overdue&holder=H21.80.1'))).toEqual(['1']);
    expect(
      codes(await call('GET', `/api/dossiers?list=overdue&holder=${encodeURIComponent('thị lan')}`)),
    ).toEqual(['3']);
    expect((await call('GET', '/api/dossiers?list=gi')).status).toBe(400);
    expect((await call('GET', '/api/dossiers?list=overdue&after=x')).status).toBe(400);
    expect((await call('GET', '/api/dossiers/H21.80-261120-1')).body).toMatchObject({
      holder: { kind: 'unit', id: 'H21.80.1', name: 'Phòng Tư pháp' },
      step: 'Thẩm định',
      lateness: 'late',
    });
  });

  it('takes a step nobody knows the time of, and says so', async () => {
    const code = '/api/dossiers/H21.80-261120-9';
    await put(9, ahead(5));
    expect((await call('POST', `${code}/events`, { id: 'a', status: 4, at: ahead(-10) })).status).toBe(201);
    expect((await call('POST', `${code}/events`, { id: 'b', status: 9, at: null })).status).toBe(201);
    expect((await call('POST', `${code}/events`, { id: 'b', status: 9, at: null })).status).toBe(200);
    const { body } = await call('GET', code);
    expect(body).toMatchObject({
      status: 9,
      statusAt: null,
      settledAt: null,
      lateness: 'unknown',
      irregular: false,
    });
    expect(body.events.at(-1)).toMatchObject({ id: 'b', at: null });
    await call('POST', `${code}/events`, { id: 'c', status: 9, at: ahead(-1) });
    expect((await call('GET', code)).body).toMatchObject({
      lateness: 'early',
      settledAt: expect.any(String),
    });
  });

  it('keeps the day of reception first told, and flags another', async () => {
    await put(10, ahead(5));
    const { body } = await put(10, ahead(5), { receivedAt: ahead(-2) });
    expect([body.receivedAt.slice(0, 10), body.irregular]).toEqual([
      new Date(Date.now() - 20 * DAY_MS + 7 * 3_600_000).toISOString().slice(0, 10),
      true,
    ]);
  });
});
