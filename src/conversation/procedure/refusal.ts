/** Saying honestly that something is not known, with a next step. */
import type { MessageKey } from '../../i18n/locale.js';
import type { BlockOrLine } from '../block.js';
import { exampleChoices } from '../everyday/small-talk.js';
import { contactBlocks } from '../office/office.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';

/** Where to go with what no procedure answers, by the topic the search names (`prisma/seed/elsewhere`). */
const POINTERS: Partial<Record<string, MessageKey>> = {
  fines: 'pointer.fines',
  'liquor-tobacco': 'pointer.retail',
  denunciation: 'pointer.denunciation',
  neighbours: 'pointer.neighbours',
  police: 'pointer.police',
  court: 'pointer.court',
  party: 'pointer.party',
  'army-off': 'pointer.army',
  'abroad-law': 'pointer.abroad',
  utilities: 'pointer.utilities',
  health: 'pointer.health',
};

/**
 * Nothing fits: where else to go when `about` is something else, or else rephrase, try an example, call or go to the
 * desk, or the national portal.
 */
export async function decline(context: Context, about = ''): Promise<Turn> {
  const pointer = POINTERS[about];
  if (pointer) return refuse(context, context.t(pointer));
  const contact = await contactBlocks(context);
  return refuse(context, [context.t('refusal.unknown'), ...contact, context.t('refusal.portal')]);
}

/** A refusal with a text of its own, examples below. */
export function declineWith(
  context: Context,
  key: MessageKey,
  values: Record<string, string | number> = {},
): Turn {
  return refuse(context, context.t(key, values));
}

function refuse(context: Context, said: string | readonly BlockOrLine[]): Turn {
  return say(context, withChoices(said, exampleChoices(context)), { kind: 'refusal' }, { more: null });
}
