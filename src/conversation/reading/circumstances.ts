/** What a person tells of the case, as slots that stay with the subject. Pure. */
import { z } from 'zod';
import { fold, type Syllable } from '../../search/fold.js';
import { readWhether } from './details/whether.js';
import { type Found, findIn, phraseSet } from './words.js';

/** Every slot is optional: not told. */
export const circumstances = z
  .object({
    forWhom: z.enum(['self', 'child', 'parent', 'spouse', 'grandparent', 'grandchild', 'sibling', 'other']),
    /** In years, or in months and days for the smallest. */
    age: z.object({ number: z.number().int().min(0).max(150), unit: z.enum(['year', 'month', 'day']) }),
    /** A place named with a capital, as typed; at most three words. */
    place: z.string().max(60),
    abroad: z.boolean(),
    foreignSpouse: z.boolean(),
    marital: z.enum(['single', 'married', 'divorced', 'widowed']),
    poor: z.boolean(),
    disabled: z.boolean(),
    veteran: z.boolean(),
    lost: z.boolean(),
    /** Every paper, not one of them. */
    lostAll: z.boolean(),
    damaged: z.boolean(),
    expired: z.boolean(),
    late: z.boolean(),
    registerKept: z.boolean(),
    bornAtHome: z.boolean(),
    cannotCome: z.boolean(),
    deceased: z.boolean(),
    mortgaged: z.boolean(),
    /** Where one lives: somebody else's for rent or as a guest, one's own, with the family there. */
    rents: z.boolean(),
    ownsHome: z.boolean(),
    joinsFamily: z.boolean(),
    student: z.boolean(),
    /** A public employee, a soldier, a police officer. */
    official: z.boolean(),
    abandoned: z.boolean(),
    surrogate: z.boolean(),
    /** Not for the first time. */
    again: z.boolean(),
    /** Handed in over the internet; false = at the desk. */
    online: z.boolean(),
    /** The case of the papers that was picked, by its number from 1. */
    inCase: z.number().int().min(1).max(99),
    /** A number of copies, pages, people: "10 trang". */
    count: z.number().int().min(1).max(10_000),
  })
  .partial();

/** What somebody has told about their case, see `circumstances`. */
export type Circumstances = z.infer<typeof circumstances>;

/** Whom a fee may be waived for. */
export const FEE_WAIVED = ['poor', 'disabled', 'veteran'] as const satisfies readonly (keyof Circumstances)[];

/** Whether somebody tells that a fee may be waived for them. */
export function tellsOfWaiver(told: Circumstances): boolean {
  return FEE_WAIVED.some((slot) => told[slot]);
}

/** What is told of one of these tells that the others are not so. */
export const EXCLUSIVE = [
  ['rents', 'ownsHome', 'joinsFamily'],
  ['lost', 'damaged', 'expired'],
] as const satisfies readonly (readonly (keyof Circumstances)[])[];

/** What was told before and what is told now, which corrects it. A case that was picked is left by telling of another. */
export function retold(before: Circumstances, now: Circumstances): Circumstances {
  const said = Object.keys(now);
  const corrected = EXCLUSIVE.filter((slots) => slots.some((slot) => said.includes(slot))).flat();
  const left = said.length > 0 ? ['inCase', ...corrected] : [];
  const kept = Object.entries(before).filter(([slot]) => !left.includes(slot));
  return { ...Object.fromEntries(kept), ...now };
}

const WHOM = phraseSet({
  child: 'con|con tôi|bé|trẻ em|con trai|con gái|thằng nhỏ|con nhỏ|em bé|my child|my baby',
  parent: 'mẹ|cha|bố|ba|má|cha mẹ|my mother|my father',
  spouse: 'vợ|chồng|my wife|my husband',
  grandparent: 'ông nội|bà nội|ông ngoại|bà ngoại|ông bà',
  grandchild: 'cháu nội|cháu ngoại|cháu tôi',
  sibling: 'em trai|em gái|anh trai|chị gái|my brother|my sister',
  other: 'bạn tôi|bạn em|hàng xóm|người quen|người khác|my friend',
});
/** What stands before the person something is done for. */
const FOR = new Set(['cho', 'cua', 'giup', 'ho', 'con', 'nha', 'for']);

