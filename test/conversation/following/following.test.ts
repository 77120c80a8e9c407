import { describe, expect, it } from 'vitest';
import type { Dossiers, Followed, Following } from '../../../src/conversation/lookups.js';
import { readFollowRequest } from '../../../src/conversation/reading/details/follow.js';
import { readQuietHours } from '../../../src/conversation/reading/details/quiet-time.js';
import { respond } from '../../../src/conversation/respond.js';
import { openSession } from '../../../src/conversation/session.js';
import type { Decision } from '../../../src/search/search.js';
import { at, NOTHING_OPENS, VIEW } from '../../support/holder-view.js';
import { check, lookupsOf, procedureOf, type World } from '../../support/transcript.js';

const CODE = 'H21.17-261116-0012';
const OTHER = 'H21.17-261116-0034';
const TOKEN = 'AbC_dEf-0123456789xyzQ';
const NOW = new Date('2026-11-21T02:00:00Z');

/** Two dossiers, both opened with 5678. */
const DOSSIERS: Dossiers = {
  ...NOTHING_OPENS,
  lookUp: async (code, [digits]) =>
    digits === '5678' ? { kind: 'open', view: { ...VIEW, code } } : { kind: 'wrong', triesLeft: 4 },
  again: async (code) => ({ ...VIEW, code }),
  procedureName: async () => 'Đăng ký khai sinh',
  supplementBy: async () => '2026-12-02',
};

/** What a conversation agreed to, held in memory; `others` follow the first dossier besides. */
type Memory = Following & {
  followed: Followed[];
  others: Awaited<ReturnType<Following['followers']>>;
  hours: unknown;
  locale: string | null;
};

const MAX = 14;

function memoryOf(more: Partial<Following> = {}, followed: Followed[] = []): Memory {
  const without = (kind: string, target: string) =>
    memory.followed.filter((one) => one.kind !== kind || one.target !== target);
  const isFollowed = (kind: string, target: string) => without(kind, target).length < memory.followed.length;
  const add = (kind: Followed['kind'], target: string) => {
    memory.followed = [{ kind, target, since: at(21) }, ...without(kind, target)];
  };
  const memory: Memory = {
    followed,
    others: [],
    hours: 'not set',
    locale: null,
    canNotify: true,
    links: async () => [],
    follow: async (kind, target) => {
      if (!isFollowed(kind, target) && memory.followed.length >= MAX) return false;
      add(kind, target);
      return true;
    },
    followByToken: async (token) => {
      if (token !== TOKEN) return null;
      add('dossier', CODE);
      return CODE;
    },
    list: async () => memory.followed,
    unfollow: async (kind, target) => {
      const was = isFollowed(kind, target);
      memory.followed = without(kind, target);
      return was;
    },
    unfollowAll: async () => {
      const { length } = memory.followed;
      memory.followed = [];
      return length;
    },
    followers: async (code) => [
      ...memory.others,
      ...memory.followed
        .filter(({ kind, target }) => kind === 'dossier' && target === code)
        .map(({ since }) => ({ channel: 'telegram', since, byReceipt: false, isYou: true })),
    ],
    removeFollower: async (_, number) => {
      const { length } = memory.others;
      memory.others = memory.others.filter((_, i) => i !== number - 1);
      return memory.others.length < length;
    },
    setQuietHours: async (hours) => {
      memory.hours = hours;
    },
    setLocale: async (locale) => {
      memory.locale = locale;
    },
    phone: null,
    verify: async (code) =>
      code.startsWith('H7KQ') ? { at: at(20, '08:15'), toYou: code === 'H7KQ-9PDM' } : null,
    ...more,
  };
  return memory;
}

const BIRTH = procedureOf({ code: '1.001193', name: 'Thủ tục đăng ký khai sinh', field: 'Hộ tịch' });
const MARRIAGE = procedureOf({ code: '1.000894', name: 'Đăng ký kết hôn', field: 'Hộ tịch' });
const LAND = procedureOf({ code: '1.012753', name: 'Đăng ký đất đai lần đầu', field: 'Đất đai' });
const ANSWERS: Record<string, Decision> = {
  'hộ tịch': { kind: 'choices', codes: ['1.001193', '1.000894'], family: ['1.001193', '1.000894'] },
  'nhà đất': { kind: 'choices', codes: ['1.012753', '1.001193'], family: ['1.012753', '1.001193'] },
  'khai sinh': { kind: 'answer', code: '1.001193', alternatives: [] },
};

