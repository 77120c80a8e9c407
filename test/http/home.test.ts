import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { addCounts, listMostAsked, sumCounts } from '../../src/channels/count-store.js';
import type { Home } from '../../src/conversation/home.js';
import { setBanner } from '../../src/operations/banner-store.js';
import { saveUnits } from '../../src/units/store.js';
import { newFolder } from '../support/folder.js';
import { openTestServices } from '../support/services.js';

const homeOf = async (app: Awaited<ReturnType<typeof createApp>>) =>
  (await (await app.request('/api/home')).json()) as Home;

describe('what the page says before anybody has asked', () => {
  it('is who runs this, what is asked most, and what everybody is to know', async () => {
    const services = await openTestServices({ OPERATOR_PHONE: '0269 000 111' });
    const db = services.database.client;
    await saveUnits(db, [
      {
        code: 'H21',
        name: 'Tỉnh Gia Lai',
        address: '1 Trần Phú',
        hours: { mon: [{ from: '07:30', to: '11:30' }] },
      },
    ]);
    const counts = [
      { channel: 'asked', name: '1.001193', count: 2 },
      { channel: 'asked', name: '1.004194', count: 5 },
      { channel: 'asked', name: '9.999999', count: 9 },
    ];
    await addCounts(db, counts, new Date());
    await setBanner(db, {
      text: 'Nghỉ bão.',
      textEn: 'Storm.',
      until: null,
      setBy: 'lan',
      setAt: new Date(),
    });
    const home = await homeOf(await createApp(services));
    expect(home.operator).toEqual({
      name: 'Tỉnh Gia Lai',
      address: '1 Trần Phú',
      map: `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent('Tỉnh Gia Lai, 1 Trần Phú')}`,
      phone: '0269 000 111',
      hours: 'T2 07:30-11:30',
      privacyUrl: null,
    });
    expect(home.asked.map(({ label }) => label.vi)).toEqual([
      expect.stringMatching(/tạm trú/i),
      expect.stringMatching(/khai sinh/i),
    ]);
    expect(home.banner).toEqual({ vi: 'Nghỉ bão.', en: 'Storm.' });
    // They are no events of a channel.
    expect(await sumCounts(db, '2020-01-01')).toEqual([]);
  });

  it('counts the procedures that are answered, whoever asks', async () => {
    const services = await openTestServices();
    const db = services.database.client;
    const told = (codes: string[]) => ({ kind: 'procedure' as const, codes, receipt: null });
    services.afterwards({ text: 'khai sinh' }, told(['1.001193', '1.004194']), 'a');
    services.afterwards({ text: 'xin chào' }, { ...told([]), kind: 'smalltalk' }, 'a');
    await expect
      .poll(() => listMostAsked(db, '2020-01-01', 4), { timeout: 8_000, interval: 500 })
      .toEqual(['1.001193']);
  });

  it('bears the name and the logo of who runs it, as text and nothing else', async () => {
    const logo = path.join(newFolder('logo'), 'quoc-huy.svg');
    writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const env = { OPERATOR_NAME: 'UBND <b>"A"', OPERATOR_LOGO: logo };
    const app = await createApp(await openTestServices(env));
    const page = await (await app.request('/')).text();
    expect(page).toContain('<img src="/logo" alt="" height="40"><h1>UBND &#60;b&#62;&#34;A&#34;</h1>');
    expect((await app.request('/logo')).headers.get('Content-Type')).toBe('image/svg+xml');
    const far = await createApp(await openTestServices({ OPERATOR_LOGO: 'https://a.example.vn/l.png' }));
    const response = await far.request('/');
    expect(response.headers.get('Content-Security-Policy')).toContain(
      "img-src 'self' data: https://a.example.vn;",
    );
    expect((await far.request('/logo')).status).toBe(404);
  });
});
