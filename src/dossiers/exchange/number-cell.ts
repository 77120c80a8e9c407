/** Telephone and identity numbers as cells hold them. Only their last four digits are of use: never the wrong ones. Pure. */
import { fold } from '../../search/fold.js';

/** `number: null` = there is none to be had; `note`: why, where somebody wrote something. */
export type ReadNumber = { number: string | null; note: string | null };

const NONE =
  /^(?:khong(?: co)?(?: so)?(?: dien thoai| dt| sdt)?|chua(?: co)?|k(?:o|hong)? ?co|ko|null|n a|na|none|x+|0+|-*)$/;
const SHORTEST = 7;
const LONGEST = 15;

const NOTES = {
  masked: 'Số bị che, không đủ bốn số cuối; hồ sơ được ghi mà không có số này.',
  broken:
    'Số đã bị bảng tính làm tròn (dạng 9,05E+08); hồ sơ được ghi mà không có số này. Định dạng cột là chữ rồi xuất lại.',
  odd: 'Không đọc được số; hồ sơ được ghi mà không có số này.',
} as const;

/**
 * The number in a cell; of several the first whole one. A spreadsheet's `.0` is not a digit of it, and a masked number
 * counts only where its last four digits are to be seen.
 */
export function readNumberCell(cell: string | number | boolean | Date): ReadNumber {
  const text = String(cell).normalize('NFKC').trim();
  if (
    NONE.test(
      fold(text)
        .replace(/[^\p{L}\p{N}-]+/gu, ' ')
        .trim(),
    )
  )
    return { number: null, note: null };
  if (/\de[+-]?\d/i.test(text)) return none('broken');
  const parts = text.split(/[/;,|\n]|\s[-–]\s|\s(?:hoặc|và|hay)\s/i).flatMap(apart);
  for (const part of parts) {
    const number = oneNumber(part);
    if (number !== null) return { number, note: null };
  }
  return none(/[*x•?]{2,}|\*/i.test(text) ? 'masked' : 'odd');
}

const none = (why: keyof typeof NOTES): ReadNumber => ({ number: null, note: NOTES[why] });

/** Two whole numbers with a blank between are two; the groups of one are one. */
function apart(part: string): string[] {
  const words = part.trim().split(/\s+/);
  const digits = (word: string) => word.replace(/\D/g, '').length;
  return words.filter((word) => digits(word) >= 9).length > 1 ? words : [part];
}

function oneNumber(part: string): string | null {
  const plain = part
    .replace(/\([^()]*\)/g, (remark) => (/\p{L}/u.test(remark) ? ' ' : remark))
    .replace(/^[\s'"’]*(?:\p{L}[\p{L}\s.]*(?::\s*)?)?(?=[+(*\dx•])/iu, '')
    .trim()
    .replace(/[.,]0+$/, (zeros, at: number, whole: string) =>
      /^\d{7,}$/.test(whole.slice(0, at)) ? '' : zeros,
    );
  const shown = /(?<!\d)\d{4,}$/.exec(plain)?.[0];
  if (shown && isMask(plain.slice(0, -shown.length))) return shown;
  if (!/^[A-Z]{0,2}\+?[\d\s.()-]+$/i.test(plain)) return null;
  const digits = plain.replace(/\D/g, '');
  return SHORTEST <= digits.length && digits.length <= LONGEST ? plain.replace(/[^\dA-Z+]/gi, '') : null;
}

/** Whether a text hides figures, up to its end. */
const isMask = (text: string) => /^[\dx*•.\s]+$/i.test(text) && /[x*•]$/i.test(text.replace(/[.\s]/g, ''));
