import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../src/conversation/lookups.js';
import { readQuestionCode } from '../../../src/conversation/reading/details/question-code.js';
import { openSession } from '../../../src/conversation/session.js';
import type { DeskQuestion } from '../../../src/enquiries/store.js';
import type { Unit } from '../../../src/units/unit.js';
import { check, procedureOf, type World } from '../../support/transcript.js';

const unit: Unit = {
  code: 'H21.17',
  name: 'Bộ phận Một cửa',
  parentCode: null,
  address: '1 Hùng Vương',
  phone: '0269 123 456',
  hours: { mon: [{ from: '07:30', to: '11:30' }] },
  closures: [],
  sessions: [],
  duty: null,
  source: null,
  checkedOn: null,
};
const birth = procedureOf({ code: '1.001193', name: 'Thủ tục đăng ký khai sinh', place: 'UBND cấp xã' });

/** A desk in memory that counts how often it is asked for answers. */
function memoryDesk() {
  const questions: DeskQuestion[] = [];
  const counts = { waiting: 0 };
  const shown = new Set<string>();
  const desk: Desk = {
    leave: async (text) => {
      const code = `H7KQ-9PD${'ACDE'[questions.length]}`;
      questions.push({ code, text, askedAt: new Date(0), answer: null, answeredBy: null, answeredAt: null });
      return code;
    },
    find: async (code) => questions.find((question) => question.code === code) ?? null,
    waiting: async () => {
      counts.waiting += 1;
      const waiting = questions.filter(({ answer, code }) => answer !== null && !shown.has(code));
      for (const { code } of waiting) shown.add(code);
      return waiting;
    },
  };
  return { desk, questions, counts };
}

describe('asking for a person', () => {
  it('tells how to reach one, when the office opens, and offers to leave a question', async () => {
    const { desk } = memoryDesk();
    await check(
      { procedures: [], units: [unit], desk },
      `> gặp người thật
       = human
       Bộ phận Một cửa
       Điện thoại: 0269 123 456
       Mở cửa lại lúc 07:30 ngày 23/11/2026.
       [Để lại câu hỏi cho cán bộ]`,
    );
  });

  it('offers nothing where nothing can be kept', async () => {
    const turn = await check({ procedures: [], units: [unit] }, '> gặp cán bộ\n! để lại câu hỏi');
    expect(turn.replies[0]?.choices).toBeUndefined();
    await check({ procedures: [] }, '> để lại câu hỏi\n! mã');
  });

  it('is all English when asked in English', async () => {
    const { desk } = memoryDesk();
    await check(
      { procedures: [], units: [unit], desk },
      `> talk to a person
       Telephone: 0269 123 456
       Opens at 07:30
       [Leave a question for an officer]
       > 1
       Please write your question
       [No, do not send]
       > where is my land certificate
       This will be sent to an officer
       > yes
       Your code: H7KQ-9PDA
       Opens at 07:30
       > h7kq 9pda
       there is no answer yet`,
    );
  });
});

describe('a question for the desk', () => {
  const ask = '> gặp người thật\n> 1\n';

  it('is kept with telephone and identity numbers masked, and gets a code and no promise', async () => {
    const { desk, questions } = memoryDesk();
    const turn = await check(
      { procedures: [birth], units: [unit], desk },
      `${ask}> gọi 0912345678, căn cước 012 345 678 901, hồ sơ H21.17-240315-0001 nộp 2 tháng chưa xong
       gọi [số điện thoại đã che]
       cán bộ không gọi lại được
       ! Mã của anh/chị
       > ừ gửi đi
       Mã của anh/chị: H7KQ-9PDA
       chưa hẹn chắc được
       Mở cửa lại lúc 07:30 ngày 23/11/2026.`,
    );
    expect(questions[0]?.text).toBe(
      'gọi [số điện thoại đã che], căn cước [số giấy tờ đã che], hồ sơ H21.17-240315-0001 nộp 2 tháng chưa xong',
    );
    expect(turn.session.questions).toEqual(['H7KQ-9PDA']);
    expect(turn.session.asking).toBe(false);
  });

  it.each(['thôi', 'không', 'Thôi, không cần nữa', '1', 'không gửi câu hỏi', 'cancel'])(
    'is not sent after "%s"',
    async (text) => {
      const { desk, questions } = memoryDesk();
      await check({ procedures: [], desk }, `${ask}> ${text}\nkhông gửi gì cả`);
      expect(questions).toEqual([]);
    },
  );

  it.each(['thủ tục 1.001193', 'cảm ơn', 'cháy nhà', 'English please', 'gặp người thật'])(
    'is not what "%s" says',
    async (text) => {
      const { desk, questions } = memoryDesk();
      const turn = await check({ procedures: [birth], desk }, `${ask}> ${text}`);
      expect(questions).toEqual([]);
      expect(turn.session.asking).toBe(false);
    },
  );

  it('is still awaited after an "ok"', async () => {
    const { desk, questions } = memoryDesk();
    await check(
      { procedures: [], desk },
      `${ask}> ok\nnhắn câu hỏi\n> giờ làm việc thứ bảy sao chưa ai trả lời\n> gửi`,
    );
    expect(questions).toHaveLength(1);
  });

  it.each(['thôi đừng', 'không gửi câu hỏi', '2'])('shown first is not sent after "%s"', async (text) => {
    const { desk, questions } = memoryDesk();
    const turn = await check(
      { procedures: [], desk },
      `${ask}> bao giờ có sổ đỏ\n> ${text}\nkhông gửi gì cả`,
    );
    expect(questions).toEqual([]);
    expect(turn.session.draft).toBeNull();
  });

  it('may be about anything, even what would otherwise be answered', async () => {
    const { desk, questions } = memoryDesk();
    await check(
      { procedures: [], desk },
      `${ask}> hồ sơ của tôi tới đâu rồi\nGửi chứ ạ\n> 1\nMã của anh/chị`,
    );
    expect(questions[0]?.text).toBe('hồ sơ của tôi tới đâu rồi');
  });
});

