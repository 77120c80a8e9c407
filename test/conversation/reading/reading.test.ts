import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReading, readerFrom } from '../../../src/catalogue/build-reading.js';
import { readIntents, spellOut } from '../../../src/catalogue/intents.js';
import { readElsewhere, readShippedPhrases } from '../../../src/catalogue/phrases.js';
import {
  AWAITED,
  COMPLAINTS,
  DOSSIER,
  EMERGENCIES,
  HUMAN,
  OPENED,
  SMALL_TALK,
} from '../../../src/conversation/reading/acts.js';
import {
  compileAnswers,
  readAnswer,
  readDigits,
  readPick,
} from '../../../src/conversation/reading/answers.js';
import { readAsked } from '../../../src/conversation/reading/attributes.js';
import { readCircumstances, tellsOfDeath } from '../../../src/conversation/reading/circumstances.js';
import { ELSEWHERE_MEANING, PROCEDURE } from '../../../src/conversation/reading/intent-index.js';
import { readMessage } from '../../../src/conversation/reading/read.js';
import { EMPTY_STATE, type ReadingState } from '../../../src/conversation/reading/state.js';
import { readWords } from '../../../src/conversation/reading/words.js';
import { fold } from '../../../src/search/fold.js';
import { few, shipped } from '../../search/fixture.js';
import { shippedIntents } from '../../support/reader.js';

const intents = readIntents();
const phrases = readShippedPhrases();
const documents = few.map((one) => ({
  ...one,
  everydayNames: [...one.everydayNames, ...(phrases.get(one.code) ?? [])],
}));
const built = buildReading([...documents, ...readElsewhere()], shipped);
const data = readerFrom(built, shippedIntents(), shipped, intents);
const answers = compileAnswers(intents, shipped);
const TODAY = '2026-11-21';
const words = (text: string) => readWords(text, shipped);

const about = (text: string, state: ReadingState = EMPTY_STATE): string => {
  const { verdict } = readMessage(text, state, data, TODAY);
  if (verdict.kind !== 'act') return verdict.kind;
  const { act } = verdict;
  if (act.kind === 'open') return act.found.kind === 'answer' ? `open ${act.found.code}` : 'open …';
  return 'about' in act ? `${act.kind} ${act.about}` : act.kind;
};
/** What a message asks, in whatever it does. */
const askedIn = (text: string, state: ReadingState = EMPTY_STATE) => {
  const { acts } = readMessage(text, state, data, TODAY);
  return acts.flatMap(({ act }) => ('asked' in act ? [act.asked] : []))[0] ?? [];
};
const procedure = (code: string) => ({ kind: 'procedure' as const, code, told: {}, asked: [] });
const onBirth: ReadingState = { ...EMPTY_STATE, subjects: [procedure('1.001193'), procedure('1.000894')] };
const opened: ReadingState = {
  ...EMPTY_STATE,
  subjects: [{ kind: 'dossier', code: 'H21.17-261118-0312' }],
};
const offered: ReadingState = {
  ...EMPTY_STATE,
  pending: {
    kind: 'whichProcedure',
    choices: [
      { label: 'Đăng ký khai sinh', send: 'thủ tục 1.001193' },
      { label: 'Bản sao giấy khai sinh', send: 'thủ tục 2.000635' },
      { label: 'Đăng ký lại khai sinh', send: 'thủ tục 1.004884' },
    ],
    asked: [],
  },
};

