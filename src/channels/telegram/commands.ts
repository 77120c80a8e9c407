/** The commands behind the menu button. Each is what a person could have typed, so that the conversation knows it. Pure. */
import type { Locale } from '../../i18n/locale.js';
import { translator } from '../../i18n/translate.js';

/** Each language lists its own, so that the answer comes in it. */
const COMMANDS = {
  vi: {
    trogiup: { text: 'trợ giúp', about: 'command.help' },
    tracuu: { text: 'tra cứu hồ sơ', about: 'command.status' },
    giolamviec: { text: 'giờ làm việc', about: 'command.hours' },
    canbo: { text: 'gặp cán bộ', about: 'command.officer' },
    english: { text: 'English please', about: 'command.otherLanguage' },
  },
  en: {
    help: { text: 'what can you do', about: 'command.help' },
    status: { text: 'check my application', about: 'command.status' },
    hours: { text: 'opening hours', about: 'command.hours' },
    officer: { text: 'talk to a person', about: 'command.officer' },
    tiengviet: { text: 'tiếng Việt', about: 'command.otherLanguage' },
  },
} as const;

const TEXTS = new Map(
  [...Object.entries(COMMANDS.vi), ...Object.entries(COMMANDS.en)].map(([name, { text }]) => [name, text]),
);

/** What `setMyCommands` is told for a language. */
export function listCommands(locale: Locale): { command: string; description: string }[] {
  const t = translator(locale);
  return Object.entries(COMMANDS[locale]).map(([command, { about }]) => ({ command, description: t(about) }));
}

/** The text a command stands for: words after it say more, and a command we do not have is its words. */
export function textOfCommand(name: string, words: string): string {
  return [TEXTS.get(name.toLowerCase()) ?? name, words].filter((part) => part !== '').join(' ');
}
