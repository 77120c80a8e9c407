/** What is asked about a thing: ask words and things put together, several in one message. Pure. */
import type { Syllable } from '../../search/fold.js';
import { findPhrases, type Lexicon } from '../../search/lexicon.js';
import { ATTRIBUTES } from '../../search/question.js';
import { type Found, findIn, phraseSet } from './words.js';

/** Beside the parts of a record: what people ask that the record answers only between its lines. */
export const ASKED = [
  ...ATTRIBUTES,
  /** Until when one has to come; `validity`: how long the result holds; `fine`: what coming late costs. */
  'deadline',
  'validity',
  'fine',
  /** Who may apply; somebody else in one's place. */
  'who',
  'substitute',
  'compare',
  'next',
  /** What one is given: an allowance, a pension. Never a fee. */
  'amount',
  /** Sending it by post. */
  'post',
  /** The papers of one's own case and no other. */
  'own',
] as const;

/** One of `ASKED`: what can be asked inside a procedure. */
export type Asked = (typeof ASKED)[number];

/** Whole ways of asking, beside those of the lexicon (kind `cue`). */
const WAYS: Readonly<Partial<Record<Asked, string>>> = {
  deadline:
    'trễ nhất mấy giờ|chậm nhất mấy giờ|trước mấy giờ|trong vòng mấy ngày|trong vòng bao lâu|trong mấy ngày thì phải|chậm nhất|trễ nhất|hạn chót|thời hạn đăng ký|bao lâu phải đi|bao nhiêu hôm là phải|bao nhiêu ngày là phải|bao nhiêu ngày thì phải|' +
    'trong bao lâu phải|khi nào phải|nộp trước mấy ngày|làm trước mấy ngày|đi trước mấy ngày|trước mấy ngày|trước mấy hôm|trước mấy bữa|báo trước mấy ngày|báo trước mấy bữa|trước bao nhiêu ngày|hạn nộp|quá hạn bao lâu|deadline|by when',
  validity:
    'có hạn bao lâu|có hạn mấy tháng|có hạn mấy năm|có hạn mấy|hạn bao lâu|hạn mấy tháng|hạn mấy năm|hạn dùng|giá trị bao lâu|giá trị mấy tháng|có giá trị bao lâu|có giá trị mấy tháng|giá trị trong bao lâu|dùng được bao lâu|dùng được mấy tháng|dùng được mấy năm|xài được bao lâu|hiệu lực bao lâu|có hiệu lực mấy tháng|thời hạn sử dụng|' +
    'hết hạn khi nào|bao lâu hết hạn|dùng tới năm|dùng đến năm|dùng tới bao nhiêu tuổi|xài tới năm|tới năm bao nhiêu tuổi|đến năm bao nhiêu tuổi|tới mấy tuổi|đến mấy tuổi|mấy năm hết hạn|mấy năm đổi|thời hạn mấy năm|how long is it valid|valid for',
  fine: 'có bị phạt không|bị phạt bao nhiêu|phạt bao nhiêu|phạt mấy|bị phạt không|bị phạt gì không|có bị phạt gì không|có phạt gì không|phạt tiền không|có phạt không|phạt nhiều không|tiền phạt|is there a fine',
  who: 'ai được làm|ai được nộp|ai phải đi|ai đi nộp|ai đứng ra|ai ký|ai có quyền|mấy tuổi được|mấy tuổi|bao nhiêu tuổi|đủ tuổi chưa|who can apply',
  substitute:
    'đi thay|làm thay|nộp thay|lấy thay|nhận thay|khai thay|ký thay|lãnh thay|lĩnh thay|đứng tên thay|đi hộ|làm hộ|nộp hộ|lấy hộ|nhận hộ|khai hộ|lĩnh hộ|lãnh hộ|đi giúp|làm giúp|nộp giúp|lấy giúp|nhận giúp|khai giúp|đi giùm|làm giùm|nộp giùm|lấy giùm|nhận giùm|khai giùm|đi dùm|làm dùm|nộp dùm|lấy dùm|nhận dùm|khai dùm|' +
    'nhờ người|nhờ ai|ủy quyền được không|ủy quyền cho|có cần đi không|có phải đi không|phải đến cùng|cùng đến|cả hai cùng|một người đi|someone else|somebody else|on my behalf|hand it in for me|submit it for me|apply for me|do it for me|sign for me|have to come along|have to be there|have to be present|come in person|both of us have to|instead of us|instead of me',
  compare: 'khác gì|khác nhau|khác thế nào|khác chỗ nào|cái nào|so với|bên nào|hay là làm|difference',
  next: 'xong rồi làm gì|tiếp theo làm gì|làm gì tiếp|bước tiếp theo|sau đó làm gì|rồi làm gì nữa|what next',
  amount:
    'được bao nhiêu một tháng|mỗi tháng được bao nhiêu|mỗi tháng được nhiêu|mỗi năm được bao nhiêu|mỗi năm được mấy|mỗi tháng được mấy|hưởng bao nhiêu|lãnh bao nhiêu|lĩnh bao nhiêu|lãnh được bao nhiêu|lĩnh được bao nhiêu|' +
    'nhận được bao nhiêu|được bao nhiêu tiền|được nhiêu tiền|được mấy triệu|được mấy trăm|mức hưởng|mức trợ cấp|bao nhiêu phần trăm|how much will i get|how much do i get',
  post: 'bưu điện|qua bưu điện|đường bưu điện|gửi bưu điện|bưu chính|gửi thư|by post|by mail',
  result:
    'được những gì|được cái gì|được hưởng gì|được hưởng những gì|nhận được giấy gì|nhận được cái gì|nhận được gì|nhận giấy gì|nhận lại giấy gì|được cấp giấy gì|được giấy gì|cầm về giấy gì|cầm về những giấy gì|trả giấy gì|kết quả là gì|kết quả gì|kết quả là giấy gì|ra giấy gì|what do i get',
  fee: 'rẻ hơn|đắt hơn|mắc hơn|tốn hơn|cheaper|tiền nong|bao nhiêu|tốn kém|mất phí|tốn phí|hết nhiêu|tốn nhiêu|nhiêu|mấy đồng|mấy k|bao nhiêu k|mấy xu|mấy chục|mấy trăm|miễn phí không|free',
  time: 'nhanh hơn|lâu hơn|nhanh nhất|lâu nhất|faster|bao nhiêu ngày|bao nhiêu hôm|bao nhiêu bữa|bao nhiêu tiếng|bao nhiêu lâu|bao nhiêu tuần|bao nhiêu tháng|nhiêu ngày|nhiêu hôm|nhiêu bữa|nhiêu lâu|mấy tiếng|mấy tháng|mấy ngày|mấy bữa|mấy hôm|mấy tuần|bao lâu|lâu mau|lâu không|khi nào thì có|khi nào mới có|khi nào có|khi nào thì xong|khi nào lấy|khi nào thì lấy|khi nào nhận|khi nào thì nhận|khi nào trả|bao giờ thì có|bao giờ mới có|bao giờ nhận|bao giờ lấy|chừng nào|khi nào xong|hôm nào có|ngày nào có|bữa nào',
  online:
    'online|qua mạng|trên mạng|nộp trên vneid|đăng ký trên vneid|khai trên vneid|xin trên vneid|qua vneid|bằng vneid|trên vneid được|trên vneid luôn|trực tuyến',
  own: 'danh sách cho trường hợp|danh sách giấy tờ cho trường hợp|danh sách của tôi|danh sách giấy tờ của tôi|danh sách cho tôi|danh sách của mình|danh sách riêng|list for my case|checklist for my case|my checklist',
  papers:
    'kể tên giấy tờ|liệt kê giấy tờ|tên giấy tờ|tên các giấy tờ|danh sách giấy tờ|giấy gì|giấy tờ gì|những gì|những thứ gì|có gì làm bằng|gồm gì|gồm những gì|giấy nào|tờ nào|mang gì|đem gì|cần gì|hồ sơ gì|mấy bản|kèm gì',
  place: 'ở đâu|nộp đâu|chỗ nào|ra đâu|lên đâu|nộp nơi nào|phường hay|xã hay|bên nào',
};
/** An ask word and a thing within a few words of each other, in either order. */
const THINGS: Readonly<Partial<Record<Asked, string>>> = {
  fee: 'tiền|phí|lệ phí|chi phí|giá|thuế',
  time: 'thời gian|thời hạn|lâu|hẹn',
  papers: 'giấy|giấy tờ|hồ sơ|tờ khai|bản sao',
  place: 'nộp|nơi nhận|nơi nộp|chỗ nộp|chỗ nhận|địa điểm|cơ quan',
  form: 'mẫu|mẫu đơn|tờ khai|đơn',
  conditions: 'điều kiện|yêu cầu',
  deadline: 'hạn|chậm nhất|trễ nhất',
  validity: 'giá trị|hiệu lực',
  legal: 'luật|nghị định|thông tư|căn cứ',
  result: 'kết quả',
};
/** "Làm hộ chiếu" asks for nobody in one's place. */
const HOUSEHOLD = phraseSet({ name: 'hộ chiếu|hộ khẩu|hộ tịch|hộ kinh doanh|hộ nghèo|hộ cận nghèo' });
/** "Không có giấy tờ gì" tells that there are none, and does not ask which. */
const LACKING = phraseSet({ lacking: 'không có|chả có|chẳng có|chưa có|không còn|đâu có' });
/** What sounds like asking and tells: a time that passes, money that is no fee. */
const TELLING = phraseSet({
  telling:
    'sao y|sao lục|sao chụp|mấy ngày rồi|mấy bữa rồi|mấy hôm rồi|mấy tuần rồi|mấy tháng rồi|mấy ngày nay|mấy bữa nay|mấy hôm nay|mấy tháng nay|trong thời gian chờ|trong thời gian đợi|trong thời gian này|trong thời gian đó|trong thời gian đang làm|trong thời gian chưa có|thời gian qua|thời gian gần đây|một thời gian|' +
    'ăn tiền|tiền mai táng|tiền mai táng phí|tiền tuất|tiền trợ cấp|tiền hỗ trợ|tiền đền bù|tiền bồi thường|tiền lương|tiền hưu|tiền thai sản|tiền thuê|học phí|viện phí|mai táng phí|án phí',
});
/** What is asked beside the parts of a record. */
const BESIDE_PARTS: ReadonlySet<string> = new Set(
  ASKED.filter((one) => !ATTRIBUTES.some((attribute) => attribute === one)),
);
/** How money is spoken of that one is given. */
const GIVEN = phraseSet({ given: 'lãnh|lĩnh|nhận|hưởng|được hưởng|được lãnh|có được|xin' });
/** `after`: it asks for the thing before it ("giấy gì"), never for one that comes later. */
const ASKING = {
  around: 'bao nhiêu|mấy|nhiêu|sao|thế nào|ra sao|bao lâu|khi nào|còn|thế còn|đâu',
  after: 'gì|nào|không|à|hả',
};
/** An ask word is so near its thing. */
const NEAR = 3;
/** Beside these the time that is asked for is the time one has, or the time the result holds. */
const MUST = phraseSet({
  deadline:
    'khai báo lại|báo lại|khai lại|thông báo lại|phải|hạn chót|hạn cuối|chậm nhất|quá hạn|quá ngày|trễ nhất|báo trước|hợp lệ',
  validity: 'giá trị|dùng|xài|hiệu lực',
});
/** "Mấy năm hết hạn" asks how long; "thẻ hết hạn, làm mấy ngày" tells of the case. */
const MUST_AFTER = phraseSet({ validity: 'hết hạn|còn hạn|expire|expires' });

