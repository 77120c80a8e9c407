import { beforeAll, describe, expect, it } from 'vitest';
import { changeKnowledge } from '../../src/catalogue/knowledge-store.js';
import { removeEntry, saveEntry } from '../../src/catalogue/lexicon-store.js';
import { type LiveCatalogue, openLiveCatalogue } from '../../src/catalogue/live.js';
import { addChanges, publishDraft, startDraft } from '../../src/catalogue/publication-store.js';
import { type LayerRecord, stageVersions } from '../../src/catalogue/store.js';
import type { Client } from '../../src/db/open.js';
import { vietnamDate } from '../../src/time/clock.js';
import { openTestDatabase } from '../support/database.js';
import { guideFor, knowledgeOf, official, silentLog } from '../support/records.js';
import { readingHere } from '../support/services.js';

const BIRTH = '1.001193';
const TODAY = vietnamDate(new Date());

describe('the live catalogue', () => {
  let client: Client;
  let live: LiveCatalogue;
  beforeAll(async () => {
    client = (await openTestDatabase()).client;
    await publish({ layer: 'official', record: official({ code: BIRTH, name: 'Đăng ký khai sinh' }) });
    live = await openLiveCatalogue(client, readingHere, silentLog);
    return () => live.close();
  });

  async function publish(...records: LayerRecord[]): Promise<void> {
    const draft = await startDraft(client, { kind: 'import', by: 'x', why: 'y', decision: null });
    await addChanges(client, draft, await stageVersions(client, records));
    await publishDraft(client, draft, { added: 0, amended: 0, abolished: 0, removed: 0 });
  }
  const found = (text: string) => {
    const decision = live.searcher().search(text);
    return decision.kind === 'answer' ? decision.code : decision.kind;
  };

  it('answers from the publication it opened with', async () => {
    expect(live.searcher().size).toBe(1);
    expect(found('đăng ký khai sinh')).toBe(BIRTH);
    expect((await live.procedure(BIRTH, TODAY))?.official.name).toBe('Đăng ký khai sinh');
    expect(await live.procedure('9.999999', TODAY)).toBeNull();
  });

  it('takes over a new publication, index and records together', async () => {
    expect(await live.refresh()).toBe(false);
    const marriage = official({ code: '1.000894', name: 'Đăng ký kết hôn' });
    const ours = guideFor({
      code: BIRTH,
      plainName: 'Làm giấy khai sinh',
      everydayNames: ['giấy tờ cho em bé mới đẻ'],
    });
    await publish({ layer: 'official', record: marriage }, { layer: 'guide', record: ours });
    expect(await live.refresh()).toBe(true);
    expect([live.searcher().size, found('đăng ký kết hôn')]).toEqual([2, '1.000894']);
    expect((await live.procedure(BIRTH, TODAY))?.displayName).toBe('Làm giấy khai sinh');
  });

  it('takes over a word the officer adds, and its removal', async () => {
    expect(found('bốc thăm trúng vợ')).not.toBe('1.000894');
    const entry = {
      kind: 'everyday',
      phrase: 'bốc thăm trúng vợ',
      meaning: 'đăng ký kết hôn',
      note: null,
    } as const;
    await saveEntry(client, entry, 'lan');
    expect(await live.refresh()).toBe(true);
    expect(found('bốc thăm trúng vợ')).toBe('1.000894');
    await removeEntry(client, 'everyday', 'bốc thăm trúng vợ');
    expect(await live.refresh()).toBe(true);
    expect(found('bốc thăm trúng vợ')).not.toBe('1.000894');
  });

  it('notices by itself what another process published', async () => {
    live.watch();
    await publish({ layer: 'official', record: official({ code: '1.004222', name: 'Đăng ký thường trú' }) });
    await expect.poll(() => live.searcher().size, { timeout: 3000 }).toBe(3);
  });

  it('takes over a new fact, an amended and a removed one, without building the index again', async () => {
    const facts = async (day: string) =>
      (await live.procedure(BIRTH, day))?.knowledge.map(({ fact }) => fact);
    expect(await facts(TODAY)).toEqual([]);
    const searcher = live.searcher();
    const fact = knowledgeOf({ id: 'a', until: '2998-12-31' });
    await changeKnowledge(client, [{ id: 'a', put: fact }], 'lan');
    expect(await live.refresh()).toBe(true);
    expect([await facts(TODAY), await facts('2999-01-01')]).toEqual([['Điều a.'], []]);
    await changeKnowledge(client, [{ id: 'a', put: { ...fact, fact: 'Sửa.' } }], 'lan');
    expect(await live.refresh()).toBe(true);
    expect(await facts(TODAY)).toEqual(['Sửa.']);
    await changeKnowledge(client, [{ id: 'a', remove: true }], 'lan');
    expect(await live.refresh()).toBe(true);
    expect(await facts(TODAY)).toEqual([]);
    expect([await live.refresh(), live.searcher()]).toEqual([false, searcher]);
  });

  it('keeps answering from the old version until a new one takes effect', async () => {
    const changed = official({ code: BIRTH, name: 'Khai sinh kiểu mới', effectiveFrom: '2999-03-01' });
    await publish({ layer: 'official', record: changed });
    await live.refresh();
    expect((await live.procedure(BIRTH, TODAY))?.official.name).toBe('Đăng ký khai sinh');
    expect((await live.procedure(BIRTH, '2999-03-01'))?.official.name).toBe('Khai sinh kiểu mới');
  });
});
