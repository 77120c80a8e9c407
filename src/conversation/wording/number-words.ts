/** Vietnamese numbers in words, as they are read aloud. Pure. */

/** North and South differ in two words: nghìn/ngàn, linh/lẻ. */
export type Region = 'north' | 'south';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const WORDS: Record<Region, { thousand: string; odd: string }> = {
  north: { thousand: 'nghìn', odd: 'linh' },
  south: { thousand: 'ngàn', odd: 'lẻ' },
};

/** A whole number from 0 to 999,999,999,999 in words: 21 → "hai mươi mốt", 8000 → "tám nghìn". */
export function numberWords(value: number, region: Region = 'north'): string {
  if (value === 0) return 'không';
  const { thousand } = WORDS[region];
  const scales = ['', thousand, 'triệu', 'tỷ'];
  const groups: number[] = [];
  for (let rest = Math.trunc(value); rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  return groups
    .map((group, i) => ({ group, scale: scales[i] ?? '', leads: i === groups.length - 1 }))
    .reverse()
    .filter(({ group }) => group > 0)
    .map(({ group, scale, leads }) => `${groupWords(group, !leads, region)} ${scale}`.trim())
    .join(' ');
}

/** Three digits; `inner`: not the first group, so that hundreds are named even when there are none. */
function groupWords(value: number, inner: boolean, region: Region): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const words: string[] = [];
  if (hundreds > 0 || inner) words.push(`${DIGITS[hundreds]} trăm`);
  if (tens > 1) words.push(`${DIGITS[tens]} mươi`);
  if (tens === 1) words.push('mười');
  if (tens === 0 && ones > 0 && words.length > 0) words.push(WORDS[region].odd);
  if (ones > 0) words.push(oneWords(ones, tens));
  return words.join(' ');
}

/** mốt after twenty and on, lăm after any ten. */
function oneWords(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 5 && tens > 0) return 'lăm';
  return DIGITS[ones] ?? '';
}

/** Digits one by one: "0012" → "không không một hai". */
export function digitWords(digits: string): string {
  return [...digits].map((digit) => DIGITS[Number(digit)] ?? digit).join(' ');
}