describe('the answer to a question', () => {
  it('is put before the next reply, once', async () => {
    const { desk, questions } = memoryDesk();
    const world: World = { procedures: [birth], desk };
    const late: Desk = {
      ...desk,
      waiting: async () => {
        for (const question of questions) question.answer = 'Mang căn cước tới quầy 2.';
        return desk.waiting();
      },
    };
    await check(
      { ...world, desk: late },
      `> gặp người thật
       > 1
       > bao giờ có sổ đỏ của tôi
       > đồng ý
       > thủ tục 1.001193
       = procedure 1.001193
       Câu hỏi H7KQ-9PDA: bao giờ có sổ đỏ của tôi
       Cán bộ trả lời: Mang căn cước tới quầy 2.
       > nộp ở đâu
       ! quầy 2`,
    );
  });

  it('is not looked for in conversations that left no question', async () => {
    const { desk, counts } = memoryDesk();
    await check({ procedures: [birth], desk }, '> xin chào\n> thủ tục 1.001193\n> gặp người thật');
    expect(counts.waiting).toBe(0);
  });

  it('is shown to whoever types the code; every other code gets the same words', async () => {
    const { desk, questions } = memoryDesk();
    await desk.leave?.('hỏi');
    const world: World = { procedures: [], desk };
    await check(world, '> H7KQ-9PDA\nchưa có trả lời');
    for (const question of questions) question.answer = 'Đã xong.';
    for (const typed of [
      'H7KQ-9PDA',
      'h7kq 9pda',
      'mã h7kq9pda',
      'H7KQ – 9PDA.',
      'câu hỏi h7kq-9pda trả lời chưa',
    ])
      await check(world, `> ${typed}\nCán bộ trả lời: Đã xong.`);
    for (const typed of ['H7KQ-9PDX', 'O0O0-1I1I', 'mã H7KQ-9PXX'])
      await check(world, `> ${typed}\nKhông tìm thấy câu hỏi`);
  });
});

describe('a question code', () => {
  it.each([
    ['H7KQ-9PDM', 'H7KQ-9PDM', true],
    [' h7kq 9pdm ', 'H7KQ-9PDM', true],
    ['mã: H7KQ9PDM', 'H7KQ-9PDM', true],
    ['H7KO-9PDM', 'H7KO-9PDM', true],
    ['nhan dang', 'NHAN-DANG', false],
    ['xe biển 43H7-6379 sang tên', '43H7-6379', false],
  ])('%j is read as %s', (text, code, sure) => {
    expect(readQuestionCode(text)).toEqual({ code, sure });
  });

  it.each([
    '',
    '1.001193',
    'H21.17-240315-0001',
    '2024-2025',
    'làm giấy khai sinh',
    '0912 345 678',
    'covid-19',
    'thue 2026',
  ])('is not seen in %j', (text) => {
    expect(readQuestionCode(text)).toBeNull();
  });
});

it('a session stored before there were questions is still read', () => {
  const { asking: _, questions: __, ...before } = openSession(null);
  expect(openSession({ ...before, locale: 'en' })).toEqual({ ...openSession(null), locale: 'en' });
});

describe('a question that is shown and not yet agreed to', () => {
  it('may be put in other words before it goes', async () => {
    const { desk, questions } = memoryDesk();
    await check(
      { procedures: [birth], units: [unit], desk },
      `> để lại câu hỏi
       > đất của tôi bao giờ xong
       “đất của tôi bao giờ xong”
       > khoan sửa lại: đất ở thôn Hai bao giờ có sổ
       “đất ở thôn Hai bao giờ có sổ”
       > gửi đi
       = human`,
    );
    expect(questions.map(({ text }) => text)).toEqual(['đất ở thôn Hai bao giờ có sổ']);
  });

  it('is said not to have been sent where another answer comes between', async () => {
    const { desk, questions } = memoryDesk();
    await check(
      { procedures: [birth], units: [unit], desk },
      `> để lại câu hỏi
       > đất của tôi bao giờ xong
       > giấy tờ thủ tục 1.001193
       = procedure 1.001193
       Câu hỏi lúc nãy chưa gửi cho cán bộ`,
    );
    expect(questions).toEqual([]);
  });
});
