/** Backing up and restoring beside a running server: a process of its own, which is killed. */
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runThroughServer } from '../../src/cli/socket/client.js';
import { saveFile } from '../../src/cli/socket/save-file.js';
import { unpackEmbedded } from '../fixtures/upgrade/source.js';
import { newFolder } from '../support/folder.js';
import { memoryIo } from '../support/io.js';
import { buildProgram, end, type Program } from '../support/program.js';

/** The machine may be busy with other tests, and each round starts a server. */
const LONG_MS = 180_000;

describe('beside a running server', { timeout: LONG_MS }, () => {
  let program: Program;
  let dataDir: string;
  let server: Awaited<ReturnType<Program['serve']>>;
  const file = path.join(newFolder('backup'), 'a.gz');

  beforeAll(async () => {
    program = await buildProgram();
    dataDir = unpackEmbedded('0.1.0');
    server = await program.serve({ DATA_DIR: dataDir });
    await name('Trước');
  }, LONG_MS);
  afterAll(() => end(server.process, 'SIGKILL'));

  /** A command through the socket, with real files; `watch` sees what it says on standard error. */
  async function run(line: readonly string[], watch: (err: string) => void = () => undefined) {
    const { io, written } = memoryIo();
    const err = async (text: string) => {
      await io.err(text);
      watch(text);
    };
    const files = { readFile: (name: string) => createReadStream(name), saveFile };
    const code = await runThroughServer(dataDir, [...line], { ...io, ...files, err });
    return { code, ...written };
  }
  const name = (text: string) => run(['unit', 'set', 'H21.17', '--name', text]);
  const nameNow = async () => /^Tên: (.*)$/m.exec((await run(['unit', 'show', 'H21.17'])).out)?.[1];
  const verified = async () => (await run(['dossier', 'verify'])).code;
  const ask = async () => {
    const response = await fetch(`${server.address}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'giờ làm việc' }),
    });
    const { replies } = (await response.json()) as { replies: { text: string }[] };
    return replies.map(({ text }) => text).join('\n');
  };

  it('makes a backup that only its owner may read, and goes on answering', async () => {
    const [{ code, err }, ...answers] = await Promise.all([run(['backup', file]), ask(), ask(), ask()]);
    expect([code, err]).toEqual([0, expect.stringContaining('không có khóa')]);
    expect(answers.join()).toContain('Trước');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('pg'))).toEqual(['pg']);
  });

  it('leaves an existing file alone unless told otherwise', async () => {
    const before = statSync(file).mtimeMs;
    expect(await run(['backup', file])).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
    expect(statSync(file).mtimeMs).toBe(before);
    expect((await run(['backup', file, '--force'])).code).toBe(0);
    expect([statSync(file).mtimeMs > before, existsSync(`${file}.part`)]).toEqual([true, false]);
  });

  it('answers from what was restored, in the same process, and keeps the state before', async () => {
    await name('Sau');
    expect(await ask()).toContain('Sau');
    expect(await run(['restore', file])).toMatchObject({ code: 0, out: expect.stringContaining('Chạy thử') });
    expect(await nameNow()).toBe('Sau');
    const { code, out } = await run(['restore', file, '--apply']);
    expect([code, await nameNow(), server.process.exitCode]).toEqual([0, 'Trước', null]);
    expect(await ask()).toContain('Trước');
    expect(await verified()).toBe(0);
    const kept = /trước đó: (\S+);/.exec(out)?.[1] ?? '';
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    // Two at once: each is made for itself, and one of them, whole, comes last.
    const both = await Promise.all([kept, kept].map((name) => run(['restore', name, '--apply'])));
    expect(both.map((one) => one.code)).toContain(0);
    expect([await nameNow(), await verified()]).toEqual(['Sau', 0]);
    expect(await ask()).toContain('Sau');
  });

  it.each([
    ['while the backup is read', 'conversations…', 0, ['Sau']],
    ['while its database is replaced', 'Ngừng trả lời', 500, ['Trước', 'Sau']],
    ['while the state before is kept', 'Đang cất', 20, ['Trước']],
  ])('killed %s, it starts with the whole of a state', async (_, mark, waitMs, states) => {
    await name('Sau');
    const before = readdirSync(path.join(dataDir, 'backups')).length;
    const kill = () => end(server.process, 'SIGKILL');
    const running = run(['restore', file, '--apply'], (err) => {
      if (err.includes(mark)) setTimeout(kill, waitMs);
    });
    await expect(running).rejects.toThrow('Máy chủ đã dừng');
    await kill();
    server = await program.serve({ DATA_DIR: dataDir });
    const now = await nameNow();
    expect(states).toContain(now);
    expect(await verified()).toBe(0);
    const kept = readdirSync(path.join(dataDir, 'backups')).length - before;
    expect([now, kept > 0]).toEqual([now, now === 'Trước']);
    const left = readdirSync(dataDir).filter((name) => /^(?:pg|secret)/.test(name));
    expect(left.sort()).toEqual(['pg', 'secret.key']);
  });

  it('killed while it makes a backup, leaves the file before and no half one', async () => {
    const before = statSync(file).mtimeMs;
    const running = run(['backup', file, '--force'], () => server.process.kill('SIGKILL'));
    await expect(running).rejects.toThrow('Máy chủ đã dừng');
    expect([statSync(file).mtimeMs, existsSync(`${file}.part`)]).toEqual([before, false]);
  });
});