describe('a first message', () => {
  it.each([
    ['khai sinh', 'open 1.001193'],
    ['đăng ký kết hôn hết bao nhiêu tiền', 'open 1.000894'],
    ['khai tử mất bao lâu', 'open 1.000656'],
    ['tạm trú nộp chỗ nào', 'open 1.004194'],
    ['cám ơn em nhiều thiệt nhiều nha', 'smalltalk thanks'],
    ['thôi chào cháu nhé', 'smalltalk bye'],
    ['chiều nay mấy giờ phường nghỉ', 'office hours'],
    ['tôi cần nói chuyện với cán bộ thật', 'human reach'],
    ['cán bộ ở quầy quát mẹ tôi', 'complaint officer'],
    ['có người xưng công an kêu tôi đọc mã otp', 'scam call'],
    ['mẹ em tự nhiên co giật rồi', 'emergency medical'],
    ['ngạt khí gas', 'emergency medical'],
    ['nhà bên đang cháy lớn lắm', 'emergency fire'],
    ['ông kia hứa lo xong sổ đỏ nếu tôi đưa trước hai chục triệu', 'scam call'],
    ['mã hồ sơ 0312', 'dossier partial'],
    ['hồ sơ em nộp tháng trước xong chưa', 'dossier status'],
  ])('%s → %s', (text, meant) => expect(about(text)).toBe(meant));

  it.each(['thôi hỏi cái khác, đăng ký kết hôn', 'thoi cho em hoi viec khac, dang ky ket hon'])(
    '"%s" has left what was asked last',
    (text) => expect(about(text, offered)).toBe('open 1.000894'),
  );

  it.each([
    'thẩm duyệt phòng cháy chữa cháy',
    'ba tôi mất vì tai nạn, đi khai tử cần gì',
    'nhà cháy nên mất sổ đỏ',
    'nó quá hạn rồi',
    'nó quá hạn sinh nhật 25 tuổi r',
  ])('about a danger that is over raises no alarm: %s', (text) =>
    expect(about(text)).not.toContain('emergency'),
  );

  it('of another world is elsewhere', () =>
    expect(readMessage('giá vàng hôm qua thế nào', EMPTY_STATE, data, TODAY).acts[0]?.act.kind).toBe(
      'elsewhere',
    ));

  it('hears the courtesy and answers the question', () =>
    expect(about('cảm ơn em, cho chị hỏi đăng ký kết hôn cần giấy tờ gì')).toBe('open 1.000894'));

  it('tells words that differ in nothing but their marks', () => {
    expect(about('ngu quá')).toBe('smalltalk insult');
    expect(about('em đi ngủ đây nha')).toBe('smalltalk bye');
    expect(about('làm sổ hồng cần gì')).not.toContain('smalltalk');
  });
});

describe('a part that is asked for of nothing named', () => {
  it.each(['How much does it cost?', 'mấy ngày thì xong vậy', 'bao nhiêu tiền'])(
    'names no procedure: %s',
    (text) => expect(about(text)).toBe('ask'),
  );
});

describe('a death in the family', () => {
  it.each([
    'ba tôi mới mất đêm qua',
    'mẹ em mất hôm kia',
    'ong noi mat roi',
    'chồng chị vừa mất',
    'bố mất sáng nay ở nhà',
  ])('is told of: %s', (text) => expect(tellsOfDeath(text)).toBe(true));

  it.each([
    'ba tôi mất sổ đỏ',
    'mẹ em mất giấy khai sinh',
    'thẻ của mẹ mất rồi',
    'điện thoại mất hôm qua',
    'làm cho ba mất bao lâu',
    'ông mất mấy ngày mới xong',
  ])('is not told of by who lost a thing, or asks how long: %s', (text) =>
    expect(tellsOfDeath(text)).toBe(false),
  );

  it.each(['ba tôi mới mất đêm qua', 'mẹ em mất hôm kia'])('leads to its registration: %s', (text) =>
    expect(about(text)).toBe('open 1.000656'),
  );
});

describe('who does it for whom', () => {
  it.each([
    'nhờ bạn cùng phòng nộp được không',
    'e nhờ bn cùng phòng nộp dc k',
    'mình em đi nộp được không',
    'ông nội đi làm được không',
  ])('is asked, and no place: %s', (text) => expect(askedIn(text, onBirth)).toEqual(['substitute']));

  it('is not asked by whoever means themselves', () =>
    expect(askedIn('em làm được không', onBirth)).not.toContain('substitute'));
});

describe('what is not meant', () => {
  it('says nothing beside what is', () =>
    expect(askedIn('không phải lệ phí, tôi hỏi mấy ngày có', onBirth)).toEqual(['time']));
});

describe('a later message', () => {
  it.each([
    ['thế còn lệ phí', 'ask'],
    ['mấy ngày thì xong vậy', 'ask'],
    ['quay lại cái kết hôn', 'goBack'],
    ['đăng ký tạm trú thì sao', 'open 1.004194'],
    ['cho chị hỏi lệ phí đăng ký kết hôn là bao nhiêu vậy', 'open 1.000894'],
    ['đọc lại câu vừa rồi đi', 'smalltalk repeat'],
  ])('is about what is spoken of unless it names another thing: %s', (text, meant) =>
    expect(about(text, onBirth)).toBe(meant),
  );

  it.each([
    ['vậy ngày nào tôi lấy được', 'opened date'],
    ['còn thiếu giấy gì vậy', 'opened missing'],
  ])('with a dossier open asks about it: %s', (text, meant) => expect(about(text, opened)).toBe(meant));

  it('goes back to the one that is named', () => {
    const { verdict } = readMessage('quay lại cái kết hôn', onBirth, data, TODAY);
    expect(verdict).toMatchObject({ act: { kind: 'goBack', to: 1 } });
  });
});

