import type { Writable } from 'node:stream';

/** Resolves when a stream that is full takes more, or has closed: whoever waits to write may go on. */
export async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((resolve) => {
    const goOn = () => {
      stream.off('drain', goOn);
      stream.off('close', goOn);
      resolve();
    };
    stream.on('drain', goOn);
    stream.on('close', goOn);
  });
}
