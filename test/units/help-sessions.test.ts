import { describe, expect, it } from 'vitest';
import { formatSession, parseSession } from '../../src/units/help-sessions.js';

describe('a local help session', () => {
  it('is read from one line, what to bring being optional', () => {
    expect(parseSession('Tổ viết hộ hồ sơ | T5 07:30-11:00 | ấp Đông Định | căn cước')).toEqual({
      name: 'Tổ viết hộ hồ sơ',
      hours: { thu: [{ from: '07:30', to: '11:00' }] },
      place: 'ấp Đông Định',
      bring: 'căn cước',
    });
    expect(parseSession('Ngày không viết | T3 07:30-11:30 | Phường 3')?.bring).toBeNull();
  });

  it('is written as it is read', () => {
    const line = 'Ngày không viết | T3 07:30-11:30 | Phường 3';
    expect(formatSession(parseSession(line) ?? expect.fail())).toBe(line);
  });

  it.each(['', 'Tổ hỗ trợ', 'Tổ | sáng thứ Năm | ấp', ' | T5 07:30-11:00 | ấp', 'Tổ | T5 07:30-11:00 | '])(
    'is not read from %j',
    (line) => {
      expect(parseSession(line)).toBeNull();
    },
  );
});
