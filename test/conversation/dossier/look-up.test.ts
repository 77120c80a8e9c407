import { describe, expect, it } from 'vitest';
import type { Dossiers } from '../../../src/conversation/lookups.js';
import { readDigits } from '../../../src/conversation/reading/answers.js';
import { readLetIn } from '../../../src/conversation/reading/details/let-in-code.js';
import { respond } from '../../../src/conversation/respond.js';
import { openSession, type Session, withoutExpired } from '../../../src/conversation/session.js';
import type { HolderView, LookupResult } from '../../../src/dossiers/look-up/look-up.js';
import { DESK } from '../../support/dossier-reply.js';
import { at, VIEW } from '../../support/holder-view.js';
import { check, lookupsOf, procedureOf, UNREMEMBERED, type World } from '../../support/transcript.js';

const CODE = 'H21.17-261116-0012';
const MISSING = 'H21.17-261116-0099';
const LET_IN = 'K7MPQ-9PDMH';
const NOW = new Date('2026-11-21T02:00:00Z');

/** One dossier whose digits are 5678; every other code is missing. `tried` receives what was given. */
function dossiersOf(
  view: Partial<HolderView> = {},
  more: Partial<Dossiers> = {},
  tried: string[] = [],
): Dossiers {
  let wrong = 0;
  const shown = { ...VIEW, ...view };
  return {
    holds: async (unit) => unit === null || unit.startsWith('H21'),
    byCode: async () => ({ kind: 'askFactor' }),
    lookUp: async (code, digits): Promise<LookupResult> => {
      tried.push(`${code} ${digits.join(' ')}`);
      if (wrong >= 5) return { kind: 'locked', until: at(21, '09:15') };
      if (code === CODE && digits[0] === '5678') return { kind: 'open', view: shown };
      wrong += 1;
      return { kind: 'wrong', triesLeft: 5 - wrong };
    },
    again: async () => shown,
    views: async () => [{ who: 'web', at: at(21, '08:30') }],
    explainDue: async () => null,
    procedureName: async () => 'Thủ tục đăng ký khai sinh',
    supplementBy: async () => '2026-12-02',
    ...UNREMEMBERED,
    letIn: async (letIn) =>
      letIn === LET_IN ? { kind: 'open', view: shown } : { kind: 'wrong', triesLeft: 4 },
    keptDays: 365,
    ...more,
  };
}

const worldOf = (dossiers: Dossiers, more: Partial<World> = {}): World => ({
  procedures: [procedureOf({ code: '1.001193', name: 'Đăng ký khai sinh' })],
  units: [DESK],
  dossiers,
  ...more,
});

describe('a receipt code', () => {
  it('alone gets one text, to the byte the same whether the dossier exists or not', async () => {
    const texts = await Promise.all(
      [CODE, MISSING].map(
        async (code) => (await check(worldOf(dossiersOf()), `> ${code}\n= dossier`)).replies,
      ),
    );
    expect(JSON.stringify(texts[0])).toBe(JSON.stringify(texts[1]));
    expect(texts[0]?.[0]?.text).toMatch(
      /bốn số cuối[\s\S]*Bộ phận Một cửa phường Pleiku[\s\S]*365 ngày[\s\S]*xóa/,
    );
  });

  it('is shown as it was read where it was corrected', async () => {
    await check(worldOf(dossiersOf()), `> mã H2l.17-261116-OO12\nMã hồ sơ đọc được: ${CODE}`);
  });

  it('and the digits open the dossier, with its name masked and nothing an officer keeps to himself', async () => {
    await check(
      worldOf(dossiersOf()),
      `> hồ sơ ${CODE} tới đâu rồi
       bốn số cuối
       [Không tra nữa]
       > 5678
       = dossier
       Hồ sơ ${CODE} của Nguyễn V. A.
       Thủ tục: Đăng ký khai sinh
       Tình trạng: Đang xử lý. Hồ sơ đang được giải quyết.
       Ngày nhận: 16/11/2026
       Ngày hẹn trả: 27/11/2026.
       Bộ phận Một cửa phường Pleiku
       0269 000 111
       [Vì sao hẹn ngày này?]
       ! 5678
       > tới đâu rồi
       Tình trạng: Đang xử lý
       > hồ sơ của tôi xong chưa
       Ngày hẹn trả: 27/11/2026
       > ${CODE}
       Tình trạng: Đang xử lý`,
    );
  });

  it('of another province, a ministry or the social insurance is not looked up', async () => {
    await check(
      worldOf(dossiersOf()),
      `> H33.12-240315-0001
       nay thuộc An Giang
       không do nơi đây giữ
       ! bốn số
       > 5678
       = refusal
       > 03706/2026/07906
       Bảo hiểm xã hội`,
    );
  });

  it('of the old kind is told so, and one of several is taken first', async () => {
    await check(
      worldOf(dossiersOf()),
      `> 000.00.17.H21-261116-0012
       mã kiểu cũ
       bốn số cuối
       > ${CODE} và ${MISSING} và H33.12-240315-0001
       nay thuộc An Giang
       đang tra ${CODE}
       bốn số cuối`,
    );
  });

  it('read without separators is confirmed first', async () => {
    await check(worldOf(dossiersOf()), `> H212611160012\n= dossier\n> đúng\nbốn số cuối`);
  });

  it('gets the honest answer of old where no dossier is kept', async () => {
    const nowhere = dossiersOf({}, { holds: async () => false });
    await check(worldOf(nowhere), `> ${CODE}\nỞ đây chưa tra được\n! bốn số\n> 5678\n= refusal`);
  });

  it('tells state and due date by itself where the operator has opened them', async () => {
    const open = dossiersOf({}, { byCode: async () => ({ kind: 'status', status: 4, dueAt: at(27) }) });
    await check(worldOf(open), `> ${CODE}\nTình trạng hồ sơ: Đang xử lý.\n27/11/2026\nbốn số cuối\n! Nguyễn`);
  });
});

