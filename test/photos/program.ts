/** Threads run compiled programs only: compiles the reader's as the build does, beside the packages it needs. */
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { projectRoot } from '../../src/config/paths.js';
import { newFolder } from '../support/folder.js';

/** The program's address, beside what it needs. */
export function compileReaderProgram() {
  const folder = newFolder('photos');
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const sources = path.join(projectRoot, 'src/photos');
  for (const file of readdirSync(sources)) {
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    const source = readFileSync(path.join(sources, file), 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    writeFileSync(path.join(folder, file.replace(/\.ts$/, '.js')), outputText);
  }
  const program = (name: string) => pathToFileURL(path.join(folder, name));
  return {
    reader: program('reader-worker.js'),
    /** A thread of another program, given as source text. */
    other(name: string, text: string): URL {
      writeFileSync(path.join(folder, name), text);
      return program(name);
    },
  };
}
