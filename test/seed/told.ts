import { byCode, holdingOn } from '../../src/catalogue/knowledge.js';
import { readShippedKnowledge } from '../../src/catalogue/knowledge-seed.js';
import {
  type Guide,
  mergeLayers,
  type OfficialRecord,
  type Procedure,
} from '../../src/catalogue/procedure.js';
import { readStarterCatalogue } from '../../src/catalogue/seed.js';
import { plainText } from '../../src/conversation/plain-text.js';
import { contentOf, sectionBlocks } from '../../src/conversation/wording/sections.js';
import { translator } from '../../src/i18n/translate.js';
import { ATTRIBUTES, type Attribute } from '../../src/search/question.js';

const knowledge = readShippedKnowledge();
const known = byCode(knowledge);
const officials = new Map<string, OfficialRecord>();
const guides = new Map<string, Guide>();
for (const { layer, record } of readStarterCatalogue()) {
  if (layer === 'official') officials.set(record.code, record);
  else guides.set(record.code, record);
}

/** The codes of the starter catalogue. */
export const starterCodes = [...officials.keys()];

/** A procedure of the starter catalogue as it is answered on a day. */
export function starterOn(code: string, day: string): Procedure {
  const official = officials.get(code);
  if (!official) throw new Error(`${code} is not in the starter catalogue`);
  return mergeLayers(official, guides.get(code) ?? null, holdingOn(known.get(code) ?? [], day), day);
}

/** What is said of one part on a day, its mark of not being verified included. */
export function sectionOn(code: string, day: string, attribute: Attribute): string {
  const telling = { procedure: starterOn(code, day), t: translator('vi'), locale: 'vi', today: day } as const;
  return plainText(sectionBlocks(telling, attribute));
}

/** All that is told of it on a day: the summary, each part, and what people ask next with its law. */
export function toldOn(code: string, day: string): string {
  const procedure = starterOn(code, day);
  const telling = { procedure, t: translator('vi'), locale: 'vi', today: day } as const;
  const parts = ATTRIBUTES.flatMap((attribute) => contentOf(telling, attribute).lines);
  const facts = procedure.knowledge.map(({ fact, law }) => `${fact} (${law})`);
  return [procedure.guide?.summary ?? '', ...parts, ...facts].join('\n');
}

/** The facts beside the record that are told of it on a day. */
export function factsOn(code: string, day: string): Procedure['knowledge'] {
  return starterOn(code, day).knowledge;
}