/** "Nhờ bạn cùng phòng nộp", "mình em đi nộp", "ông nội đi làm được không": somebody else, or one instead of two. */
const INSTEAD =
  /\bnho (?:\S+ ){1,5}?(?:nop|lam|di|lay|ky|khai|xin|nhan|linh)\b|\b(?:chi )?(?:co )?(?:minh|mot minh) (?:em|toi|tui|chi|anh|me|vo|chong) (?:\S+ ){0,2}?(?:nop|lam|di|ky|khai)\b|\b(?:ong|me|bo|chong|vo|con|chau|ban|anh trai|chi gai|em trai|em gai|ba noi|ba ngoai|ba toi|ba em)(?: (?:noi|ngoai|toi|em|tui|trai|gai|minh))?(?: (?:di|len|ra))? (?:nop|lam|ky|khai|lay)(?: \S+){0,2}? duoc (?:khong|k|ko|hong)\b/;

const ways = phraseSet(WAYS as Record<string, string>);
const things = phraseSet(THINGS as Record<string, string>);
const asking = phraseSet(ASKING);

/**
 * What a message asks. `said`: where, so that the rest can be looked at; `whole`: only the fixed ways of asking, since
 * a thing beside an ask word may be part of a name.
 */
export function readAsked(
  words: readonly Syllable[],
  marks: boolean,
  lexicon: Lexicon,
): { asked: Asked[]; said: Found[]; whole: Found[] } {
  const telling = findIn(words, TELLING, marks);
  const names = findIn(words, HOUSEHOLD, marks);
  const isAsking = (found: Found) =>
    !telling.some((told) => told.start <= found.start && found.end <= told.end) &&
    !names.some((name) => overlap(found, name));
  const cues = findPhrases(words, lexicon.kinds.cue, { marks })
    .map(({ start, end, phrase }): Found => ({ start, end, meaning: phrase.meaning }))
    .filter(isAsking);
  const own = findIn(words, ways, marks).filter(isAsking);
  const whole = [
    ...own,
    ...cues.filter((cue) => !own.some((found) => overlap(found, cue) && longer(found, cue))),
  ];
  const kept = whole.filter(
    (one) => !whole.some((other) => other !== one && overlap(one, other) && longer(other, one)),
  );
  const lacking = findIn(words, LACKING, marks);
  const isLacking = ({ start, meaning }: Found) =>
    meaning === 'papers' && lacking.some(({ end }) => end === start);
  const taken = [...kept, ...telling];
  const said = [...kept.filter((one) => !isLacking(one)), ...composed(words, marks, taken, isLacking)].sort(
    (a, b) => a.start - b.start,
  );
  const time = said.find(({ meaning }) => meaning === 'time');
  const after = findIn(words, MUST_AFTER, marks).filter(({ start }) => time && start >= time.end);
  const meant = [...findIn(words, MUST, marks), ...after].map(({ meaning }) => meaning);
  const isGiven = isPaidOut(words, marks, said);
  const isInstead = INSTEAD.test(words.map(({ folded }) => folded).join(' '));
  const kinds = said.map(({ meaning }) => {
    if (meaning === 'fee' && isGiven) return 'amount';
    return meaning === 'time' && meant[0] ? meant[0] : meaning;
  });
  // Who hands in for somebody asks for no place.
  const asked = isInstead ? [...kinds.filter((kind) => kind !== 'place'), 'substitute'] : kinds;
  // "Uỷ quyền ra sao": who asks how something is done does not ask for the steps of the whole.
  const isPointed = asked.some((one) => BESIDE_PARTS.has(one));
  const named = ASKED.filter((name) => asked.includes(name) && !(isPointed && name === 'steps'));
  return { asked: named, said, whole: kept };
}