const worldOf = (following: Following, more: Partial<World> = {}): World => ({
  procedures: [BIRTH, MARRIAGE, LAND],
  answers: ANSWERS,
  dossiers: DOSSIERS,
  following,
  ...more,
});

const opened = `> ${CODE}\n> 5678\n`;
const dossier = (target: string): Followed => ({ kind: 'dossier', target, since: at(19) });

describe('a dossier that has just been opened', () => {
  it('is offered to be followed: what that means, that it is the consent, and how to stop', async () => {
    const memory = memoryOf();
    await check(
      worldOf(memory),
      `${opened}đồng ý nhận tin ở đây
       từ 22:00 đến 06:00 không nhắn
       “bỏ theo dõi”
       [Theo dõi hồ sơ này]
       [Vì sao hẹn ngày này?]
       > 1
       = dossier
       Đã theo dõi hồ sơ ${CODE}
       có kết quả
       “dừng”
       > tới đâu rồi
       Tình trạng: Đang xử lý
       ! đồng ý nhận tin
       [Ai đang theo dõi?]`,
    );
    expect(memory.followed.map(({ target }) => target)).toEqual([CODE]);
    expect(memory.locale).toBe('vi');
  });

  it.each([
    'theo dõi hồ sơ này',
    'theo doi',
    'Theo dõi hồ sơ H21.17-261116-12 giúp em',
    'có kết quả thì báo tôi nhé',
  ])('is followed by %j too', async (said) => {
    const memory = memoryOf();
    await check(worldOf(memory), `${opened}> ${said}\nĐã theo dõi hồ sơ ${CODE}`);
    expect(memory.followed).toHaveLength(1);
  });

  it('shows on the web where it can be followed, and is not followed there', async () => {
    const links: Following['links'] = async () => [
      { channel: 'telegram', url: 'https://t.me/motcua_bot?start=x', say: '' },
      { channel: 'zalo', url: 'https://zalo.me/123', say: `theo dõi ${TOKEN}` },
    ];
    const memory = memoryOf({ canNotify: false, links });
    const turn = await check(
      worldOf(memory),
      `${opened}Muốn được báo khi hồ sơ này có thay đổi:
       Telegram: https://t.me/motcua_bot?start=x
       Zalo: mở https://zalo.me/123 rồi gửi “theo dõi ${TOKEN}”
       ! đồng ý nhận tin
       > theo dõi hồ sơ này
       https://t.me/motcua_bot`,
    );
    expect(turn.replies[0]?.choices).toBeUndefined();
    await check(
      worldOf(memoryOf({ canNotify: false })),
      `${opened}! Muốn được báo\n> theo dõi\nkhông tự nhắn`,
    );
    expect(memory.followed).toEqual([]);
  });

  it('is offered nothing where nobody can be told', async () => {
    await check({ procedures: [], dossiers: DOSSIERS }, `${opened}! theo dõi\n> dừng\n= smalltalk`);
  });
});

describe('a dossier that is not open', () => {
  it('is opened with its digits first, and nothing is followed before', async () => {
    const memory = memoryOf();
    await check(
      worldOf(memory),
      `> theo dõi hồ sơ ${CODE}
       Muốn theo dõi thì mở hồ sơ trước
       bốn số cuối
       > 1111
       ! Đã theo dõi
       > theo dõi hồ sơ này
       bốn chữ số cuối
       > theo dõi ${CODE}
       ! Đã theo dõi
       > 5678
       [Theo dõi hồ sơ này]
       > theo dõi ${OTHER}
       bốn số cuối
       ! Đã theo dõi`,
    );
    expect(memory.followed).toEqual([]);
    await check(worldOf(memory), '> báo tôi khi có kết quả\nmở hồ sơ trước\nAnh/chị gửi mã hồ sơ');
  });

  it('is followed with the token of its receipt, of which the code alone is told', async () => {
    const memory = memoryOf();
    await check(
      worldOf(memory),
      `> theo dõi ${TOKEN}
       = dossier
       Đã theo dõi hồ sơ ${CODE}
       bốn số cuối
       ! Nguyễn
       ! khai sinh
       > tới đâu rồi
       bốn chữ số cuối
       > theo dõi ${TOKEN.replace('A', 'B')}
       không đúng hoặc đã hết hạn
       mã hồ sơ in trên giấy hẹn`,
    );
    expect(memory.followed).toHaveLength(1);
  });

  it('of a scanned receipt is opened with the digits that follow, and no longer followed at a word', async () => {
    const memory = memoryOf();
    const shown: unknown[] = [];
    const dossiers: Dossiers = {
      ...DOSSIERS,
      lookUp: async (code, digits, now, hasReceipt) => {
        shown.push([code, hasReceipt]);
        return DOSSIERS.lookUp(code, digits, now);
      },
    };
    const script = `> theo dõi ${TOKEN}\n> ${CODE}\n> 0000\nCòn 4 lần thử\n> 5678\nNguyễn V. A.`;
    await check({ ...worldOf(memory), dossiers }, script);
    expect(shown).toEqual([
      [CODE, true],
      [CODE, true],
    ]);
    await check(worldOf(memory), `> theo dõi ${TOKEN}\n> dừng\nĐã dừng`);
    expect(memory.followed).toEqual([]);
  });
});