describe('an answer to the question asked last', () => {
  it.each(['ừ xóa luôn đi', 'dạ đúng rồi ạ', 'vâng', 'ok em', 'dong y', '👍', 'có, xóa hết giúp chị'])(
    'is a yes: %s',
    (text) => expect(readAnswer(words(text), answers)).toBe('yes'),
  );
  it.each(['thôi đừng', 'khoan đã', 'dạ thôi', 'ko', 'không xóa nữa', 'để đó đi', 'no thanks'])(
    'is a no: %s',
    (text) => expect(readAnswer(words(text), answers)).toBe('no'),
  );
  it.each(['đăng ký kết hôn cần gì', 'có mất tiền không'])('is none: %s', (text) =>
    expect(readAnswer(words(text), answers)).toBeNull(),
  );

  it.each([
    ['2', [1]],
    ['cái thứ hai', [1]],
    ['cái đầu tiên nha', [0]],
    ['bản sao thôi', [1]],
    ['cái cuối', [2]],
    ['1 và 3', [0, 2]],
    ['số 7', 'outOfRange'],
    ['không cái nào', 'none'],
    ['làm hộ chiếu', null],
  ])('picks: %s', (text, picked) => {
    const { pending } = offered;
    const choices = pending && 'choices' in pending ? pending.choices : [];
    expect(readPick(words(text), choices, answers)).toEqual(picked);
  });

  it.each([
    ['3456', ['3456']],
    ['số là 3456 nha', ['3456']],
    ['ba bốn năm sáu', ['3456']],
    ['sđt 0905 123 456', ['3456']],
    ['đuôi căn cước là 0 3 0 7', ['0307']],
    ['4 số cuối: 9304', ['9304']],
    ['34', 'malformed'],
    ['bao giờ có', null],
  ])('gives digits: %s', (text, groups) => expect(readDigits(text)).toEqual(groups));
});

describe('what is asked', () => {
  it.each([
    ['online bao nhiêu tiền', ['fee', 'online']],
    ['giấy này có giá trị bao lâu', ['validity']],
    ['trong vòng mấy ngày phải đi khai', ['deadline']],
    ['nộp ở đâu và mất mấy ngày', ['time', 'place']],
    ['nhờ người đi nộp hộ được không', ['substitute']],
    ['căn cước có hạn mấy năm', ['validity']],
    ['mấy năm hết hạn', ['validity']],
    ['khi mô thì có giấy', ['time']],
    ['thẻ dùng tới năm bao nhiêu tuổi', ['validity']],
    ['chỉ cần kể tên giấy tờ thôi', ['papers']],
    ['hạn chót khai tử là mấy ngày', ['deadline']],
  ])('%s → %j', (text, asked) => {
    const { words: said, marks } = words(text);
    expect(readAsked(said, marks, shipped).asked).toEqual(expect.arrayContaining([...asked]));
  });

  it.each([
    ['làm hộ chiếu mất bao lâu', ['time']],
    ['một tháng được bao nhiêu vậy em', ['amount']],
    ['tiền trợ cấp là bao nhiêu', ['amount']],
    ['mẹ tôi lãnh được mấy đồng', ['amount']],
    ['đóng bao nhiêu tiền', ['fee']],
    ['có được miễn phí không', ['fee']],
    ['thẻ hết hạn, làm mấy ngày', ['time']],
  ])('nothing else: %s → %j', (text, asked) => {
    const { words: said, marks } = words(text);
    expect(readAsked(said, marks, shipped).asked).toEqual(asked);
  });
});

describe('what sounds like a question and tells', () => {
  it.each([
    ['trong thời gian chờ sổ có được bán cây không', 'time'],
    ['ông mất thì có tiền mai táng gì không', 'fee'],
    ['có được miễn học phí không', 'fee'],
    ['bản sao chứng thực giấy tờ bao nhiêu tiền', 'papers'],
    ['sao y giấy tờ lệ phí bao nhiêu', 'papers'],
    ['hạn chót khai tử là mấy ngày', 'time'],
    ['mấy ngày rồi mới đi thì có bị phạt không', 'time'],
  ] as const)('%s asks for no %s', (text, part) => {
    const { words: said, marks } = words(text);
    expect(readAsked(said, marks, shipped).asked).not.toContain(part);
  });
});

