import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../src/units/unit.js';
import { check, type World } from '../../support/transcript.js';

const unit: Unit = {
  code: 'H21.17',
  name: 'Bộ phận Một cửa phường An Phú',
  parentCode: null,
  address: '1 Hùng Vương',
  phone: null,
  hours: { mon: [{ from: '07:30', to: '11:30' }] },
  closures: [{ from: '2026-11-26', to: '2026-11-26', reason: 'tập huấn' }],
  sessions: [
    {
      name: 'Tổ viết hộ hồ sơ',
      hours: { thu: [{ from: '07:30', to: '11:00' }] },
      place: 'Nhà văn hóa ấp Đông Định',
      bring: 'căn cước',
    },
    {
      name: 'Ngày không viết',
      hours: { tue: [{ from: '07:30', to: '11:30' }] },
      place: 'UBND Phường 3',
      bring: null,
    },
  ],
  duty: null,
  source: null,
  checkedOn: null,
};
const world: World = { procedures: [], units: [unit] };

describe('a help session', () => {
  it.each([
    'sáng thứ Năm ở ấp Đông Định',
    'sang thu nam o ap dong dinh',
    'ở ấp Đông Định có ai giúp điền hồ sơ không',
    'thứ năm có người viết hộ hồ sơ không',
  ])('is told with place, next date and what to bring: %s', async (text) => {
    // Thursday 26 November is closed, so the next one is a week later.
    await check(
      world,
      `> ${text}
       = office
       Tổ viết hộ hồ sơ, tại Nhà văn hóa ấp Đông Định
       • Thứ Năm: 07:30–11:00
       Buổi tới: Thứ Năm 03/12/2026, 07:30–11:00.
       Mang theo: căn cước.
       ! Phường 3`,
    );
  });

  it('skips a public holiday', async () => {
    await check(world, '> thứ Ba ngày không viết ở Phường 3\nBuổi tới: Thứ Ba 01/12/2026\n! Đông Định');
  });

  it('that is on now says so', async () => {
    const now = new Date('2026-12-03T02:00:00Z');
    await check({ ...world, now }, '> hôm nay ai giúp nộp trên mạng\nĐang diễn ra, đến 11:00.\n! Phường 3');
  });

  it.each(['hôm nào có người viết hộ hồ sơ', 'ai giúp nộp trên mạng', 'ai giup nop tren mang'])(
    'of any place is listed: %s',
    async (text) => {
      await check(world, `> ${text}\nấp Đông Định\nPhường 3`);
    },
  );

  it('somewhere or some day else is said not to be there', async () => {
    await check(world, '> thứ tư ở ấp Đông Định\nKhông có buổi nào\nThứ Năm');
    await check(world, '> ấp Tân Lập hôm nào có người viết hộ\nKhông có buổi nào\nấp Đông Định');
  });

  it('is told in English when asked in English', async () => {
    await check(
      world,
      '> who can help me fill in the form\nLocal help sessions:\nNext: Thursday\nBring: căn cước.',
    );
  });

  it.each(['nộp hồ sơ ở đâu', 'nop ho so cho nao', 'điền hồ sơ ở đâu'])(
    'is not told to who asks where to file: %s',
    async (text) => {
      await check(world, `> ${text}\n! Đông Định`);
    },
  );

  it('is not told to who asks about something else', async () => {
    for (const text of [
      'đăng ký tạm trú thứ năm ở ấp Đông Định',
      'viết hộ đơn ly hôn thế nào',
      'ấp Đông Định ở đâu',
    ])
      expect((await check(world, `> ${text}`)).replies[0]?.text).not.toMatch(/Buổi/);
  });

  it('that nobody has entered is said to be unknown', async () => {
    await check({ procedures: [] }, '> hôm nào có người viết hộ hồ sơ\nTôi chưa có lịch');
  });
});
