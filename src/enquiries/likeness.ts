/** Brings questions that say nearly the same together, so that an officer reads them once. Pure. */
import { fold } from '../search/fold.js';

/** Share of words in common from which two questions are alike. */
const ALIKE = 0.5;

/** Groups items by the words of their texts; within a group and among groups the order of `items` is kept. */
export function groupAlike<T>(items: readonly T[], textOf: (item: T) => string): T[][] {
  const groups: { words: Set<string>; items: T[] }[] = [];
  for (const item of items) {
    const words = new Set(fold(textOf(item)).match(/[a-z0-9]+/g) ?? []);
    const group = groups.find((known) => likeness(known.words, words) >= ALIKE);
    if (group) group.items.push(item);
    else groups.push({ words, items: [item] });
  }
  return groups.map((group) => group.items);
}

/** Words in common as a share of all the words of both, 0–1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}