describe('procedures and fields', () => {
  it('are followed by code, by name, or as the one spoken of', async () => {
    const memory = memoryOf();
    await check(
      worldOf(memory),
      `> theo dõi thủ tục này
       chưa rõ thủ tục nào
       > theo dõi thủ tục 1.000894
       Đã theo dõi thủ tục Đăng ký kết hôn (1.000894)
       > theo dõi thủ tục khai sinh
       thủ tục nào?
       > 1
       Đã theo dõi thủ tục Đăng ký khai sinh (1.001193)
       thay đổi hoặc bị bãi bỏ
       > thủ tục 1.012753
       > theo dõi lĩnh vực này
       Đã theo dõi lĩnh vực Đất đai
       > theo doi linh vuc ho tich
       ! Đã theo dõi
       > theo dõi lĩnh vực hộ tịch
       Đã theo dõi lĩnh vực Hộ tịch
       > theo dõi lĩnh vực nhà đất
       lĩnh vực nào?
       [Đất đai]
       [Hộ tịch]
       > 2
       Đã theo dõi lĩnh vực Hộ tịch
       > theo dõi lĩnh vực bí mật
       chưa rõ lĩnh vực nào
       > theo dõi thủ tục 9.999999
       chưa rõ thủ tục nào`,
    );
    expect(memory.followed.map(({ target }) => target)).toEqual([
      'Hộ tịch',
      'Đất đai',
      '1.001193',
      '1.000894',
    ]);
  });

  it('are not followed where nothing can be sent', async () => {
    await check(worldOf(memoryOf({ canNotify: false })), '> theo dõi thủ tục 1.000894\nkhông tự nhắn');
  });
});

describe('what is followed', () => {
  const several = () => [
    dossier(CODE),
    { kind: 'procedure', target: '1.001193', since: at(18) } as const,
    { kind: 'field', target: 'Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA)', since: at(17) } as const,
  ];

  it('is listed, with a choice to stop each', async () => {
    const memory = memoryOf({}, several());
    await check(
      worldOf(memory),
      `> tôi đang theo dõi gì?
       hồ sơ ${CODE}, từ 19/11/2026
       thủ tục Đăng ký khai sinh (1.001193), từ 18/11/2026
       [Dừng tất cả]
       > 3
       Đã bỏ theo dõi lĩnh vực Đầu tư
       > bỏ theo dõi
       bỏ theo dõi mục nào?
       > 1
       Đã bỏ theo dõi hồ sơ ${CODE}
       > bỏ theo dõi
       Đã bỏ theo dõi thủ tục Đăng ký khai sinh
       > danh sách theo dõi
       không theo dõi mục nào`,
    );
    expect(memory.followed).toEqual([]);
  });

  it('is stopped by code, by name, or as the one spoken of', async () => {
    const memory = memoryOf({}, [dossier(OTHER), ...several()]);
    await check(
      worldOf(memory),
      `> bỏ theo dõi hồ sơ này
       mục nào?
       > bỏ theo dõi H21.17-261116-34
       Đã bỏ theo dõi hồ sơ ${OTHER}
       > bỏ theo dõi ${OTHER}
       không theo dõi mục đó
       > không theo dõi hồ sơ này nữa
       Đã bỏ theo dõi hồ sơ ${CODE}
       > hủy theo dõi thủ tục 1.001193
       Đã bỏ theo dõi thủ tục
       > bỏ theo dõi lĩnh vực đầu tư
       Đã bỏ theo dõi lĩnh vực`,
    );
    expect(memory.followed).toEqual([]);
  });

  it('cannot be more than is allowed', async () => {
    const many = Array.from({ length: MAX }, (_, i) => dossier(`H21.17-261116-${1000 + i}`));
    await check(
      worldOf(memoryOf({}, many)),
      `> theo dõi thủ tục 1.000894\nđủ số mục cho phép\nH21.17-261116-1000\nCòn 2 mục nữa\n[Dừng tất cả]`,
    );
  });

  it('ends at one word', async () => {
    for (const word of [
      'Dừng',
      'dừng tất cả',
      'ngừng',
      'stop',
      'hủy nhận tin',
      'ngừng nhận tin ạ',
      'đừng nhắn nữa',
    ]) {
      const memory = memoryOf({}, several());
      await check(worldOf(memory), `> ${word}\nkhông nhận tin nào nữa\nMuốn nhận lại`);
      expect(memory.followed).toEqual([]);
    }
    await check(worldOf(memoryOf()), '> dừng\nkhông có tin nào được gửi');
  });

  it('stays where the word ends something else, or is "đúng"', async () => {
    const memory = memoryOf({}, several());
    await check(
      worldOf(memory),
      `> ${CODE}
       > dừng
       Đã quên hồ sơ đó
       vẫn đang theo dõi 3 mục
       > 5678
       ! Đang xử lý
       > đúng
       > dung`,
    );
    const desk = { leave: async () => 'H7KQ-9PDM', find: async () => null, waiting: async () => [] };
    await check(worldOf(memory, { desk }), '> để lại câu hỏi\n> dừng\nkhông gửi gì cả\n> 1\n= refusal');
    expect(memory.followed).toHaveLength(3);
    await check(worldOf(memory), `> ${CODE}\n> ngừng nhận tin\nkhông nhận tin nào nữa`);
    expect(memory.followed).toEqual([]);
  });

  it('is part of what is remembered, and goes with it', async () => {
    const memory = memoryOf({}, several());
    const forgetPerson = async () => ({ questions: 0, followed: await memory.unfollowAll(), phone: false });
    await check(
      worldOf(memory, { forgetPerson }),
      `> xem dữ liệu của tôi
       đang theo dõi: hồ sơ ${CODE}; thủ tục
       > xóa dữ liệu của tôi
       > 1
       Đã bỏ theo dõi 3 mục`,
    );
    expect(memory.followed).toEqual([]);
  });
});

