/** The programs of threads. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { projectRoot } from '../../src/config/paths.js';
import { newFolder } from '../support/folder.js';

// TypeScript knows it in browsers only.
declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

const DECODERS = ['zxing-wasm/dist/reader/zxing_reader.wasm', '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'];
/** Of a decoder that somebody has, threads share what has been compiled; else each would compile it anew. */
const compiled: object[] = [];

/** That of the reader, compiled once for all test files. */
export function readerProgram(): URL {
  if (compiled.length === 0)
    for (const file of DECODERS)
      compiled.push(new WebAssembly.Module(readFileSync(path.join(projectRoot, 'node_modules', file))));
  return pathToFileURL(inject('readerProgram'));
}

/** Another one, given as source text. */
export function threadProgram(text: string): URL {
  const file = path.join(newFolder('thread'), 'thread.mjs');
  writeFileSync(file, text);
  return pathToFileURL(file);
}
