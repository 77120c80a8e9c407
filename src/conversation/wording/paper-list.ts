/** The papers of a procedure by case: what to hand in, what only to show, notes apart. Pure. */

import type { Paper, PaperCase } from '../../catalogue/procedure.js';
import type { Translate } from '../../i18n/locale.js';
import { type Block, listOf, notesOf } from '../block.js';
import type { CardCase } from '../message.js';
import { oneLine, type Telling } from './facts.js';
import { shorten } from './page.js';

const MAX_NOTE = 220;
const MAX_NOTES = 3;
const USES = ['submit', 'show', null] as const;

/** Lists to tick off, of every case in order, under a heading (null = none); [] when there is no paper. */
export function paperBlocks({ procedure, t }: Telling, heading: string | null): Block[] {
  const cases = (procedure.papers.value ?? []).filter(
    ({ papers, notes }) => papers.length + notes.length > 0,
  );
  const told = cases.map((each) => ({ ...each, groups: groupsOf(each, t) }));
  const [only] = told;
  if (!only) return [];
  // One list needs no heading of its own.
  const isPlain = told.length === 1 && only.name === null && only.groups.every(({ title }) => title === null);
  if (isPlain && only.groups.length > 0)
    return [
      ...only.groups.flatMap(({ papers }) => paperList(heading, papers, t)),
      ...notesOf(noteLines(only.notes, t)),
    ];
  return [
    ...(heading === null ? [] : [{ type: 'title' as const, level: 2 as const, text: heading }]),
    ...told.flatMap(({ name, groups, notes }): Block[] => [
      ...(name === null
        ? []
        : [{ type: 'title' as const, level: 3 as const, text: t('papers.case', { name: trim(name) }) }]),
      ...groups.flatMap(({ title, papers }) => paperList(title, papers, t)),
      ...notesOf(noteLines(notes, t)),
    ]),
  ];
}

/** Names of the forms that go with the papers, each once. */
export function formNames({ procedure }: Telling): string[] {
  const papers = (procedure.papers.value ?? []).flatMap((each) => each.papers);
  return [...new Set(papers.flatMap(({ forms }) => forms))];
}

/** By what is done with them; null = there is nothing else to tell them from. */
function groupsOf({ papers }: PaperCase, t: Translate): { title: string | null; papers: Paper[] }[] {
  const kinds = new Set(papers.map(({ use }) => use));
  return USES.filter((use) => kinds.has(use)).map((use) => ({
    title: use !== null || kinds.size > 1 ? t(`papers.${use ?? 'other'}`) : null,
    papers: papers.filter((paper) => paper.use === use),
  }));
}

function paperList(title: string | null, papers: readonly Paper[], t: Translate): Block[] {
  const items = papers.map((paper) => {
    const counts = countsOf(paper, t);
    return { text: trim(paper.name), ...(counts.length > 0 ? { detail: counts.join(', ') } : {}) };
  });
  return listOf(title, items, { ordered: true, ticked: true });
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
        const forms = paper.forms.map(oneLine);
        return {
          name: trim(paper.name),
          detail: details.length > 0 ? details.join(', ') : null,
          ...(forms.length > 0 ? { forms } : {}),
        };
      }),
      notes: notes.map(oneLine),
    })) ?? null
  );
}

function noteLines(notes: readonly string[], t: Translate): string[] {
  const shown = notes.slice(0, MAX_NOTES).map((note) =>
    t('papers.note', {
      note: shorten(oneLine(note).replace(/^(lưu ý|chú ý|ghi chú)\s*:*\s*/iu, ''), MAX_NOTE),
    }),
  );
  const left = notes.length - shown.length;
  return left > 0 ? [...shown, t('papers.moreNotes', { number: left })] : shown;
}

function trim(text: string): string {
  return oneLine(text).replace(/(?<![;.:,\s])[;.:,\s]+$/, '');
}
