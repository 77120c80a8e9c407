/** One page with the web chat, in a real browser, whose answers are given. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Reply } from '../../src/conversation/message.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Opens the page; every message is answered with these replies. `sent` fills with what was sent. */
export async function openChat(
  browser: Browser,
  address: string,
  { replies, options = {} }: { replies: Reply[]; options?: BrowserContextOptions },
): Promise<{ page: Page; sent: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const sent: string[] = [];
  await page.route('**/api/chat', (route) => {
    sent.push(route.request().postDataJSON().text);
    return route.fulfill({ json: { conversation: 'A'.repeat(22), replies } });
  });
  await page.goto(address);
  return { page, sent, close: () => context.close() };
}

/** Types a message and sends it. */
export async function askIn(page: Page, text: string): Promise<void> {
  const input = page.getByRole('textbox', { name: 'Câu hỏi của anh/chị' });
  await input.fill(text);
  await input.press('Enter');
}

/** What axe-core finds wrong, whatever its weight. */
export async function faultsIn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string }[] }[];
  }>('axe.run(document)');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** By how many pixels the page is wider than the screen. */
export const overflowOf = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
