import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { projectRoot } from '../../src/config/paths.js';
import { createKey } from '../../src/staff/store.js';
import { openTestServices } from '../support/services.js';

const page = readFileSync(path.join(projectRoot, 'docs/desk-api.md'), 'utf8');
const commands = [...page.matchAll(/^curl (?:[^\n]*\\\n)*[^\n]*/gm)].map(([command]) => command);

describe('the examples of docs/desk-api.md', () => {
  let services: Services;
  let app: Awaited<ReturnType<typeof createApp>>;
  let key: string;
  beforeAll(async () => {
    // The day the examples are of: their due dates are still to come.
    vi.useFakeTimers({ now: new Date('2026-11-21T03:00:00Z'), toFake: ['Date'] });
    services = await openTestServices();
    app = await createApp(services);
    const made = await createKey(
      services.database.client,
      { unit: 'H21.17', role: 'desk', createdBy: 'lan' },
      new Date(),
    );
    key = made.secret;
    return () => vi.useRealTimers();
  });

  it('are there', () => {
    expect(commands.length).toBeGreaterThan(7);
  });

  it.each(commands)('%s', async (command) => {
    const [, method = 'GET'] = /-X (\w+)/.exec(command) ?? [];
    const [, url = ''] = /http:\/\/localhost:3000([^\s"]+)/.exec(command) ?? [];
    const [, body] = /-d '([^']+)'/.exec(command) ?? [];
    const response = await app.request(url, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    const answer = (await response.json()) as { results?: { ok: boolean }[] };
    expect([200, 201]).toContain(response.status);
    expect((answer.results ?? []).every(({ ok }) => ok)).toBe(true);
  });
});