const FACTS = phraseSet({
  abroad: 'ở nước ngoài|bên mỹ|bên úc|bên nhật|bên hàn|bên đài loan|định cư|việt kiều|abroad|overseas',
  foreignSpouse:
    'người nước ngoài|chồng tây|vợ tây|người hàn|người mỹ|người nhật|người trung quốc|người đài loan|chồng nước ngoài|vợ nước ngoài|foreigner',
  'marital=single':
    'chưa đăng ký kết hôn|chưa kết hôn|chưa cưới|mẹ đơn thân|độc thân|không có chồng|không có vợ|single',
  'marital=married': 'đã kết hôn|có chồng rồi|có vợ rồi|đã cưới|married',
  'marital=divorced': 'ly hôn|ly dị|bỏ nhau|đã ly hôn|chia tay rồi|divorced',
  'marital=widowed': 'chồng mất|vợ mất|góa|chồng chết|vợ chết|widowed',
  poor: 'hộ nghèo|cận nghèo|nhà nghèo|khó khăn lắm|sổ hộ nghèo|em nghèo|poor household',
  disabled: 'khuyết tật|liệt|mù|câm điếc|tâm thần|bại liệt|disabled',
  veteran: 'cựu chiến binh|thương binh|liệt sĩ|bộ đội|người có công|veteran',
  lost: 'bị mất|làm mất|rớt mất|đánh mất|thất lạc|mất giấy|mất thẻ|mất sổ|mất bằng|mất bản chính|lost',
  lostAll:
    'mất hết giấy tờ|mất hết giấy|mất sạch giấy tờ|mất toàn bộ giấy tờ|cuốn hết giấy tờ|cháy hết giấy tờ|trôi hết giấy tờ|giấy tờ mất hết|giấy tờ cháy hết|giấy tờ trôi hết|mất hết đồ giấy tờ|mất ví|mất bóp|rớt ví|rớt bóp|lost all my papers|lost my wallet|lost everything',
  damaged: 'rách|hỏng|hư|mờ|nhòe|ướt|cháy|gãy|damaged|torn',
  expired: 'hết hạn|quá hạn|hết hiệu lực|expired',
  late: 'quá 15 ngày|quá 30 ngày|trễ|muộn|quá ngày|quá 60 ngày|lâu rồi chưa|late',
  registerKept: 'xã còn lưu|phường còn lưu|vẫn còn lưu',
  '!registerKept': 'xã không còn lưu|phường không còn lưu|không lưu sổ',
  bornAtHome: 'sinh ở nhà|đẻ ở nhà|sinh tại nhà|không có giấy chứng sinh|born at home',
  cannotCome:
    'không đi được|đi không nổi|không tới được|nằm viện|nằm liệt|đi làm xa|ở xa không về|bận đi làm|đang đi công tác',
  deceased: 'đã mất|mới mất|vừa mất|mất hôm|qua đời|chết|mất rồi|passed away',
  mortgaged: 'thế chấp|cắm ngân hàng|cầm ngân hàng|cắm nhà băng|mortgaged',
  rents:
    'ở thuê|thuê nhà|nhà thuê|nhà trọ|ở trọ|phòng trọ|thuê trọ|ở nhờ|ở mướn|nhà mướn|mướn nhà|nhà cho thuê|renting|rented',
  ownsHome:
    'nhà của mình|nhà của tôi|nhà của em|tôi đứng tên nhà|mình đứng tên nhà|em đứng tên nhà|nhà tôi đứng tên|nhà em đứng tên|nhà mình đứng tên|nhà mới mua|my own house|my own home',
  joinsFamily:
    'mới sinh|mới sanh|mới đẻ|sơ sinh|newborn|về ở với|nhập vào hộ|nhà chồng|nhà vợ|ở với ba mẹ|ở với bố mẹ|ở với cha mẹ|nhập theo mẹ|nhập theo ba|nhập theo bố|theo hộ khẩu chồng|theo hộ khẩu vợ',
  '!rents': 'không phải nhà thuê|không phải ở thuê|không ở thuê|không thuê|đâu có thuê',
  student: 'sinh viên|học sinh|student',
  official: 'công chức|viên chức|bộ đội|sĩ quan|civil servant',
  abandoned: 'bị bỏ rơi|bỏ rơi|nhặt được bé|nhặt được em bé|abandoned',
  surrogate: 'mang thai hộ|đẻ thuê|surrogate',
  again: 'lần hai|lần 2|lần thứ hai|lần thứ 2|lần nữa|xin lại|làm lại lần nữa|a second time',
  online:
    'nộp qua mạng|nộp online|nộp trên mạng|nộp trực tuyến|làm online|làm qua mạng|khai trên mạng|gửi qua mạng|apply online',
  '!online': 'nộp trực tiếp|nộp tại quầy|ra nộp tận nơi|in person',
});
/** Without marks these are rather another word: "muon" wants, "hong" denies, "mo" opens. */
const AS_SPELT: ReadonlySet<string> = new Set(['muon', 'mo', 'mu', 'hong', 'chay', 'goa']);
const REGISTER = phraseSet({
  register: 'sổ gốc|sổ hộ tịch|sổ bộ|sổ lưu|sổ cũ|sổ đăng ký|original register|register',
});
/** What is said of a register before or after it. */
const STATE = phraseSet({
  gone: 'mất|bị mất|cháy|bị cháy|thất lạc|không còn|chẳng còn|hết còn|đâu còn|hỏng|bị hỏng|mục|nát|không có|không thấy|không tìm thấy|tìm không ra|kiếm không ra|trôi|lost|gone|burnt|destroyed',
  kept: 'còn|vẫn còn|hãy còn|còn lưu|còn giữ|có lưu|vẫn lưu|vẫn giữ|kept|still',
});
/** So near they belong together. */
const NEAR = 4;
/** A paper at the beginning of what is said to be gone is lost; a person there has died. */
const PAPER = phraseSet({
  paper:
    'giấy|giấy tờ|thẻ|sổ|bằng|hộ chiếu|cà vẹt|biển số|căn cước|khai sinh|kết hôn|bản chính|giấy chứng nhận|certificate',
});
/** Beside one of these not every paper is meant. */
const ONE_PAPER = phraseSet({
  one: 'căn cước|cccd|cmnd|chứng minh|bằng lái|giấy phép|sổ đỏ|sổ hồng|hộ chiếu|cà vẹt|đăng ký xe|biển số|khai sinh|kết hôn|khai tử|thẻ bảo hiểm|bằng tốt nghiệp|bằng cấp',
});
const GONE = phraseSet({
  lost: 'mất|bị mất|mất rồi|mất tiêu|mất tiêu rồi|rớt|rơi|trôi|thất lạc',
  cost: 'mất tiền|mất phí|mất lệ phí|mất bao|mất mấy|mất nhiêu|mất đồng|mất công|mất thời gian|mất xu|mất gì|mất chi phí|mất lâu|mất chừng|mất khoảng',
  damaged: 'mối ăn|chuột cắn|mối gặm|nát|rách|ướt|cháy|nhòe|mờ|hư|hỏng',
});
const AGE =
  /(?<!\d)(\d{1,3})\s*(tuoi|t(?![a-z])|thang tuoi|thang|ngay tuoi|ngay|years? old|months? old)(?![a-z])/;
