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
