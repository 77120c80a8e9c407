import { describe, it } from 'vitest';
import type { Desk } from '../../../src/conversation/lookups.js';
import { check, type World } from '../../support/transcript.js';

const desk: Desk = {
  leave: async () => 'H7KQ-9PDM',
  find: async (code) => ({ code, text: 'x', answer: null }) as never,
  waiting: async () => [],
};
const WORLD: World = { procedures: [], desk };

describe('a message for the office', () => {
  it('stands in the sentence itself and is shown before it goes', async () => {
    await check(
      WORLD,
      `> gửi lời nhắn tới cán bộ: tuần sau tôi vắng nhà
       = human
       “tuần sau tôi vắng nhà”
       > ừa gửi đi
       H7KQ-9PDM
       > cán bộ có trả lời tin của tôi chưa vậy
       chưa có trả lời
       > hủy câu hỏi vừa gửi giùm
       xóa riêng`,
    );
  });

  it('is asked for where it is only wished', async () => {
    await check(WORLD, '> chị muốn gửi câu hỏi tới quầy\n= human\nnhắn câu hỏi cho cán bộ trong một tin');
  });

  it('is dropped, and not sent, by whoever says to delete it', async () => {
    await check(
      WORLD,
      `> gửi lời nhắn tới cán bộ: tuần sau tôi vắng nhà
       > xóa lời nhắn đó đi
       không gửi gì cả
       ! H7KQ-9PDM`,
    );
  });

  it('that was never left has no answer, and that is said', async () => {
    await check(WORLD, '> quầy đã đọc câu hỏi của em chưa\n= human\nChưa có câu hỏi nào được gửi');
    await check(WORLD, '> rút lại câu hỏi của tôi giùm\n= human\nChưa có câu hỏi nào được gửi');
  });
});