const PERSON = /\b(?:ong|ba|me|cha|bo|di|co|chu|bac|cau|mo|toi|tui|em|anh|chi|chau|vo|chong|cu|he)\b/;
/** "Dì mới 71", "ông được 82 rồi": a number that can be nothing but years, of somebody. */
const BARE_AGE =
  /\b(?:moi|duoc|da|tron|gan|ngoai|hon) (\d{2})(?= (?:thi|roi|co|ma|thoi|chua|la)\b| ?[,.?!]|$)/;
const COUNT = /(?<!\d)(\d{1,4})\s*(?:trang|ban|to|bo|nguoi|cai|pages|copies)(?![a-z])/;
const PLACE =
  /(?:(?:quê|ở|tại|hộ khẩu|gốc|từ|về|tỉnh|from|in)\s+)((?:\p{Lu}\p{Ll}+)(?: \p{Lu}\p{Ll}+){0,2})/u;

/** "Ba tôi mới mất đêm qua": somebody of the family, and after "mất" when or why, never a thing or a cost. */
const DEATH =
  /(?<!cua |cho )\b(?:ong|ba|ong noi|ong ngoai|ba noi|ba ngoai|me|ma|cha|bo|vo|chong)(?: (?:toi|tui|em|anh|chi|chau|con|minh))?(?: (?:moi|vua|da|bi))? (?:mat|chet|qua doi)(?= (?:luc |hoi |vao )?(?:dem|hom|sang nay|sang qua|trua|chieu|toi qua|roi|tuan|thang truoc|nam ngoai|vi|do|tai|benh|gio)\b| *[,.?!]| *$)/;

