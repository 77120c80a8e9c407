/** Numbers by which a person is found, starred out of what is kept for officers: none is needed to answer. Pure. */

/** What stands where a number was. */
export const PHONE_MASK = '[số điện thoại đã che]';

/** What stands in place of a number of a paper. */
export const NUMBER_MASK = '[số giấy tờ đã che]';

/** Not inside a longer number, and not after the one letter a receipt code begins with, or "1." of a procedure's. */
const START = String.raw`(?<!\d|(?<!\p{L})\p{L}|(?<!\d)\d\.)`;
const END = String.raw`(?!\d)`;
const NO_SUM = String.raw`(?!\s*(?:đồng|dong|đ|vnđ|vnd)(?!\p{L}))`;
const NO_DATE = String.raw`(?!\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d{2}(?!\d))`;
const GAP = '[ .-]?';

const MASKS: readonly (readonly [RegExp, string])[] = [
  // Identity cards in groups: before telephones, which such a number begins like.
  [
    new RegExp(`${START}(?:\\d{3}(?:[ .-]\\d{3}){3}|\\d{4}(?:[ .-]\\d{4}){2})${END}${NO_SUM}`, 'gu'),
    NUMBER_MASK,
  ],
  // Telephones: 0 or 84, then nine or ten digits, however they are grouped.
  [
    new RegExp(
      `${START}${NO_DATE}(?:\\+?84${GAP}(?:\\(0\\)${GAP})?|\\(?0)\\d(?:\\)?${GAP}\\d){8,9}${END}`,
      'giu',
    ),
    PHONE_MASK,
  ],
  // Identity cards, old and new, social insurance, tax, accounts.
  [new RegExp(`${START}(?:\\d{3}[ .-]\\d{3}[ .-]\\d{3}|\\d{9,})${END}${NO_SUM}`, 'giu'), NUMBER_MASK],
  // Passports.
  [/(?<![\p{L}\d])[A-Z]\d{7,8}(?!\d)/gu, NUMBER_MASK],
  // The last digits that open a dossier.
  [
    /((?:cuối|cuoi|last)(?!\s*(?:năm|nam|year|of|month|tháng|thang))[^\d\n]{0,20})\d{4}(?!\d)/giu,
    `$1${NUMBER_MASK}`,
  ],
];

/** The text with telephone, identity, insurance, tax and passport numbers masked; codes, dates and sums stay. */
export function maskNumbers(text: string): string {
  return MASKS.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);
}
