import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

describe('motcua outbox', () => {
  let services: Services;
  let ids: Record<string, string> = {};
  beforeAll(async () => {
    services = await openTestServices();
  });
  beforeEach(async () => {
    const { client } = services.database;
    await client.notice.deleteMany();
    await client.channelState.deleteMany();
    for (const [index, [state, reason]] of [
      ['queued', null],
      ['sent', null],
      ['failed', '400: chat not found'],
      ['failed', '400: chat not found'],
      ['unknown', 'timeout'],
    ].entries())
      await client.notice.create({
        data: {
          event: `event ${index}`,
          person: 'an',
          channel: 'telegram',
          subject: 'dossier:x',
          kind: 'status',
          params: { code: 'H21.17-261120-0001' },
          priority: 0,
          state: state ?? '',
          sendAt: new Date('2026-11-20T03:00:00Z'),
          code: `CODE${index}`,
          reason: reason ?? null,
          createdAt: new Date('2026-11-20T02:00:00Z'),
        },
      });
    const rows = await client.notice.findMany({ orderBy: { id: 'asc' } });
    ids = Object.fromEntries(rows.map(({ id, state }) => [state, String(id)]));
  });

  async function run(...line: string[]) {
    const { io, written } = memoryIo();
    const code = await runProgram(['outbox', ...line], io, async () => services, { hasDatabase: true });
    return { code, out: written.out, err: written.err };
  }
  const states = async () => {
    const rows = await services.database.client.notice.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ state }) => state);
  };

  it('counts by channel and state since when, and why notices failed', async () => {
    const { out } = await run();
    expect(out).toContain('telegram\tđang chờ gửi: 1, cũ nhất từ 2026-11-20 09:00');
    expect(out).toContain('telegram\tgửi lỗi: 2');
    expect(out).toContain('2\ttelegram\t400: chat not found');
    expect(out).toContain(`${ids.unknown}\ttelegram\tstatus\t2026-11-20 09:00\ttimeout`);
    const told = JSON.parse((await run('--json')).out);
    expect(told.reasons[0]).toEqual({ channel: 'telegram', reason: '400: chat not found', count: 2 });
    expect(told.failed.map(({ id }: { id: string }) => id)).toContain(ids.unknown);
  });

  it('sends one again, or all that failed, but by itself nothing that may have arrived', async () => {
    expect((await run('retry', '--all-failed')).out).toBe('2 tin sẽ được gửi lại.\n');
    expect(await states()).toEqual(['queued', 'sent', 'queued', 'queued', 'unknown']);
    expect((await run('retry', ids.unknown ?? '')).code).toBe(0);
    expect(await states()).toEqual(['queued', 'sent', 'queued', 'queued', 'queued']);
    expect((await run('retry', ids.sent ?? '')).code).toBe(1);
    expect((await run('retry')).code).toBe(2);
    expect((await run('retry', '1', '--all-failed')).code).toBe(2);
  });

  it('takes back what waits, with who and why, and nothing that is out', async () => {
    expect((await run('cancel', ids.queued ?? '', '--why', 'nhầm người')).code).toBe(0);
    const cancelled = await services.database.client.notice.findFirst({ where: { state: 'cancelled' } });
    expect(cancelled?.reason).toBe('lan: nhầm người');
    expect((await run('cancel', ids.sent ?? '', '--why', 'x')).code).toBe(1);
    expect((await run('cancel', ids.queued ?? '')).code).toBe(2);
  });

  it('stops a channel and says so until it goes on', async () => {
    expect((await run('pause', 'telegram', '--why', 'kiểm tra lời văn')).code).toBe(0);
    expect((await run()).out).toMatch(/telegram\tTẠM DỪNG từ .* \(lan\): kiểm tra lời văn/);
    expect((await run('resume', 'telegram')).code).toBe(0);
    expect((await run()).out).not.toContain('TẠM DỪNG');
    expect((await run('resume', 'telegram')).code).toBe(1);
    expect((await run('pause', 'fax', '--why', 'x')).code).toBe(2);
  });
});
