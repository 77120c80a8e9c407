/** What of a name may be shown to somebody who is not staff. Pure. */
import { nfc } from '../security/text.js';

/** The first word whole, the others by their first letter: `Nguyễn Văn An` → `Nguyễn V. A.`; a single word by its letter. */
export function maskName(name: string): string {
  const [first = '', ...others] = nfc(name).trim().split(/\s+/);
  if (others.length === 0) return initial(first);
  return [first, ...others.map(initial)].join(' ');
}

function initial(word: string): string {
  const [letter] = [...word];
  return letter === undefined ? '' : `${letter.toUpperCase()}.`;
}
