import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../src/db/open.js';
import { groupAlike } from '../../src/enquiries/likeness.js';
import { deleteUnanswered, listUnanswered, noteUnanswered } from '../../src/enquiries/unanswered-store.js';
import { openTestServices } from '../support/services.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

describe('unanswered questions', () => {
  let db: Client;
  beforeAll(async () => {
    db = (await openTestServices()).database.client;
  });

  const note = (text: string, at: Date, more: { kind?: 'asked'; conversationKey?: string } = {}) =>
    noteUnanswered(db, { text, kind: 'declined', conversationKey: '', ...more }, at);

  it('counts the same words once, however they are typed, and keeps no number', async () => {
    await note('Xin giấy lạ, gọi 0912345678', day(1));
    await note('xin giay la, goi 0987654321', day(2), { kind: 'asked' });
    expect(await listUnanswered(db, 10, day(3))).toMatchObject([
      { text: 'Xin giấy lạ, gọi [số]', kind: 'asked', count: 2, firstAt: day(1), lastAt: day(2) },
    ]);
  });

  it.each(['0912345678', '12', '?'])('keeps nothing of %j', async (text) => {
    const before = (await listUnanswered(db, 10, day(3))).length;
    await note(text, day(3));
    expect(await listUnanswered(db, 10, day(3))).toHaveLength(before);
  });

  it('goes with whoever alone has asked it; what several have asked is nobody’s', async () => {
    await note('giấy của một người', day(1), { conversationKey: 'an' });
    await note('giấy của một người', day(2), { conversationKey: 'an' });
    await note('giấy của hai người', day(1), { conversationKey: 'an' });
    await note('giấy của hai người', day(1), { conversationKey: 'binh' });
    await deleteUnanswered(db, 'an');
    await deleteUnanswered(db, 'binh');
    const left = (await listUnanswered(db, 10, day(3))).map(({ text }) => text);
    expect(left).toContain('giấy của hai người');
    expect(left).not.toContain('giấy của một người');
  });

  it('forgets what nobody asked for a year', async () => {
    expect(await listUnanswered(db, 10, day(600))).toEqual([]);
  });
});

describe('likeness', () => {
  it('brings together what says nearly the same, and nothing else', () => {
    const texts = ['xin giấy phép bán rượu', 'giấy phép bán rượu', 'ly hôn ở đâu'];
    expect(groupAlike(texts, (text) => text)).toEqual([
      ['xin giấy phép bán rượu', 'giấy phép bán rượu'],
      ['ly hôn ở đâu'],
    ]);
    expect(groupAlike([], String)).toEqual([]);
  });
});
