/** The way of a dossier in four steps: received, being processed, result ready, handed over. Pure. */
import type { MessageKey } from '../../i18n/locale.js';
import type { CardStep } from '../message.js';
import type { Context } from '../turn.js';
import type { HolderStanding, Told } from './standing.js';

type StepName = MessageKey extends infer K ? (K extends `holder.step.${infer N}` ? N : never) : never;

const WAY = ['received', 'working', 'ready', 'returned'] as const satisfies readonly StepName[];

/** Which step a state stands at, and what that step is called then; a state that is not here goes no further. */
const STANDS: Readonly<Partial<Record<Told, readonly [at: number, name?: StepName]>>> = {
  '1': [0, 'sent'],
  '2': [0],
  '4': [1],
  '5': [1, 'waiting'],
  '6': [1, 'waiting'],
  '8.paused': [1, 'paused'],
  '9': [2],
  '9.refused': [2, 'refused'],
  '9.posted': [3, 'posted'],
  '10': [WAY.length],
};

/** The steps; [] = the dossier goes no further. */
export function stepsOf({ t }: Context, { told }: HolderStanding): CardStep[] {
  const stands = STANDS[told];
  if (!stands) return [];
  const [now, called] = stands;
  return WAY.map((name, i) => ({
    label: t(`holder.step.${i === now && called ? called : name}`),
    at: i < now ? 'done' : i === now ? 'now' : 'ahead',
  }));
}