describe('the followers of a dossier', () => {
  const others = [
    { channel: 'zalo-oa', since: at(18, '07:30'), byReceipt: true, isYou: false },
    { channel: 'telegram', since: at(19, '10:00'), byReceipt: false, isYou: false },
  ];

  it('are told and removed by whoever has opened it', async () => {
    const memory = Object.assign(memoryOf(), { others });
    await check(
      worldOf(memory),
      `> ai đang theo dõi
       Anh/chị gửi mã hồ sơ
       ${opened}Đang có 2 người khác theo dõi
       [Ai đang theo dõi?]
       > theo dõi hồ sơ này
       > Ai đang theo dõi?
       1. qua Zalo, từ 07:30 ngày 18/11/2026, quét mã trên giấy hẹn
       2. qua Telegram, từ 10:00 ngày 19/11/2026, nhắn đúng bốn số cuối
       3. qua Telegram, từ 09:00 ngày 21/11/2026, nhắn đúng bốn số cuối (là anh/chị)
       [Bỏ người số 2]
       > 1
       Đã bỏ.
       1. qua Telegram, từ 10:00`,
    );
    expect(memory.others.map(({ channel }) => channel)).toEqual(['telegram']);
  });

  it('are removed once by a choice that is tapped twice', async () => {
    const memory = Object.assign(memoryOf(), { others });
    const tap = '> bỏ người số 1 từ 07:30 18/11/2026\n';
    await check(worldOf(memory), `${opened}${tap}Đã bỏ\n${tap}chưa bỏ ai\n> bỏ người số 5\nchưa bỏ ai`);
    expect(memory.others).toHaveLength(1);
    await check(worldOf(memory), `${tap}Anh/chị gửi mã hồ sơ`);
  });
});

