/** What is said instead of the last digits that are awaited: each objection gets its answer, and the digits stay awaited. */
import type { MessageKey } from '../../i18n/locale.js';
import { blocksOf, type ListBlock, listOf } from '../block.js';
import { contactBlocks } from '../office/office.js';
import type { Act, AwaitedAbout } from '../reading/acts.js';
import type { Context, Turn } from '../turn.js';
import { sayOf, stopChoice } from './say-of.js';

/** `atDesk`: where to go instead is told as well. */
const ANSWERS: Readonly<
  Record<Exclude<AwaitedAbout, 'refuse' | 'ways'>, { key: MessageKey; atDesk: boolean }>
> = {
  unknown: { key: 'lookup.forgotDigits', atDesk: true },
  which: { key: 'lookup.whichDigits', atDesk: false },
  why: { key: 'lookup.whyDigits', atDesk: false },
  kept: { key: 'lookup.keptDigits', atDesk: false },
  wrong: { key: 'lookup.stillWrong', atDesk: true },
  locked: { key: 'lookup.lockedUntil', atDesk: false },
  others: { key: 'lookup.others', atDesk: false },
};

/** What is answered to an objection; null = it is an end to the look-up. */
export async function answerAwaited(
  context: Context,
  receipt: string,
  act: Extract<Act, { kind: 'awaited' | 'dontKnow' | 'objectWhy' }>,
): Promise<Turn | null> {
  const about = aboutOf(act);
  if (about === 'refuse') return null;
  const { key, atDesk } = about === 'ways' ? { key: null, atDesk: true } : ANSWERS[about];
  const contact = atDesk ? await contactBlocks(context) : [];
  const told = key === null ? waysToOpen(context) : [context.t(key)];
  return sayOf(context, receipt, {
    blocks: blocksOf([...told, ...contact]),
    choices: [stopChoice(context)],
  });
}

/** What still opens a dossier where digits alone do not, or not yet. */
export function waysToOpen({ t }: Context): ListBlock[] {
  const ways = ['receipt', 'both', 'known', 'desk'] as const;
  return listOf(
    t('lookup.ways'),
    ways.map((way) => t(`lookup.ways.${way}`)),
  );
}

function aboutOf(act: Parameters<typeof answerAwaited>[2]): AwaitedAbout {
  if (act.kind === 'awaited') return act.about;
  return act.kind === 'dontKnow' ? 'unknown' : 'why';
}
