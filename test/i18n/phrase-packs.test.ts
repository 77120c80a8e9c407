import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import vi from '../../locales/vi.json' with { type: 'json' };
import { SetupError } from '../../src/config/setup-error.js';
import { readPhrasePacks } from '../../src/i18n/phrase-packs.js';
import { newFolder } from '../support/folder.js';

/** The folder of an operator with a pack of their own. */
function folderWith(code: string, pack: unknown): string {
  const folder = newFolder('packs');
  mkdirSync(path.join(folder, 'packs'));
  writeFileSync(
    path.join(folder, 'packs', `${code}.json`),
    typeof pack === 'string' ? pack : JSON.stringify(pack),
  );
  return folder;
}
const packOf = (phrases: object) => ({ language: 'Thử', phrases });
const phrase = (text: string, approvedBy = 'Siu Thử', approvedOn = '2026-11-30') => ({
  text,
  approvedBy,
  approvedOn,
});

describe('the phrases of further languages', () => {
  it('ship as keys alone: nobody has approved any words, and none are made up', () => {
    const packs = readPhrasePacks(null);
    expect(packs.map(({ code, language, approved }) => [code, language, approved])).toEqual([
      ['bdq', 'Ba Na', 0],
      ['jra', 'Jrai', 0],
      ['km', 'Khmer', 0],
    ]);
    const [keys, ...others] = packs.map(({ phrases }) => phrases.map(({ key }) => key));
    for (const other of others) expect(other).toEqual(keys);
  });

  it('are said in Vietnamese until they are approved', () => {
    const own = packOf({ 'smallTalk.greeting': phrase('Chữ thử'), 'smallTalk.bye': phrase('', '', '') });
    const pack = readPhrasePacks(folderWith('jra', own)).find(({ code }) => code === 'jra');
    expect(pack?.approved).toBe(1);
    expect(pack?.phrases.map(({ text, isApproved }) => [text, isApproved])).toEqual([
      ['Chữ thử', true],
      [vi['smallTalk.bye'], false],
    ]);
  });

  it.each([
    ['words nobody has approved', packOf({ 'smallTalk.bye': phrase('Chữ thử', '') }), /chưa ghi ai duyệt/],
    ['words approved on no day', packOf({ 'smallTalk.bye': phrase('Chữ thử', 'An', '') }), /ngày duyệt/],
    ['a phrase that is not ours', packOf({ 'small.nonsense': phrase('') }), /không có câu "small.nonsense"/],
    ['a phrase with values', packOf({ 'case.mine': phrase('x') }), /có chỗ điền/],
    ['another shape', packOf({ 'smallTalk.bye': 'Chữ thử' }), /cần "language"/],
    ['no JSON', '{', /cần "language"/],
  ])('take no %s', (_, pack, why) => {
    const folder = folderWith('xyz', pack);
    expect(() => readPhrasePacks(folder)).toThrow(SetupError);
    expect(() => readPhrasePacks(folder)).toThrow(why);
  });
});
