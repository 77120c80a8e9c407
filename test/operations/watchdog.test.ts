import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MessagingName } from '../../src/channels/channel.js';
import type { Client } from '../../src/db/open.js';
import { createWatchdog, LEAST_FREE_MB } from '../../src/operations/watchdog.js';
import { vietnamDate } from '../../src/time/clock.js';
import { shiftDate } from '../../src/time/day.js';
import { openTestDatabase } from '../support/database.js';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('the watchdog', async () => {
  const { client } = await openTestDatabase();
  beforeEach(async () => {
    await client.inboxMessage.deleteMany();
    await client.notice.deleteMany();
    await client.channelState.deleteMany();
    await client.channelCount.deleteMany();
    await client.platformGrant.deleteMany();
    await client.lookupWrongTry.deleteMany();
  });

  /** The codes of the alerts of one look. */
  async function look(
    channels: MessagingName[] = ['telegram'],
    db: Client = client,
    folder: string | null = null,
  ): Promise<string[]> {
    const codes: string[] = [];
    await createWatchdog({ db, channels, folder, alert: (code) => codes.push(code) }).run(new Date());
    return codes;
  }
  let messages = 0;
  const receive = (state: string, minutes: number) =>
    client.inboxMessage.create({
      data: {
        channel: 'telegram',
        messageId: String(messages++),
        person: 'p',
        sentAt: ago(minutes),
        receivedAt: ago(minutes),
        state,
        ...(state === 'done' || state === 'failed' ? { doneAt: ago(minutes) } : {}),
      },
    });
  const queue = (minutes: number, more: { priority?: number; state?: string } = {}) =>
    client.notice.create({
      data: {
        event: String(messages),
        code: String(messages++),
        person: 'p',
        channel: 'zalo-oa',
        subject: 's',
        kind: 'k',
        params: {},
        priority: 0,
        state: 'queued',
        sendAt: ago(minutes),
        createdAt: ago(minutes),
        ...more,
      },
    });

  it('tells when the disk of the embedded database is nearly full, or gone', async () => {
    const { bavail, bsize } = await statfs(tmpdir());
    const isLow = bavail * bsize < LEAST_FREE_MB * 1_000_000;
    expect(await look([], client, tmpdir())).toEqual(isLow ? ['disk'] : []);
    // Has no room at all.
    expect(await look([], client, '/proc')).toEqual(['disk']);
    expect(await look([], client, '/no/such/folder')).toEqual(['disk']);
  });

  it('keeps quiet where all is well', async () => {
    await receive('received', 4);
    await receive('done', 60);
    await receive('failed', 10);
    await queue(4);
    await queue(-30);
    await queue(60, { state: 'sent' });
    expect(await look()).toEqual([]);
  });

  it('tells of messages that wait, unanswered or unsent, for over five minutes', async () => {
    await receive('answered', 6);
    expect(await look()).toEqual(['inbox-stalled telegram']);
  });

  it('tells of many messages set aside within an hour, not of a few or of old ones', async () => {
    for (let n = 0; n < 9; n += 1) await receive('failed', 30);
    for (let n = 0; n < 9; n += 1) await receive('failed', 90);
    expect(await look()).toEqual([]);
    await receive('failed', 1);
    expect(await look()).toEqual(['set-aside telegram']);
  });

  it('tells of notices that are due and not sent, unless they may take their time or the channel is paused', async () => {
    await queue(30, { priority: 1 });
    expect(await look()).toEqual([]);
    await queue(6);
    expect(await look()).toEqual(['notices-stalled zalo-oa']);
    await client.channelState.create({
      data: { channel: 'zalo-oa', nextAt: new Date(), pausedAt: new Date(), pausedBy: 'lan' },
    });
    expect(await look()).toEqual([]);
  });

  it('tells of a day without messages where the same two days a week ago were busy', async () => {
    const now = new Date();
    const today = vietnamDate(now);
    const received = (days: number, count: number, lastAt: Date) =>
      client.channelCount.create({
        data: {
          channel: 'telegram',
          day: new Date(shiftDate(today, -days)),
          name: 'received',
          count,
          lastAt,
        },
      });
    await received(8, 12, ago(8 * 1440));
    await received(7, 9, ago(7 * 1440));
    expect(await look()).toEqual([]);
    await client.channelCount.updateMany({ data: { count: 12 } });
    expect(await look()).toEqual(['silence telegram']);
    expect(await look(['zalo-oa'])).toEqual([]);
    await received(1, 1, ago(23 * 60));
    expect(await look()).toEqual([]);
  });

  it('tells of tokens that could not be renewed, not of a renewal under way', async () => {
    const grant = (id: string, failure: string | null) =>
      client.platformGrant.create({
        data: { id, sealed: 's', expiresAt: ago(0), obtainedAt: ago(0), failure },
      });
    await grant('zalo-oa:1', 'Invalid refresh token');
    await grant('zalo-oa:2', 'renewing');
    await grant('zalo-oa:3', null);
    expect(await look()).toEqual(['grant zalo-oa:1']);
  });

  it('tells of many wrong tries at dossiers within a quarter of an hour', async () => {
    const tries = (part: number, count: number, minutes: number) =>
      client.lookupWrongTry.create({ data: { slot: ago(minutes), part, count } });
    await tries(0, 500, 30);
    await tries(1, 150, 8);
    expect(await look()).toEqual([]);
    await tries(2, 50, 8);
    expect(await look()).toEqual(['lookup-guessing']);
  });

  it('tells of a database that does not answer', async () => {
    const other = await openTestDatabase();
    await other.close();
    expect(await look(['telegram'], other.client)).toEqual(['database']);
  });
});
