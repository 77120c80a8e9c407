/** Where one fact decides between two procedures, that is asked instead of their names: a yes is the one its name speaks of. Pure. */
import type { Procedure } from '../../catalogue/procedure.js';
import { fold } from '../../search/fold.js';

/** What decides, as the names of procedures say it: the parties (Luật Hộ tịch, Đ.35), the age (Luật Căn cước, Đ.19). */
const DECIDES = { foreign: /\bco yeu to nuoc ngoai\b/, underAge: /\bduoi 14 tuoi\b/ } as const;

/** `yes`, `no`: the procedures it leads to. Null = no one fact decides, or there are not two. */
export type Deciding = { fact: keyof typeof DECIDES; yes: Procedure; no: Procedure };

/** What decides between these, if they are two. */
export function decidingBetween(found: readonly Procedure[]): Deciding | null {
  const [first, second, third] = found;
  if (!first || !second || third) return null;
  for (const fact of ['foreign', 'underAge'] as const) {
    const speaks = (procedure: Procedure) => DECIDES[fact].test(fold(procedure.official.name));
    if (speaks(first) && !speaks(second)) return { fact, yes: first, no: second };
    if (speaks(second) && !speaks(first)) return { fact, yes: second, no: first };
  }
  return null;
}
