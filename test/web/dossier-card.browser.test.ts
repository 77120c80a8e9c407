/** A dossier's card as its holder meets it, in a real browser. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/conversation/message.js';
import { buildWidget, openBrowser, openSite } from '../support/browser.js';
import { askIn, faultsIn, openChat, overflowOf } from '../support/chat-page.js';
import { openedReply } from '../support/dossier-reply.js';
import { VIEW } from '../support/holder-view.js';

let browser: Browser;
let site: string;
let reply: Reply;
let page: Page;
let sent: string[];
let close = async () => {};

beforeAll(async () => {
  site = await openSite(await buildWidget());
  browser = await openBrowser();
  reply = await openedReply({ status: 5, missing: ['Giấy chứng sinh'], reason: 'Thiếu giấy' });
});
afterEach(() => close());

async function open(address = site, given = reply, options = {}): Promise<void> {
  ({ page, sent, close } = await openChat(browser, address, { replies: [given], options }));
  await askIn(page, 'xem hồ sơ');
  await card().waitFor();
}
const card = () => page.getByRole('article', { name: `Hồ sơ ${VIEW.code}` });

describe('a dossier on the web', () => {
  it('shows its state, its way, what to do, and where to call, to find and to follow', async () => {
    await open();
    const text = await card().innerText();
    for (const part of ['Hồ sơ cần bổ sung.', 'Chờ anh/chị', 'Còn thiếu', 'Giấy chứng sinh', 'Thiếu giấy'])
      expect(text).toContain(part);
    expect(await card().locator('[aria-current="step"]').innerText()).toContain('Chờ anh/chị');
    const hrefs = await card()
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual([
      'https://dichvucong.gov.vn',
      'tel:0269000111',
      `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent('Bộ phận Một cửa phường Pleiku, 1 Trần Phú')}`,
      'https://t.me/motcua_bot?start=k7',
      'https://zalo.me/123',
    ]);
    expect(text).toContain('rồi gửi “theo dõi k7”');
    // What the card says is not said again below it.
    const whole = await page.locator('.reply').innerText();
    expect(whole.split('Giấy chứng sinh').length).toBe(2);
    expect(whole).toContain('15 phút');
    expect(await page.getByRole('button', { name: 'Vì sao hẹn ngày này?' }).count()).toBe(0);
    await card().getByRole('button', { name: 'Vì sao?' }).click();
    expect(sent).toEqual(['xem hồ sơ', reply.dossierCard?.due.explain]);
  });

  it('gives its due date to a calendar', async () => {
    await open();
    const saved = page.waitForEvent('download');
    await card().getByRole('button', { name: 'Thêm vào lịch' }).click();
    const file = await readFile(await (await saved).path(), 'utf8');
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20261127\r\n/);
    expect((await saved).suggestedFilename()).toBe(`${VIEW.code}.ics`);
  });

  it('is saved as text, but not from a machine that many people use', async () => {
    await open();
    const saved = page.waitForEvent('download');
    await card().getByRole('button', { name: 'Lưu' }).click();
    expect((await saved).suggestedFilename()).toBe(`${VIEW.code}.txt`);
    await close();
    ({ page, sent, close } = await openChat(browser, site, { replies: [reply] }));
    await page.evaluate('document.querySelector("motcua-chat").dataset.kiosk = ""');
    await page.evaluate('(() => { const at = document.querySelector("motcua-chat"); at.replaceWith(at) })()');
    await askIn(page, 'xem hồ sơ');
    await card().waitFor();
    for (const name of ['Lưu', 'Thêm vào lịch'])
      expect(await card().getByRole('button', { name }).count()).toBe(0);
  });

  it('goes when its time is over, with all that stood around it', async () => {
    const brief = { ...reply, dossier: { inside: { seconds: 60, after: 'Đã tự ẩn.' } } };
    ({ page, sent, close } = await openChat(browser, site, { replies: [brief] }));
    await page.clock.install();
    await page.goto(site);
    await askIn(page, 'xem hồ sơ');
    await card().waitFor();
    await page.clock.runFor(66_000);
    await page.getByText('Đã tự ẩn.').first().waitFor();
    expect(await card().count()).toBe(0);
    expect(await page.evaluate<string>('JSON.stringify({ ...localStorage })')).not.toMatch(/H21|k7|Nguyễn/);
  });

  it.each([
    { name: '320 pixels', viewport: { width: 320, height: 568 } },
    { name: 'dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const },
  ])('has no fault of accessibility: $name', async ({ name: _, ...options }) => {
    await open(site, reply, options);
    expect(await faultsIn(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });
});