describe('what is told', () => {
  it.each([
    ['em muon lam can cuoc', 'late'],
    ['co can tien hong', 'damaged'],
  ])('without marks is no other word spelt like it: %s', (text, slot) => {
    const { words: said, marks } = words(text);
    expect(readCircumstances(text, said, marks).told).not.toHaveProperty(slot);
  });

  it.each([
    ['tôi làm cho con gái 12 tuổi', { forWhom: 'child', age: { number: 12, unit: 'year' } }],
    ['xã không còn lưu sổ', { registerKept: false }],
    ['hai vợ chồng ly hôn rồi', { marital: 'divorced' }],
    ['bằng lái bị rách và hết hạn', { damaged: true, expired: true }],
  ])('%s', (text, told) => {
    const { words: said, marks } = words(text);
    expect(readCircumstances(text, said, marks).told).toMatchObject(told);
  });

  it('is no loss where time is taken: "xin ở đâu, mất bao lâu"', () => {
    const text = 'xin ở đâu, mất bao lâu';
    const { words: said, marks } = words(text);
    expect(readCircumstances(text, said, marks).told).toEqual({});
  });
});

describe('the sayings', () => {
  it('spell out alternatives, every one at least once', () => {
    expect(spellOut('(cảm ơn|cám ơn) (em|)')).toEqual(['cảm ơn em', 'cám ơn em', 'cảm ơn', 'cám ơn']);
    const many = spellOut('(a|b|c|d|e|f|g) (1|2|3|4|5|6) (x|y|z)').join(' ');
    for (const part of 'abcdefg123456xyz') expect(many).toContain(part);
  });

  it('stand in blocks named after acts, with forty ways at least of what everybody says', () => {
    const known = new Set([
      ...SMALL_TALK.map((name) => `smalltalk-${name}`),
      ...EMERGENCIES.map((name) => `emergency-${name}`),
      ...OPENED.map((name) => `opened-${name}`),
      ...DOSSIER.map((name) => `dossier-${name}`),
      ...['hours', 'place', 'phone', 'session', 'around', 'duty'].map((name) => `office-${name}`),
      ...COMPLAINTS.map((name) => `complaint-${name}`),
      ...HUMAN.map((name) => `human-${name}`),
      ...AWAITED.map((name) => `awaited-${name}`),
      ...['call', 'link', 'real', 'happened'].map((name) => `scam-${name}`),
      ...['again', 'whom', 'after'].map((name) => `warned-${name}`),
      ...['yes', 'no', 'unknown', 'why'].map((name) => `answer-${name}`),
      ...['correct', 'back', 'repeat', 'more', 'none'].map((name) => `turn-${name}`),
      PROCEDURE,
      ELSEWHERE_MEANING,
    ]);
    expect([...intents.keys()].filter((name) => !known.has(name))).toEqual([]);
    for (const name of [
      'smalltalk-thanks',
      'smalltalk-ok',
      'human-reach',
      'scam-call',
      'dossier-status',
      'emergency-medical',
    ])
      expect(intents.get(name)?.length, name).toBeGreaterThan(40);
  });

  it('of one meaning are, without marks, never those of another (beside a few that are told by the state)', () => {
    const owners = new Map<string, Set<string>>();
    for (const [intent, ways] of intents)
      if (!/^(?:answer|turn|opened|awaited)-/.test(intent))
        for (const way of ways) {
          const key = (fold(way).match(/[a-z0-9]+/g) ?? []).join(' ');
          owners.set(key, new Set([...(owners.get(key) ?? []), intent.split('-')[0] ?? '']));
        }
    const shared = [...owners].filter(([key, kinds]) => key !== '' && kinds.size > 1).map(([key]) => key);
    expect(shared).toEqual([]);
  });
});

describe('the reader', () => {
  const states: ReadingState[] = [EMPTY_STATE, onBirth, opened, offered];

  it('never throws, and scores between 0 and 1', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.constantFrom(...states),
        (text, state) => {
          const { acts } = readMessage(text, state, data, TODAY);
          expect(acts.every(({ score }) => score >= 0 && score <= 1.0001)).toBe(true);
        },
      ),
      { numRuns: 200 },
    ));

  it.each([
    'a '.repeat(20_000),
    'không '.repeat(20_000),
    '1 '.repeat(20_000),
    ':)'.repeat(20_000),
    'khai sinh, '.repeat(8000),
  ])('takes no longer for a message made to hold it up', (text) => {
    const from = performance.now();
    readMessage(text, offered, data, TODAY);
    expect(performance.now() - from).toBeLessThan(1500);
  });
});
