import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { createApp, type Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { putDossier } from '../../src/dossiers/change/update.js';
import { dossierKey } from '../../src/dossiers/model/dossier.js';
import { readFollowToken } from '../../src/notifications/subscription-store.js';
import { createKey } from '../../src/staff/store.js';
import { CODE, filed, system } from '../dossiers/fixture.js';
import { memoryIo } from '../support/io.js';
import { openTestServices } from '../support/services.js';

const READER = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const ENV = { PUBLIC_URL: 'https://motcua.example.vn', TELEGRAM_BOT_NAME: 'motcua_bot', ZALO_OA_ID: '123' };

describe('a code on the receipt by which a dossier is followed', () => {
  let services: Services;
  let app: Awaited<ReturnType<typeof createApp>>;
  beforeAll(async () => {
    services = await openTestServices(ENV);
    app = await createApp(services);
    const told = { actor: system, now: new Date() };
    await putDossier(services.dossiers, { code: CODE, dossier: filed }, told);
  });

  async function ask(code: string, role: 'desk' | 'reader' = 'desk', unit = 'H21.17') {
    const key = await createKey(services.database.client, { unit, role, createdBy: 'lan' }, new Date());
    const response = await app.request(`/api/dossiers/${code}/follow-token`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key.secret}` },
    });
    return { status: response.status, body: JSON.parse(await response.text()), headers: response.headers };
  }
  async function run(...line: string[]) {
    const { io, written } = memoryIo();
    const code = await runProgram(['dossier', 'qr', ...line], io, async () => services, {
      hasDatabase: true,
    });
    return { code, ...written };
  }
  const keyOf = (token: string) => readFollowToken(services.database.client, token, new Date());

  it('is given to a desk, with where to open it', async () => {
    const { status, body, headers } = await ask(CODE);
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(await keyOf(body.token)).toBe(dossierKey(CODE));
    const say = `theo dõi ${body.token}`;
    expect(body.links).toEqual([
      { channel: 'web', url: `https://motcua.example.vn/?say=${encodeURIComponent(say)}`, say },
      { channel: 'telegram', url: `https://t.me/motcua_bot?start=${body.token}`, say },
      { channel: 'zalo', url: 'https://zalo.me/123', say },
    ]);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(179 * 86_400_000);
  });

  it('is not given to other units, to those who may only read, or for a dossier there is not', async () => {
    expect((await ask(CODE, 'desk', 'H21.18')).body.error.code).toBe('wrong_unit');
    expect((await ask(CODE, 'reader')).body.error.code).toBe('read_only_key');
    expect((await ask('H21.17-261120-9999')).body.error.code).toBe('dossier_not_found');
  });

  it('opened on the web page, says where to be told with the same code', async () => {
    const { body } = await ask(CODE);
    const response = await app.request('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ conversation: 'a'.repeat(22), text: `theo dõi ${body.token}` }),
    });
    expect(await response.text()).toContain(`https://t.me/motcua_bot?start=${body.token}`);
  });

  it('is drawn as a QR code that can be read, for the screen and as a file', async () => {
    const picture = await run(CODE, '--channel', 'telegram', '--out', 'ma.png', '--json');
    const [, telegram] = JSON.parse(picture.out).links;
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(READER)).buffer } });
    const read = await readBarcodes(picture.files.get('ma.png') ?? new Uint8Array());
    expect(read.map(({ text }) => text)).toEqual([telegram.url]);
    const drawing = await run(CODE, '--out', 'ma.svg');
    expect(Buffer.from(drawing.files.get('ma.svg') ?? []).toString()).toMatch(/^<\?xml[\s\S]*<svg/);
    expect((await run(CODE)).out).toMatch(/▀[\s\S]*Mã QR mở: https:\/\/motcua\.example\.vn\/\?say=/);
    expect((await run(CODE, '--out', 'ma.pdf')).code).toBe(2);
    expect((await run(CODE, '--channel', 'fax')).code).toBe(1);
    expect((await run('H21.17-261120-9999')).code).toBe(1);
  });
});
