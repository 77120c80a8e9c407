import { type KnowledgeFact, knowledgeFact } from '../../src/catalogue/knowledge.js';
import { type Guide, guide, type OfficialRecord, officialRecord } from '../../src/catalogue/procedure.js';
import { createLog } from '../../src/operations/log.js';

/** A log that keeps quiet. */
export const silentLog = createLog('silent');

/** An official record of which nothing is known but what is given. */
export function official(given: Partial<OfficialRecord> & { code: string }): OfficialRecord {
  const unknown = Object.fromEntries(Object.keys(officialRecord.shape).map((field) => [field, null]));
  return officialRecord.parse({
    ...unknown,
    name: `Thủ tục ${given.code}`,
    keywords: [],
    source: 'thử',
    checkedOn: '2026-07-18',
    ...given,
  });
}

/** A guide that says nothing but what is given. */
export function guideFor(given: Partial<Guide> & { code: string }): Guide {
  return guide.parse({
    plainName: null,
    englishName: null,
    summary: null,
    everydayNames: [],
    facts: {},
    ...given,
  });
}

/** A fact of the knowledge, of the birth procedure where nothing else is given. */
export function knowledgeOf(given: Partial<KnowledgeFact> & { id: string }): KnowledgeFact {
  return knowledgeFact.parse({
    codes: ['1.001193'],
    topic: 'missing',
    ask: ['không có giấy này thì sao'],
    fact: `Điều ${given.id}.`,
    law: 'Luật Hộ tịch 60/2014/QH13, Điều 16',
    source: 'thử',
    sourceDate: '2026-07-18',
    comparedOn: null,
    from: null,
    until: null,
    unit: null,
    confidence: 'law',
    ...given,
  });
}
