import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { putDossier } from '../../src/dossiers/change/update.js';
import { createKey } from '../../src/staff/store.js';
import { CODE, filed, system } from '../dossiers/fixture.js';
import { memoryIo } from '../support/io.js';
import { openTestServices } from '../support/services.js';

const SHAPE = /[A-Z\d]{5}-[A-Z\d]{5}/;

describe('a code for a holder at the desk', () => {
  let services: Services;
  let app: Awaited<ReturnType<typeof createApp>>;
  beforeAll(async () => {
    services = await openTestServices();
    app = await createApp(services);
    await putDossier(services.dossiers, { code: CODE, dossier: filed }, { actor: system, now: new Date() });
  });

  async function ask(code: string, role: 'desk' | 'reader' = 'desk', unit = 'H21.17') {
    const { client } = services.database;
    const { secret, key } = await createKey(client, { unit, role, createdBy: 'lan' }, new Date());
    const response = await app.request(`/api/dossiers/${code}/let-in`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}` },
    });
    return { status: response.status, body: JSON.parse(await response.text()), key };
  }
  async function run(...line: string[]) {
    const { io, written } = memoryIo();
    const code = await runProgram(['dossier', 'let-in', ...line], io, async () => services, {
      hasDatabase: true,
    });
    return { code, ...written };
  }
  async function say(text: string): Promise<string> {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ text });
    return (await app.request('/api/chat', { method: 'POST', headers, body })).text();
  }

  it('is given to a key of its unit, opens the dossier once, and it stays known who gave it', async () => {
    const { status, body, key } = await ask(CODE);
    expect(status).toBe(201);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(59 * 60_000);
    expect(await say(`mã tại quầy ${body.letIn}`)).toContain('Nguyễn V. A.');
    expect(await say(body.letIn)).toContain('đã dùng rồi');
    expect((await run(CODE, '--list')).out).toMatch(new RegExp(`key:${key.id}\\tdùng \\d\\d:\\d\\d ngày`));
  });

  it('is not given to other units, to those who may only read, or for a dossier there is not', async () => {
    expect((await ask(CODE, 'desk', 'H21.18')).body.error.code).toBe('wrong_unit');
    expect((await ask(CODE, 'reader')).body.error.code).toBe('read_only_key');
    expect((await ask('H21.17-261120-9999')).body.error.code).toBe('dossier_not_found');
  });

  it('is printed by a command for the clerk to read out', async () => {
    const { code, out } = await run('h21.17 261120 12');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/Mã tại quầy[\s\S]*dùng một lần, đến \d\d:\d\d ngày/),
    ]);
    expect(await say(SHAPE.exec(out)?.[0] ?? '')).toContain('Nguyễn V. A.');
    expect(JSON.parse((await run(CODE, '--json')).out)).toMatchObject({
      letIn: expect.stringMatching(SHAPE),
    });
    const { out: list } = await run(CODE, '--list');
    expect(list).toMatch(/cli:lan\tchưa dùng\n.*cli:lan\tdùng/);
    expect(list).not.toMatch(SHAPE);
    expect((await run('H21.17-261120-9999')).code).toBe(1);
    expect((await run('xyz')).code).toBe(2);
  });
});
