/** How old what the catalogue says is, and what of it has ended or soon will. Pure. */
import { shiftDate } from '../time/day.js';
import { knownUntil } from './dates.js';
import type { KnowledgeFact } from './knowledge.js';
import { type Guide, mergeLayers, type OfficialRecord } from './procedure.js';
import { fieldInWords } from './words.js';

/** An end looked forward to for so long. */
const SOON_DAYS = 60;

/** Something with a last day. */
export type Ending = { code: string; what: string; end: string };

export type Freshness = {
  /** Days of the sources of the official records; null = none says. */
  oldest: string | null;
  newest: string | null;
  undated: number;
  /** Facts of our guide: all, those a person has compared, and the day before which none was known. */
  facts: number;
  compared: number;
  oldestFact: string | null;
  expired: Ending[];
  soon: Ending[];
};

/** Over these procedures and what people ask next about them, as of a day. */
export function freshnessOf(
  entries: readonly { official: OfficialRecord; guide: Guide | null }[],
  knowledge: readonly KnowledgeFact[],
  today: string,
): Freshness {
  const days = entries.map(({ official }) => knownUntil(official)).filter((day) => day !== '');
  const facts = entries.flatMap(({ guide }) =>
    Object.values(guide?.facts ?? {}).flatMap((fact) => fact ?? []),
  );
  const endings = [
    ...entries.flatMap(endingsOf),
    ...knowledge.flatMap(({ codes, id, until }) =>
      until === null ? [] : [{ code: codes[0] ?? '', what: `điều dân hay hỏi ${id}`, end: until }],
    ),
  ].sort((a, b) => (a.end < b.end ? -1 : 1));
  return {
    ...spanOf(days),
    undated: entries.length - days.length,
    facts: facts.length,
    compared: facts.filter(({ checkedOn }) => checkedOn !== null).length,
    oldestFact: spanOf(facts.map(knownUntil)).oldest,
    expired: endings.filter(({ end }) => end < today),
    soon: endings.filter(({ end }) => today <= end && end <= shiftDate(today, SOON_DAYS)),
  };
}

function spanOf(days: readonly string[]): { oldest: string | null; newest: string | null } {
  const sorted = [...days].sort();
  return { oldest: sorted[0] ?? null, newest: sorted.at(-1) ?? null };
}

/** Of the procedure, of facts of the guide, and of the fees that answer. */
function endingsOf({ official, guide }: { official: OfficialRecord; guide: Guide | null }): Ending[] {
  const { code, effectiveTo } = official;
  const facts = Object.entries(guide?.facts ?? {}).map(([field, fact]) => ({
    what: fieldInWords(`facts.${field}`),
    end: fact?.until ?? null,
  }));
  const fees = (mergeLayers(official, guide).fees.value ?? []).map(({ validTo, text }) => ({
    what: `mức thu ${text ?? ''}`.trim().slice(0, 100),
    end: validTo,
  }));
  return [{ what: 'thủ tục', end: effectiveTo }, ...facts, ...fees].flatMap(({ what, end }) =>
    end === null ? [] : [{ code, what, end }],
  );
}
