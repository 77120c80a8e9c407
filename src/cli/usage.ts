/** What commander says, in the language of whoever reads it. */
import type { Command, CommanderError, Option } from 'commander';
import type { Say } from '../i18n/terminal.js';

/** By the codes of commander; `{name}` is what it quotes. */
const SENTENCES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'Không có lệnh "{name}".',
  'commander.unknownOption': 'Không có tùy chọn "{name}".',
  'commander.missingArgument': 'Thiếu <{name}>.',
  'commander.optionMissingArgument': 'Tùy chọn "{name}" cần một giá trị đi kèm.',
  'commander.missingMandatoryOptionValue': 'Thiếu tùy chọn bắt buộc "{name}".',
  'commander.excessArguments':
    'Thừa đối số: lệnh nhận {expected}, đã ghi {got}. Chữ có dấu cách phải nằm trong ngoặc kép.',
};

/** The sentence for a command called wrongly. */
export function describeUsage({ code, message }: CommanderError, say: Say): string {
  const [told = '', suggested] = message.split('\n(Did you mean ');
  const quoted = /'(.*)'/s.exec(told)?.[1] ?? '';
  const name = code === 'commander.missingArgument' ? nameOf(quoted, say) : terms(quoted, say);
  const [expected, got] = told.match(/\d+(?= arg)|\d+(?=\.$)/g) ?? [];
  const sentence = say(SENTENCES[code] ?? 'Lệnh gọi chưa đúng.', { name, expected, got });
  if (suggested === undefined) return sentence;
  const likely = suggested.replace(/^one of /, '').replace(/\?\)$/, '');
  return `${sentence} ${say('Có phải {likely} không?', { likely: likely.replaceAll(', ', ` ${say('hoặc')} `) })}`;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Đối số:',
  'Options:': 'Tùy chọn:',
  'Commands:': 'Lệnh:',
};

/** What commander itself puts into a line of usage. */
const OWN: Readonly<Record<string, string>> = { options: 'tùy chọn', command: 'lệnh' };

/** The name of a place in a line of usage, which stands there as `<tệp>`. */
const nameOf = (name: string, say: Say) => {
  const vietnamese = OWN[name] ?? name;
  const said = say(`<${vietnamese}>`);
  return said.slice(1, -1);
};

/** A line of usage or the flags of an option, with the names of its places. */
function terms(text: string, say: Say): string {
  return text.replaceAll(
    /([<[])([^<>[\]]+?)((?:\.\.\.)?[>\]])/g,
    (_, open: string, name: string, close: string) => `${open}${nameOf(name, say)}${close}`,
  );
}

/** Has the help of a command, and of those added to it later, say things like this. */
export function speak(program: Command, say: Say): void {
  program
    .helpOption('-h, --help', 'xem cách dùng')
    .helpCommand('help [command]', 'xem cách dùng một lệnh')
    .configureHelp({
      styleTitle: (title) => say(TITLES[title] ?? title),
      styleUsage: (usage) => terms(usage, say),
      styleSubcommandTerm: (term) => terms(term, say),
      styleOptionTerm: (flags) => terms(flags, say),
      styleDescriptionText: (text) => say(text),
      styleOptionDescription: (text) => text,
      optionDescription: ({ description, defaultValue }: Option) => {
        const isSaid = typeof defaultValue === 'string' && !description.includes('mặc định');
        return isSaid ? `${say(description)} (${say('mặc định')}: ${defaultValue})` : say(description);
      },
    });
}
