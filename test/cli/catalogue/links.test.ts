import { expect, it } from 'vitest';
import { deadLinks } from '../../../src/cli/catalogue/links.js';

it('finds the links that are gone or do not answer', async () => {
  const ask = (async (url: string) => {
    if (url.endsWith('silent')) throw new TypeError('fetch failed');
    return new Response(null, { status: url.endsWith('gone') ? 404 : url.endsWith('shy') ? 405 : 200 });
  }) as typeof fetch;
  const links = ['there', 'gone', 'silent', 'shy'].map((name) => ({
    code: '1.000001',
    url: `http://x.invalid/${name}`,
  }));
  expect((await deadLinks(links, ask)).map(({ url, why }) => [url.slice(-4), why])).toEqual([
    ['gone', 'mã 404'],
    ['lent', 'không trả lời'],
  ]);
});
