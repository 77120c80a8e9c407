/** The code a desk reads out to a holder, as people type it: `K7MPQ-9PDMH`, "mã tại quầy k7mpq 9pdmh". Pure. */
import { clean } from '../../../search/fold.js';
import { CODE_ALPHABET } from '../../../security/short-code.js';

const WHOLE =
  /^((?:(?:mã|ma|tại|tai|của|cua|ở|o|quầy|quay|cán bộ|can bo|đọc|doc|cho|là|la|desk|code|from|the|is|my)[\s:]+)*)([a-z\d]{5})\s*([-–—.\s]?)\s*([a-z\d]{5})[\s.!]*$/i;
const POSSIBLE = new RegExp(`^[${CODE_ALPHABET}]{10}$`);

/** The code in its one spelling; null = the message is something else. */
export function readLetIn(text: string): string | null {
  const [, words = '', first = '', separator = '', second = ''] = WHOLE.exec(clean(text).trim()) ?? [];
  const code = `${first}${second}`.toUpperCase();
  const isMeant = words !== '' || /[-–—]/.test(separator) || (/\d/.test(code) && /[A-Z]/.test(code));
  return POSSIBLE.test(code) && isMeant ? `${code.slice(0, 5)}-${code.slice(5)}` : null;
}
