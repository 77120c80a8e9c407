/** The national numbers that a text tells, to be tapped. Pure. */
import type { Translate } from '../../i18n/locale.js';
import { type Block, callsOf } from '../block.js';

const HOTLINES = ['police', 'fire', 'medical', 'child', 'rescue'] as const;

/** Calls to the numbers that stand in the texts, in the order of the texts; [] = there is none. */
export function callsIn(t: Translate, texts: readonly string[]): Block[] {
  const said = texts.join('\n');
  const numbers = HOTLINES.map((name) => t(`hotline.${name}`)).filter((number) => said.includes(number));
  return callsOf([...new Set(numbers)].sort((a, b) => said.indexOf(a) - said.indexOf(b)));
}
