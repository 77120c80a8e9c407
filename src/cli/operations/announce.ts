import { enqueue } from '../../jobs/boss.js';
import type { EnqueueBroadcast } from '../../notifications/broadcast.js';

/** Leaves an announcement to whichever server runs, now or later. */
export const enqueueBroadcast: EnqueueBroadcast = (tx, what) => enqueue(tx, 'tell-many', [what]);
