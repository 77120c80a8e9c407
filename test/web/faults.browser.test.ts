/** Small things that went wrong once, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { replyOf } from '../../src/conversation/reply.js';
import { buildWidget, openBrowser, openSite } from '../support/browser.js';
import { askIn, openChat } from '../support/chat-page.js';

const LONG = replyOf({ text: `Câu đầu là câu trả lời. ${'Phần sau kể dài dòng thêm nữa. '.repeat(40)}` });

let browser: Browser;
let site: string;
let page: Page;
let sent: string[];
let close = async () => {};

beforeAll(async () => {
  site = await openSite(await buildWidget());
  browser = await openBrowser();
});
afterEach(() => close());

async function open(): Promise<void> {
  ({ page, sent, close } = await openChat(browser, site, { replies: [LONG] }));
}
const input = () => page.getByRole('textbox', { name: 'Câu hỏi của anh/chị' });

describe('the web chat', () => {
  it('cuts nothing off: what is too long is counted and stays where it is', async () => {
    await open();
    await input().fill('a'.repeat(1_799));
    expect(await page.locator('.count').innerText()).toBe('');
    await input().fill('a'.repeat(1_900));
    expect(await page.locator('.count').innerText()).toBe('1900/2000');
    await askIn(page, 'a'.repeat(2_005));
    expect(await page.locator('.count').innerText()).toBe('Dài quá 2000 ký tự: bớt 5.');
    expect((await input().inputValue()).length).toBe(2_005);
    expect(sent).toEqual([]);
    await askIn(page, 'a'.repeat(2_000));
    await page.locator('.reply').first().waitFor();
    expect(sent.map((text) => text.length)).toEqual([2_000]);
  });

  it('leaves Enter to a keyboard that is composing a word, also where only its code says so', async () => {
    await open();
    await input().fill('giay khai sinh');
    const press = (init: string) =>
      page.evaluate(
        `document.querySelector('motcua-chat').shadowRoot.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', ${init}))`,
      );
    await press("{ key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }");
    expect(await input().inputValue()).toBe('giay khai sinh');
    await press("{ key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }");
    await page.locator('.reply').first().waitFor();
    expect(sent).toEqual(['giay khai sinh']);
  });

  it('has the beginning of a long answer heard, in whole sentences', async () => {
    await open();
    await askIn(page, 'hỏi');
    await page.locator('.reply').first().waitFor();
    const heard = await page.getByRole('status').innerText();
    expect(heard).toMatch(/^Câu đầu là câu trả lời\. .*nữa\. Còn nữa trong câu trả lời\.$/);
    expect(heard.length).toBeLessThan(280);
  });

  it('may stand twice in a page: both show the one conversation, and each message goes once', async () => {
    await open();
    await page.evaluate(`document.body.append(document.createElement('motcua-chat'))`);
    const frames = page.locator('motcua-chat');
    expect(await frames.count()).toBe(2);
    for (const [i, text] of ['từ ô đầu', 'từ ô sau'].entries()) {
      const box = frames.nth(i).getByRole('textbox');
      await box.fill(text);
      await box.press('Enter');
      for (const n of [0, 1]) await frames.nth(n).locator('.reply').nth(i).waitFor();
    }
    expect(sent).toEqual(['từ ô đầu', 'từ ô sau']);
    for (const n of [0, 1]) expect(await frames.nth(n).locator('.mine').count()).toBe(2);
  });
});