/** Whether a message tells of a death in the family. */
export function tellsOfDeath(text: string): boolean {
  return DEATH.test(fold(text));
}

/** Whether the register of a certificate is said to be kept; null = nothing is said of one. */
function registerIn(words: readonly Syllable[], marks: boolean): boolean | null {
  const registers = findIn(words, REGISTER, marks);
  const state = findIn(words, STATE, marks).find(({ start, end }) =>
    registers.some((one) => Math.abs(start - one.end) <= NEAR - 1 || one.start === end),
  );
  return state ? state.meaning === 'kept' : null;
}

/** "Giấy khai sinh của tôi mất rồi": the paper is gone, nobody has died. */
function lostIn(words: readonly Syllable[], marks: boolean): Record<string, boolean> {
  const [paper] = findIn(words, PAPER, marks);
  const [whose] = findIn(words, WHOM, marks);
  const gone = findIn(words, GONE, marks).find(
    ({ start, end, meaning }) =>
      meaning !== 'cost' &&
      paper &&
      (paper.end <= start || paper.start === end) &&
      start - paper.end <= MAX_NAME,
  );
  const isFirst = paper && (!whose || paper.start < whose.start || paper.start === gone?.end);
  return gone && isFirst
    ? { [gone.meaning]: true, ...(gone.meaning === 'lost' ? { deceased: false } : {}) }
    : {};
}
/** The name of a paper with whose it is has at most so many words. */
const MAX_NAME = 8;

/** What is told; {} = nothing. `said`: the words it was told in. */
export function readCircumstances(
  text: string,
  words: readonly Syllable[],
  marks: boolean,
): { told: Circumstances; said: Found[] } {
  const facts = findIn(words, FACTS, marks).filter(({ start, end }) => {
    const word = words[start];
    return end - start > 1 || word === undefined || word.marked || !AS_SPELT.has(word.folded);
  });
  const told: Record<string, unknown> = {};
  for (const { meaning } of facts) {
    const [name = '', value] = meaning.replace('!', '').split('=');
    told[name] = value ?? !meaning.startsWith('!');
  }
  // "Trễ có sao không" asks about being late, and tells of nothing.
  if (readWhether(text)?.kind === 'matters') for (const slot of ['late', 'expired']) delete told[slot];
  if (told.lostAll && findIn(words, ONE_PAPER, marks).length > 0) delete told.lostAll;
  const register = registerIn(words, marks);
  if (register !== null) told.registerKept = register;
  Object.assign(told, lostIn(words, marks));
  const whom = findIn(words, WHOM, marks).find(({ start }) => FOR.has(words[start - 1]?.folded ?? ''));
  if (whom) told.forWhom = whom.meaning;
  const plain = fold(text);
  const [, age, unit = ''] = AGE.exec(plain) ?? [];
  if (age && (/tuoi|t$|old/.test(unit) || facts.length + (whom ? 1 : 0) > 0))
    told.age = {
      number: Number(age),
      unit: /thang|month/.test(unit) ? 'month' : /ngay/.test(unit) ? 'day' : 'year',
    };
  const bare = told.age || !PERSON.test(plain) ? undefined : BARE_AGE.exec(plain)?.[1];
  if (bare) told.age = { number: Number(bare), unit: 'year' };
  if (told.deceased === undefined && DEATH.test(plain)) told.deceased = true;
  const count = COUNT.exec(plain)?.[1];
  if (count) told.count = Number(count);
  const place = PLACE.exec(text)?.[1];
  if (place) told.place = place;
  const parsed = circumstances.safeParse(told);
  return { told: parsed.success ? parsed.data : {}, said: [...facts, ...(whom ? [whom] : [])] };
}
