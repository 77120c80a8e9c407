import type { ProcedureCard } from '../conversation/message.js';
import type { Texts } from './texts/texts.js';

/** A card as plain text to hand on: papers with boxes to tick, then the facts, then where they are from. */
export function checklistText(card: ProcedureCard, t: Texts): string {
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

/**
 * Hands the text to an app the person chooses, or copies it.
 * `done`: handed over or called off; `copied`: it can be pasted now; `failed`: this browser allows neither.
 */
export async function shareText(title: string, text: string): Promise<'done' | 'copied' | 'failed'> {
  if ('share' in navigator) {
    try {
      await navigator.share({ title, text });
      return 'done';
    } catch (refused) {
      if (refused instanceof DOMException && refused.name === 'AbortError') return 'done';
    }
  }
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return copyBySelecting(text) ? 'copied' : 'failed';
  }
}

/** The old way, for pages that are not served over https. */
function copyBySelecting(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
