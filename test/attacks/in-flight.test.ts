/** Messages that are under way in one process while another deletes whoever sent them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { deletePerson } from '../../src/channels/delete-person.js';
import { createReceive, keyOf, type Receive } from '../../src/channels/receive.js';
import { type Desk, filed, openDesk } from './desk.js';

const CODE = 'H21.17-261120-0001';
const HOLDER = 'Nguyễn V. A.';

describe('a message under way while its conversation is deleted', () => {
  let desk: Desk;
  let receive: Receive;
  /** What happens elsewhere once the turn has read what the conversation remembers. */
  let meanwhile = async () => {};

  beforeAll(async () => {
    desk = await openDesk();
    const { services, makeKey, call } = desk;
    expect((await call(await makeKey(), 'PUT', `/api/dossiers/${CODE}`, filed())).status).toBe(201);
    receive = createReceive({
      db: services.database.client,
      hashKey: services.conversationKey,
      lookups: async (...asked) => {
        const found = await services.lookups(...asked);
        await meanwhile();
        return found;
      },
      now: () => new Date(),
    });
  });

  it.each(['phí bao nhiêu', 'hồ sơ của tôi đến đâu rồi'])('does not bring it back: %s', async (text) => {
    const { services } = desk;
    const address = { channel: 'web', id: text } as const;
    const say = async (words: string) =>
      (await receive(address, { text: words })).turn.replies.map((reply) => reply.text).join('\n');
    await say(CODE);
    expect(await say('3456')).toContain(HOLDER);
    meanwhile = async () => {
      await deletePerson(services.database.client, keyOf(services.conversationKey, address));
    };
    await say(text);
    meanwhile = async () => {};
    expect(await say('hồ sơ của tôi đến đâu rồi')).not.toContain(HOLDER);
  });
});