describe('the digits', () => {
  it.each([
    ['5678', ['5678']],
    ['5678 6789', ['5678', '6789']],
    ['sđt 5678, cccd 6789 ạ', ['5678', '6789']],
    ['4 số cuối là 5678', ['5678']],
    ['0912 345 678', ['5678']],
    ['064123456789', ['6789']],
    ['567', 'malformed'],
    ['56789', 'malformed'],
    ['1111 2222 3333 4444 5', 'malformed'],
    ['năm 2025 làm khai sinh cần gì', null],
    [CODE, null],
    ['xin chào', null],
  ])('of %j are %j', (text, digits) => expect(readDigits(text)).toEqual(digits));

  it('are only digits while they are awaited', async () => {
    const tried: string[] = [];
    await check(
      worldOf(dossiersOf({}, {}, tried)),
      `> 5678\n= refusal\n> ${CODE}\n> không tra nữa\n> 5678\n= refusal`,
    );
    expect(tried).toEqual([]);
  });

  it('are still awaited after a yes, a slip or another question, and never remembered', async () => {
    const tried: string[] = [];
    const turn = await check(
      worldOf(dossiersOf({}, {}, tried)),
      `> ${CODE}
       > đồng ý
       bốn chữ số
       > 567
       bốn chữ số
       > thủ tục 1.001193
       = procedure 1.001193
       > 1234
       Còn 4 lần thử
       > 0912345678
       Tình trạng: Đang xử lý`,
    );
    expect(tried).toEqual([`${CODE} 1234`, `${CODE} 5678`]);
    expect(JSON.stringify(turn.session)).not.toMatch(/1234|5678/);
  });

  it('when wrong get the same answers for a code that is missing, down to the lock', async () => {
    const script = (code: string) =>
      `> ${code}\n${'> 0000\n'.repeat(4)}> 0000\nĐã hết lượt thử\n> 5678\n09:15`;
    const [last, other] = await Promise.all(
      [CODE, MISSING].map(async (code) => (await check(worldOf(dossiersOf()), script(code))).replies),
    );
    expect(JSON.stringify(last)).toBe(JSON.stringify(other));
  });

  it('are told what still works once strangers have tried too often', async () => {
    const closed = dossiersOf({}, { lookUp: async () => ({ kind: 'closed', until: at(22) }) });
    await check(
      worldOf(closed),
      `> ${CODE}
       > 5678
       thử sai quá nhiều lần
       09:00 ngày 22/11/2026
       quét mã QR trên giấy hẹn
       1234 5678
       đã từng mở hoặc đang theo dõi
       mã tại quầy
       [Không tra nữa]
       > english please
       > 5678
       scan the QR code
       desk code`,
    );
  });
});

