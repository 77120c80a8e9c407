/** What the documents say exists, exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../src/cli/program.js';
import { projectRoot } from '../src/config/paths.js';
import { memoryIo } from './support/io.js';

const documents = ['README.md', ...readdirSync(path.join(projectRoot, 'docs')).map((file) => `docs/${file}`)]
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(path.join(projectRoot, file), 'utf8') }));

const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

describe.each(documents)('$file', ({ file, text }) => {
  it('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => name && !scripts.includes(name))).toEqual([]);
  });

  it('names commands that exist', async () => {
    const named = [...text.matchAll(/\bmotcua ((?:[a-z][a-z-]* ?){1,2})/g)].map(
      ([, words]) => words?.trim().split(' ') ?? [],
    );
    for (const words of named) {
      const { io, written } = memoryIo();
      await runProgram(['help', ...words.slice(0, 1)], io, () => Promise.reject(new Error('not needed')));
      expect([file, words[0], written.out]).toEqual([
        file,
        words[0],
        expect.stringContaining(`motcua ${words[0]}`),
      ]);
      const isGroup = /\[tùy chọn\] \[lệnh\]/.test(written.out.split('\n')[0] ?? '');
      if (isGroup && words[1]) expect(written.out).toMatch(new RegExp(`^ {2}${words[1]}\\b`, 'm'));
    }
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !link.includes('://'));
    const folder = path.dirname(path.join(projectRoot, file));
    expect(links.filter((link) => !existsSync(path.join(folder, link)))).toEqual([]);
  });
});

it('the start page leads to every page', () => {
  const start = documents.find(({ file }) => file === 'docs/README.md')?.text ?? '';
  const pages = documents.map(({ file }) => file).filter((file) => /^docs\/(?!README)/.test(file));
  expect(pages.filter((file) => !start.includes(`(${path.basename(file)})`))).toEqual([]);
});
