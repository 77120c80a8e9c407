import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SendError } from '../../src/channels/channel.js';
import { replyOf } from '../../src/conversation/reply.js';
import type { Client } from '../../src/db/open.js';
import {
  addNotices,
  type DueNotice,
  holdChannel,
  reserveSends,
  settleNotices,
  takeDue,
} from '../../src/notifications/notice-store.js';
import { putBack, type SendOptions, sendNotice } from '../../src/notifications/send-notice.js';
import { shareLookups } from '../../src/notifications/shared-lookups.js';
import { silentLog } from '../support/records.js';
import { createScriptedChannel } from '../support/scripted-channel.js';
import { openTestServices } from '../support/services.js';
import { addFollower } from './people.js';

describe('delivering notices', () => {
  let db: Client;
  let options: SendOptions;

  beforeAll(async () => {
    db = (await openTestServices()).database.client;
    await addFollower(db, 'an', [['procedure', '1.004884']]);
    options = {
      db,
      textOf: async () => replyOf({ text: 'tin' }),
      phoneOf: async () => null,
      log: silentLog,
      count: () => undefined,
      alert: () => undefined,
    };
  });
  beforeEach(async () => {
    await db.notice.deleteMany();
    await db.channelState.deleteMany();
    const now = new Date();
    const common = {
      person: 'an',
      channel: 'telegram',
      kind: 'status',
      params: {},
      priority: 0,
      sendAt: now,
    };
    await addNotices(db, [{ ...common, event: 'e1', subject: 's1', code: 'AAAA-0001' }], now);
  });

  const take = async () => (await takeDue(db, 'telegram', 10))[0] as DueNotice;
  /** As though all waiting were over. */
  const wait = () => db.notice.updateMany({ data: { sendAt: new Date(0) } });

  it('does not count as a try what was put back untried', async () => {
    const notice = await take();
    expect(notice.attempts).toBe(1);
    await settleNotices(db, [putBack(notice, 1_000, 'kênh đang tạm ngừng')]);
    await wait();
    expect((await take()).attempts).toBe(1);
  });

  it('goes on trying for as long as a platform says that it will take it later', async () => {
    const channel = createScriptedChannel();
    for (let i = 0; i < 30; i += 1) {
      channel.troubles.push({ error: new SendError(i % 2 ? 'stop' : 'later', 'đang bảo trì') });
      await settleNotices(db, [await sendNotice(options, await take(), 'telegram', channel)]);
      await wait();
    }
    await settleNotices(db, [await sendNotice(options, await take(), 'telegram', channel)]);
    expect(await db.notice.findFirst()).toMatchObject({ state: 'sent', attempts: 31 });
    expect(channel.sent).toHaveLength(1);
  });

  it('carries nothing of an officer’s words that turns text around or steers', async () => {
    const channel = createScriptedChannel();
    const textOf = async () =>
      replyOf({ text: 'Lý do: \u202egnoức\u001b[2J', brief: { code: '\u2066', status: '', due: '' } });
    await sendNotice({ ...options, textOf }, await take(), 'telegram', channel);
    expect(JSON.stringify(channel.sent)).toMatch(/\\\\u202egnoức\\\\u001b/);
    expect(JSON.stringify(channel.sent)).not.toMatch(/\p{Bidi_Control}/u);
  });

  it('reserves nothing on a channel that is to rest for longer than what is taken may be kept', async () => {
    expect(await reserveSends(db, 'telegram', 30, 10)).toBeLessThan(1);
    expect(await reserveSends(db, 'telegram', 30, 10)).toBeGreaterThan(100);
    await holdChannel(db, 'telegram', 300_000);
    const held = await db.channelState.findFirst();
    expect(await reserveSends(db, 'telegram', 30, 10)).toBeNull();
    expect(await db.channelState.findFirst()).toEqual(held);
  });

  it('reads what changes rarely once for many notices', async () => {
    const services = await openTestServices();
    let opened = 0;
    const known = shareLookups(() => {
      opened += 1;
      return services.lookups('ai đó', { channel: 'telegram', client: null });
    });
    const [first, second] = await Promise.all([known(), known()]);
    expect(second).toBe(first);
    expect(opened).toBe(1);
    expect(await first?.units()).toBe(await second?.units());
  });
});
