import { describe, expect, it } from 'vitest';
import { readDay } from '../../../src/conversation/reading/details/day.js';

/** A Saturday. */
const TODAY = '2026-11-21';

describe('the day a message names', () => {
  it.each([
    ['hôm nay có làm không', ['2026-11-21'], null],
    ['chiều nay có làm không', ['2026-11-21'], 'afternoon'],
    ['chieu nay', ['2026-11-21'], 'afternoon'],
    ['mai có mở cửa không', ['2026-11-22'], null],
    ['sáng mai', ['2026-11-22'], 'morning'],
    ['ngày kia', ['2026-11-23'], null],
    ['thứ Bảy', ['2026-11-21'], null],
    ['t7', ['2026-11-21'], null],
    ['thứ Hai', ['2026-11-23'], null],
    ['thứ 2 tuần sau', ['2026-11-23'], null],
    ['thứ Bảy tuần sau', ['2026-11-28'], null],
    ['mai thứ Hai', ['2026-11-22', '2026-11-23'], null],
    ['cuối tuần', ['2026-11-21', '2026-11-22'], null],
    ['24/11 có làm không', ['2026-11-24'], null],
    ['ngày 24 tháng 11', ['2026-11-24'], null],
    ['ngay 24 thang 11 nam 2027', ['2027-11-24'], null],
    ['30/4', ['2027-04-30'], null],
    ['1/5/2026', ['2026-05-01'], null],
    ['tomorrow morning', ['2026-11-22'], 'morning'],
    ['are you open on Monday', ['2026-11-23'], null],
    ['31/2', [], null],
    ['45/13', [], null],
    ['làm việc 24/7', [], null],
    ['mấy giờ mở cửa', [], null],
    ['bộ phận một cửa', [], null],
  ])('%s → %j %s', (text, dates, part) => {
    expect(readDay(text, TODAY)).toMatchObject({ dates, part });
  });
});
