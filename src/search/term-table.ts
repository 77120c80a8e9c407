/**
 * Term → number, as plain typed arrays: open addressing on a 64-bit hash, no strings kept. It crosses from the
 * building thread without copying; 64 bits make a false match among a few hundred thousand terms negligible.
 */
export type TermTable = {
  /** Term number + 1 by slot; 0 = empty. Its length is a power of two. */
  slots: Uint32Array<ArrayBuffer>;
  /** The two hash halves of each term. */
  high: Uint32Array<ArrayBuffer>;
  low: Uint32Array<ArrayBuffer>;
};

/** Numbers the terms in the order given. */
export function buildTermTable(terms: readonly string[]): TermTable {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, terms.length * 2))));
  const high = new Uint32Array(terms.length);
  const low = new Uint32Array(terms.length);
  terms.forEach((term, id) => {
    const [h, l] = hashOf(term);
    high[id] = h;
    low[id] = l;
    let slot = h & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = id + 1;
  });
  return { slots, high, low };
}

/** The number of a term, or -1 when the table does not have it. */
export function findTerm(table: TermTable, term: string): number {
  const [h, l] = hashOf(term);
  const mask = table.slots.length - 1;
  for (let slot = h & mask; ; slot = (slot + 1) & mask) {
    const id = (table.slots[slot] ?? 0) - 1;
    if (id < 0 || (table.high[id] === h && table.low[id] === l)) return id;
  }
}

/** Two FNV-1a hashes with different bases, mixed at the end. */
function hashOf(term: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < term.length; i += 1) {
    const unit = term.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [(a ^ (a >>> 15)) >>> 0, (b ^ (b >>> 13)) >>> 0];
}
