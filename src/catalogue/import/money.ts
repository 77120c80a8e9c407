/** Sums of money and temporary fee cuts as Vietnamese texts write them. Pure. */

const SCALE: Record<string, number> = { triệu: 1e6, nghìn: 1e3, ngàn: 1e3, tỷ: 1e9, '': 1 };
/** "135.000 đồng", "50.000đ/thẻ", "05 triệu đồng", "160.000/hộ chiếu", "15000000/lần". */
const SUM =
  /(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d+)(?![.,]*\d)\s{0,3}(?:\([^()]*\)\s{0,3})?(triệu|nghìn|ngàn|tỷ)?\s{0,3}(đồng|vnđ|vnd|đ(?!\p{L})|\/\s*(?=(?:lần|hộ chiếu|thẻ|giấy|hồ sơ|loại|gcn)))/giu;

/** The sums in đồng a text names, in order, each once; smaller than 1.000 đ is no sum. */
export function sumsInText(text: string): number[] {
  const sums = [...text.matchAll(SUM)].map(
    ([, digits = '', scale = '']) => Number(digits.replace(/[.,]/g, '')) * (SCALE[scale.toLowerCase()] ?? 1),
  );
  return [...new Set(sums.filter((sum) => sum >= 1000))];
}

/** Whether the text speaks of dollars or another currency than đồng. */
export function isForeignMoney(text: string): boolean {
  return /\busd\b|đô la|đô-la|\$|\beuro?\b/iu.test(text);
}

/** A stretch of time in a text; null = open at that end. */
export type Window = { from: string | null; to: string | null };

const DATE = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`;
const FROM = String.raw`(?:từ|kể từ)\s+(?:hết\s+)?(?:ngày\s+)?${DATE}`;
const TO = String.raw`đến\s+(?:hết\s+)?(?:ngày\s+)?${DATE}`;
const WINDOW = new RegExp(`(?:${FROM}\\s*,?\\s*(?:cho\\s+)?)?${TO}|${FROM}`, 'giu');

/** The stretches of time a text names ("từ ngày 01/7/2025 đến hết ngày 31/12/2026"), in order. */
export function windowsInText(text: string): Window[] {
  return [...text.matchAll(WINDOW)].map((match) => ({
    from: isoFrom(match[1], match[2], match[3]) ?? isoFrom(match[7], match[8], match[9]),
    to: isoFrom(match[4], match[5], match[6]),
  }));
}

/** Day, month and year → YYYY-MM-DD; null when missing or no real day. */
export function isoFrom(day?: string, month?: string, year?: string): string | null {
  if (!day || !month || !year) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** The first day written in the text as dd/mm/yyyy or "ngày 3 tháng 7 năm 2026"; null when there is none. */
export function dateInText(text: string): string | null {
  const numeric = new RegExp(DATE).exec(text);
  const worded = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu.exec(text);
  return isoFrom(numeric?.[1], numeric?.[2], numeric?.[3]) ?? isoFrom(worded?.[1], worded?.[2], worded?.[3]);
}

/** The day after. */
export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
