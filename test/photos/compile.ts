/** Threads run compiled programs only: compiles the reader's as the build does, beside the packages it needs. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformWithOxc } from 'vite';
import { projectRoot } from '../../src/config/paths.js';

/** Gives the program's file. */
export async function compileReaderProgram(folder: string): Promise<string> {
  mkdirSync(folder);
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const sources = path.join(projectRoot, 'src/photos');
  for (const file of readdirSync(sources)) {
    const source = readFileSync(path.join(sources, file), 'utf8');
    const { code } = await transformWithOxc(source, file, { target: 'es2023', sourcemap: false });
    writeFileSync(path.join(folder, file.replace(/\.ts$/, '.js')), code);
  }
  return path.join(folder, 'reader-worker.js');
}
