/** One item of a batch as other programs write it. */
import { z } from 'zod';
import { dossierInput, eventInput } from '../model/inputs.js';

/** As many as one dossier can sensibly be told of at once. */
export const MAX_EVENTS = 100;

/** `code` in any spelling; a dossier, events, or both. */
export const bulkItem = z.object({
  code: z.string().min(1).max(300),
  dossier: dossierInput.optional(),
  events: z.array(eventInput).max(MAX_EVENTS).optional(),
});
