/** A question inside the procedure spoken of: the lines of its record that speak of the same things are quoted. */
import { fold } from '../search/fold.js';
import { ATTRIBUTES, type Attribute } from '../search/question.js';
import type { Telling } from './facts.js';
import { labelOf } from './label.js';
import { shorten } from './page.js';
import type { Asked } from './reading/attributes.js';
import { contentOf, originTexts, sectionOf } from './sections.js';
import { type Context, say, type Turn } from './turn.js';

type Passage = { attribute: Attribute; text: string; words: Set<string> };

/** At most so many lines are quoted, each so long. */
const MAX_QUOTED = 2;
const MAX_LINE = 330;
/** So much of what is asked, by how rare it is, has to stand in a line. */
const ENOUGH = 0.5;
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

/** Quotes what the record says of the words of the message; null = nothing near enough. */
export async function answerInside(context: Context, code: string): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (!telling) return null;
  const found = passagesFor(telling, context.reading.content);
  if (found.length === 0) return null;
  const { t } = context;
  const quoted = found.map(
    ({ attribute, text }) => `• ${t(`attribute.${attribute}`)}: ${shorten(text, MAX_LINE)}`,
  );
  const attributes = [...new Set(found.map(({ attribute }) => attribute))];
  const name = labelOf(telling.procedure, telling.locale);
  const text = [t('inside.found', { name }), ...quoted, ...originTexts(telling, attributes)].join('\n');
  return sayAbout(context, telling, text);
}

async function tellingOf({ lookups, t, session, today }: Context, code: string): Promise<Telling | null> {
  const procedure = await lookups.procedure(code);
  return procedure && { procedure, t, locale: session.locale, today };
}

function sayAbout(context: Context, { procedure }: Telling, text: string): Turn {
  const { code, displayName: name, official } = procedure;
  const reply = { text, procedure: { code, name, officialName: official.name, url: official.url } };
  return say(
    context,
    { ...reply, rateable: true },
    { kind: 'procedure', codes: [code] },
    { topic: code, more: null },
  );
}

/** The lines that hold most of the rare words asked for. */
function passagesFor(telling: Telling, asked: readonly string[]): Passage[] {
  const passages = passagesOf(telling);
  const name = wordsOf(`${telling.procedure.displayName} ${telling.procedure.official.name}`);
  const wanted = [...new Set(asked)].filter((word) => word.length > 1 && !name.has(word));
  const weights = new Map(
    wanted.map((word) => {
      const holders = passages.filter(({ words }) => words.has(word)).length;
      return [word, Math.log((passages.length + 1) / (holders + 0.5))];
    }),
  );
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const scored = passages
    .map((passage) => {
      const said = [...weights].filter(([word]) => passage.words.has(word));
      return { passage, said: said.length, score: said.reduce((sum, [, weight]) => sum + weight, 0) / all };
    })
    .filter(({ score, said }) => score >= ENOUGH && (said > 1 || wanted.length === 1))
    .sort((a, b) => b.score - a.score || a.passage.text.length - b.passage.text.length);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ score }) => score >= best * 0.85)
    .slice(0, MAX_QUOTED)
    .map(({ passage }) => passage);
}

function passagesOf(telling: Telling): Passage[] {
  return ATTRIBUTES.flatMap((attribute) => {
    const { known, lines } = contentOf(telling, attribute);
    return known ? lines.map(({ text }) => ({ attribute, text, words: wordsOf(text) })) : [];
  });
}

function wordsOf(text: string): Set<string> {
  return new Set(fold(text).match(/[a-z0-9]+/g) ?? []);
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
