import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findConversation, saveConversation } from '../../src/channels/conversation-store.js';
import { openSession } from '../../src/conversation/session.js';
import type { Client } from '../../src/db/open.js';
import { createHousekeeping } from '../../src/operations/housekeeping.js';
import { openTestDatabase } from '../support/database.js';
import { newFolder } from '../support/folder.js';
import { silentLog } from '../support/records.js';

describe('housekeeping', () => {
  let client: Client;
  beforeAll(async () => {
    client = (await openTestDatabase()).client;
  });
  const keeping = (headsTo: string | null = null) =>
    createHousekeeping({
      client,
      chainKey: Buffer.alloc(32, 1),
      retention: { personalDays: 365, viewDays: 365, conversationDays: 30 },
      headsTo,
      alert: () => undefined,
      log: silentLog,
    });

  it('forgets conversations nobody continued for so long, and no others', async () => {
    await saveConversation(client, 'old', {}, 0);
    await saveConversation(client, 'new', {}, 0);
    const now = new Date();
    const longAgo = new Date(now.getTime() - 31 * 86_400_000);
    await client.conversation.update({ where: { key: 'old' }, data: { updatedAt: longAgo } });
    await keeping().run(now);
    expect((await client.conversation.findMany()).map(({ key }) => key)).toEqual(['new']);
  });

  it('forgets messages of the channels after a week', async () => {
    const now = new Date();
    const messageOf = (messageId: string, days: number) => ({
      channel: 'telegram',
      messageId,
      person: 'p',
      sentAt: now,
      receivedAt: new Date(now.getTime() - days * 86_400_000),
      state: 'done',
    });
    await client.inboxMessage.createMany({ data: [messageOf('old', 8), messageOf('new', 6)] });
    await keeping().run(now);
    expect((await client.inboxMessage.findMany()).map(({ messageId }) => messageId)).toEqual(['new']);
  });

  it('forgets who opened dossiers with the conversations, and codes given at the desk with the look-ups', async () => {
    const now = new Date();
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const opening = (hash: string, days: number) => ({ person: 'p', hash, at: ago(days) });
    await client.dossierOpening.createMany({ data: [opening('old', 31), opening('new', 29)] });
    const letIn = (hash: string, days: number) => {
      return { key: 'k', hash, issuedBy: 'cli:lan', issuedAt: ago(days), expiresAt: ago(days) };
    };
    await client.dossierLetIn.createMany({ data: [letIn('old', 366), letIn('new', 364)] });
    await client.lookupWrongTry.createMany({
      data: [
        { slot: ago(2), part: 0, count: 1 },
        { slot: ago(0), part: 0, count: 1 },
      ],
    });
    await keeping().run(now);
    expect((await client.dossierOpening.findMany()).map(({ hash }) => hash)).toEqual(['new']);
    expect((await client.dossierLetIn.findMany()).map(({ hash }) => hash)).toEqual(['new']);
    expect((await client.lookupWrongTry.findMany()).map(({ slot }) => slot)).toEqual([now]);
  });

  it('deletes notices with what was written in them after as long as names are kept, but none still to be sent', async () => {
    const now = new Date();
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const notice = (event: string, state: string, days: number) => ({
      event,
      state,
      person: 'p',
      channel: 'telegram',
      subject: 's',
      kind: 'stopped',
      params: { reason: 'thiếu giấy' },
      priority: 0,
      code: event,
      sendAt: ago(days),
      createdAt: ago(days),
    });
    await client.notice.createMany({
      data: [notice('old', 'failed', 366), notice('new', 'sent', 364), notice('waits', 'queued', 366)],
    });
    await keeping().run(now);
    const left = await client.notice.findMany({ orderBy: { event: 'asc' } });
    expect(left.map(({ event }) => event)).toEqual(['new', 'waits']);
  });

  it('forgets at its time what a conversation was to remember for minutes, and nothing else', async () => {
    const now = new Date();
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
    const remembering = {
      ...openSession(null),
      topic: '1.001193',
      consentAt: at(-20),
      opened: { code: 'H21.17-261120-0012', until: at(1) },
      confirming: { code: 'H21.17-261120-0013', until: at(-1) },
      choices: [{ label: 'Đúng', send: 'H21.17-261120-0013' }],
    };
    await saveConversation(client, 'asked', remembering, 0);
    await keeping().runMinutely(now);
    const stateOf = async () => (await findConversation(client, 'asked'))?.state;
    expect(await stateOf()).toEqual({ ...remembering, confirming: null, choices: [] });
    await keeping().runMinutely(new Date(now.getTime() + 61_000));
    expect(await stateOf()).toEqual({ ...remembering, confirming: null, choices: [], opened: null });
    // A turn under way that was worked out from before wins.
    expect(await saveConversation(client, 'asked', remembering, 1)).toBe(true);
  });

  it('forgets what was to be remembered for minutes also after the server stood still for days', async () => {
    const longAgo = new Date(Date.now() - 5 * 86_400_000);
    const awaiting = { code: 'H21.17-261120-0012', until: longAgo.toISOString() };
    await saveConversation(client, 'slept', { ...openSession(null), awaiting }, 0);
    await client.$executeRaw`UPDATE conversations SET updated_at = ${longAgo} WHERE key = 'slept'`;
    await keeping().run(new Date());
    expect((await findConversation(client, 'slept'))?.state).toEqual(openSession(null));
  });

  it('forgets people who have not written for so long and are told nothing, and no others', async () => {
    const longAgo = new Date(Date.now() - 31 * 86_400_000);
    const person = (key: string, lastInboundAt = longAgo, chat = key) => ({
      key,
      channel: 'telegram',
      chat,
      lastInboundAt,
    });
    await client.contact.createMany({
      data: [
        person('idle'),
        person('follows'),
        person('recent', new Date()),
        person('erased', new Date(), ''),
      ],
    });
    await client.subscription.create({
      data: { person: 'follows', kind: 'field', target: 'Hộ tịch', by: 'anybody', createdAt: longAgo },
    });
    await keeping().run(new Date());
    expect((await client.contact.findMany()).map(({ key }) => key).sort()).toEqual(['follows', 'recent']);
  });

  it('takes a head over all dossiers each time', async () => {
    const before = await client.dossierHead.count();
    await keeping().run(new Date());
    expect(await client.dossierHead.count()).toBe(before + 1);
    expect(await client.dossierHead.count({ where: { keptAt: { not: null } } })).toBe(0);
  });

  it('writes it down elsewhere when told where', async () => {
    const folder = newFolder('housekeeping');
    await keeping(path.join(folder, 'heads.jsonl')).run(new Date());
    const kept = readFileSync(path.join(folder, 'heads.jsonl'), 'utf8').trimEnd().split('\n');
    expect(kept).toHaveLength(await client.dossierHead.count());
  });
});
