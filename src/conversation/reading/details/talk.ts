/** How something is said rather than what: nothing, a number alone, a sign, in which language. Pure. */
import type { Locale } from '../../../i18n/locale.js';
import { fold } from '../../../search/fold.js';

/** What small talk is answered by. */
export type TalkWords = {
  /** Nothing but signs. */
  silent: boolean;
  /** One or two digits alone, as of a choice. */
  bareNumber: boolean;
  /** What a sign tells. */
  feeling: 'sad' | 'angry' | null;
  /** The language that is asked for, where one is. */
  language: Locale;
};

/** Zalo sends `:-((` for tears and `:-h` for anger. */
const SAD = /:'?-?\(|--b|t_t|😢|😭|😞|😔|🥺|💔|\/-break/iu;
const ANGRY = /:-h|x-\(|😡|😠|🤬|👎|\/-weak|\/-bad|\/-shit|\/-no/iu;

/** How a text says what it says. */
export function readTalk(text: string): TalkWords {
  return {
    silent: !/[\p{L}\d]/u.test(text),
    bareNumber: /^\d{1,2}$/.test(text),
    feeling: ANGRY.test(text) ? 'angry' : SAD.test(text) ? 'sad' : null,
    language: /viet/.test(fold(text)) ? 'vi' : 'en',
  };
}
