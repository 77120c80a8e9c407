/** Of candidates that fit a question, those that belong together: what is offered is one thing, done differently. Pure. */
import type { ProcedureIndex } from './procedure-index.js';
import type { Question } from './question.js';
import { type Candidate, rarity } from './rank.js';

/** So much of what the shorter name says the other says too. */
const ALIKE = 0.3;
/** So rare, beside the rarest, is a word that names something. */
const OWN = 0.2;

/** How fast what is behind the best counts less. */
const FADING = 4;

/**
 * The candidates, in their order, that are of one kind with one of them: of its field, or named by the same words. Of all
 * such families the one whose members fit best. Where a question names no thing ("xin cấp lại") what is done holds them
 * together, and all stay. [] = there are no candidates.
 */
export function familyOf(
  index: ProcedureIndex,
  { tokens }: Question,
  candidates: readonly Candidate[],
): Candidate[] {
  if (tokens.every(({ common }) => common)) return [...candidates];
  const best = candidates[0]?.score ?? 0;
  const families = candidates.map((seed) => {
    const members = candidates.filter(({ doc }) => isKin(index, seed.doc, doc));
    const support = members.reduce((sum, { score }) => sum + (score / best) ** FADING, 0);
    return { members, support };
  });
  const [strongest] = families.sort((a, b) => b.support - a.support);
  return strongest?.members ?? [];
}

function isKin(index: ProcedureIndex, one: number, other: number): boolean {
  if (index.fields[one] === index.fields[other]) return true;
  const [first, second] = [namesOf(index, one), namesOf(index, other)];
  return first.some((a) => second.some((b) => alike(index, a, b) >= ALIKE));
}

/** The official name and the plain one: their words that name something. */
function namesOf(index: ProcedureIndex, doc: number): number[][] {
  const from = index.nameStarts[doc] ?? 0;
  const to = Math.min(from + 2, index.nameStarts[doc + 1] ?? 0);
  const least = rarity(index) * OWN;
  return Array.from({ length: to - from }, (_, i) => {
    const terms = index.nameTerms.subarray(index.termStarts[from + i], index.termStarts[from + i + 1]);
    return [...terms].filter((term) => rarity(index, term) >= least);
  });
}

function alike(index: ProcedureIndex, one: readonly number[], other: readonly number[]): number {
  const weigh = (terms: readonly number[]) => terms.reduce((sum, term) => sum + rarity(index, term), 0);
  const shared = weigh(one.filter((term) => other.includes(term)));
  return shared / Math.max(1e-6, Math.min(weigh(one), weigh(other)));
}
