/** Receipt codes of which a part is missing, or that were read out in words. Pure. */
import { fold } from '../../search/fold.js';
import { findDateFault } from './reading.js';

/** A number that is called a code: "mã hồ sơ 0312", "số biên nhận là 261118-12". */
const CALLED =
  /(?:ma (?:so )?ho so|ma bien nhan|so bien nhan|so ho so|ma tren giay hen|receipt (?:code|number)|dossier (?:code|number))[^\da-z]*(?:(?:cua|toi|em|minh|la|so|is|my)[^\da-z]+)*[a-z]?\d[\d\s./-]*/;
/** A day as codes have it and a number after it: the unit is missing, or apart. */
const WITHOUT_UNIT =
  /(?<![\d.,/-])(?:\d{1,3}[./-])?(?<date>(?:20)?[12]\d{5})\s?[-/.\s]\s?\d{1,5}(?![\d.,/-]*\d)/;
/** A unit alone, or with the day alone. */
const CUT = /(?<![a-z\d])[hgad]\d{2}(?:\.\d{1,3}){1,3}(?:\s?[-/]\s?\d{0,8})?(?![\d-])/;
const SPOKEN = new Set(
  'khong linh le mot mot hai ba bon tu nam lam sau bay bay tam chin muoi muoi'.split(' '),
);
/** What codes are read out with. */
const JOINTS = new Set('cham gach ngang xuyet cheo tru hat'.split(' '));
const MIN_SPOKEN = 6;

/** Whether a text gives a code of which a part is missing; only where no whole code stands in it. */
export function isPartialCode(text: string): boolean {
  const plain = fold(text);
  if (CALLED.test(plain) || CUT.test(plain)) return true;
  const date = WITHOUT_UNIT.exec(plain)?.groups?.date;
  if (date && isDay(date)) return true;
  return isSpoken(plain);
}

function isDay(date: string): boolean {
  const whole = date.length === 6 ? `20${date}` : date;
  return findDateFault(`${whole.slice(0, 4)}-${whole.slice(4, 6)}-${whole.slice(6)}`) === null;
}

/** "Hát hai mốt chấm mười bảy gạch …": names of digits in a row with the signs between them. */
function isSpoken(plain: string): boolean {
  const words = plain.match(/[a-z]+|\d+/g) ?? [];
  const digits = words.filter((word) => SPOKEN.has(word)).length;
  return digits >= MIN_SPOKEN && words.filter((word) => JOINTS.has(word)).length >= 2;
}
