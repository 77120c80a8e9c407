import type { ProcedureCard } from '../conversation/message.js';
import type { CardTexts } from './texts/card-texts.js';

/** A card as plain text to hand on: papers with boxes to tick, then the facts, then where they are from. */
export function checklistText(card: ProcedureCard, t: CardTexts): string {
  const papers = (card.papers ?? []).flatMap((group) => [
    ...(group.name ? [`\n${group.name}`] : []),
    ...group.papers.map(({ name, detail }) => `☐ ${name}${detail ? ` (${detail})` : ''}`),
    ...group.notes.map((note) => `${t.note} ${note}`),
  ]);
  const sections = card.sections
    .filter(({ attribute, known }) => known && attribute !== 'legal')
    .map(({ title, lines, verified }) => {
      const mark = verified ? '' : ` (${t.unverified})`;
      return `\n${title}${mark}:\n${lines.join('\n')}`;
    });
  const lines = [
    `${card.name} (${card.code})`,
    ...card.remarks,
    ...(papers.length > 0 ? [`\n${t.papers}:`, ...papers] : []),
    ...sections,
    ...(card.onlineUrl ? [`\n${card.onlineUrl}`] : []),
    '',
    ...card.origins,
  ];
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}
