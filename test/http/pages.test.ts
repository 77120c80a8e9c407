import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/http/server.js';
import { newFolder } from '../support/folder.js';
import { silentLog } from '../support/records.js';

const ALLOWED = 'https://cong.example.vn';
const WIDGET = 'export {};'.repeat(100);

describe('the pages', () => {
  const folder = newFolder('pages');
  const widgetFile = path.join(folder, 'widget.js');
  const app = createHttp({
    chat: async () => ({ conversation: 'A'.repeat(22), replies: [] }),
    feedback: { report: async () => {}, rate: async () => {} },
    log: silentLog,
    trustProxy: 0,
    allowedOrigins: [ALLOWED],
    widgetFile,
  });
  const get = (address: string, headers: Record<string, string> = {}) => app.request(address, { headers });

  it('say that the web chat is not built, and serve it once it is', async () => {
    expect((await get('/widget.js')).status).toBe(404);
    writeFileSync(widgetFile, WIDGET);
    const response = await get('/widget.js');
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    expect(await response.text()).toBe(WIDGET);
  });

  it('serve what the web chat loads later, by its name, and nothing beside it', async () => {
    writeFileSync(path.join(folder, 'widget-card-Ab1_.js'), WIDGET);
    writeFileSync(path.join(folder, 'secret.js'), WIDGET);
    const response = await get('/widget-card-Ab1_.js', { Origin: ALLOWED });
    expect(await response.text()).toBe(WIDGET);
    expect(response.headers.get('Cache-Control')).toMatch(/immutable/);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    for (const other of ['/widget-card-2.js', '/secret.js', '/widget-..%2Fsecret.js'])
      expect([other, (await get(other)).status]).toEqual([other, 404]);
  });

  it('are readable before any script, and need nothing of other sites', async () => {
    const home = await (await get('/')).text();
    expect(home).toMatch(/<h1>Một Cửa<\/h1>[\s\S]*giấy tờ gì/);
    expect(home).not.toMatch(/https?:\/\/|rel="stylesheet"/);
    expect((await get('/style.css')).headers.get('Content-Type')).toBe('text/css; charset=utf-8');
  });

  it('admit the style inside the page and no other', async () => {
    const response = await get('/');
    const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'sha256-${hash}'`);
    expect(policy).not.toMatch(/unsafe/);
  });

  it('come compressed for who can read that, and not again while nothing changed', async () => {
    const packed = await get('/widget.js', { 'Accept-Encoding': 'gzip, br' });
    expect(packed.headers.get('Content-Encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(WIDGET);
    const etag = packed.headers.get('ETag') ?? '';
    const again = await get('/widget.js', { 'If-None-Match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get('/widget.js', { 'If-None-Match': 'W/"other"' })).status).toBe(200);
  });

  it.each(['/widget.js', '/api/docs/openapi.json'])('let only the allowed sites read %s', async (address) => {
    const allowed = await get(address, { Origin: ALLOWED });
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    expect(allowed.headers.get('Vary')).toMatch(/Origin/);
    const other = await get(address, { Origin: 'https://evil.example' });
    expect(other.headers.get('Vary')).toMatch(/Origin/);
    if (address !== '/widget.js') expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('give the others a line that says so in place of the script, and the script to this server itself', async () => {
    const other = await get('/widget.js', { Origin: 'https://evil.example' });
    expect(await other.text()).toMatch(/chưa được phép[^;]*not allowed/);
    expect(other.headers.get('Cache-Control')).toBe('no-store');
    for (const origin of ['http://localhost', ALLOWED])
      expect(await (await get('/widget.js', { Origin: origin })).text()).toBe(WIDGET);
    expect(await (await get('/widget.js', { Origin: 'null' })).text()).toContain('chưa được phép');
  });

  it('let only the allowed sites send messages', async () => {
    const preflight = async (origin: string) =>
      app.request('/api/chat', {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
    expect((await preflight(ALLOWED)).headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    expect((await preflight('https://evil.example')).headers.get('Access-Control-Allow-Origin')).toBeNull();
    const response = await app.request('/api/chat', {
      method: 'POST',
      headers: { Origin: ALLOWED, 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: 'xin chào' }),
    });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    expect(response.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After');
  });
});
