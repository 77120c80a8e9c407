/** An answer to be read aloud: dates and money in words, codes in groups, no bullets, no addresses of pages. Pure. */
import type { Locale } from '../../i18n/locale.js';
import { digitWords, numberWords, type Region } from './number-words.js';

type Rule = [pattern: RegExp, say: (region: Region, ...groups: string[]) => string];

const number = (digits: string, region: Region) => numberWords(Number(digits.replaceAll('.', '')), region);

/** In this order: what looks like a date or a code must not be read as a number first. */
const RULES: Rule[] = [
  [/\bdichvucong\.gov\.vn\b/g, () => 'Cổng Dịch vụ công quốc gia'],
  [/\bhttps?:\/\/\S+/g, () => ''],
  [
    /\b(?:ngày )?(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g,
    (region, d = '', m = '', y = '') =>
      `ngày ${number(d, region)} tháng ${number(m, region)} năm ${number(y, region)}`,
  ],
  [/(?<![\w.])(\d{1,3}(?:\.\d{3})+|\d+)(?= (?:đồng|đ)\b)/g, (region, amount = '') => number(amount, region)],
  [
    /\b([A-Z])(\d{2}(?:\.\d{1,4})*)-(\d{6,8})-(\d{1,7})\b/g,
    (_, letter = '', unit = '', date = '', count = '') =>
      `${letter} ${unit.split('.').map(digitWords).join(', ')}, ${digitWords(date)}, ${digitWords(count)}`,
  ],
  [
    /\b(\d)\.(\d{3})(\d{3})\b/g,
    (_, first = '', a = '', b = '') => `${digitWords(first)} chấm ${digitWords(a)}, ${digitWords(b)}`,
  ],
  [
    /\b(\d{1,2}):(\d{2})\b/g,
    (region, h = '', m = '') =>
      m === '00' ? `${number(h, region)} giờ` : `${number(h, region)} giờ ${number(m, region)}`,
  ],
  /* The code of a question, letter by letter. */
  [
    /\b(?=[\d-]{0,8}[A-Z])([A-Z\d]{4})-([A-Z\d]{4})\b/g,
    (_, a = '', b = '') => `${[...a].map(digitWords).join(' ')}, ${[...b].map(digitWords).join(' ')}`,
  ],
  /* The national numbers are said digit by digit. */
  [/(?<=gọi (?:ngay )?|hoặc |số )(11[1-5])\b/gi, (_, digits = '') => digitWords(digits)],
  [
    /\b(\d{1,4})(?= (?:ngày|giờ|tháng|năm|bản|bộ|trang|lần)\b)/g,
    (region, count = '') => number(count, region),
  ],
];

/**
 * The text as it should be read aloud. Vietnamese numbers follow the region's words; English is left to the voice,
 * without the bullets.
 */
export function speakable(
  text: string,
  { locale, region = 'north' }: { locale: Locale; region?: Region },
): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim().replace(/^(?:[-•*–]|\d{1,2}[.)])\s+/, ''))
    .filter((line) => line !== '')
    .map((line) => (/[.!?:;,…]$/.test(line) ? line : `${line}.`));
  const plain = lines
    .join(' ')
    .replace(/[()“”"]/g, ', ')
    .replace(/(?<!\s)\s*–\s*/g, ', ');
  const said = locale === 'vi' ? RULES.reduce((current, rule) => apply(current, rule, region), plain) : plain;
  return said
    .replace(/\s+/g, ' ')
    .replace(/(?<!\s)\s+([,.;:!?])/g, '$1')
    .replace(/,(?=[,.;:!?])/g, '')
    .trim();
}

function apply(text: string, [pattern, say]: Rule, region: Region): string {
  return text.replace(pattern, (_, ...found) =>
    say(region, ...found.filter((group): group is string => typeof group === 'string').slice(0, -1)),
  );
}