describe('quiet hours', () => {
  it.each([
    ['giờ im lặng 21h-7h', 21, 7],
    ['đừng nhắn từ 21h đến 7h', 21, 7],
    ['không nhắn tin cho tôi từ 9 giờ tối tới 7 giờ sáng hôm sau nhé', 21, 7],
    ['gio im lang tu 21:30 den 6h30', 21.5, 6.5],
    ['giờ im lặng 10h đến 6h', 22, 6],
    ['đừng nhắn từ 11 rưỡi trưa đến 1 giờ chiều', 11.5, 13],
    ['không nhắn từ 12 giờ đêm đến 8 giờ', 0, 8],
    ['quiet hours 9pm-7am', 21, 7],
    ['nhắn lúc nào cũng được', 0, 0],
  ])('of %j are from %d to %d', (text, from, until) =>
    expect(readQuietHours(text)).toEqual({ hours: { from: from * 60, until: until * 60 } }),
  );

  it.each(['không nhắn ban đêm', 'giờ im lặng mặc định', 'default quiet hours'])(
    'of %j are the usual',
    (text) => expect(readQuietHours(text)).toEqual({ hours: null }),
  );

  it.each([
    ['giờ im lặng', 'unclear'],
    ['giờ im lặng 25h-7h', 'unclear'],
    ['đừng nhắn từ 9h', 'unclear'],
    ['giờ im lặng 7h-7h', 'unclear'],
    ['làm việc từ 7h đến 17h', null],
    ['đừng nhắn', null],
    ['không nhắn được cho cán bộ từ 8h đến 10h', null],
  ])('of %j are %j', (text, asked) => expect(readQuietHours(text)).toEqual(asked));

  it('are set at a word', async () => {
    const memory = memoryOf();
    await check(worldOf(memory), '> giờ im lặng 21h-7h\nTừ 21:00 đến 07:00');
    expect(memory.hours).toEqual({ from: 1260, until: 420 });
    await check(worldOf(memory), '> giờ im lặng\ntừ mấy giờ đến mấy giờ\n> không nhắn ban đêm\n22:00–06:00');
    expect(memory.hours).toBeNull();
  });
});

describe('a notice that is doubted', () => {
  it('is told apart from what never came from here, in the same words for every such code', async () => {
    const world = worldOf(memoryOf());
    await check(
      world,
      `> xác minh tin H7KQ-9PDM
       gửi cho anh/chị lúc 08:15 ngày 20/11/2026
       mật khẩu, mã OTP
       chuyển tiền
       > xac minh tin nhan mã h7kq 9pdn
       cuộc trò chuyện khác
       > tin nhắn này có thật không
       kèm mã ghi trong tin`,
    );
    const [one, other] = await Promise.all(
      ['ABCD-EFGH', 'KLMN-3467'].map(async (code) => (await check(world, `> xác minh tin ${code}`)).replies),
    );
    expect(one?.[0]?.text).toContain('Không có tin nào');
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });
});

describe('the language', () => {
  it('of notices is the one that was asked for', async () => {
    const memory = memoryOf();
    await check(
      worldOf(memory),
      `> english please
       > ${CODE}
       > 5678
       agreeing to be told here
       [Follow this dossier]
       > follow this dossier
       You follow dossier ${CODE}
       > what am I following
       since 21/11/2026
       > unfollow
       You no longer follow`,
    );
    expect(memory.locale).toBe('en');
  });

  it('does not change with a choice or a link that is tapped', async () => {
    const lookups = lookupsOf(worldOf(memoryOf()));
    for (const text of [`theo dõi ${TOKEN}`, `bỏ theo dõi ${CODE}`, 'tôi đang theo dõi gì']) {
      const session = { ...openSession(null), locale: 'en' as const };
      expect((await respond({ text }, session, lookups, NOW)).session.locale).toBe('en');
    }
  });
});

describe('what is about something else', () => {
  it.each([
    'theo dõi thi hành án',
    'đăng ký theo dõi sức khỏe',
    'dừng hoạt động hộ kinh doanh',
    'tạm ngừng kinh doanh',
    'ngừng hoạt động',
    'không',
    'đúng',
    'dung',
    'dung tat ca',
    'đúng tất cả',
    'đúng theo dõi',
    'theo dõi tiến độ hồ sơ',
    'xác minh tình trạng hôn nhân',
    'kiểm tra mã H7KQ-9PDM',
    'bỏ hồ sơ này',
    'thông báo lưu trú',
    'nhận thông báo thuế đất ở đâu',
    'hồ sơ theo dõi sức khỏe trẻ em cần gì',
    'ai theo dõi thi hành án',
    'không theo dõi được sức khỏe',
  ])('is not taken for it: %j', (text) => expect(readFollowRequest(text)).toBeNull());

  it('is answered as before, and help says in a phrase that things can be followed', async () => {
    await check(worldOf(memoryOf()), '> giúp được gì\n“theo dõi”\n> theo dõi\nlĩnh vực hộ tịch');
    await check({ procedures: [] }, '> giúp được gì\n! theo dõi');
  });

  it('is refused where others read along', async () => {
    const lookups = { ...lookupsOf({ procedures: [], dossiers: DOSSIERS }), isPublic: true };
    const turn = await respond({ text: `theo dõi ${TOKEN}` }, openSession(null), lookups, NOW);
    expect(turn.replies[0]?.text).toContain('tin nhắn riêng');
  });
});
