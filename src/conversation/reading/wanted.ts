/** What a message looks for inside a record: its own words, and those the record uses for them. Pure. */
import { type Syllable, syllables } from '../../search/fold.js';
import { findPhrases } from '../../search/lexicon.js';
import { type Wanted, want } from '../../search/passages.js';
import type { Asked } from './attributes.js';
import type { Circumstances } from './circumstances.js';
import type { Seen } from './seen.js';

/** The words of records beside the typed ones, and the official ones of everyday names. */
const RECORD = 0.75;
const OFFICIAL = 0.5;
const MEANT = 0.6;

/** How records speak of what is asked, beside the words of the vocabulary's kind `record`. */
const ASKED_WORDS: Partial<Record<Asked, string>> = {
  who: 'người yêu cầu, người đại diện, người có trách nhiệm, cha mẹ, người giám hộ',
  substitute: 'ủy quyền, người được ủy quyền, người đại diện, trực tiếp, người thân thích',
  deadline: 'trong thời hạn, kể từ ngày, chậm nhất, đúng hạn',
  validity: 'có giá trị, thời hạn, hiệu lực, kể từ ngày cấp',
  fine: 'xử phạt, quá hạn',
  next: 'nhận kết quả, sau khi, trả kết quả',
  amount: 'mức hưởng, mức trợ cấp, mức hỗ trợ, đồng',
  post: 'bưu chính, dịch vụ bưu chính công ích',
};

/** How records speak of what is told of a case. */
const TOLD_WORDS: Partial<Record<keyof Circumstances, string>> = {
  abroad: 'nước ngoài, cơ quan đại diện, định cư ở nước ngoài',
  foreignSpouse: 'người nước ngoài, yếu tố nước ngoài',
  poor: 'hộ nghèo, hộ cận nghèo, miễn lệ phí',
  disabled: 'người khuyết tật, miễn',
  veteran: 'người có công, miễn',
  lost: 'bị mất, cấp lại',
  damaged: 'bị hư hỏng, cấp lại',
  expired: 'hết hạn, hết thời hạn, gia hạn',
  late: 'quá hạn, đúng hạn, trong thời hạn',
  bornAtHome: 'không có giấy chứng sinh, người làm chứng, cam đoan',
  cannotCome: 'ủy quyền, trực tiếp, tại nhà, bưu chính',
  deceased: 'người chết, khai tử',
  mortgaged: 'thế chấp',
};
const CHILD = 'trẻ em, chưa thành niên, người đại diện, người giám hộ, cha mẹ, dưới 14 tuổi';
const ADULT_AT = 18;

/** What to look for; empty = the message says nothing but what it asks. */
export function wantedOf({ message, data, asking, told, fillers }: Seen): Wanted {
  const wanted: Wanted = new Map();
  const { words, marks } = message;
  const { record, everyday } = data.lexicon.kinds;
  const silent = [...asking.said, ...fillers];
  const isSilent = (i: number) => silent.some(({ start, end }) => i >= start && i < end);
  let run: Syllable[] = [];
  words.forEach((word, i) => {
    if (!isSilent(i)) run.push(word);
    else run = flush(wanted, run, marks);
  });
  flush(wanted, run, marks);
  const meant = (text: string, weight: number) => {
    for (const way of text.split(',')) want(wanted, syllables(way), weight, true);
  };
  for (const { phrase } of findPhrases(words, record, { marks })) meant(phrase.meaning, RECORD);
  for (const { phrase } of findPhrases(words, everyday, { marks })) meant(phrase.meaning, OFFICIAL);
  for (const one of asking.asked) meant(ASKED_WORDS[one] ?? '', MEANT);
  for (const [slot, value] of Object.entries(told))
    if (value !== false) meant(TOLD_WORDS[slot as keyof Circumstances] ?? '', MEANT);
  if (told.marital === 'divorced') meant('ly hôn', RECORD);
  if (told.age) meant(`tuổi, ${told.age.unit === 'year' && told.age.number >= ADULT_AT ? '' : CHILD}`, MEANT);
  return wanted;
}

function flush(wanted: Wanted, run: readonly Syllable[], marks: boolean): Syllable[] {
  want(wanted, run, 1, marks);
  return [];
}
