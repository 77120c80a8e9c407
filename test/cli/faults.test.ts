/** Every command, called wrongly or with files and values that are none: a sentence comes, and the right exit code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { COMMANDS } from '../../src/cli/commands.js';
import { buildProgram, runProgram } from '../../src/cli/program.js';
import { readLocalFile, writeLocalFile } from '../../src/cli/socket/io.js';
import { newFolder } from '../support/folder.js';
import { memoryIo } from '../support/io.js';
import { openTestServices } from '../support/services.js';

const unopened = () => Promise.reject(new Error('not needed'));
const context = { io: memoryIo().io, services: unopened, hasDatabase: true, isServer: false, host: null };
const program = buildProgram(context, () => undefined);
for (const { usage, load } of COMMANDS) {
  const command = program.commands.find((each) => each.name() === usage.split(' ')[0]);
  if (command) (await load())(command, context);
}

/** The commands that do something, each with the words that lead to it. */
function leavesOf(command: Command, words: string[] = []): { command: Command; words: string[] }[] {
  const under = command.commands.flatMap((each) => leavesOf(each, [...words, each.name()]));
  return command.commands.length === 0 ? [{ command, words }] : under;
}
const leaves = leavesOf(program).map((leaf) => ({ ...leaf, name: leaf.words.join(' ') }));

const ENGLISH =
  /error:|unknown|missing(?!, )|required|argument|too many|expected|not specified|did you mean|usage:|options?:|commands?:|invalid|ENOENT|EISDIR|EACCES/i;

let services: Services;
beforeAll(async () => {
  services = await openTestServices();
  return () => services.close();
});

async function run(argv: string[]) {
  const { io, written } = memoryIo();
  const code = await runProgram(
    argv,
    {
      ...io,
      readFile: readLocalFile,
      writeFile: (file, data) => writeLocalFile(path.resolve(folder, file), data),
    },
    async () => services,
    { hasDatabase: true, tellMore: (error) => `UNFORESEEN ${String((error as Error).stack)}` },
  );
  return { argv, code, ...written };
}

/** What went wrong is told in words of ours. */
function expectSentence({ argv, code, out, err }: Awaited<ReturnType<typeof run>>, codes: number[]): void {
  const said = argv.reduce((text, word) => (word === '' ? text : text.replaceAll(word, '…')), err);
  expect([argv, codes.includes(code) ? codes : code]).toEqual([argv, codes]);
  expect([argv, `${out}${said}`]).toEqual([argv, expect.not.stringMatching(/\n {4}at |UNFORESEEN/)]);
  if (code === 0) return;
  expect([argv, said]).toEqual([argv, expect.stringMatching(/[à-ỹ]/i)]);
  expect([argv, said]).toEqual([argv, expect.not.stringMatching(ENGLISH)]);
}

const folder = newFolder('faults');
const files = {
  missing: path.join(folder, 'khong-co'),
  directory: path.join(folder, 'thu-muc'),
  under: path.join(folder, 'tep.bin', 'duoi-tep'),
  binary: path.join(folder, 'tep.bin'),
  empty: path.join(folder, 'rong'),
  zip: path.join(folder, 'hong.xlsx'),
};
mkdirSync(files.directory);
writeFileSync(files.binary, Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 197) % 256)));
writeFileSync(files.empty, '');
writeFileSync(files.zip, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 255]));

const VALUES = [
  'khong-co',
  '',
  '0',
  '-1',
  '99999999999999999999',
  'NaN',
  '2026-13-45',
  'H21.17',
  "'; DROP--",
  'ệ',
];

/** A call of a command with `value` for every argument and mandatory option. */
function callOf({ command, words }: (typeof leaves)[number], value: string): string[] {
  const args = command.registeredArguments.filter(({ required }) => required).map(() => value);
  const options = command.options
    .filter(({ mandatory }) => mandatory)
    .flatMap(({ long }) => [`${long}=${value}`]);
  return [...words, ...options, '--', ...args];
}

it('finds the commands to try', () => expect(leaves.length).toBeGreaterThan(40));

describe.each(leaves)('motcua $name', (leaf) => {
  const { command, words } = leaf;

  it('says in Vietnamese how it is called wrongly', async () => {
    expectSentence(await run([...words, '--khong-co']), [2]);
    const isOpen = command.registeredArguments.some(({ variadic }) => variadic);
    const tooMany = Array.from({ length: command.registeredArguments.length + 1 }, () => 'thua');
    if (!isOpen) expectSentence(await run([...words, ...tooMany]), [2]);
    const isNeeding = command.registeredArguments.some(({ required }) => required);
    if (isNeeding || command.options.some(({ mandatory }) => mandatory))
      expectSentence(await run(words), [2]);
    for (const { long, required } of command.options)
      if (required) expectSentence(await run([...words, String(long)]), [2]);
  });

  it('has its help in Vietnamese', async () => {
    const { code, out } = await run([...words, '--help']);
    expect([code, out]).toEqual([
      0,
      expect.not.stringMatching(/usage:|options|commands|arguments|display help|default/i),
    ]);
  });

  it('answers files that cannot be read or hold nothing of use', async () => {
    for (const file of Object.values(files)) expectSentence(await run(callOf(leaf, file)), [0, 1, 2]);
  });

  it('answers values that are none', async () => {
    for (const value of VALUES) expectSentence(await run(callOf(leaf, value)), [0, 1, 2]);
    for (const { long, required } of command.options) {
      if (!required) continue;
      for (const value of VALUES)
        expectSentence(
          await run([...callOf(leaf, 'H21.17').toSpliced(words.length, 0, `${long}=${value}`)]),
          [0, 1, 2],
        );
    }
  });
});
