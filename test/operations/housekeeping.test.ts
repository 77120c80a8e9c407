import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { saveConversation } from '../../src/channels/conversation-store.js';
import type { Client } from '../../src/db/open.js';
import { createHousekeeping } from '../../src/operations/housekeeping.js';
import { openTestDatabase } from '../support/database.js';
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

  it('takes a head over all dossiers each time', async () => {
    const before = await client.dossierHead.count();
    await keeping().run(new Date());
    expect(await client.dossierHead.count()).toBe(before + 1);
    expect(await client.dossierHead.count({ where: { keptAt: { not: null } } })).toBe(0);
  });

  it('writes it down elsewhere when told where', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'motcua-housekeeping-'));
    await keeping(path.join(folder, 'heads.jsonl')).run(new Date());
    const kept = readFileSync(path.join(folder, 'heads.jsonl'), 'utf8').trimEnd().split('\n');
    expect(kept).toHaveLength(await client.dossierHead.count());
    rmSync(folder, { recursive: true });
  });
});
