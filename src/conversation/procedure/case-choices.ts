/** The cases of a procedure as choices. Pure. */
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import { oneLine, type Telling } from '../wording/facts.js';
import { shorten } from '../wording/page.js';

const MAX_CASES = 4;
const MAX_LABEL = 60;

/** The cases whose papers differ, to pick one's own; [] = there is one, or too many to choose from. */
export function caseChoices({ procedure: { code, papers }, t }: Telling): Choice[] {
  const cases = papers.value ?? [];
  const named = cases.flatMap(({ name }, i) => (name === null ? [] : [{ name, inCase: i + 1 }]));
  if (cases.length < 2 || named.length === 0 || named.length > MAX_CASES) return [];
  return named.map(({ name, inCase }) => ({
    label: t('case.mine', { name: shorten(oneLine(name), MAX_LABEL) }),
    send: writeCommand({ kind: 'view', code, attribute: 'papers', page: 1, inCase }),
  }));
}