describe('a code of the desk', () => {
  it.each([
    [LET_IN, LET_IN],
    ['k7mpq-9pdmh.', LET_IN],
    ['k7mpq 9pdmh', LET_IN],
    ['mã tại quầy là K7MPQ9PDMH', LET_IN],
    ['desk code: k7mpq 9pdmh', LET_IN],
    ['ma tai quay kkmpq-ypdmh', 'KKMPQ-YPDMH'],
    ['K7MPQ-9PDM', null],
    ['H7KQ-9PDM', null],
    ['mã K7MPO-9PDMH', null],
    ['thanh nhanh', null],
    ['0912345678', null],
    ['3467934679', null],
    [CODE, null],
    ['mã tại quầy là gì', null],
  ])('in %j is %j', (text, code) => expect(readLetIn(text)).toBe(code));

  it('opens the dossier without digits, whether it was spoken of or not', async () => {
    await check(worldOf(dossiersOf()), `> mã tại quầy ${LET_IN}\n= dossier\nTình trạng: Đang xử lý`);
    await check(
      worldOf(dossiersOf()),
      `> ${CODE}
       > K7MPQ-9PDMK
       đã dùng rồi hoặc đã quá một giờ
       Còn 4 lần thử
       > ${LET_IN}
       Tình trạng: Đang xử lý
       > tới đâu rồi
       Tình trạng: Đang xử lý`,
    );
  });

  it('is not looked at where others read along', async () => {
    const world = worldOf(dossiersOf());
    const lookups = { ...lookupsOf(world), dossiers: null, isPublic: true };
    const { replies } = await respond({ text: LET_IN }, openSession(null), lookups, NOW);
    expect(replies[0]?.text).toContain('nhóm');
  });
});

describe('what its holder is told', () => {
  const told = (view: Partial<HolderView>, lines: string, now = NOW) =>
    check(worldOf(dossiersOf(view), { now }), `> ${CODE}\n> 5678\n${lines}`);

  it.each<[Partial<HolderView>, string]>([
    [{ status: 1, dueAt: null }, 'chưa tiếp nhận chính thức\nChưa có ngày hẹn'],
    [{ status: 3, reason: 'Sai mẫu' }, 'không được tiếp nhận. Lý do: Sai mẫu.\n! Ngày hẹn trả'],
    [
      { status: 5, reason: 'Thiếu giấy', missing: ['Giấy chứng sinh'] },
      '• Giấy chứng sinh\nchậm nhất ngày 02/12/2026',
    ],
    [
      { status: 5, missing: ['Giấy chứng sinh'], supplementBy: '2026-12-05' },
      'chậm nhất ngày 05/12/2026, theo yêu cầu của cơ quan\n! 02/12/2026\n! 15 ngày',
    ],
    [{ status: 6, amount: 150000 }, 'Cần nộp 150.000 đồng\ntại Bộ phận Một cửa phường Pleiku'],
    [{ status: 7 }, 'yêu cầu rút'],
    [{ status: 8, subState: 'paused', reason: 'Chờ xác minh' }, 'tạm dừng giải quyết. Lý do: Chờ xác minh.'],
    [{ status: 8, subState: 'stopped' }, 'đã dừng giải quyết\n! Ngày hẹn trả'],
    [{ status: 9 }, 'Đã xử lý xong\nchưa trả: mời đến nhận\n! Đã trả kết quả ngày'],
    [
      { status: 9, subState: 'refused', reason: 'Không đủ điều kiện' },
      'từ chối giải quyết\nLý do: Không đủ điều kiện.',
    ],
    [{ status: 9, subState: 'posted' }, 'chuyển bưu điện'],
    [{ status: 10, statusAt: at(20) }, 'Đã trả kết quả ngày 20/11/2026'],
    [
      {
        parts: [
          { code: MISSING, procedureCode: '1.001193', settlingUnit: 'H21.18', status: 2, dueAt: at(30) },
        ],
      },
      `Đăng ký khai sinh (${MISSING}), H21.18: Được tiếp nhận, hẹn 30/11/2026`,
    ],
  ])('%j', async (view, lines) => {
    await told(view, lines);
  });

  it('when it is late, with and without the letter of apology', async () => {
    const late = { lateness: 'late' as const, dueAt: at(18), dueOriginal: at(18) };
    const sentence =
      'Hồ sơ đã quá ngày hẹn. Cơ quan chưa gửi văn bản xin lỗi và gia hạn. Anh/chị có thể gọi 0269 000 111 hoặc gửi phản ánh.';
    await told(late, `${sentence}\n! Ngày hẹn mới`);
    await told(
      { lateness: 'inTime', dueOriginal: at(18), extended: true },
      'Ngày hẹn mới: 27/11/2026, thay ngày 18/11/2026\n! quá ngày hẹn',
    );
    await told({ ...late, dueOriginal: at(17), extended: true }, 'quá cả ngày hẹn mới\n! chưa gửi văn bản');
  });

  it('in English where that is spoken', async () => {
    await check(
      worldOf(dossiersOf()),
      `> english please
       > where is my application
       Send the dossier code
       > ${CODE}
       last four digits
       > 5678
       It is being processed.
       Due: 27/11/2026
       > who has looked
       on the website
       > forget this dossier
       forgotten`,
    );
  });
});

