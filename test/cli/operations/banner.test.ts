import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { clearBanner, readBanner, setBanner } from '../../../src/operations/banner-store.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

describe('motcua banner', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
  });
  beforeEach(async () => void (await clearBanner(services.database.client)));

  async function run(...line: string[]) {
    const { io, written } = memoryIo();
    const code = await runProgram(['banner', ...line], io, async () => services, { hasDatabase: true });
    return { code, ...written };
  }
  const now = () => readBanner(services.database.client, new Date());

  it('sets one text at a time, shows it and clears it', async () => {
    expect((await run('show')).out).toMatch(/Không có/);
    expect((await run('set', 'Nghỉ bão\nhôm nay.', '--en', 'Closed today.')).code).toBe(0);
    expect((await run('set', 'Nghỉ bão đến thứ Ba.', '--until', '2999-12-05')).code).toBe(0);
    expect(await now()).toMatchObject({
      text: 'Nghỉ bão đến thứ Ba.',
      textEn: null,
      until: new Date('2999-12-05T16:59:00Z'),
    });
    expect((await run('show')).out).toMatch(/Nghỉ bão đến thứ Ba\.\nđến .*2999/);
    expect(JSON.parse((await run('show', '--json')).out).text).toBe('Nghỉ bão đến thứ Ba.');
    expect((await run('clear')).code).toBe(0);
    expect((await run('clear')).code).toBe(1);
    expect(await now()).toBeNull();
  });

  it('takes no text that is empty or long, and no time that is none or past', async () => {
    for (const line of [
      [' '],
      ['a'.repeat(301)],
      ['Nghỉ', '--until', 'mai'],
      ['Nghỉ', '--until', '2020-01-01'],
    ])
      expect([line[0]?.length, (await run('set', ...line)).code]).toEqual([line[0]?.length, 2]);
    expect(await now()).toBeNull();
  });

  it('is over by itself, and told in messages but not in answers to the web page', async () => {
    const db = services.database.client;
    const given = { text: 'Nghỉ bão.', textEn: 'Storm.', setBy: 'lan', setAt: new Date() };
    await setBanner(db, { ...given, until: new Date(Date.now() - 1) });
    expect(await now()).toBeNull();
    await setBanner(db, { ...given, until: null });
    const of = async (channel: 'web' | 'telegram') =>
      (await (await services.lookups('key', { channel, client: null })).banner?.('en'))?.text;
    expect([await of('telegram'), await of('web')]).toEqual(['Storm.', undefined]);
  });
});
