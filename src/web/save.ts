import { h } from './dom.js';

/** A slow phone may need so long to begin. */
const KEPT_MS = 10_000;

/** Lets the browser save a text as a file. */
export function offerFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
