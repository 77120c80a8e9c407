/** What the page says before anybody has asked, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Home } from '../../src/conversation/home.js';
import { replyOf } from '../../src/conversation/reply.js';
import { buildWidget, openBrowser, openSite } from '../support/browser.js';
import { faultsIn, openChat, overflowOf } from '../support/chat-page.js';

const HOME: Home = {
  operator: {
    name: 'UBND phường Pleiku',
    address: '1 Trần Phú',
    map: 'https://www.google.com/maps/search/?api=1&query=Pleiku',
    phone: '0269 000 111',
    hours: 'T2-T6 07:30-11:30',
    privacyUrl: 'https://pleiku.example.vn/du-lieu',
  },
  asked: ['Khai sinh', 'Tạm trú', 'Kết hôn'].map((vi, i) => ({
    label: { vi, en: i === 0 ? 'Birth registration' : null },
    send: `thủ tục 1.00000${i}`,
  })),
  banner: { vi: 'Nghỉ bão đến thứ Ba.', en: 'Closed until Tuesday.' },
};

let browser: Browser;
let site: string;
let page: Page;
let sent: string[];
let close = async () => {};

beforeAll(async () => {
  site = await openSite(await buildWidget(), { OPERATOR_NAME: 'UBND phường Pleiku' });
  browser = await openBrowser();
});
afterEach(() => close());

async function open(home: Home | null, options = {}): Promise<void> {
  ({ page, sent, close } = await openChat(browser, site, { replies: [replyOf({ text: 'Vâng.' })], options }));
  await page.route('**/api/home', (route) => (home ? route.fulfill({ json: home }) : route.abort()));
  await page.goto(site);
}
const intro = () => page.locator('.intro');

describe('the page before anybody has asked', () => {
  it('says who runs it and what everybody is to know, and opens two doors', async () => {
    await open(HOME);
    await page.getByText('Nghỉ bão đến thứ Ba.').waitFor();
    const text = await intro().innerText();
    for (const part of ['UBND phường Pleiku', '1 Trần Phú', 'Giờ làm việc: T2-T6', 'Được hỏi nhiều ở đây'])
      expect(text).toContain(part);
    expect(await intro().getByRole('link', { name: '0269 000 111' }).getAttribute('href')).toBe(
      'tel:0269000111',
    );
    await intro().getByRole('button', { name: 'Hỏi thủ tục' }).click();
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.id')).toBe('question');
    await intro().getByRole('button', { name: 'Tra hồ sơ' }).click();
    await page.locator('.reply').first().waitFor();
    await intro().getByRole('button', { name: 'Tạm trú' }).click();
    await page.locator('.reply').nth(1).waitFor();
    expect(sent).toEqual(['tra hồ sơ', 'thủ tục 1.000001']);
  });

  it('says the same in English, and explains itself in both', async () => {
    await open(HOME);
    await page.getByText('Hướng dẫn dùng').click();
    await page.getByText('bốn số cuối').waitFor();
    await page.getByText('Tùy chọn').click();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByText('Closed until Tuesday.').waitFor();
    expect(await intro().innerText()).toMatch(/Birth registration[\s\S]*Tạm trú/);
    await page.getByText('How to use this').click();
    await page.getByText('last four digits').waitFor();
  });

  it('does without where nothing is known', async () => {
    await open(null);
    await intro().getByRole('button', { name: 'Làm giấy khai sinh' }).waitFor();
    expect(await intro().getByText('Được hỏi nhiều').count()).toBe(0);
  });

  it.each([
    { name: '320 pixels', viewport: { width: 320, height: 568 } },
    { name: '1280 pixels, dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const },
  ])('has no fault of accessibility: $name', async ({ name: _, ...options }) => {
    await open(HOME, options);
    await page.getByText('Nghỉ bão đến thứ Ba.').waitFor();
    await page.getByText('Hướng dẫn dùng').click();
    expect(await faultsIn(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
  });
});
