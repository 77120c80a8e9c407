import { describe, expect, it } from 'vitest';
import { calendarFile } from '../../src/web/calendar-file.js';

const DAY = {
  id: 'H21.17-261116-0012',
  date: '2026-12-31',
  title: 'Ngày hẹn trả: H21.17-261116-0012',
  about:
    'Việc cần làm: đến ngày hẹn, mang giấy hẹn và giấy tờ tùy thân đến Bộ phận Một cửa phường Pleiku; hỏi trước\nkhi đi.',
  place: 'Bộ phận Một cửa, 1 Trần Phú',
};
const made = calendarFile(DAY, new Date('2026-11-21T02:03:04.567Z'));
const unfolded = made.replace(/\r\n /g, '').split('\r\n');

describe('a due date as a calendar file', () => {
  it('is one whole day, told of before, with what is needed', () => {
    for (const line of [
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'DTSTAMP:20261121T020304Z',
      'UID:H21.17-261116-0012@motcua',
      'LOCATION:Bộ phận Một cửa\\, 1 Trần Phú',
      'TRIGGER:-PT16H',
    ])
      expect(unfolded).toContain(line);
  });

  it('is well formed: every part ends, no line is too long, no character is cut, nothing breaks out of its line', () => {
    expect(made.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(made.replace(/\r\n/g, '')).not.toMatch(/[\r\n\ufffd]/);
    for (const line of made.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const open = unfolded.filter((line) => line.startsWith('BEGIN:')).map((line) => line.slice(6));
    const shut = unfolded.filter((line) => line.startsWith('END:')).map((line) => line.slice(4));
    expect(shut).toEqual(open.reverse());
    expect(unfolded.find((line) => line.startsWith('DESCRIPTION:Việc'))).toMatch(
      /Pleiku\\; hỏi trước\\nkhi đi\.$/,
    );
  });

  it('leaves the place out where none is known', () => {
    expect(calendarFile({ ...DAY, place: null }, new Date())).not.toContain('LOCATION');
  });
});
