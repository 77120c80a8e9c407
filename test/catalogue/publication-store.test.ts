import { beforeAll, describe, expect, it } from 'vitest';
import {
  addChanges,
  CatalogueMoved,
  currentPublicationId,
  discardDraft,
  listPublications,
  publishDraft,
  rollBack,
  startDraft,
} from '../../src/catalogue/publication-store.js';
import { activeVersions, findActive, stageVersions } from '../../src/catalogue/store.js';
import type { Client } from '../../src/db/open.js';
import { openTestDatabase } from '../support/database.js';
import { guideFor, official } from '../support/records.js';

const REASON = { kind: 'import', by: 'lan', why: 'thử', decision: '12/QĐ' } as const;
const COUNTS = { added: 1, amended: 0, abolished: 0, removed: 0 };

describe('publications', () => {
  let client: Client;
  beforeAll(async () => {
    client = (await openTestDatabase()).client;
  });

  async function publish(...records: Parameters<typeof stageVersions>[1]): Promise<number> {
    const draft = await startDraft(client, REASON);
    await addChanges(client, draft, await stageVersions(client, records));
    await publishDraft(client, draft, COUNTS);
    return draft;
  }
  const nameNow = async (code: string) => (await findActive(client, code)).official?.name ?? null;

  it('a draft is invisible until it is published, and then all of it is there', async () => {
    const draft = await startDraft(client, REASON);
    const one = { layer: 'official', record: official({ code: '1.000001', name: 'Một' }) } as const;
    const two = { layer: 'guide', record: guideFor({ code: '1.000001', plainName: 'Việc một' }) } as const;
    await addChanges(client, draft, await stageVersions(client, [one, two]));
    expect(await currentPublicationId(client)).toBe(0);
    expect(await findActive(client, '1.000001')).toEqual({ official: null, guide: null });
    await publishDraft(client, draft, COUNTS);
    expect(await currentPublicationId(client)).toBe(draft);
    expect(await findActive(client, '1.000001')).toEqual({ official: one.record, guide: two.record });
  });

  it('a draft worked out against a catalogue that has moved is refused', async () => {
    const late = await startDraft(client, REASON);
    const first = await publish({ layer: 'official', record: official({ code: '1.000002' }) });
    await expect(publishDraft(client, late, COUNTS)).rejects.toThrow(CatalogueMoved);
    expect(await currentPublicationId(client)).toBe(first);
    await discardDraft(client, late);
    expect((await listPublications(client)).map(({ id }) => id)).not.toContain(late);
  });

  it('staging the same content twice gives the same version', async () => {
    const record = { layer: 'official', record: official({ code: '1.000003' }) } as const;
    const [first] = await stageVersions(client, [record]);
    const [again] = await stageVersions(client, [record]);
    expect(again).toEqual(first);
  });

  it('an import of one layer leaves the other as it is', async () => {
    await publish({ layer: 'official', record: official({ code: '1.000001', name: 'Một, bản mới' }) });
    const { official: record, guide } = await findActive(client, '1.000001');
    expect([record?.name, guide?.plainName]).toEqual(['Một, bản mới', 'Việc một']);
  });

  it('a rollback is a new publication of an older set, and can be taken back itself', async () => {
    const before = await currentPublicationId(client);
    await publish(
      { layer: 'official', record: official({ code: '1.000001', name: 'Nhầm' }) },
      { layer: 'official', record: official({ code: '1.000009', name: 'Thừa' }) },
    );
    const mistaken = await currentPublicationId(client);

    const dry = await rollBack(client, before, REASON, false);
    expect(dry).toEqual({ publicationId: null, counts: { added: 0, amended: 1, abolished: 0, removed: 1 } });
    expect(await nameNow('1.000001')).toBe('Nhầm');

    await rollBack(client, before, REASON, true);
    expect([await nameNow('1.000001'), await nameNow('1.000009')]).toEqual(['Một, bản mới', null]);
    expect(await activeVersions(client, mistaken)).toHaveLength((await activeVersions(client)).length + 1);

    await rollBack(client, mistaken, REASON, true);
    expect([await nameNow('1.000001'), await nameNow('1.000009')]).toEqual(['Nhầm', 'Thừa']);
    expect((await rollBack(client, mistaken, REASON, true)).publicationId).toBeNull();
  });

  it('who, why and the decision stay with the publication', async () => {
    const [latest] = await listPublications(client, 1);
    expect(latest).toMatchObject({ kind: 'rollback', by: 'lan', why: 'thử', decision: '12/QĐ' });
  });
});
