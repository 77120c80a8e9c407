import type { Context } from 'hono';
import type { ChangeSource, UpdateDeps } from '../../dossiers/change/commit.js';
import type { LetInSetting } from '../../dossiers/look-up/let-in.js';
import type { Places } from '../../notifications/receipt-links.js';
import { actorOf } from '../../staff/key.js';
import { callerOf, type DeskAuth } from './auth.js';

/** What the desk's interface works with. */
export type DeskApi = DeskAuth & { setting: UpdateDeps; letIns: LetInSetting; places: Places };

/** Every route takes a key. */
export const SECURITY = [{ deskKey: [] }];

/** Nothing of a dossier is to be kept on the way. */
export const PRIVATE = { 'Cache-Control': 'no-store' };

/** Who tells what a request tells, and when. */
export function toldBy(context: Context, { now }: DeskApi): ChangeSource {
  return { actor: actorOf(callerOf(context)), now: now() };
}
