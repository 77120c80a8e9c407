import { describe, it } from 'vitest';
import type { HolderView } from '../../../src/dossiers/look-up/look-up.js';
import type { Decision } from '../../../src/search/search.js';
import { at, NOTHING_OPENS, VIEW } from '../../support/holder-view.js';
import { check, procedureOf, type World } from '../../support/transcript.js';

const HOUSE = 'H21.17-261116-0012';
const LAND = 'H21.17-261117-0345';

const view = (code: string, more: Partial<HolderView>): HolderView => ({
  ...VIEW,
  code,
  procedureCode: '1.000001',
  ...more,
});

const VIEWS: Record<string, HolderView> = {
  [HOUSE]: view(HOUSE, {}),
  [LAND]: view(LAND, { procedureCode: '1.000002', status: 6, amount: 700_000, dueAt: at(30) }),
};
const named = (code: string): Decision => ({ kind: 'answer', code, alternatives: [] });

/** Both open with 5678. */
const WORLD: World = {
  procedures: [
    procedureOf({ code: '1.000001', name: 'Cấp phép xây dựng nhà ở' }),
    procedureOf({ code: '1.000002', name: 'Chuyển mục đích sử dụng đất' }),
  ],
  answers: { 'xây nhà': named('1.000001'), 'xây dựng nhà': named('1.000001') },
  units: [],
  dossiers: {
    ...NOTHING_OPENS,
    lookUp: async (code, [digits]) => {
      const found = VIEWS[code];
      return digits === '5678' && found ? { kind: 'open', view: found } : { kind: 'wrong', triesLeft: 4 };
    },
    again: async (code) => VIEWS[code] ?? null,
  },
};
const BOTH_OPEN = `> ${HOUSE} 5678\n> ${LAND} 5678`;

describe('two dossiers', () => {
  it('a question while the second waits for its digits is told of the first by name', async () => {
    await check(
      WORLD,
      `> ${HOUSE} 5678
       > ${LAND}
       > khi nào thì xong
       Hồ sơ ${LAND} còn chờ bốn số cuối
       Sau đây là hồ sơ ${HOUSE}
       27/11/2026
       > 5678
       ! còn chờ bốn số cuối
       Hồ sơ ${LAND} của`,
    );
  });

  it.each([
    ['cái thứ nhất tới khâu nào', HOUSE],
    ['hồ sơ đầu tiên sao rồi', HOUSE],
    ['bộ thứ 2 tới khâu nào', LAND],
    ['345 sao rồi em', LAND],
    ['hồ sơ 0012 tới khâu nào', HOUSE],
    ['cai 0345 toi dau roi', LAND],
  ])('%s: one is chosen by its place or the end of its code', async (said, code) => {
    await check(WORLD, `${BOTH_OPEN}\n> ${said}\n= dossier\nHồ sơ ${code}`);
  });

  it('of both at once, and which of them: each is told', async () => {
    await check(
      WORLD,
      `${BOTH_OPEN}
       > cả hai bộ giờ tới khâu nào
       Hồ sơ ${HOUSE}
       Hồ sơ ${LAND}
       > bộ nào còn phải nộp tiền
       700.000
       hiện không có khoản nào`,
    );
  });

  it('whose one is, nobody here knows: it is asked which', async () => {
    await check(WORLD, `${BOTH_OPEN}\n> hồ sơ của ba tôi tới khâu nào\n= dossier\nmuốn xem hồ sơ nào`);
  });

  it.each([`quên cái 0012 đi em`, 'đóng hồ sơ thứ nhất', 'xóa cái xây nhà'])(
    '%s: one is forgotten and the other stays open',
    async (said) => {
      await check(
        WORLD,
        `${BOTH_OPEN}
         > ${said}
         Đã quên hồ sơ ${HOUSE}
         Vẫn nhớ: ${LAND}
         > tới khâu nào rồi
         700.000`,
      );
    },
  );
});

describe('one of two is to be forgotten', () => {
  it('by whose it is: it is asked which, and the answer forgets', async () => {
    await check(
      WORLD,
      `${BOTH_OPEN}
       > quên cái của má tôi đi
       muốn quên hồ sơ nào
       > cái 0345
       Đã quên hồ sơ ${LAND}
       Vẫn nhớ: ${HOUSE}`,
    );
  });
});

it('the end of another code is asked for whole', async () => {
  await check(WORLD, `${BOTH_OPEN}\n> hồ sơ 0777 tới khâu nào\nTôi cần cả mã`);
});

it('a number or a question beside a dossier is no choice on offer', async () => {
  await check(
    WORLD,
    `${BOTH_OPEN}\n> em nhận 1 lượt được không\n! Vì sao hẹn\n> tại sao vậy\n! ngày cơ quan đã ghi`,
  );
});

describe('two codes in one message', () => {
  it('the same digits open both when that is said', async () => {
    await check(
      WORLD,
      `> ${HOUSE} với ${LAND}
       cả hai
       > 5678 cho cả 2 luôn
       Hồ sơ ${HOUSE} của
       Hồ sơ ${LAND} của`,
    );
  });

  it('digits that follow the first one opened are tried at the other', async () => {
    await check(
      WORLD,
      `> ${HOUSE}, ${LAND}
       > 5678
       Hồ sơ ${HOUSE} của
       > 5678
       Hồ sơ ${LAND} của`,
    );
  });

  it('wrong digits say of which code they were wrong', async () => {
    await check(
      WORLD,
      `> ${HOUSE}, ${LAND}
       > 1111 cả hai
       Hồ sơ ${LAND}:
       Chưa tra được`,
    );
  });
});

describe('a dossier of several agencies', () => {
  const part = (number: number, procedureCode: string, settlingUnit: string) => ({
    code: `H21.17-261118-05${number}`,
    procedureCode,
    settlingUnit,
    status: 4 as const,
    dueAt: at(20 + number),
  });
  const PARENT = view('H21.17-261118-0500', {
    parts: [part(1, '1.000001', 'H21.17'), part(2, '1.000002', 'H21.20')],
  });
  const CHILD = view('H21.17-261118-0501', { parentCode: PARENT.code });
  const of = (opened: HolderView): World => ({
    ...WORLD,
    dossiers: {
      ...(WORLD.dossiers as NonNullable<World['dossiers']>),
      lookUp: async () => ({ kind: 'open', view: opened }),
      again: async () => opened,
    },
  });

  it('tells of the part that is named by its place or in words', async () => {
    await check(
      of(PARENT),
      `> ${PARENT.code} 5678
       > phần đầu nhận chỗ nào
       xây dựng nhà ở
       ! mục đích sử dụng đất
       > phần sử dụng đất bao giờ xong
       hẹn 22/11/2026
       ! xây dựng nhà ở`,
    );
  });

  it('tells a part the code of the whole', async () => {
    await check(of(CHILD), `> ${CHILD.code} 5678\n> hồ sơ mẹ của nó là mã nào\n${PARENT.code}`);
  });
});
