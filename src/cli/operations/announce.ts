import { enqueue } from '../../jobs/boss.js';
import type { Enqueue } from '../../notifications/broadcast.js';

/** Leaves an announcement to whichever server runs, now or later. */
export const announce: Enqueue = (tx, what) => enqueue(tx, 'tell-many', [what]);