/** "Mỗi tháng được bao nhiêu", "tiền trợ cấp là bao nhiêu": what is asked for is paid out, and no fee. */
function isPaidOut(words: readonly Syllable[], marks: boolean, said: readonly Found[]): boolean {
  const paid = findIn(words, PAID_OUT, marks);
  return said.some(
    ({ start, meaning }) =>
      meaning === 'fee' &&
      QUANTITY.has(words[start]?.folded ?? '') &&
      paid.some(({ end, meaning: near }) => end <= start && start - end <= (near === 'next' ? 0 : NEAR - 1)),
  );
}
const QUANTITY: ReadonlySet<string> = new Set(['bao', 'nhieu', 'may', 'tien']);
/** `next`: only right before the quantity. */
const PAID_OUT = phraseSet({
  next: 'được|lãnh được|lĩnh được|nhận được|hưởng được',
  near: 'lãnh|lĩnh|hưởng|trợ cấp|tiền trợ cấp|tiền hỗ trợ|mức hỗ trợ|tiền tuất|lương hưu|được hưởng',
});

function composed(
  words: readonly Syllable[],
  marks: boolean,
  taken: readonly Found[],
  isLacking: (thing: Found) => boolean,
): Found[] {
  const free = (found: Found) => !taken.some((other) => overlap(found, other));
  const named = findIn(words, things, marks);
  // The "sao" of "bản sao" asks nothing.
  const asks = findIn(words, asking, marks).filter(
    (ask) => free(ask) && !named.some((thing) => overlap(ask, thing)),
  );
  const given = findIn(words, GIVEN, marks);
  // Money that one is given is no fee.
  const isGiven = ({ start, meaning }: Found) =>
    meaning === 'fee' && given.some(({ end }) => end <= start && start - end < NEAR);
  return named
    .filter((thing) => free(thing) && !isGiven(thing) && !isLacking(thing))
    .flatMap((thing) => {
      const ask = asks.find((one) => {
        const near = one.start <= thing.end + NEAR - 1 && one.end >= thing.start - NEAR + 1;
        return near && !overlap(one, thing) && (one.meaning === 'around' || one.start >= thing.end);
      });
      return ask
        ? [
            { start: thing.start, end: thing.end, meaning: thing.meaning },
            { ...ask, meaning: thing.meaning },
          ]
        : [];
    });
}

function overlap(a: Found, b: Found): boolean {
  return a.start < b.end && b.start < a.end;
}

function longer(a: Found, b: Found): boolean {
  return a.end - a.start > b.end - b.start;
}
