/** What was read from a photo, as receipt codes. Pure. */
import { findReceiptCodes, sameReceipt } from '../dossiers/receipt-code/find.js';

/**
 * The receipt codes in the texts of one photo (a bare code, a labelled line, a look-up address), in canonical
 * spelling, each dossier once; `[]` = none. `today`: `YYYY-MM-DD`. A code without separators counts when it can be
 * divided in one way only; a date no dossier can have been received on does not.
 */
export function receiptCodesIn(texts: readonly string[], today: string): string[] {
  const codes = texts
    .flatMap((text) => findReceiptCodes(text, today))
    .flatMap((found) =>
      found.kind === 'receipt' || (found.kind === 'guess' && found.unique) ? [found.canonical] : [],
    );
  return codes.filter((code, i) => !codes.slice(0, i).some((before) => sameReceipt(before, code)));
}
