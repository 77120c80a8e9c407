/** Codes of dossiers in a message, with the last digits that stand beside them. Pure. */
import { type FoundCode, findReceiptCodes } from '../../../dossiers/receipt-code/find.js';
import { readDigits } from '../answers.js';

type Found = Exclude<FoundCode, { kind: 'procedure' }>;

/**
 * A code that may be a dossier's: a receipt code, or one of social insurance, which is kept elsewhere. `digits`: what
 * is said beside it to open it; null = nothing.
 */
export type DossierCode = Found & { digits: string[] | null };

/** A code that was found in a text, with what is said beside it. */
export function withDigits(code: Found, text: string): DossierCode {
  const digits = readDigits(text.replace(code.original, ' '));
  return { ...code, digits: digits === 'malformed' ? null : digits };
}

/** The codes in a text that may be a dossier's. `today` bounds the dates in them. */
export function dossierCodesIn(text: string, today?: string): DossierCode[] {
  const found = findReceiptCodes(text, today);
  return found.flatMap((code) => (code.kind === 'procedure' ? [] : [withDigits(code, text)]));
}
