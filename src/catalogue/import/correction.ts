/**
 * Rows that put one fee or one time limit right: a file that has them without the procedure's own row leaves everything
 * else as it stands. Pure.
 */
import type { Fee, TimeLimit } from '../procedure.js';
import type { ItemSource } from './item.js';

/** One such row; `origin` with its sheet. */
export type Correction = { layer: 'official' | 'guide'; origin: ItemSource } & (
  | { field: 'fees'; row: Fee }
  | { field: 'timeLimits'; row: TimeLimit }
);

/** The list with the row put right in it; else why not: it has no such one, or more than one that may be meant. */
export type Corrected<T> = T[] | 'none' | 'several';

/** The fee with the same case, type, way of handing in and first day, as far as the row names them. */
export function correctFee(fees: readonly Fee[], row: Fee): Corrected<Fee> {
  const found = meant(fees, row, ['case', 'type', 'validFrom', 'channel']);
  if (typeof found === 'string') return found;
  const { amount, text, validTo } = row;
  return fees.map((fee) => (found.has(fee) ? { ...fee, amount, text, validTo } : fee));
}

/** The time limit with the same case and way of handing in, as far as the row names them. */
export function correctTimeLimit(limits: readonly TimeLimit[], row: TimeLimit): Corrected<TimeLimit> {
  const found = meant(limits, row, ['case', 'channel']);
  if (typeof found === 'string') return found;
  const { amount, unit, text } = row;
  return limits.map((limit) => (found.has(limit) ? { ...limit, amount, unit, text } : limit));
}

/**
 * The one that agrees in all keys, empty ones too; else those that agree in what the row names, if only the way of
 * handing in tells them apart: a row that leaves it out speaks of all ways.
 */
function meant<T extends { channel: unknown }, K extends keyof T>(
  list: readonly T[],
  row: T,
  keys: readonly K[],
): Set<T> | 'none' | 'several' {
  const exact = list.filter((item) => keys.every((key) => item[key] === row[key]));
  if (exact.length === 1) return new Set(exact);
  const fitting = list.filter((item) => keys.every((key) => row[key] === null || item[key] === row[key]));
  const [first] = fitting;
  if (first === undefined) return 'none';
  const differ = keys.some((key) => key !== 'channel' && fitting.some((item) => item[key] !== first[key]));
  const repeats = new Set(fitting.map(({ channel }) => channel)).size < fitting.length;
  return differ || repeats ? 'several' : new Set(fitting);
}
