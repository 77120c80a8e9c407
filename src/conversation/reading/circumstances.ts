/** What a person tells of the case, as slots that stay with the subject. Pure. */
import { z } from 'zod';
import { fold, type Syllable } from '../../search/fold.js';
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
    damaged: z.boolean(),
    expired: z.boolean(),
    late: z.boolean(),
    registerKept: z.boolean(),
    bornAtHome: z.boolean(),
    cannotCome: z.boolean(),
    deceased: z.boolean(),
    mortgaged: z.boolean(),
    /** A number of copies, pages, people: "10 trang". */
    count: z.number().int().min(1).max(10_000),
  })
  .partial();

/** What somebody has told about their case, see `circumstances`. */
export type Circumstances = z.infer<typeof circumstances>;

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
  damaged: 'rách|hỏng|hư|mờ|nhòe|ướt|cháy|gãy|damaged|torn',
  expired: 'hết hạn|quá hạn|hết hiệu lực|expired',
  late: 'trễ|muộn|quá ngày|quá 60 ngày|lâu rồi chưa|late',
  registerKept: 'sổ gốc còn|còn sổ gốc|xã còn lưu|phường còn lưu|còn sổ lưu|vẫn còn sổ',
  '!registerKept':
    'không còn sổ|sổ gốc không còn|xã không còn lưu|mất sổ gốc|cháy sổ gốc|sổ gốc mất|không lưu sổ',
  bornAtHome: 'sinh ở nhà|đẻ ở nhà|sinh tại nhà|không có giấy chứng sinh|born at home',
  cannotCome:
    'không đi được|đi không nổi|không tới được|nằm viện|nằm liệt|đi làm xa|ở xa không về|bận đi làm|đang đi công tác',
  deceased: 'đã mất|mới mất|vừa mất|mất hôm|qua đời|chết|mất rồi|passed away',
  mortgaged: 'thế chấp|cắm ngân hàng|cầm ngân hàng|cắm nhà băng|mortgaged',
});
const AGE =
  /(?<!\d)(\d{1,3})\s*(tuoi|t(?![a-z])|thang tuoi|thang|ngay tuoi|ngay|years? old|months? old)(?![a-z])/;
const COUNT = /(?<!\d)(\d{1,4})\s*(?:trang|ban|to|bo|nguoi|cai|pages|copies)(?![a-z])/;
const PLACE =
  /(?:(?:quê|ở|tại|hộ khẩu|gốc|từ|về|tỉnh|from|in)\s+)((?:\p{Lu}\p{Ll}+)(?: \p{Lu}\p{Ll}+){0,2})/u;

/** What is told; {} = nothing. `said`: the words it was told in. */
export function readCircumstances(
  text: string,
  words: readonly Syllable[],
  marks: boolean,
): { told: Circumstances; said: Found[] } {
  const facts = findIn(words, FACTS, marks);
  const told: Record<string, unknown> = {};
  for (const { meaning } of facts) {
    const [name = '', value] = meaning.replace('!', '').split('=');
    told[name] = value ?? !meaning.startsWith('!');
  }
  const whom = findIn(words, WHOM, marks).find(({ start }) => FOR.has(words[start - 1]?.folded ?? ''));
  if (whom) told.forWhom = whom.meaning;
  const plain = fold(text);
  const [, age, unit = ''] = AGE.exec(plain) ?? [];
  if (age && (/tuoi|t$|old/.test(unit) || facts.length + (whom ? 1 : 0) > 0))
    told.age = {
      number: Number(age),
      unit: /thang|month/.test(unit) ? 'month' : /ngay/.test(unit) ? 'day' : 'year',
    };
  const count = COUNT.exec(plain)?.[1];
  if (count) told.count = Number(count);
  const place = PLACE.exec(text)?.[1];
  if (place) told.place = place;
  const parsed = circumstances.safeParse(told);
  return { told: parsed.success ? parsed.data : {}, said: [...facts, ...(whom ? [whom] : [])] };
}