describe('an open dossier', () => {
  const opened = `> ${CODE}\n> 5678\n`;

  it('tells why it is due that day, and makes nothing up where it cannot be told', async () => {
    await check(worldOf(dossiersOf()), `${opened}> vì sao hẹn 27/11?\n27/11/2026 là ngày cơ quan đã ghi`);
    const day = (number: number) => ({
      date: `2026-11-${16 + number}`,
      mark: 'counted' as const,
      number,
      countedMs: null,
      off: null,
      pause: null,
      worked: null,
    });
    const explanation = {
      result: { kind: 'due' as const, due: '2026-11-27', dueAt: at(27), unverifiedYears: [] },
      receivedAt: at(16),
      limit: { unit: 'workingDay' as const, amount: 9 },
      settings: { cutOff: '15:00', after15hShiftsStart: false, closedShiftsStart: true },
      rules: [],
      days: [day(1), day(2)],
    };
    const explained = dossiersOf({}, { explainDue: async () => explanation });
    await check(
      worldOf(explained),
      `${opened}> vì sao hẹn ngày này\n9 ngày làm việc\n17/11/2026 – 18/11/2026`,
    );
    const other = { ...explanation, result: { ...explanation.result, due: '2026-11-30' } };
    const told = dossiersOf({}, { explainDue: async () => other });
    await check(worldOf(told), `${opened}> vì sao hẹn ngày này\nngày cơ quan đã ghi\n! 30/11`);
  });

  it('shows its holder who has looked, and is forgotten at a word', async () => {
    await check(
      worldOf(dossiersOf()),
      `> ai đã xem
       gửi mã hồ sơ
       ${opened}> ai đã xem
       08:30 ngày 21/11/2026, trên trang web
       > quên hồ sơ này
       Đã quên
       > tới đâu rồi
       gửi mã hồ sơ
       ! Đang xử lý`,
    );
  });

  it('stays open for a quarter of an hour', async () => {
    const lookups = lookupsOf(worldOf(dossiersOf()));
    let session: Session = openSession(null);
    const say = async (text: string, minutes: number) => {
      const turn = await respond({ text }, session, lookups, new Date(NOW.getTime() + minutes * 60_000));
      session = turn.session;
      return turn.replies.map((reply) => reply.text).join('\n');
    };
    await say(CODE, 0);
    await say('5678', 1);
    expect(await say('tới đâu rồi', 15)).toContain('Đang xử lý');
    expect(await say('tới đâu rồi', 16)).not.toContain('Đang xử lý');
    expect(JSON.stringify(session)).not.toContain(CODE);
    await say(CODE, 20);
    expect(await say('5678', 36)).not.toContain('Đang xử lý');
  });
});

describe('agreeing', () => {
  it('is explained once: after a wrong code one line recalls it', async () => {
    await check(
      worldOf(dossiersOf()),
      `> ${MISSING}
       nơi vận hành
       > ${CODE}
       như đã nói ở trên
       ! nơi vận hành`,
    );
  });

  it('is a choice beside the digits, asked once, remembered with its time, shown, and gone with the data', async () => {
    const turn = await check(
      worldOf(dossiersOf()),
      `> ${CODE}
       [Tôi đồng ý]
       > 1
       bốn chữ số
       [Không tra nữa]
       > 0000
       Còn 4 lần thử
       > 5678
       Tình trạng: Đang xử lý
       > ${MISSING}
       bốn số cuối
       đồng ý lúc 09:00 ngày 21/11/2026
       ! nơi vận hành
       > xem dữ liệu của tôi
       đồng ý cho dùng mã hồ sơ và bốn số để tra: lúc 09:00 ngày 21/11/2026
       > rút lại đồng ý
       [Xóa]
       > 1
       cả sự đồng ý`,
    );
    expect(turn.session.consentAt).toBeNull();
  });

  it('comes with the digits too, before them or in one message', async () => {
    const turn = await check(worldOf(dossiersOf()), `> ${CODE}\n> tôi đồng ý, 5678\nTình trạng: Đang xử lý`);
    expect(turn.session.consentAt).toBe(NOW.toISOString());
    const yes = await check(worldOf(dossiersOf()), `> ${CODE}\n> dạ\nbốn chữ số`);
    expect(yes.session.consentAt).toBeNull();
  });

  it.each(['đồng ý không?', 'không đồng ý 5678', 'tôi chưa đồng ý', "I don't agree, 5678"])(
    'is not what %j says',
    async (text) => {
      const tried: string[] = [];
      const turn = await check(worldOf(dossiersOf({}, {}, tried)), `> ${CODE}\n> ${text}`);
      expect([tried, turn.session.consentAt]).toEqual([[], null]);
    },
  );

  it.each(['không đồng ý', 'không tra nữa', 'không', '2', 'I do not agree'])(
    'refused by %j is told the other ways, and ends the look-up',
    async (text) => {
      const tried: string[] = [];
      const turn = await check(
        worldOf(dossiersOf({}, {}, tried)),
        `> ${CODE}\n> ${text}\ndichvucong.gov.vn\n0269 000 111\n> 5678`,
      );
      expect([tried, turn.session.awaiting]).toEqual([[], null]);
    },
  );
});

