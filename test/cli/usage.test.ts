import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import english from '../../locales/commands.en.json' with { type: 'json' };
import type { CommandContext } from '../../src/cli/command.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { buildProgram, reportFailure, runProgram } from '../../src/cli/program.js';
import { projectRoot } from '../../src/config/paths.js';
import type { Locale } from '../../src/i18n/locale.js';
import { memoryIo } from '../support/io.js';

const unopened = () => Promise.reject(new Error('not needed'));

async function run(line: string[], locale: Locale) {
  const { io, written } = memoryIo({ locale });
  const code = await runProgram(line, io, unopened);
  return { code, text: written.out + written.err };
}

/** Every command with all below it, complete. */
async function everyCommand(): Promise<Command[]> {
  const context: CommandContext = {
    io: memoryIo().io,
    services: unopened,
    hasDatabase: true,
    isServer: false,
    host: null,
  };
  const program = buildProgram(context, () => undefined);
  for (const [at, { load }] of COMMANDS.entries()) {
    const command = program.commands[at];
    if (command) (await load())(command, context);
  }
  const withAll = (command: Command): Command[] => [command, ...command.commands.flatMap(withAll)];
  return withAll(program);
}

describe('the help of commands', () => {
  let commands: Command[];
  beforeAll(async () => {
    commands = await everyCommand();
  });
  const described = () =>
    commands.flatMap((command) => [
      command.description(),
      ...command.options.map((option) => option.description),
    ]);
  const places = () =>
    commands.flatMap((command) => [
      ...command.registeredArguments.map((argument) => `<${argument.name()}>`),
      ...command.options
        .flatMap(({ flags }) => flags.match(/<[^>]+>/g) ?? [])
        .map((name) => name.replace('...', '')),
    ]);

  it('has no word of English in Vietnamese', () => {
    for (const command of commands)
      expect(command.helpInformation()).not.toMatch(
        /usage:|options|arguments|commands:|\[command\]|default|<(?:file|code|name|id|question)>/i,
      );
  });

  it('can be told in English, all of it', () => {
    const isVietnamese = (text: string) => text.normalize('NFD') !== text;
    const known = new Set(Object.keys(english));
    expect([...described(), ...places()].filter((text) => isVietnamese(text) && !known.has(text))).toEqual(
      [],
    );
  });

  it('has English for nothing that is not said', () => {
    const folder = path.join(projectRoot, 'src');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n');
    const said = new Set([...described(), ...places(), '<tùy chọn>', '<lệnh>']);
    expect(Object.keys(english).filter((text) => !said.has(text) && !sources.includes(text))).toEqual([]);
  });

  it('keeps the places of values in English', () => {
    const placesOf = (text: string) => text.match(/\{\w+\}/g) ?? [];
    for (const [text, translated] of Object.entries(english))
      expect(placesOf(translated)).toEqual(placesOf(text));
  });
});

describe('what is said of a command called wrongly', () => {
  it.each([
    [['nonsense'], 'Không có lệnh "nonsense".', 'There is no command "nonsense".'],
    [['unit', 'set'], 'Thiếu <mã>.', '<code> is missing.'],
    [['catalogue', 'import'], 'Thiếu <tệp>.', '<file> is missing.'],
    [['ask', '--jsonll'], 'Có phải --jsonl không?', 'Did you mean --jsonl?'],
    [['unit', 'set', 'H21', '--name'], '"--name <tên>" cần một giá trị', '"--name <name>" needs a value.'],
    [['chat', 'a', 'b'], 'lệnh nhận 0, đã ghi 2.', 'the command takes 0 and was given 2.'],
  ])('%j', async (line, vietnamese, inEnglish) => {
    for (const [locale, sentence, more] of [
      ['vi', vietnamese, 'Xem cách dùng'],
      ['en', inEnglish, 'How it is used'],
    ] as const) {
      const { code, text } = await run(line, locale);
      expect([code, text]).toEqual([2, expect.stringContaining(sentence)]);
      expect(text).toContain(more);
    }
  });

  it('is said in English of a fault of the system, too', async () => {
    const { io, written } = memoryIo({ locale: 'en' });
    const fault = Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: 'none.jsonl' });
    expect(await reportFailure(fault, io, { tellMore: () => '' })).toBe(1);
    expect(written.err).toBe('There is no file or folder none.jsonl. Check the path.\n');
  });
});
