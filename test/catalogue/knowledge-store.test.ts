import { beforeEach, describe, expect, it } from 'vitest';
import {
  changeKnowledge,
  findKnowledge,
  knowledgeRevision,
  listKnowledge,
  listRemoved,
  takeShipped,
} from '../../src/catalogue/knowledge-store.js';
import type { Client } from '../../src/db/open.js';
import { openTestDatabase } from '../support/database.js';
import { knowledgeOf } from '../support/records.js';

const database = openTestDatabase();
const one = knowledgeOf({ id: 'a-1' });
const two = knowledgeOf({ id: 'a-2', until: '2027-02-28' });
const put = (fact: typeof one) => ({ id: fact.id, put: fact });

describe('the knowledge of an installation', () => {
  let client: Client;
  beforeEach(async () => {
    client = (await database).client;
  });
  const ids = async () => (await listKnowledge(client)).map(({ id }) => id);

  it('is what was put, as it was put', async () => {
    await changeKnowledge(client, [put(two), put(one)], 'lan');
    expect(await listKnowledge(client)).toEqual([one, two]);
    await changeKnowledge(client, [put({ ...one, fact: 'Sửa rồi.' })], 'hoa');
    expect(await findKnowledge(client, 'a-1')).toMatchObject({ fact: { fact: 'Sửa rồi.' }, by: 'hoa' });
  });

  it('keeps a removed row, with who removed it, until it is put again', async () => {
    await changeKnowledge(client, [{ id: 'a-1', remove: true }], 'minh');
    expect(await ids()).toEqual(['a-2']);
    expect(await listRemoved(client)).toMatchObject([{ by: 'minh', fact: { fact: 'Sửa rồi.' } }]);
    await changeKnowledge(client, [put(one)], 'minh');
    expect([await ids(), await listRemoved(client)]).toEqual([['a-1', 'a-2'], []]);
  });

  it('makes nothing of a removal of what is not there', async () => {
    await changeKnowledge(client, [{ id: 'không có', remove: true }], 'minh');
    expect(await findKnowledge(client, 'không có')).toBeNull();
  });

  it('has another revision after every change, and the same without', async () => {
    const seen = [await knowledgeRevision(client)];
    const look = async () => void seen.push(await knowledgeRevision(client));
    await changeKnowledge(client, [put(two)], 'lan');
    await look();
    await changeKnowledge(client, [{ id: 'a-2', remove: true }], 'lan');
    await look();
    await changeKnowledge(client, [put(two)], 'lan');
    await look();
    expect(new Set(seen).size).toBe(4);
    await look();
    expect(seen.at(-1)).toBe(seen.at(-2));
  });
});

describe('the facts that ship with the program', () => {
  let client: Client;
  beforeEach(async () => {
    client = (await openTestDatabase()).client;
    await takeShipped(client, [one, two]);
  });
  const facts = async () => (await listKnowledge(client)).map(({ id, fact }) => `${id}: ${fact}`);

  it('come at the first start, and a start without news changes nothing', async () => {
    expect(await listKnowledge(client)).toEqual([one, two]);
    const before = await knowledgeRevision(client);
    await takeShipped(client, [one, two]);
    expect(await knowledgeRevision(client)).toBe(before);
  });

  it('follow a newer version: amended, added, withdrawn, and back again', async () => {
    const before = await knowledgeRevision(client);
    await takeShipped(client, [{ ...one, fact: 'Mới hơn.' }, knowledgeOf({ id: 'a-3' })]);
    expect(await facts()).toEqual(['a-1: Mới hơn.', 'a-3: Điều a-3.']);
    expect(await knowledgeRevision(client)).not.toBe(before);
    await takeShipped(client, [one, two]);
    expect(await facts()).toEqual(['a-1: Điều a-1.', 'a-2: Điều a-2.']);
  });

  it('leave what an officer has put or removed as it is', async () => {
    await changeKnowledge(client, [put({ ...one, fact: 'Của xã.' }), { id: 'a-2', remove: true }], 'motcua');
    await changeKnowledge(client, [put(knowledgeOf({ id: 'rieng-1' }))], 'lan');
    await takeShipped(client, [
      { ...one, fact: 'Mới hơn.' },
      { ...two, fact: 'Cũng mới.' },
    ]);
    await takeShipped(client, []);
    expect(await facts()).toEqual(['a-1: Của xã.', 'rieng-1: Điều rieng-1.']);
  });
});
