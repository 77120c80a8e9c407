/** Loads the decoders' WebAssembly from their packages: left alone, the libraries would fetch it from the network. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Memory = { buffer: ArrayBuffer; grow(pages: number): number };
type Instance = { exports: Record<string, unknown> };

// TypeScript knows it in browsers only.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (program: object, imports: object) => Instance;
  Memory: new () => Memory;
};

const { resolve } = createRequire(import.meta.url);
const PAGE_BYTES = 64 * 1024;

/**
 * Makes a library start a program with at most so much memory: asking for more fails, as when there is no more. What
 * the program has to say of a strange file goes nowhere.
 */
export function wasmWithin(file: string, maxBytes: number) {
  return {
    printErr: () => undefined,
    instantiateWasm(imports: object, done: (instance: Instance) => void) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(resolve(file))), imports);
      for (const part of Object.values(instance.exports)) {
        if (part instanceof WebAssembly.Memory) hold(part, maxBytes);
      }
      done(instance);
      return instance.exports;
    },
  };
}

function hold(memory: Memory, maxBytes: number): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE_BYTES > maxBytes) throw new RangeError('out of memory');
    return grow(pages);
  };
}
