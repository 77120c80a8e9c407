import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { memoryIo } from '../../support/io.js';

async function run(...line: string[]) {
  const { io, written } = memoryIo();
  const code = await runProgram(['phrases', ...line], io, () => Promise.reject(new Error('not needed')));
  return { code, ...written };
}

describe('motcua phrases', () => {
  it('tells of each language how many phrases are approved', async () => {
    expect((await run()).out).toMatch(/^jra\tJrai\tđã duyệt 0\/\d+ câu$/m);
  });

  it('tells of each phrase whether it is, and what is said instead', async () => {
    const { out, err } = await run('km');
    expect(out).toMatch(/^smallTalk\.greeting\tXin chào.*\tchưa duyệt: nói tiếng Việt$/m);
    expect(err).toMatch(/Khmer: đã duyệt 0\/\d+ câu/);
  });

  it('knows no other language', async () => {
    expect(await run('xyz')).toMatchObject({ code: 1, err: expect.stringContaining('Có: bdq, jra, km.') });
  });
});
