import { describe, it } from 'vitest';
import { check, procedureOf, type World } from '../../support/transcript.js';

const plain = procedureOf({ code: '1.004837', name: 'Đăng ký giám hộ' });
const foreign = procedureOf({ code: '1.001669', name: 'Đăng ký giám hộ có yếu tố nước ngoài' });
const older = procedureOf({ code: '1.014061', name: 'Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên' });
const younger = procedureOf({ code: '1.014062', name: 'Cấp thẻ căn cước cho người dưới 14 tuổi' });
const choices = (...codes: string[]) => ({ kind: 'choices' as const, codes, family: codes });
const world: World = {
  procedures: [plain, foreign, older, younger],
  answers: {
    'xin giám hộ cháu': choices(plain.code, foreign.code),
    'cấp thẻ cho người nhà': choices(older.code, younger.code),
    'đăng ký giám hộ': { kind: 'answer', code: plain.code, alternatives: [foreign.code] },
    'giám hộ có yếu tố nước ngoài': { kind: 'answer', code: foreign.code, alternatives: [plain.code] },
    'mấy việc ấy': choices(plain.code, foreign.code, older.code),
  },
};

describe('one fact that decides between two procedures', () => {
  it.each([
    ['có', '1.001669'],
    ['không', '1.004837'],
    ['2', '1.004837'],
  ])('is asked with its reason, and “%s” is understood', async (text, code) => {
    await check(
      world,
      `> xin giám hộ cháu
       = choices 1.001669 1.004837
       Có ai trong việc này là người nước ngoài
       Có thì là thủ tục khác
       > ${text}
       = procedure ${code}`,
    );
  });

  it('may be an age', async () => {
    await check(
      world,
      '> cấp thẻ cho người nhà\nNgười được cấp có dưới 14 tuổi không?\n> có\n= procedure 1.014062',
    );
  });

  it('is told beside the plain case, and not beside the other', async () => {
    await check(
      world,
      '> đăng ký giám hộ\n= procedure 1.004837 1.001669\ncó người nước ngoài, hoặc người Việt',
    );
    await check(
      world,
      '> giám hộ có yếu tố nước ngoài\n= procedure 1.001669 1.004837\n! thì làm thủ tục khác',
    );
  });

  it('is not asked where there are more', async () => {
    await check(world, '> mấy việc ấy\n= choices 1.004837 1.001669 1.014061\n! Có ai trong việc này');
  });
});
