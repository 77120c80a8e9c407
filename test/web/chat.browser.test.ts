/** The web chat as a person meets it: in a real browser, against a real server. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Block, blocksOf, callsOf, listOf, notesOf, placesOf } from '../../src/conversation/block.js';
import { type ReplyDraft, replyOf } from '../../src/conversation/reply.js';
import { buildWidget, openBrowser, openForeignSite, openSite } from '../support/browser.js';
import { CARD, replyWith } from './literal-card.js';

const MAX_GZIP_BYTES = 14_000;
/** What is loaded later, together. */
const MAX_LATER_BYTES = 30_000;
const CONVERSATION = 'A'.repeat(22);

/** What axe-core finds. */
type Finding = { id: string; impact: string; nodes: { html: string }[] };

let widgetFile: string;
let site: string;
let foreign: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let axe: string;
let foreignHeaders: Record<string, string> = {};
/** Whether the last check of accessibility could not work out some contrast. */
let contrastUnknown = 0;
/** What the browser complained of. */
let complaints: string[] = [];

beforeAll(async () => {
  widgetFile = await buildWidget();
  foreign = await openForeignSite(
    () => foreignPage(site),
    () => foreignHeaders,
  );
  site = await openSite(widgetFile, { ALLOWED_ORIGINS: foreign });
  browser = await openBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

async function open(options: BrowserContextOptions = {}, address = site): Promise<void> {
  context = await browser.newContext({ viewport: { width: 900, height: 700 }, ...options });
  context.setDefaultTimeout(8_000);
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(address);
}
beforeEach(() => async () => {
  await context?.close();
});

const input = () => page.getByRole('textbox', { name: 'Câu hỏi của anh/chị' });
const questions = () => page.locator('.mine');
const replies = () => page.locator('.reply');
const heard = () => page.getByRole('status');
const stored = (name: string) => page.evaluate<string | null>(`localStorage.getItem('motcua.${name}')`);

async function ask(text: string): Promise<void> {
  await input().fill(text);
  await input().press('Enter');
}

/** Answers every message with these replies, and keeps what was sent. */
async function answerWith(answers: ReplyDraft[][]): Promise<Record<string, unknown>[]> {
  const sent: Record<string, unknown>[] = [];
  await page.route('**/api/chat', (route) => {
    sent.push(route.request().postDataJSON());
    const given = (answers[Math.min(sent.length, answers.length) - 1] ?? []).map(replyOf);
    return route.fulfill({ json: { conversation: CONVERSATION, replies: given } });
  });
  return sent;
}

async function askForCard(): Promise<void> {
  await answerWith([[replyWith(CARD)]]);
  await ask('giấy mẫu');
  await page.getByRole('article', { name: CARD.name }).waitFor();
}

/** Rules broken badly, by their names. */
async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate<Record<'violations' | 'incomplete', Finding[]>>('axe.run(document)');
  contrastUnknown = result.incomplete.filter(({ id }) => id === 'color-contrast').length;
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const overflow = () =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** An expression over `at`, the element of the chat that a selector names. */
const inChat = (selector: string, expression: string) =>
  page.evaluate<unknown>(
    `(() => { const at = document.querySelector('motcua-chat').shadowRoot.querySelector('${selector}'); return ${expression} })()`,
  );
const style = (selector: string, property: string) => inChat(selector, `getComputedStyle(at).${property}`);

const INSIDE = 'Hồ sơ H21.17-261120-0012 của Nguyễn V. A.: đang xử lý';
const GONE = 'Phần xem hồ sơ đã tự ẩn.';
/** An answer that shows a dossier's inside for so many minutes. */
const insideFor = (minutes: number): ReplyDraft => ({
  text: INSIDE,
  speech: INSIDE,
  choices: [{ label: 'Ai đã xem?', send: 'ai đã xem' }],
  dossier: { inside: { seconds: minutes * 60, after: GONE } },
});
const everything = () => page.evaluate<string>('JSON.stringify({ ...localStorage })');
/** The whole page, what only a screen reader finds included. */
const shown = (on: Page) =>
  on.evaluate<string>('document.querySelector("motcua-chat").shadowRoot.querySelector(".frame").textContent');

async function askForCardThen(texts: string[]): Promise<void> {
  for (const [i, text] of ['giấy mẫu', ...texts].entries()) {
    await ask(text);
    await replies().nth(i).waitFor();
  }
}

describe('the web chat, in Chromium', () => {
  it(`is small: at most ${MAX_GZIP_BYTES} bytes with its styles, and asks nothing of other sites`, async () => {
    const widget = await readFile(widgetFile);
    expect(gzipSync(widget, { level: 9 }).length).toBeLessThanOrEqual(MAX_GZIP_BYTES);
    expect(widget.toString()).not.toMatch(/https?:\/\/\w/);
    const folder = path.dirname(widgetFile);
    const later = (await readdir(folder)).filter((name) => /^widget-.*\.js$/.test(name));
    const parts = await Promise.all(later.map((name) => readFile(path.join(folder, name))));
    const sizes = parts.map((part) => gzipSync(part, { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_LATER_BYTES);
  });

  it('holds a conversation: a question, a follow-up, choices; each answer is heard once', async () => {
    await open();
    await ask('thủ tục 1.004194');
    await replies().nth(0).waitFor();
    expect(await replies().nth(0).innerText()).toMatch(/tạm trú/i);
    const told = await heard().innerText();
    expect(told).toMatch(/tạm trú/i);
    await replies().nth(0).getByRole('button', { name: 'Hữu ích' }).click();
    await replies().nth(0).getByText('Cảm ơn').waitFor();
    await ask('thế còn phí?');
    await replies().nth(1).waitFor();
    expect(await replies().nth(1).innerText()).toMatch(/đồng/);
    expect(await heard().innerText()).not.toContain(told);

    await ask('giấy tờ xe');
    const choices = replies().nth(2).getByRole('group', { name: 'Chọn một' }).getByRole('button');
    const label = await choices.first().innerText();
    expect(await heard().innerText()).toMatch(/Có \d+ lựa chọn/);
    await choices.first().click();
    await replies().nth(3).waitFor();
    expect(await questions().nth(3).innerText()).toContain(label);
    expect(await replies().nth(3).innerText()).toContain(label);

    await page.reload();
    await replies().nth(3).waitFor();
    expect(await questions().count()).toBe(4);
    // Old buttons still work, and nothing is read out again after a reload.
    expect(await heard().innerText()).toBe('');
    await choices.nth(1).click();
    await replies().nth(4).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows an answer as what it is made of: headings, lists, terms, numbers to be called', async () => {
    await open();
    const blocks: Block[] = [
      { type: 'title', text: 'Hồ sơ <b>' },
      { type: 'facts', facts: [{ label: 'Điện thoại', values: ['0269 123 456'] }] },
      ...callsOf(['0269 123 456', '115']),
      ...placesOf('1 Trần Phú', 'Một cửa'),
      ...blocksOf(['Còn mở:\n• đến 16:30, xem ở dichvucong.gov.vn, hỏi a@pleiku.gov.vn.']),
      ...listOf('Còn thiếu', ['Tờ khai'], { ordered: true }),
      ...notesOf(['Đọc trước.'], 'warning'),
      {
        type: 'links',
        links: [
          { label: 'Telegram', href: 'https://t.me/x' },
          { label: 'Lạ', href: 'data:x' },
        ],
      },
    ];
    await answerWith([[{ blocks }]]);
    await ask('tới đâu rồi');
    const reply = replies().first();
    await reply.waitFor();
    expect(await reply.getByRole('heading').allInnerTexts()).toEqual(['Hồ sơ <b>', 'Còn thiếu']);
    expect([await reply.locator('dt').innerText(), await reply.locator('dd').innerText()]).toEqual([
      'Điện thoại',
      '0269 123 456',
    ]);
    const links = await reply.getByRole('link').all();
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual([
      'tel:0269123456',
      'tel:115',
      `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent('Một cửa, 1 Trần Phú')}`,
      'https://dichvucong.gov.vn',
      'https://t.me/x',
    ]);
    expect(await links[2]?.getAttribute('rel')).toContain('noopener');
    // A number that stands there is called there.
    expect(await links[0]?.innerText()).toBe('0269 123 456');
    expect(await links[1]?.innerText()).toBe('Gọi 115');
    // What words look like says nothing about what they are.
    expect(await reply.getByRole('listitem').allInnerTexts()).toEqual(['Tờ khai']);
    expect(await reply.getByRole('note').innerText()).toBe('Đọc trước.');
    expect(await violations()).toEqual([]);
  });

  it('has what a link wants said ready to be sent, once, and does not send it', async () => {
    await open({}, `${site}/?say=${encodeURIComponent('thủ tục 1.004194')}`);
    expect(await input().inputValue()).toBe('thủ tục 1.004194');
    expect(new URL(page.url()).search).toBe('');
    expect(await questions().count()).toBe(0);
    await input().press('Enter');
    await replies().first().waitFor();
    await page.reload();
    expect(await input().inputValue()).toBe('');
  });

  it('keeps what is typed without a line, says so, and sends it in order when the line is back', async () => {
    await open();
    await ask('thủ tục 1.004194');
    await replies().first().waitFor();
    await context.setOffline(true);
    await page.getByText('Máy đang mất mạng').first().waitFor();
    const typed = ['bao nhiêu tiền', 'nộp ở đâu', 'mất mấy ngày'];
    for (const text of typed) await ask(text);
    await page.getByText('Chưa gửi – sẽ tự gửi lại').nth(2).waitFor();
    const sent: string[] = [];
    page.on('requestfinished', (request) => {
      if (request.url().endsWith('/api/chat')) sent.push(request.postDataJSON().text);
    });
    await context.setOffline(false);
    await replies().nth(3).waitFor();
    expect(sent).toEqual(typed);
    const order = (await page.locator('.turn .mine').allInnerTexts()).map((text) => text.split('\n').at(-1));
    expect(order).toEqual(['thủ tục 1.004194', ...typed]);
    expect(await page.locator('.turn .reply').count()).toBe(4);
    expect(await page.getByText('Chưa gửi').count()).toBe(0);
  });

  it.each<[string, string, (route: Route) => Promise<void>]>([
    ['a server error', 'máy chủ chưa trả lời', (route) => route.fulfill({ status: 503, body: 'no' })],
    [
      'a full server',
      'nhiều tin quá',
      (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '1' }, body: '{}' }),
    ],
    [
      'a log-in page of the network',
      'máy chủ chưa trả lời',
      (route) => route.fulfill({ status: 200, body: '<html>' }),
    ],
    ['a broken line', 'máy chủ chưa trả lời', (route) => route.abort()],
  ])('tries again after %s, also when the page was left meanwhile', async (_, told, fail) => {
    await open();
    await page.route('**/api/chat', fail);
    await ask('thủ tục 1.004194');
    await page.getByText(told).first().waitFor();
    await input().fill('một câu đang gõ dở');
    await page.unroute('**/api/chat');
    await page.reload();
    await replies().first().waitFor();
    expect(await replies().first().innerText()).toMatch(/tạm trú/i);
    expect(await input().inputValue()).toBe('một câu đang gõ dở');
  });

  it('lets a message be withdrawn, and says what the server will not take', async () => {
    await open();
    await page.route('**/api/chat', (route) => route.abort());
    await ask('thủ tục 1.004194');
    await page.getByRole('button', { name: 'Bỏ tin này' }).click();
    expect([await questions().count(), await input().inputValue()]).toEqual([0, 'thủ tục 1.004194']);
    await page.unroute('**/api/chat');
    const problem = { error: { code: 'text_too_long', message: 'Tin nhắn dài quá.' } };
    await page.route('**/api/chat', (route) => route.fulfill({ status: 400, json: problem }));
    await ask('dài');
    await page.locator('.state', { hasText: 'Tin nhắn dài quá.' }).waitFor();
  });
});

describe('what the browser keeps of a conversation', () => {
  it('keeps no number that proves who asks, and forgets everything when told to', async () => {
    await open();
    const sent = await answerWith([[{ text: 'Đã nhận.' }]]);
    for (const text of ['079200001234', '5678']) await ask(text);
    await replies().nth(1).waitFor();
    expect(sent.map(({ text }) => text)).toEqual(['079200001234', '5678']);
    await input().fill('số của tôi 0912345678');
    const kept = await page.evaluate<string>('JSON.stringify(localStorage)');
    expect(kept).not.toMatch(/079200001234|5678/);
    expect(kept).toContain('••••');

    await page.getByText('Tùy chọn').click();
    await page.getByRole('button', { name: 'Xóa lịch sử' }).click();
    await page.getByRole('button', { name: 'Không xóa' }).click();
    expect(await questions().count()).toBe(2);
    await page.getByRole('button', { name: 'Xóa lịch sử' }).click();
    await page.getByRole('button', { name: 'Xóa hết' }).click();
    await page.reload();
    await input().waitFor();
    expect(await questions().count()).toBe(0);
    expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('Đã nhận');
  });

  it('never sends a masked number as if it had been typed', async () => {
    await open();
    await page.route('**/api/chat', (route) => route.abort());
    await ask('5678');
    await page.getByText('Chưa gửi').first().waitFor();
    await page.reload();
    await page.getByText('Tin này có số riêng').waitFor();
  });

  it('shares the conversation between tabs', async () => {
    await open();
    const other = await context.newPage();
    await other.goto(site);
    await ask('thủ tục 1.004194');
    await other.locator('.reply').first().waitFor();
    expect(await other.locator('.mine').count()).toBe(1);
  });

  it('takes off the screen and the device what an answer says is to be forgotten, in every tab', async () => {
    await open();
    const other = await context.newPage();
    await other.goto(site);
    await answerWith([
      [replyWith(CARD)],
      [{ text: 'Nhắn bốn số cuối', dossier: {} }],
      [insideFor(15)],
      [{ text: 'Đã quên hồ sơ đó.', forget: 'dossiers' }],
      [{ text: 'Đã xóa hết.', forget: 'all' }],
      [{ text: 'Xin chào' }],
    ]);
    await askForCardThen(['H21.17-261120-0012', '5678']);
    await other.getByText('của Nguyễn V. A.').first().waitFor();
    await ask('quên hồ sơ này');
    await page.getByText('Đã quên').first().waitFor();
    await other.getByText('Đã quên').first().waitFor();
    for (const on of [page, other]) {
      expect(await shown(on)).not.toMatch(/H21|Nguyễn|Nhắn bốn số/);
      expect(await on.locator('.mine').count()).toBe(2);
    }
    expect(await everything()).not.toMatch(/H21|Nguyễn|bốn số/);
    await page.getByLabel('Tờ khai').check();
    await ask('xóa');
    await page.getByText('Đã xóa hết.').first().waitFor();
    await other.getByText('Đã xóa hết.').first().waitFor();
    for (const on of [page, other])
      expect(await on.locator('.mine').allInnerTexts()).toEqual(['Anh/chị hỏi:\nxóa']);
    expect(await everything()).not.toMatch(/giấy mẫu|Tờ khai|quên/);
    const sent = page.waitForRequest('**/api/chat');
    await ask('chào');
    expect((await sent).postDataJSON().conversation).toBeUndefined();
  });

  it('hides the inside of a dossier when its time is over, in every tab, and from the device', async () => {
    await open();
    const other = await context.newPage();
    await context.clock.install();
    for (const on of [page, other]) await on.goto(site);
    await answerWith([[replyWith(CARD)], [insideFor(15)]]);
    await askForCardThen(['5678']);
    await other.getByText('của Nguyễn V. A.').first().waitFor();
    await context.clock.runFor(14 * 60_000);
    expect(await shown(page)).toContain(INSIDE);
    await page.reload();
    await page.getByText(INSIDE).first().waitFor();
    await context.clock.runFor(61_000);
    for (const on of [page, other]) {
      await on.getByText(GONE).first().waitFor();
      expect(await shown(on)).not.toMatch(/H21|Nguyễn|Ai đã xem/);
    }
    expect(await everything()).not.toMatch(/H21|Nguyễn/);
    expect(await replies().count()).toBe(2);
  });

  it('never reads it back after its time, not even with the clock set back', async () => {
    await open();
    for (const minutes of [16, -60]) {
      await answerWith([[insideFor(15)]]);
      await ask('5678');
      await page.getByText(INSIDE).first().waitFor();
      await page.goto('about:blank');
      const later = Date.now() + minutes * 60_000;
      const next = await context.newPage();
      await next.clock.setFixedTime(later);
      await next.goto(site);
      await next.getByText(GONE).first().waitFor();
      expect(await shown(next)).not.toContain('Nguyễn');
      expect(await next.evaluate<string>('JSON.stringify({ ...localStorage })')).not.toContain('Nguyễn');
      await next.close();
      await page.goto(site);
    }
  });
});

describe('in a kiosk', () => {
  const kiosk = () => `${site}/?kiosk`;
  async function openKiosk(): Promise<void> {
    await open();
    await page.evaluate('localStorage.setItem("motcua.history", "1"); localStorage.setItem("cua-cong", "1")');
    await context.addInitScript(
      'new MutationObserver(() => document.querySelector("motcua-chat")?.setAttribute("data-kiosk", "2")).observe(document, { childList: true, subtree: true })',
    );
    await page.clock.install();
    await page.goto(kiosk());
  }

  it('keeps nothing, not even what was kept before, and leaves what belongs to the page', async () => {
    await openKiosk();
    await input().fill('một câu đang gõ');
    const sent = await answerWith([[replyWith(CARD)], [insideFor(15)]]);
    await askForCardThen(['5678']);
    await page.getByLabel('Tờ khai').check();
    await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    expect(sent[1]?.conversation).toBe(CONVERSATION);
    expect(await everything()).toBe('{"cua-cong":"1"}');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await page.getByText('Máy dùng chung').waitFor();
    await page.reload();
    await input().waitFor();
    expect(await questions().count()).toBe(0);
  });

  it('warns whoever does nothing, and then is as new for the next', async () => {
    await openKiosk();
    const sent = await answerWith([[replyWith(CARD)]]);
    await askForCardThen([]);
    await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    await page.clock.runFor(91_000);
    await page.locator('.notice', { hasText: /Tự xóa sau \d+ giây/ }).waitFor();
    expect(await violations()).toEqual([]);
    await page.mouse.click(5, 5);
    expect(await page.locator('.notice:visible').count()).toBe(0);
    await page.clock.runFor(100_000);
    expect(await questions().count()).toBe(1);
    await input().fill('một câu đang gõ dở');
    await page.clock.runFor(121_000);
    expect([await questions().count(), await input().inputValue()]).toEqual([0, '']);
    expect(await style('.frame', 'fontSize')).toBe('17px');
    expect(await shown(page)).not.toContain('giấy mẫu');
    // Nobody is warned where nobody is.
    await page.clock.runFor(600_000);
    expect(await page.locator('.notice:visible').count()).toBe(0);
    await ask('chào');
    await replies().first().waitFor();
    expect(sent.at(-1)?.conversation).toBeUndefined();
  });
});

describe('a card of a procedure', () => {
  it('shows a procedure as a card whose papers can be ticked, and remembers the ticks', async () => {
    await open();
    await askForCard();
    const card = page.getByRole('article', { name: CARD.name });
    const text = await card.innerText();
    for (const part of [
      CARD.name,
      'Áp dụng từ',
      'Giấy tờ cần có · 2 giấy tờ',
      'Tờ khai – 1 bản chính',
      'mẫu, kiểm tra',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/Lệ phí \(chưa được kiểm chứng\)/);
    expect(text).toContain('Mẫu: Mau-01.docx');
    expect(await card.getByRole('link', { name: 'mau-01' }).getAttribute('target')).toBe('_blank');
    await card.getByLabel('Tờ khai').check();
    expect(await card.innerText()).toContain('Đã có 1/2');
    // Other cases and whatever was not asked are folded under what they are.
    for (const folded of ['Giấy ủy quyền', '3 ngày', '8.000', 'Nghị định B', 'bảy', 'Dùng khi', CARD.code]) {
      expect([folded, await card.getByText(folded).isVisible()]).toEqual([folded, false]);
    }
    await card.getByText('Nhờ người khác đi làm').click();
    await card.getByText('Giấy ủy quyền').waitFor();
    await card.getByRole('heading', { name: 'Thời gian' }).click();
    await card.getByText('3 ngày làm việc').waitFor();
    await card.getByRole('heading', { name: 'Làm trên mạng' }).click();
    expect(await card.getByRole('link', { name: /Mở trang nộp/ }).getAttribute('href')).toBe(CARD.onlineUrl);
    // What the card holds needs no button.
    const next = page.getByRole('group', { name: 'Chọn một' });
    expect(await next.getByRole('button').allInnerTexts()).toEqual(['Các bước']);
    await page.reload();
    expect(await page.getByLabel('Tờ khai').isChecked()).toBe(true);
  });

  it('leads with what was asked, in the words of the answer, and folds the rest', async () => {
    await open();
    const asked = { ...CARD, asked: ['fee' as const] };
    const fee: Block = { type: 'lead', label: 'Lệ phí', text: '8.000 đồng' };
    const quoted = listOf(`Về điều này, “${CARD.name}” ghi`, [{ label: 'Hỏi đáp', text: 'Được miễn.' }]);
    await answerWith([
      [replyWith(asked, [fee, ...notesOf(['Nguồn: mẫu.'], 'source')])],
      [replyWith({ ...CARD, asked: [] }, quoted)],
    ]);
    await ask('bao nhiêu tiền');
    const [first, second] = [page.getByRole('article').nth(0), page.getByRole('article').nth(1)];
    await first.waitFor();
    const lines = (await first.innerText()).split(/\n+/);
    expect(lines.slice(0, 3)).toEqual([CARD.name, CARD.remarks[0], 'Lệ phí: 8.000 đồng']);
    expect(lines.filter((line) => line.startsWith('Nguồn'))).toHaveLength(1);
    expect(await first.getByLabel('Tờ khai').isVisible()).toBe(false);
    await first.getByRole('heading', { name: 'Giấy tờ cần có' }).first().click();
    await first.getByLabel('Tờ khai').waitFor();
    // The same procedure once more: its other parts are one line.
    await ask('được miễn không');
    await second.waitFor();
    expect(await second.innerText()).toContain('Hỏi đáp: Được miễn.');
    expect(await second.getByRole('heading').first().innerText()).toBe(`Về điều này, “${CARD.name}” ghi`);
    expect(await second.getByText('Thời gian').isVisible()).toBe(false);
    await second.getByText('Các phần khác của thủ tục').click();
    await second.getByText('Thời gian').waitFor();
  });

  it.each([
    [320, 568],
    [360, 740],
  ])('shows the first paper at once on %i × %i, and all on two screens', async (width, height) => {
    await open({ viewport: { width, height } });
    await ask('làm giấy khai sinh cho con cần gì');
    const card = page.getByRole('article');
    await card.waitFor();
    const first = await card.locator('.checklist li').first().boundingBox();
    const line = await page.locator('.composer').boundingBox();
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThanOrEqual(line?.y ?? 0);
    if (width === 360) expect((await card.boundingBox())?.height).toBeLessThanOrEqual(2 * height);
    // Notes change what is to be handed in.
    expect(await style('.card .note', 'color')).toBe(await style('.frame', 'color'));
    expect(await overflow()).toBe(0);
  });

  it('is told by its blocks where cards cannot be loaded', async () => {
    await open();
    await page.route('**/widget-*.js', (route) => route.abort());
    await answerWith([[replyWith(CARD, listOf('Giấy tờ', ['Tờ khai'], { ordered: true, ticked: true }))]]);
    await ask('giấy mẫu');
    await replies().first().waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await replies().first().getByRole('heading').allInnerTexts()).toEqual([CARD.name, 'Giấy tờ']);
    expect(await replies().first().getByRole('listitem').allInnerTexts()).toEqual(['Tờ khai']);
    // What is not on the screen can be asked for.
    expect(await page.getByRole('button', { name: 'Lệ phí' }).isVisible()).toBe(true);
  });

  it('says when a procedure has changed since it was last shown, and only then', async () => {
    await open();
    const newer = { ...CARD, publication: 2 };
    const changed = { ...newer, publication: 3, remarks: [], summary: 'Nay khác.' };
    await answerWith([[replyWith(CARD)], [replyWith(newer)], [replyWith(changed)]]);
    for (const i of [0, 1, 2]) {
      await ask('giấy mẫu');
      await replies().nth(i).waitFor();
    }
    const told = await page.getByRole('article').allInnerTexts();
    expect(told.map((text) => text.includes('Thông tin đã thay đổi'))).toEqual([false, false, true]);
  });

  it('prints one card as a checklist, and nothing else', async () => {
    await open({}, foreign);
    await askForCard();
    await page.evaluate('window.print = () => {}');
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('article').getByText('Tờ khai').waitFor();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'In danh sách' }).click();
    await page.emulateMedia({ media: 'print' });
    const visible = async (what: string) => page.locator(what).first().isVisible();
    for (const on of ['.card h3', '.checklist input', '.card .folds p'])
      expect([on, await visible(on)]).toEqual([on, true]);
    for (const off of ['h1', '#beside', '.bar', '.mine', '.actions', '.composer', '.choices']) {
      expect([off, await visible(off)]).toEqual([off, false]);
    }
    // What is folded on the screen is on the paper, but for the cases that are not theirs.
    await page.getByText('Nghị định B').waitFor();
    expect(await page.getByText('Giấy ủy quyền').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect([await visible('h1'), await visible('.mine'), await visible('.composer')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await page.getByText('Nghị định B').isVisible()).toBe(false);
  });

  it('hands the checklist on as text', async () => {
    await open();
    await page.evaluate('navigator.share = async ({ text }) => { window.shared = text }');
    await askForCard();
    await page.getByRole('button', { name: 'Chia sẻ' }).click();
    const shared = await page.evaluate<string>('window.shared');
    expect(shared).toContain('☐ Tờ khai (1 bản chính)');
    expect(shared).toMatch(/Lệ phí \(chưa được kiểm chứng\):\n8\.000 đồng/);
    await page.evaluate('navigator.share = undefined; delete Navigator.prototype.share');
  });

  it('passes on ratings and mistakes found, and stays polite when that fails', async () => {
    await open();
    const sent: unknown[] = [];
    let status = 404;
    for (const path of ['feedback', 'reports']) {
      await page.route(`**/api/${path}`, (route) => {
        sent.push(route.request().postDataJSON());
        return route.fulfill({ status });
      });
    }
    await answerWith([[{ text: 'Xin chào' }], [replyWith(CARD)]]);
    await ask('chào');
    await replies().first().waitFor();
    expect(await page.getByRole('button', { name: 'Hữu ích' }).count()).toBe(0);
    await ask('giấy mẫu');
    await page.getByText('Thông tin này sai?').click();
    await page.getByLabel(/Sai ở đâu/).fill('phí đã đổi');
    await page.getByRole('button', { name: 'Báo cho cán bộ' }).click();
    await page.getByText('Chưa ghi nhận được').waitFor();
    status = 204;
    await page.getByRole('button', { name: 'Báo cho cán bộ' }).click();
    await page.getByText('Đã chuyển cho cán bộ').waitFor();
    await page.getByRole('button', { name: 'Hữu ích' }).click();
    await page.locator('.rating', { hasText: 'Cảm ơn' }).waitFor();
    const report = { code: CARD.code, publication: 1, conversation: CONVERSATION, note: 'phí đã đổi' };
    expect(sent).toEqual([report, report, { code: CARD.code, useful: true }]);
    await page.reload();
    await replies().nth(1).waitFor();
    expect(await page.getByRole('button', { name: 'Hữu ích' }).count()).toBe(0);
  });
});

describe('everybody, everywhere', () => {
  it('reads aloud where the browser has a Vietnamese voice, and offers nothing where not', async () => {
    await open();
    await askForCard();
    const speak = page.getByRole('button', { name: 'Đọc cho tôi nghe' });
    expect(await speak.isVisible()).toBe(false);
    await page.addInitScript(`
      window.said = [];
      const voice = { lang: 'vi-VN', name: 'thử' };
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
      Object.defineProperty(window, 'speechSynthesis', { value: {
        getVoices: () => [voice], cancel() {}, speak: (utterance) => said.push([utterance.text, utterance.lang]),
      } });`);
    await page.reload();
    await speak.click();
    expect(await page.evaluate('window.said')).toEqual([['Làm giấy mẫu cần hai giấy tờ.', 'vi-VN']]);
    await page.getByRole('button', { name: 'Dừng đọc' }).click();
    await speak.waitFor();
  });

  it('remembers the wording, the language and the text size', async () => {
    await open({ viewport: { width: 320, height: 640 } });
    const sent = await answerWith([[replyWith(CARD)]]);
    await page.getByText('Tùy chọn').click();
    await page.getByLabel('Cách nói').selectOption('Miền Nam');
    await page.keyboard.press('Escape');
    for (let i = 0; i < 6; i += 1) await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    expect(await heard().innerText()).toBe('Cỡ chữ 200 %');
    await page.reload();
    await ask('giấy mẫu');
    await page.getByRole('article').waitFor();
    expect(sent[0]?.region).toBe('south');
    expect(await style('.frame', 'fontSize')).toBe('34px');
    expect(await overflow()).toBe(0);
    expect(await inChat('.talk', 'at.scrollWidth - at.clientWidth')).toBe(0);
    expect(await violations()).toEqual([]);

    await page.getByText('Tùy chọn').click();
    await page.getByLabel('Ngôn ngữ').selectOption('English');
    await page.reload();
    await page.getByRole('textbox', { name: 'Your question' }).waitFor();
    expect(sent.at(-1)?.text).toBe('English');
    expect(await page.locator('.frame').getAttribute('lang')).toBe('en');
  });

  it('can be used with the keyboard alone', async () => {
    await open();
    const focused = () =>
      page.evaluate<string>(
        '(() => { const at = document.activeElement?.shadowRoot?.activeElement; return at?.textContent || at?.id || "" })()',
      );
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Tới ô gõ câu hỏi');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('question');
    await page.keyboard.type('đăng ký lại');
    await page.keyboard.press('Enter');
    const choice = replies().first().getByRole('button').first();
    const label = await choice.innerText();
    for (let i = 0; i < 20 && (await focused()) !== label; i += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await replies().nth(1).waitFor();
    // The focus stays where it was; what came follows it.
    expect(await focused()).toBe(label);
    await page.getByText('Tùy chọn').press('Enter');
    await page.getByLabel('Ngôn ngữ').focus();
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Tùy chọn');
    expect(await page.getByLabel('Ngôn ngữ').isVisible()).toBe(false);
  });

  // So high that nothing is scrolled out of sight, where contrast cannot be worked out.
  const viewport = { width: 900, height: 3000 };
  it.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light', viewport }],
    ['dark', { colorScheme: 'dark', viewport }],
    ['in high contrast', { contrast: 'more', viewport }],
    ['in forced colours', { forcedColors: 'active' }],
    ['320 px wide', { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' }],
    ['on a very low screen', { viewport: { width: 640, height: 256 } }],
  ])('has no serious fault of accessibility %s', async (_, options) => {
    await open(options);
    await askForCard();
    await page.route('**/api/chat', (route) => route.abort());
    await ask('chưa gửi');
    await page.getByText('Chưa gửi –').first().waitFor();
    await page.getByText('Thông tin này sai?').click();
    await page.getByRole('heading', { name: 'Căn cứ pháp lý' }).click();
    expect(await violations()).toEqual([]);
    if (options.viewport === viewport) expect(contrastUnknown).toBe(0);
    await page.getByText('Tùy chọn').click();
    expect(await violations()).toEqual([]);
    expect(await overflow()).toBe(0);
  });

  it('lives in the page of another site that is allowed, under a strict policy of its own', async () => {
    foreignHeaders = {
      'Content-Security-Policy': `default-src 'none'; script-src ${site}; connect-src ${site}`,
    };
    await open({}, foreign);
    await ask('thủ tục 1.004194');
    await replies().first().waitFor();
    expect(await replies().first().innerText()).toMatch(/tạm trú/i);
    expect(await style('.mine', 'color')).not.toBe('rgb(255, 0, 0)');
    expect(await style('.composer button', 'display')).not.toBe('none');
    foreignHeaders = {};
    expect(complaints.filter((complaint) => !/favicon|style/.test(complaint))).toEqual([]);
  });

  it('does not run in the page of a site that is not allowed', async () => {
    await open({}, foreign.replace('localhost', '127.0.0.1'));
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('customElements.get("motcua-chat") === undefined')).toBe(true);
    await page.getByText('Trang này chưa được phép').waitFor();
    expect(await page.evaluate(`fetch("${site}/api/home").catch(() => "refused")`)).toBe('refused');
    expect(await stored('history')).toBeNull();
  });
});

/** A portal with a taste of its own. */
function foreignPage(site: string): string {
  return `<!doctype html><html lang="vi"><title>Cổng</title>
    <style>html { font-size: 10px } * { color: red; text-transform: uppercase } button { display: none }</style>
    <body><main><h1>Cổng thông tin</h1><div id="beside">Tin tức</div>
    <div><script src="${site}/widget.js" type="module" async></script><motcua-chat></motcua-chat></div></main></body></html>`;
}
