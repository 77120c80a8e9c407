/**
 * Vietnamese written for fonts of before Unicode (TCVN3, VNI), or read by the wrong code page, put right. Such texts are
 * told by letters Vietnamese does not have; a text that cannot be put right is left as it is and found by `isGarbled`.
 * Pure.
 */
import { nfc } from '../../security/text.js';

/** TCVN3 as code page 1252 shows it, and what is meant; capitals with marks are a matter of the font. */
const TCVN3_SHOWN = 'µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦';
const TCVN3_MEANT = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ';
/** Shown by TCVN3 only: neither a letter nor anything that stands beside one. */
const TCVN3_ONLY = /[µ¸¶·¹¨»¾¼½©®ª«¬¡¢§£¤¥¦×Þß]/;
const TCVN3 = new Map([...TCVN3_SHOWN].map((shown, index) => [shown, [...TCVN3_MEANT][index] ?? shown]));

/** VNI writes a letter and behind it its mark, as a letter of its own. */
const VNI_MARKS: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
const VNI_SINGLE: Record<string, string> = { ñ: 'đ', ö: 'ư', ô: 'ơ', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' };
const VNI_PAIR = /([aeouyôö])([ùøûõïâáàåãäêéèúüë])/gi;
/** A vowel with a mark that no spelling but VNI's puts there, or a letter only it uses. */
const VNI_ONLY = /[aeouyôö][ùøûïåäëü]|a[âêáàãéèú]|e[âáàã]|oâ|ñ(?=[aeiouyôöâê])|öõ/i;

/** UTF-8 read as code page 1252: a lead byte and one that follows. */
const MOJIBAKE =
  /[ÃÄÅÆÂ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|á[»º][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]/;
/** What code page 1252 shows for the bytes 128 to 159. */
const HIGH_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** How a text was garbled; null = it was not, as far as its letters tell. */
export type OldFont = 'tcvn3' | 'vni' | 'mojibake';

/** What a text shows of itself to have been written or read by. */
export function fontOf(text: string): OldFont | null {
  if (MOJIBAKE.test(text) && fromMojibake(text) !== null) return 'mojibake';
  const hasUnicode = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/.test(text);
  if (hasUnicode) return null;
  if (VNI_ONLY.test(text) && isVietnamese(fromVni(text))) return 'vni';
  return TCVN3_ONLY.test(text) && /\p{L}/u.test(text) && isVietnamese(fromTcvn3(text)) ? 'tcvn3' : null;
}

/** The text as it was meant. A name's capitals, which TCVN3 leaves to the font, are restored at the heads of words. */
export function convert(text: string, font: OldFont): string {
  if (font === 'mojibake') return fromMojibake(text) ?? text;
  return font === 'vni' ? fromVni(text) : fromTcvn3(text);
}

function fromTcvn3(text: string): string {
  const plain = [...text].map((letter) => TCVN3.get(letter) ?? letter).join('');
  // A word among capitalised ones begins with a capital too: "NguyÔn V¨n Ên".
  const words = plain.split(' ');
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  const isName = words.length > 1 && capitals >= words.length - 1;
  return nfc(isName ? words.map(capitalised).join(' ') : plain);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function fromVni(text: string): string {
  const single = (letter: string) => {
    const lower = letter.toLowerCase();
    const meant = VNI_SINGLE[lower] ?? letter;
    return letter === lower ? meant : meant.toUpperCase();
  };
  const paired = text.replace(VNI_PAIR, (_, vowel: string, mark: string) =>
    nfc(`${single(vowel)}${VNI_MARKS[mark.toLowerCase()] ?? ''}`),
  );
  return nfc(paired.replace(/[ñöôæóòî]/gi, (letter) => single(letter)));
}

function fromMojibake(text: string): string | null {
  const bytes: number[] = [];
  for (const letter of text) {
    const high = HIGH_1252.indexOf(letter);
    const code = letter.codePointAt(0) ?? 0;
    if (high >= 0) bytes.push(0x80 + high);
    else if (code < 256) bytes.push(code);
    else return null;
  }
  try {
    return nfc(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)));
  } catch {
    return null;
  }
}

const VIETNAMESE = /^[\p{ASCII}ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9–—“”‘’…°²³½ \s]*$/u;

function isVietnamese(text: string): boolean {
  return VIETNAMESE.test(text);
}

/** Whether a text holds what no Vietnamese text does: letters lost as "?", or signs of another code page. */
export function isGarbled(text: string): boolean {
  return (
    /\p{L}\?\p{L}|\?\p{Ll}{2}|\ufffd/u.test(text) || MOJIBAKE.test(text) || /[µ¸¶¹¨¾¼©®ª«¬¡¢£¤¥¦]/.test(text)
  );
}

/** Đ and đ for the look-alikes of Icelandic, as old documents have them. */
export function withVietnameseD(text: string): string {
  return text.replaceAll('\u00d0', 'Đ').replaceAll('\u00f0', 'đ');
}
