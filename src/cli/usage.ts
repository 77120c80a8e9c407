/** What commander says, in Vietnamese. */
import type { Command, CommanderError, Option } from 'commander';

type Says = (named: string, message: string) => string;

const SENTENCES: Readonly<Record<string, Says>> = {
  'commander.unknownCommand': (name) => `Không có lệnh "${name}".`,
  'commander.unknownOption': (name) => `Không có tùy chọn "${name}".`,
  'commander.missingArgument': (name) => `Thiếu <${name}>.`,
  'commander.optionMissingArgument': (flags) => `Tùy chọn "${flags}" cần một giá trị đi kèm.`,
  'commander.missingMandatoryOptionValue': (flags) => `Thiếu tùy chọn bắt buộc "${flags}".`,
  'commander.excessArguments': (_, message) => {
    const [expected, got] = message.match(/\d+(?= arg)|\d+(?=\.$)/g) ?? [];
    return `Thừa đối số: lệnh nhận ${expected}, đã ghi ${got}. Chữ có dấu cách phải nằm trong ngoặc kép.`;
  },
};

/** The sentence for a command called wrongly. */
export function describeUsage({ code, message }: CommanderError): string {
  const [told = '', suggested] = message.split('\n(Did you mean ');
  const named = /'(.*)'/s.exec(told)?.[1] ?? '';
  const likely = suggested?.replace(/^one of /, '').replace(/\?\)$/, '');
  const sentence = SENTENCES[code]?.(named, told) ?? 'Lệnh gọi chưa đúng.';
  return `${sentence}${likely ? ` Có phải ${likely.replaceAll(', ', ' hoặc ')} không?` : ''}`;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Cách dùng:',
  'Arguments:': 'Đối số:',
  'Options:': 'Tùy chọn:',
  'Commands:': 'Lệnh:',
};

const placeholders = (text: string) =>
  text.replaceAll('[options]', '[tùy chọn]').replaceAll('[command]', '[lệnh]');

/** Makes the help of a command, and of those added to it later, Vietnamese. */
export function speakVietnamese(program: Command): void {
  program
    .helpOption('-h, --help', 'xem cách dùng')
    .helpCommand('help [command]', 'xem cách dùng một lệnh')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      styleUsage: placeholders,
      styleSubcommandTerm: placeholders,
      optionDescription: ({ description, defaultValue }: Option) => {
        const isSaid = typeof defaultValue === 'string' && !description.includes('mặc định');
        return isSaid ? `${description} (mặc định: ${defaultValue})` : description;
      },
    });
}
