/** The same channel before an emulator somebody else wrote: polling, texts and buttons. */
import { TelegramServer } from '@vishtar/telegram-test-api/lib/telegramServer.js';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Inbound } from '../../../src/channels/channel.js';
import { encode } from '../../../src/channels/telegram/callback-data.js';
import { createTelegram } from '../../../src/channels/telegram/index.js';
import { replyOf } from '../../../src/conversation/reply.js';
import { createLog } from '../../../src/operations/log.js';
import { serveFake } from '../../support/fake-server.js';
import { WAIT } from './fixture.js';

const TOKEN = '666:emulator';

async function freePort(): Promise<number> {
  const server = await serveFake(() => ({}));
  await server.stop();
  return Number(new URL(server.origin).port);
}

const dataOf = (send: string) => encode({ send, isQuestion: true }) ?? '';

describe('before telegram-test-api', () => {
  it('a person writes, is asked back, taps, and sees the question give way', async () => {
    const emulator = new TelegramServer({ port: await freePort(), host: '127.0.0.1' });
    await emulator.start();
    onTestFinished(async () => void (await emulator.stop()));
    const inbound: Inbound[] = [];
    const channel = createTelegram(
      { token: TOKEN, mode: 'polling', secret: null, apiRoot: emulator.config.apiURL },
      {
        publicUrl: null,
        log: createLog('silent'),
        count: () => undefined,
        usage: async () => ({ users: 0, sentThisMonth: 0 }),
      },
    );
    const answer = async (text: string, ...sends: string[]) => {
      const last = inbound.at(-1);
      const choices = sends.map((send) => ({ label: send, send }));
      for (const message of channel.render(
        replyOf({ kind: text.endsWith('?') ? 'choices' : 'procedure', text, choices }),
      ))
        await channel.send({ chat: last?.chat ?? '', context: last?.context ?? null }, message);
    };
    const { said, stop } = await channel.start(async (came) => void inbound.push(...came));
    onTestFinished(stop);
    expect(said).toContain('@TestNameBot');

    const person = emulator.getClient(TOKEN, { userId: 7, chatId: 7 });
    await person.sendMessage(person.makeMessage('khai sinh'));
    await vi.waitFor(() => expect(inbound).toHaveLength(1), WAIT);
    await answer('Việc nào?', 'thủ tục 1.001193', 'thủ tục 2.000815');
    const [seen] = (await person.getUpdates()).result;
    expect(seen?.message).toMatchObject({
      reply_markup: {
        inline_keyboard: [
          [{ text: 'thủ tục 1.001193', callback_data: dataOf('thủ tục 1.001193') }],
          [{ text: 'thủ tục 2.000815', callback_data: dataOf('thủ tục 2.000815') }],
        ],
      },
    });

    const message = { message_id: seen?.messageId as number };
    await person.sendCallback(person.makeCallbackQuery(dataOf('thủ tục 2.000815'), { message } as never));
    await vi.waitFor(() => expect(inbound).toHaveLength(2), WAIT);
    expect(inbound[1]).toMatchObject({
      person: '7',
      content: { kind: 'text', text: 'thủ tục 2.000815' },
      context: { question: seen?.messageId },
    });
    await answer('Bản sao nào?', 'một');
    const edited = emulator.storage.botMessages.map(({ message }) => (message as { text?: string }).text);
    expect(edited).toEqual(['Bản sao nào?']);
  });
});
