/** The papers of a procedure as lines, by case: what to hand in, what only to show, notes apart. Pure. */

import type { Paper, PaperCase } from '../../catalogue/procedure.js';
import type { Translate } from '../../i18n/locale.js';
import type { CardCase } from '../message.js';
import { oneLine, type Telling } from './facts.js';
import { type Line, shorten } from './page.js';

const MAX_NOTE = 220;
const MAX_NOTES = 3;
const USES = ['submit', 'show', null] as const;

/** Lines of every case in order; [] when there is no paper. */
export function paperLines({ procedure, t }: Telling): Line[] {
  const cases = procedure.papers.value ?? [];
  return cases
    .filter(({ papers, notes }) => papers.length + notes.length > 0)
    .flatMap((each) => caseLines(each, t));
}

/** Names of the forms that go with the papers, each once. */
export function formNames({ procedure }: Telling): string[] {
  const papers = (procedure.papers.value ?? []).flatMap((each) => each.papers);
  return [...new Set(papers.flatMap(({ forms }) => forms))];
}

function caseLines({ name, papers, notes }: PaperCase, t: Translate): Line[] {
  const heading =
    name === null ? [] : [{ text: t('papers.case', { name: trim(name) }), lead: true, gap: true }];
  const kinds = new Set(papers.map(({ use }) => use));
  const groups = USES.filter((use) => kinds.has(use)).flatMap((use) => {
    const listed = papers.filter((paper) => paper.use === use).map((paper, i) => paperLine(paper, i + 1, t));
    const needsHeading = use !== null || kinds.size > 1;
    return needsHeading ? [{ text: t(`papers.${use ?? 'other'}`), lead: true }, ...listed] : listed;
  });
  return [...heading, ...groups, ...noteLines(notes, t)];
}

function paperLine(paper: Paper, number: number, t: Translate): Line {
  const counts = countsOf(paper, t);
  return { text: `${number}. ${trim(paper.name)}${counts.length > 0 ? ` – ${counts.join(', ')}` : ''}` };
}

/** How many originals and copies; [] = not said. */
function countsOf({ originals, copies }: Paper, t: Translate): string[] {
  return [
    originals ? t('papers.originals', { number: originals }) : '',
    copies ? t('papers.copies', { number: copies }) : '',
  ].filter((count) => count !== '');
}

/** The papers laid out for a card, every case with something in it; null = unknown. */
export function paperCards({ procedure, t }: Telling): CardCase[] | null {
  const cases = procedure.papers.value?.filter(({ papers, notes }) => papers.length + notes.length > 0);
  return (
    cases?.map(({ name, papers, notes }) => ({
      name: name === null ? null : trim(name),
      papers: papers.map((paper) => {
        const details = [...(paper.use === 'show' ? [t('papers.showOnly')] : []), ...countsOf(paper, t)];
        return { name: trim(paper.name), detail: details.length > 0 ? details.join(', ') : null };
      }),
      notes: notes.map(oneLine),
    })) ?? null
  );
}

function noteLines(notes: readonly string[], t: Translate): Line[] {
  const shown = notes.slice(0, MAX_NOTES).map((note) => ({
    text: t('papers.note', {
      note: shorten(oneLine(note).replace(/^(lưu ý|chú ý|ghi chú)\s*:*\s*/iu, ''), MAX_NOTE),
    }),
  }));
  const left = notes.length - shown.length;
  return left > 0 ? [...shown, { text: t('papers.moreNotes', { number: left }) }] : shown;
}

function trim(text: string): string {
  return oneLine(text).replace(/(?<![;.:,\s])[;.:,\s]+$/, '');
}
