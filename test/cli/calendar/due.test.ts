import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

const noServices = () => Promise.reject(new Error('opened'));

async function due(line: string[], services: () => Promise<Services> = noServices) {
  const { io, written } = memoryIo();
  const code = await runProgram(['due', ...line], io, services);
  return { code, out: written.out, err: written.err };
}

const term = (received: string, limit: string, ...more: string[]) => [
  '--received',
  received,
  '--limit',
  limit,
  ...more,
];

describe('motcua due', () => {
  test.each([
    [term('2026-11-20T09:00', '5 ngày làm việc'), '2026-11-30\n'],
    [term('2026-11-20', '5 ngày làm việc'), '2026-11-30\n'],
    [term('20/11/2026 9h00', '5 ngay lam viec'), '2026-11-30\n'],
    [term('2026-08-18T09:00', '15 ngày'), '2026-09-03\n'],
    [term('2026-11-02T09:30', '4 giờ'), '2026-11-02 15:30\n'],
    [term('2026-11-10T09:00', '1 tháng'), '2026-12-10\n'],
    [term('2026-11-19T15:00', 'trong ngày'), '2026-11-19\n'],
    [term('2026-11-19T15:01', 'trong ngày'), '2026-11-20\n'],
    [term('2026-11-02', '7 ngày làm việc', '--supplement', '2026-11-05..2026-11-10'), '2026-11-19\n'],
    [
      term('2026-11-02', '7 ngày làm việc', '--supplement', '2026-11-05..2026-11-10', '--policy', 'pause'),
      '2026-11-16\n',
    ],
    [
      term('2026-11-02', '7 ngày làm việc', '--supplement', '2026-11-05..2026-11-10', '--policy', 'none'),
      '2026-11-11\n',
    ],
    [term('2026-11-02', '7 ngày làm việc', '--verification', '2026-11-05..2026-11-10'), '2026-11-16\n'],
    [term('2026-11-02', '7 ngày làm việc', '--supplement', '2026-11-05..'), 'chưa có: đang chờ bổ sung\n'],
    [term('2026-11-02T16:00', '2 giờ', '--hours', 'T2-T6 08:00-12:00,13:00-17:30'), '2026-11-03 08:30\n'],
    [term('2026-11-02T16:00', '2 giờ', '--hours', '08:00-12:00,13:00-17:30'), '2026-11-03 08:30\n'],
  ])('%j prints %j without touching the database', async (line, expected) => {
    expect(await due(line)).toEqual({ code: 0, out: expected, err: '' });
  });

  it('prints JSON', async () => {
    const { out } = await due(term('2026-11-20T09:00', '5 ngày làm việc', '--json'));
    expect(JSON.parse(out)).toEqual({
      due: '2026-11-30',
      dueAt: '2026-11-30T17:00:00+07:00',
      unverified: false,
      unverifiedYears: [],
    });
    const waiting = await due(term('2026-11-02', '7 ngày', '--supplement', '2026-11-05..', '--json'));
    expect(JSON.parse(waiting.out)).toMatchObject({ due: null, waiting: { for: 'supplement' } });
  });

  it('warns when the holidays on the way are not confirmed', async () => {
    const line = term('2027-02-04', '2 ngày làm việc');
    expect(await due(line)).toMatchObject({ out: '2027-02-15\n', err: expect.stringContaining('2027') });
    expect(JSON.parse((await due([...line, '--json'])).out)).toMatchObject({
      due: '2027-02-15',
      unverified: true,
      unverifiedYears: [2027],
    });
  });

  it('explains every day', async () => {
    const line = term('2026-11-20T09:00', '3 ngày làm việc', '--explain');
    const { out } = await due(line);
    expect(out).toMatch(/^2026-11-26\nHẹn trả ngày 26\/11\/2026/);
    expect(out).toContain('Thứ Ba 24/11/2026: nghỉ: Ngày Văn hóa Việt Nam – Nghị quyết 28/2026/QH16');
    expect((await due([...line, '--lang', 'en'])).out).toContain('Saturday 21/11/2026: weekend');
    const json = JSON.parse((await due([...line, '--json'])).out);
    expect(json).toMatchObject({ due: '2026-11-26', rules: [{ rule: 'received' }, { rule: 'workingDay' }] });
    expect(json.days).toHaveLength(7);
  });

  it.each([
    [[], 'motcua due --received'],
    [['--limit', '5 ngày'], '--received'],
    [term('2026-11-20T09:00', '5 con gà'), '"5 ngày làm việc"'],
    [term('2026-02-30T09:00', '5 ngày'), '2026-11-20T09:00'],
    [term('2026-11-20', '4 giờ'), '2026-11-20T09:00'],
    [term('2026-11-20', 'trong ngày'), 'thiếu giờ'],
    [term('2026-11-20', '5 ngày', '--policy', 'stop'), 'restart, pause'],
    [term('2026-11-20', '5 ngày', '--supplement', '2026-11-23'), 'từ..đến'],
    [term('2026-11-20', '5 ngày', '--supplement', '2026-11-25..2026-11-23'), 'thứ tự'],
    [term('2026-11-20', '5 ngày', '--supplement', '2026-11-19..2026-11-23'), 'thứ tự'],
    [term('2026-11-20', '5 ngày', '--unit', 'h21'), 'H21.17'],
    [term('2026-11-20', '5 ngày', '--hours', '8 đến 5'), 'Ví dụ'],
    [term('2026-11-20', '5 ngày', '--lang', 'fr'), 'vi hoặc en'],
    [term('2026-11-20', '5 ngày', '--nope'), '--help'],
  ])('%j exits 2 and says what to write', async (line, advice) => {
    const { code, out, err } = await due(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(advice);
  });
});

describe('motcua due --unit', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
    return () => services.close();
  });

  it('goes by the hours and closures of the unit', async () => {
    const { io } = memoryIo();
    const set = ['unit', 'set', 'H21.17', '--hours', 'T2-T6 08:00-12:00,13:00-17:30'];
    const close = ['unit', 'close', 'H21.17', '2026-11-03..2026-11-04', '--why', 'bão', '--apply'];
    for (const line of [set, close]) expect(await runProgram(line, io, async () => services)).toBe(0);
    const withUnit = (...line: string[]) => due([...line, '--unit', 'H21.17'], async () => services);
    expect(await withUnit(...term('2026-11-02T16:00', '2 giờ'))).toMatchObject({ out: '2026-11-05 08:30\n' });
    const explained = await withUnit(...term('2026-11-02', '1 ngày làm việc', '--explain'));
    expect(explained.out).toContain('cơ quan đóng cửa: bão');
    expect(await due(term('2026-11-02', '1 ngày', '--unit', 'H99'), async () => services)).toMatchObject({
      code: 1,
      err: expect.stringContaining('H99'),
    });
  });
});
