/** What the catalogue links to, who may frame our pages, and codes that are guessed. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { webAddressOrNull } from '../../src/catalogue/clean.js';
import { render as renderTelegram } from '../../src/channels/telegram/render.js';
import { render as renderOa } from '../../src/channels/zalo-oa/render.js';
import { replyOf } from '../../src/conversation/reply.js';
import { createQuestionFinder } from '../../src/enquiries/question-finder.js';
import { answerQuestion, leaveQuestion, newQuestionCode } from '../../src/enquiries/store.js';
import { openTestServices } from '../support/services.js';

let services: Services;
beforeAll(async () => {
  services = await openTestServices();
});

describe('a link of the catalogue', () => {
  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)//https://a.vn',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//a.vn',
    'https://',
    'tg://resolve?domain=x',
  ])('%j leads nowhere', (url) => {
    expect(webAddressOrNull(url)).toBeNull();
    const procedure = { code: '1.000001', name: 'a', officialName: 'a', url };
    const reply = replyOf({ text: 'a', procedure });
    for (const messages of [renderTelegram(reply), renderOa(reply)])
      expect(JSON.stringify(messages)).not.toMatch(/script|passwd|data:|tg:/i);
  });

  it('to a page is kept', () => {
    expect(webAddressOrNull(' https://dichvucong.gov.vn/p/x?a=1 ')).toBe('https://dichvucong.gov.vn/p/x?a=1');
  });
});

it.each(['/', '/api/docs', '/no/such/page', '/widget.js'])(
  'no page of another site may frame %s',
  async (path) => {
    const response = await (await createApp(services)).request(path);
    expect(response.headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
    expect(response.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'");
  },
);

describe('the code of a question', () => {
  it('is not found by guessing, and still found by others and where the question was left', async () => {
    const { client: db } = services.database;
    const find = createQuestionFinder(db);
    const code = await leaveQuestion(db, 'someone', 'giờ làm việc thứ bảy?');
    await answerQuestion(db, code, 'Không làm', 'lan');
    const ask = async (wanted: string, person: string, by: string) =>
      (await find(wanted, { person, by }))?.answer ?? null;
    for (let i = 0; i < 70; i += 1) expect(await ask(code, 'another', 'a')).toBe('Không làm');
    await Promise.all(Array.from({ length: 60 }, () => ask(newQuestionCode(), 'another', 'a')));
    expect(await ask(code, 'another', 'a')).toBeNull();
    expect(await ask(code, 'another', 'b')).toBe('Không làm');
    expect(await ask(code, 'someone', 'a')).toBe('Không làm');
  });

  it('is made of all its letters, each as often as the others', () => {
    const letters = Array.from({ length: 4000 }, newQuestionCode).join('').replaceAll('-', '');
    const counts = new Map([...letters].map((letter) => [letter, letters.split(letter).length - 1]));
    expect(counts.size).toBe(26);
    for (const [, count] of counts) expect(Math.abs(count - 1231)).toBeLessThan(200);
  });
});
