import type { CardCase } from '../conversation/message.js';
import { keep, recall } from './storage.js';

const TICKS = 'ticks';
/** Of how many procedures the ticks are kept; those ticked longest ago go first. */
const MAX_PROCEDURES = 30;

/** Ticked papers by procedure code, the one ticked last at the end. */
type Ticks = Record<string, string[]>;

/** What tells a paper from the others of its procedure, also after its place in the list has changed. */
export function paperKey(group: CardCase, name: string): string {
  return `${group.name ?? ''}\n${name}`;
}

/** The papers of a procedure this browser remembers as ticked. */
export function tickedOf(code: string): Set<string> {
  const stored = recall(TICKS) as Ticks | null;
  return new Set(Array.isArray(stored?.[code]) ? stored[code] : []);
}

/** Remembers a paper as ticked or not. */
export function tick(code: string, key: string, on: boolean): void {
  const ticked = tickedOf(code);
  if (on) ticked.add(key);
  else ticked.delete(key);
  const { [code]: _, ...others } = (recall(TICKS) as Ticks | null) ?? {};
  keep(TICKS, Object.fromEntries([...Object.entries(others).slice(1 - MAX_PROCEDURES), [code, [...ticked]]]));
}

/** Forgets all ticks. */
export function forgetTicks(): void {
  keep(TICKS, null);
}
