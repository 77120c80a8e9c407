import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { memoryIo } from '../support/io.js';
import { guideFor, official } from '../support/records.js';
import { openTestServices } from '../support/services.js';

describe('the motcua program', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
    return () => services.close();
  });

  async function run(line: string[], given: Parameters<typeof memoryIo>[0] = {}) {
    const { io, written } = memoryIo(given);
    const code = await runProgram(line, io, async () => services);
    return { code, ...written };
  }
  const jsonl = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const birth = (name: string) => ({ official: official({ code: '9.000001', name }) });

  it('exits 0 when done, 1 when it failed, 2 when called wrongly', async () => {
    expect((await run(['catalogue', 'history'])).code).toBe(0);
    expect((await run(['catalogue', 'import', 'khong-co.jsonl'])).code).toBe(1);
    for (const wrong of [
      ['nonsense'],
      ['help', 'nonsense'],
      ['catalogue', 'import'],
      ['ask', '--nope'],
      ['ask'],
      [],
    ]) {
      const { code, out, err } = await run(wrong);
      expect([wrong, code, out]).toEqual([wrong, 2, '']);
      expect(err).not.toBe('');
    }
  });

  it('explains itself on --help without touching the database', async () => {
    const { io, written } = memoryIo();
    const code = await runProgram(['catalogue', '--help'], io, () => Promise.reject(new Error('opened')));
    expect([code, written.err]).toEqual([0, '']);
    expect(written.out).toMatch(/import.*\n[\s\S]*rollback/);
  });

  it('tells of a command in whatever way it is asked', async () => {
    const { out } = await run(['dossier', 'show', '--help']);
    expect(out).toMatch(/motcua dossier show .*\n[\s\S]*--explain/);
    expect((await run(['help', 'dossier', 'show'])).out).toBe(out);
    expect((await run(['help', 'dossier'])).out).toBe((await run(['dossier', '--help'])).out);
    expect((await run(['--help'])).out).toMatch(/^ {2}dossier /m);
  });

  it('answers one question on standard output', async () => {
    const { code, out, err } = await run(['ask', 'thủ', 'tục', '1.001193']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/khai sinh/i);
  });

  it('answers many questions in order, plain or JSON, one object a line', async () => {
    const stdin = '1.001193\n{"q":"xin chào"}\n\nH21.17-240315-0001 tới đâu rồi\n{không phải json\n';
    const { out } = await run(['ask', '--jsonl'], { stdin });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ question }) => question)).toEqual([
      '1.001193',
      'xin chào',
      'H21.17-240315-0001 tới đâu rồi',
      '{không phải json',
    ]);
    expect(answers[0]).toMatchObject({ kind: 'procedure', receipt: null });
    expect(answers[0].codes[0]).toBe('1.001193');
    expect(answers[1]).toMatchObject({ kind: 'smalltalk', codes: [] });
    expect(answers[2]).toMatchObject({ kind: 'dossier', codes: [], receipt: 'H21.17-240315-0001' });
    for (const { ms } of answers) expect(ms).toBeGreaterThanOrEqual(0);
  });

  it('holds a conversation over lines', async () => {
    const { out } = await run(['chat'], { stdin: 'thủ tục 1.001193\nmất mấy ngày\n' });
    expect(out).toMatch(/khai sinh[\s\S]*trong ngày/i);
  });

  it('imports: dry run, apply, export, rollback', async () => {
    const files = { 'a.jsonl': jsonl(birth('Việc thử'), { official: official({ code: '9.000002' }) }) };
    const dry = await run(['catalogue', 'import', 'a.jsonl'], { files });
    expect(dry.out).toMatch(/2 mới, 0 sửa đổi[\s\S]*chạy thử/);
    const applied = await run(['catalogue', 'import', 'a.jsonl', '--apply', '--decision', '7/QĐ'], { files });
    expect(applied.out).toMatch(/Đã công bố bản số/);
    const history = (await run(['catalogue', 'history'])).out.split('\n');
    expect(history[0]).toMatch(/lan\ta\.jsonl \(QĐ 7\/QĐ\)/);

    const shown = JSON.parse((await run(['catalogue', 'show', '9.000001'])).out);
    expect(shown.official.name).toBe('Việc thử');

    const exported = (await run(['catalogue', 'export', '--format', 'jsonl'])).out;
    const back = await run(['catalogue', 'import', 'b.jsonl', '--apply'], { files: { 'b.jsonl': exported } });
    expect(back.out).toMatch(/0 mới, 0 sửa đổi, 0 bãi bỏ[\s\S]*không có gì để công bố/);

    expect((await run(['catalogue', 'rollback', '1'])).out).toMatch(/Chạy thử.*gỡ 2/);
    expect((await run(['catalogue', 'rollback', '1', '--apply'])).out).toMatch(/nguyên trạng như bản số 1/);
    expect((await run(['catalogue', 'show', '9.000001'])).code).toBe(1);
    expect((await run(['catalogue', 'rollback', '999'])).code).toBe(1);
  });

  it('asks for consent before it abolishes what a file does not mention', async () => {
    const files = { 'c.jsonl': jsonl(birth('Chỉ còn một')) };
    const line = ['catalogue', 'import', 'c.jsonl', '--complete', '--apply'];
    expect((await run(line, { files })).code).toBe(2);
    const dry = await run(['catalogue', 'import', 'c.jsonl', '--complete'], { files });
    expect(dry.out).toMatch(/1 mới, 0 sửa đổi, \d+ bãi bỏ/);
  });

  it('round-trips the whole catalogue through a workbook', async () => {
    const { files } = await run(['catalogue', 'export', '--format', 'xlsx', '--out', 'x.xlsx']);
    const workbook = files.get('x.xlsx') ?? new Uint8Array();
    const again = await run(['catalogue', 'import', 'x.xlsx'], { files: { 'x.xlsx': workbook } });
    expect(again.out).toMatch(/0 mới, 0 sửa đổi, 0 bãi bỏ/);
    expect((await run(['catalogue', 'export', '--format', 'xlsx'])).code).toBe(2);
  });

  it('writes a template that imports as nothing', async () => {
    const { files } = await run(['catalogue', 'template', '--out', 'mau.xlsx']);
    const template = files.get('mau.xlsx') ?? new Uint8Array();
    const { out, err, code } = await run(['catalogue', 'import', 'mau.xlsx'], {
      files: { 'mau.xlsx': template },
    });
    expect([code, `${out}${err}`]).toEqual([1, expect.stringMatching(/không có thủ tục nào/)]);
  });

  it('checks how complete the catalogue is', async () => {
    const { code, out } = await run(['catalogue', 'check']);
    expect(code).toBe(0);
    expect(out).toMatch(/thủ tục, \d+ đủ nội dung, điểm đầy đủ \d+ %/);
  });

  it('keeps units: set, amend, close, show, import', async () => {
    const set = [
      'unit',
      'set',
      'H21.17',
      '--name',
      'Phường Pleiku',
      '--hours',
      'T2-T6 07:30-11:30,13:30-17:00',
    ];
    expect((await run(set)).code).toBe(0);
    const phoned = await run(['unit', 'set', 'H21.17', '--phone', '0269 382 0000']);
    expect(phoned.out).toMatch(/Phường Pleiku[\s\S]*0269[\s\S]*T2-T6 07:30-11:30/);
    expect((await run(['unit', 'set', 'H21.17', '--hours', 'sáng chiều'])).code).toBe(2);
    expect((await run(['unit', 'set', 'nhà tôi'])).code).toBe(2);
    expect((await run(['unit', 'show', 'H99'])).code).toBe(1);
    const files = { 'don-vi.csv': 'Mã,Tên\nH20.1,Phường Cao Lãnh\nsai,Không mã\n' };
    const imported = await run(['unit', 'import', 'don-vi.csv', '--apply'], { files });
    expect([imported.code, imported.out]).toEqual([0, expect.stringMatching(/Đã ghi 1 đơn vị, 1 chỗ/)]);
    expect(JSON.parse((await run(['unit', 'show', 'H20.1', '--json'])).out).name).toBe('Phường Cao Lãnh');
  });

  it('takes words from the officer and gives them back', async () => {
    const line = ['lexicon', 'add', 'everyday', 'giấy thông hành quê', 'giấy khai sinh'];
    expect((await run(line)).code).toBe(0);
    expect((await run(['lexicon', 'list'])).out).toMatch(/everyday\tgiấy thông hành quê\tgiấy khai sinh/);
    expect((await run(['lexicon', 'remove', 'everyday', 'giấy thông hành quê'])).code).toBe(0);
    expect((await run(['lexicon', 'remove', 'everyday', 'giấy thông hành quê'])).code).toBe(1);
    expect((await run(['lexicon', 'add', 'sai', 'x', 'y'])).code).toBe(2);
  });

  it('scores labelled questions', async () => {
    const questions = jsonl(
      { q: '1.001193', kind: 'procedure', accept: ['1.001193'], style: 'formal' },
      { q: '1.000894', kind: 'procedure', accept: ['1.001193'], style: 'formal' },
      { q: 'xin chào', kind: 'smalltalk' },
    );
    const { out } = await run(['eval', 'q.jsonl'], { files: { 'q.jsonl': questions } });
    expect(out).toMatch(/đúng ở vị trí đầu\s+50\.0 % \(1\/2\)/);
    expect(out).toMatch(/trả lời thẳng mà sai\s+50\.0 % \(1\/2\)/);
    expect((await run(['eval', 'q.jsonl'], { files: { 'q.jsonl': '{"q":1}' } })).code).toBe(1);
  });

  it('keeps a guide through everything officers do to official records', async () => {
    const ours = guideFor({ code: '9.000003', plainName: 'Việc của ta' });
    const files = { 'd.jsonl': jsonl({ official: official({ code: '9.000003' }), guide: ours }) };
    await run(['catalogue', 'import', 'd.jsonl', '--apply'], { files });
    const amended = { 'e.jsonl': jsonl({ official: official({ code: '9.000003', name: 'Tên mới' }) }) };
    await run(['catalogue', 'import', 'e.jsonl', '--apply'], { files: amended });
    const shown = JSON.parse((await run(['catalogue', 'show', '9.000003'])).out);
    expect([shown.official.name, shown.displayName]).toEqual(['Tên mới', 'Việc của ta']);
  });
});