describe('what is over', () => {
  it('goes with the choices that name it, and nothing else does', () => {
    const until = NOW.toISOString();
    const session: Session = {
      ...openSession(null),
      confirming: { code: CODE, until },
      awaiting: { code: MISSING, until: at(22).toISOString() },
      choices: [{ label: 'Đúng', send: CODE }],
    };
    const left = withoutExpired(session, NOW);
    expect(left).toEqual({ ...session, confirming: null, choices: [] });
    expect(withoutExpired({ ...session, choices: [{ label: 'a', send: 'b' }] }, NOW).choices).toHaveLength(1);
  });
});

describe('what a screen is told', () => {
  const repliesTo = async (script: string) => (await check(worldOf(dossiersOf()), script)).replies;

  it('is which answers are about a dossier, and how long those may stay that show its inside', async () => {
    expect(await repliesTo(`> ${CODE}`)).toMatchObject([{ dossier: {} }]);
    for (const text of [
      '5678',
      '5678\n> vì sao hẹn ngày này',
      '5678\n> ai đã xem',
      '5678\n> xem dữ liệu của tôi',
    ])
      expect(await repliesTo(`> ${CODE}\n> ${text}`)).toMatchObject([
        { dossier: { inside: { seconds: 900 } } },
      ]);
    expect((await repliesTo('> thủ tục 1.001193'))[0]?.dossier).toBeUndefined();
  });

  it.each([
    [`${CODE}\n> 5678\n> quên hồ sơ này`, 'dossiers'],
    ['quên hồ sơ này', 'dossiers'],
    ['xóa dữ liệu của tôi\n> đồng ý xóa dữ liệu', 'all'],
    ['xóa dữ liệu của tôi\n> không xóa dữ liệu', undefined],
  ])('is what is to go after %j', async (text, forget) => {
    expect((await repliesTo(`> ${text}`))[0]?.forget).toBe(forget);
  });
});

describe('what is remembered', () => {
  it('is shown, and deleted once that is confirmed', async () => {
    const turn = await check(
      worldOf(dossiersOf()),
      `> thủ tục 1.001193
       > ${CODE}
       > 5678
       > xem dữ liệu của tôi
       khai sinh
       hồ sơ đang mở: ${CODE}, đến 09:15 ngày 21/11/2026
       > xóa dữ liệu của tôi
       [Xóa]
       > không
       không xóa gì
       > xóa dữ liệu của tôi
       > 1
       Đã xóa`,
    );
    expect(turn.session).toEqual(openSession(null));
  });

  it('is deleted with "đúng" too, and nothing of it is there where nothing is kept', async () => {
    await check(worldOf(dossiersOf()), '> xóa dữ liệu của tôi\n> đúng\nĐã xóa');
    await check({ procedures: [] }, '> xóa dữ liệu của tôi\n= refusal');
  });

  it.each(['?', '😡', 'đừng', 'dừng', 'Đừng!'])('stays at anything that is no yes: %s', async (text) => {
    const turn = await check(worldOf(dossiersOf()), `> xóa dữ liệu của tôi\n> ${text}\n! Đã xóa`);
    expect(turn.ended).toBeUndefined();
  });

  it('is deleted at a thumb up, which says yes', async () => {
    await check(worldOf(dossiersOf()), '> xóa dữ liệu của tôi\n> 👍\nĐã xóa');
  });
});
