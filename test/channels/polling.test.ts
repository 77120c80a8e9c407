/** The channels that can be polled, where nothing reaches the server. */
import { expect, it } from 'vitest';
import { openWorld } from '../support/channel-world.js';

it('polling answers without a public address', async () => {
  const polled = await openWorld('polling');
  expect(polled.said.join('\n')).toMatch(/polling[\s\S]*polling/);
  const heard = (texts: () => readonly { text: string }[]) =>
    expect
      .poll(
        () =>
          texts()
            .map(({ text }) => text)
            .join(),
        { timeout: 15_000 },
      )
      .toContain('khai sinh');
  await polled.telegram.person(7).say('thủ tục 1.001193');
  await heard(() => polled.telegram.sent);
  await polled.bot.person('b7').say('thủ tục 1.001193');
  await heard(() => polled.bot.sent);
});
