import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { reportFailure, runProgram } from '../../../src/cli/program.js';
import { localIo, readLocalFile, writeLocalFile } from '../../../src/cli/socket/io.js';
import { faultDetail, tellMoreAt } from '../../../src/operations/failure.js';
import { createLog } from '../../../src/operations/log.js';
import { newFolder } from '../../support/folder.js';
import { memoryIo } from '../../support/io.js';

const unopened = () => Promise.reject(new Error('not needed'));
const STEERING = '\u001b]0;title\u0007\u001b[2J\u009b1mx\u202ey';

function openIo() {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  return { stdout, stderr, io: localIo(new AbortController().signal, { stdout, stderr }) };
}

describe('what commands write', () => {
  it('steers no terminal, by either stream', async () => {
    const { stdout, stderr, io } = openIo();
    await io.out(`${STEERING}\tmột\nhai\n`);
    await io.err(STEERING);
    const shown = '\\u001b]0;title\\u0007\\u001b[2J\\u009b1mx\\u202ey';
    expect([String(stdout.read()), String(stderr.read())]).toEqual([`${shown}\tmột\nhai\n`, shown]);
  });

  it('steers no reader of the log', () => {
    const logged = (forTerminal: boolean) => {
      let written = '';
      const write = (line: string) => {
        written += line;
      };
      createLog('info', { stream: { write }, forTerminal }).info({ name: STEERING }, STEERING);
      return written;
    };
    for (const lines of [logged(false), logged(true)])
      expect(lines).not.toMatch(/[\p{Bidi_Control}]|(?!\n)\p{Cc}/u);
    expect(JSON.parse(logged(false))).toMatchObject({ name: STEERING, msg: STEERING });
  });

  it('ends quietly when nobody reads it any more', async () => {
    const reader = spawn('true');
    await new Promise((resolve) => reader.once('close', resolve));
    const { io } = openIo();
    const piped = localIo(io.signal, { stdout: reader.stdin, stderr: reader.stdin });
    expect(await runProgram(['--help'], piped, unopened)).toBe(141);
    expect(await runProgram(['khong-co'], piped, unopened)).toBe(141);
  });

  it('says that the disk is full', async () => {
    const { stdout, io } = openIo();
    stdout.write = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    const { io: told, written } = memoryIo();
    expect(await runProgram(['--help'], { ...told, out: io.out }, unopened)).toBe(1);
    expect(written.err).toBe('Ổ đĩa đã đầy. Giải phóng chỗ rồi chạy lại.\n');
  });
});

describe('files of the caller', () => {
  const folder = newFolder('io');
  const read = async (file: string) => {
    for await (const _ of readLocalFile(file));
  };

  it('say in a sentence why they cannot be read or written', async () => {
    await expect(read(`${folder}/a`)).rejects.toThrow(`Không có tệp hoặc thư mục ${folder}/a. Kiểm tra`);
    await expect(read(folder)).rejects.toThrow(`${folder} là thư mục, không phải tệp.`);
    const data = Buffer.from('x');
    await expect(writeLocalFile(`${folder}/b/c`, data)).rejects.toThrow(`thư mục ${folder}/b. Kiểm tra`);
    await expect(writeLocalFile(folder, data)).rejects.toThrow(`${folder} là thư mục`);
    await writeLocalFile(`${folder}/d`, data);
    expect(readFileSync(`${folder}/d`, 'utf8')).toBe('x');
  });
});

describe('a failure', () => {
  const report = async (error: unknown, level?: string) => {
    const { io, written } = memoryIo();
    const code = await reportFailure(error, io, { tellMore: tellMoreAt(level) });
    return [code, written.err];
  };
  const coded = (code: string, given: object = {}) =>
    Object.assign(new Error(`${code}: raw`), { code, ...given });

  it.each([
    ['ECONNREFUSED', 'Mất kết nối'],
    ['P1001', 'Mất kết nối'],
    ['57P01', 'Mất kết nối'],
    ['EPIPE', 'Mất kết nối'],
    ['P2024', 'quá bận'],
    ['EACCES', 'Không có quyền'],
  ])('%s is a sentence, wherever it lies in the causes', async (code, sentence) => {
    const wrapped = new Error('outer', { cause: coded('X1', { cause: coded(code) }) });
    expect(await report(wrapped)).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('of the database is a sentence, however it is passed on', async () => {
    const adapter = new Error('x', { cause: { originalCode: '57P03', kind: 'postgres' } });
    const known = coded('P2039', { meta: { driverAdapterError: adapter } });
    expect(await report(known)).toEqual([1, expect.stringContaining('Mất kết nối')]);
    const lost = new Error('Connection terminated unexpectedly');
    expect(await report(lost)).toEqual([1, expect.stringContaining('Mất kết nối')]);
  });

  it('that nobody foresaw says so, and shows where it was only when asked to', async () => {
    const fault = new TypeError('Nguyễn Văn An is not a function');
    expect(await report(fault)).toEqual([
      1,
      'Lỗi không lường trước (TypeError). Chạy lại với LOG_LEVEL=debug để xem chi tiết, rồi báo người quản trị.\n',
    ]);
    expect(await report(fault, 'debug')).toEqual([1, expect.stringMatching(/TypeError.*\n {4}at /s)]);
  });

  it('is for the log without what people wrote', () => {
    const detail = faultDetail(new TypeError('Nguyễn Văn An', { cause: coded('E1') }));
    expect(JSON.stringify(detail)).not.toContain('Nguyễn');
    expect(detail).toMatchObject([{ name: 'TypeError' }, { name: 'Error E1' }]);
    expect(detail[0]?.frames[0]).toMatch(/io\.test\.ts/);
  });
});
