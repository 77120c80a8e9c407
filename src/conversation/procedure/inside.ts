/** A question inside the procedure spoken of: the lines of its record that speak of the same things are quoted. */
import { fold } from '../../search/fold.js';
import { ATTRIBUTES, type Attribute } from '../../search/question.js';
import type { Asked } from '../reading/attributes.js';
import { type Context, say, type Turn } from '../turn.js';
import type { Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';
import { shorten } from '../wording/page.js';
import { askAt, contentOf, originTexts, sectionOf } from '../wording/sections.js';
import { replyAbout, tellingOf } from './telling.js';

type Passage = { attribute: Attribute; text: string; terms: Set<string> };

/** At most so many lines are quoted, each so long. */
const MAX_QUOTED = 3;
const MAX_LINE = 200;
/** So much of what is asked has to stand in a line for it to be the answer; and how near the best others have to be. */
const ENOUGH = 0.5;
const CLOSE = 0.6;
/** A pair of words tells more than its words; a long line holds many by chance. */
const PAIR = 2;
const SIZE = 30;
/** How records speak of what people ask in other words. */
const MEANS: Partial<Record<Asked, string>> = {
  who: 'người yêu cầu, trực tiếp thực hiện, người đại diện',
  substitute: 'ủy quyền, người đại diện, trực tiếp, nộp thay',
  deadline: 'trong thời hạn, kể từ ngày, chậm nhất',
  validity: 'có giá trị, thời hạn, hiệu lực',
  fine: 'xử phạt, quá hạn',
  next: 'nhận kết quả, sau khi',
};
/** Several parts at once are told this short. */
const MAX_PART = 420;
const MAX_PARTS = 3;

/** The parts of a record among what is asked. */
export function partsAsked(asked: readonly Asked[]): Attribute[] {
  return ATTRIBUTES.filter((attribute) => asked.includes(attribute));
}

/** Several parts in one reply; null = there is no such procedure. */
export async function answerParts(
  context: Context,
  code: string,
  attributes: readonly Attribute[],
): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (!telling) return null;
  const parts = attributes.slice(0, MAX_PARTS).map((attribute) => {
    const lines = sectionOf(telling, attribute).lines.map(({ text }) => text);
    return shortenLines(lines, MAX_PART);
  });
  const name = labelOf(telling.procedure, telling.locale);
  const text = [name, ...parts, ...originTexts(telling, attributes)].join('\n');
  return sayAbout(context, telling, text);
}

/** Quotes what the record says of the words of the message; what is only near is told as that. Null = nothing is. */
export async function answerInside(
  context: Context,
  code: string,
  asked: readonly Asked[] = [],
): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (!telling) return null;
  const { passages: found, sure } = passagesFor(telling, context.reading.content, asked);
  if (found.length === 0) return null;
  const { t } = context;
  const quoted = found.map(
    ({ attribute, text }) => `• ${t(`attribute.${attribute}`)}: ${shorten(text, MAX_LINE)}`,
  );
  const attributes = [...new Set(found.map(({ attribute }) => attribute))];
  const name = labelOf(telling.procedure, telling.locale);
  const ending = sure ? [] : [t('inside.ask', { place: askAt(telling) })];
  const first = t(sure ? 'inside.found' : 'inside.near', { name });
  const text = [first, ...quoted, ...ending, ...originTexts(telling, attributes)].join('\n');
  return sayAbout(context, telling, text);
}

function sayAbout(context: Context, { procedure }: Telling, text: string): Turn {
  const { code } = procedure;
  const reply = { ...replyAbout(procedure, text), rateable: true };
  return say(context, reply, { kind: 'procedure', codes: [code] }, { topic: code, more: null });
}

/** The lines that hold most of the rare words and pairs of words asked for. `sure`: enough of them. */
function passagesFor(
  telling: Telling,
  content: readonly string[],
  asked: readonly Asked[],
): { passages: Passage[]; sure: boolean } {
  const passages = passagesOf(telling);
  const name = termsOf(`${telling.procedure.displayName} ${telling.procedure.official.name}`);
  const meant = asked.flatMap((one) => [...termsOf(MEANS[one] ?? '')]);
  const wanted = [...new Set([...termsOf(content.join(' ')), ...meant])].filter((term) => !name.has(term));
  const weights = wanted.flatMap((term): [string, number][] => {
    const holders = passages.filter(({ terms }) => terms.has(term)).length;
    const pair = term.includes(' ') ? PAIR : 1;
    return holders > 0 ? [[term, pair * Math.log((passages.length + 1) / (holders + 0.3))]] : [];
  });
  const singles = wanted.filter((term) => !term.includes(' ')).length;
  const scored = passages
    .map((passage) => {
      const said = weights.filter(([term]) => passage.terms.has(term));
      const words = said.filter(([term]) => !term.includes(' ')).length;
      const score = said.reduce((sum, [, weight]) => sum + weight, 0) / Math.sqrt(SIZE + passage.terms.size);
      return { passage, score, words, pairs: said.length - words };
    })
    .filter(({ words, pairs }) => words > 1 || pairs > 0 || (words === 1 && singles <= 2))
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (!best) return { passages: [], sure: false };
  const near = scored.filter(({ score }) => score >= best.score * CLOSE).slice(0, MAX_QUOTED);
  const sure = best.pairs > 0 && best.words >= singles * ENOUGH;
  return { passages: near.map(({ passage }) => passage), sure };
}

function passagesOf(telling: Telling): Passage[] {
  return ATTRIBUTES.flatMap((attribute) => {
    const { known, lines } = contentOf(telling, attribute);
    return known ? lines.map(({ text }) => ({ attribute, text, terms: termsOf(text) })) : [];
  });
}

/** Words without marks, and pairs of them. */
function termsOf(text: string): Set<string> {
  const words = fold(text).match(/[a-z0-9]+/g) ?? [];
  return new Set([...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]);
}

function shortenLines(lines: readonly string[], most: number): string {
  const kept: string[] = [];
  let size = 0;
  for (const line of lines) {
    size += line.length + 1;
    if (kept.length > 0 && size > most) return [...kept, '…'].join('\n');
    kept.push(shorten(line, most));
  }
  return kept.join('\n');
}
