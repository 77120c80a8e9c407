import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import { SetupError } from '../../src/config/setup-error.js';
import { overrideTexts, translator } from '../../src/i18n/translate.js';
import { newFolder } from '../support/folder.js';

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the texts', () => {
  it('have the same keys in the same order in every language', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
  });

  it.each([en, vi])(
    'send complaints and denunciations to a reception, and only feedback to the portal',
    (texts) => {
      const told = texts['pointer.denunciation'];
      expect(told).toMatch(/reception|tiếp công dân/);
      expect(told).toMatch(/takes feedback only.*no complaints|gửi phản ánh tại dichvucong/);
      expect(told).not.toMatch(/send them at dichvucong/);
    },
  );

  it.each(Object.entries(vi))(
    '%s has the same placeholders in every language, and is not empty',
    (key, text) => {
      const other = new Map(Object.entries(en)).get(key) ?? '';
      expect([...new Set(placeholders(other))]).toEqual([...new Set(placeholders(text))]);
      expect(other.trim()).not.toBe('');
      expect(text.trim()).not.toBe('');
    },
  );

  it('are written in composed letters', () => {
    for (const text of Object.values(vi)) expect(text).toBe(text.normalize('NFC'));
  });

  it('take values in as they are', () => {
    expect(translator('vi')('opened.phone', { phone: '<b>{{x}}</b> & $t(a)' })).toBe(
      'điện thoại <b>{{x}}</b> & $t(a)',
    );
    expect(translator('en')('smallTalk.thanks')).toMatch(/welcome/);
  });
});

describe("an operator's own texts", () => {
  const folderWith = (files: Record<string, string>) => {
    const folder = newFolder('texts');
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    return folder;
  };

  it('take the place of ours, in the languages given and nowhere else', () => {
    const before = { vi: translator('vi')('follow.stopped.none'), en: translator('en')('smallTalk.thanks') };
    const own = { 'smallTalk.thanks': 'Dạ, không có chi.', 'opened.phone': 'Gọi {{phone}}' };
    overrideTexts(folderWith({ 'vi.json': JSON.stringify(own) }));
    expect(translator('vi')('smallTalk.thanks')).toBe('Dạ, không có chi.');
    expect(translator('vi')('opened.phone', { phone: '1022' })).toBe('Gọi 1022');
    expect(translator('vi')('follow.stopped.none')).toBe(before.vi);
    expect(translator('en')('smallTalk.thanks')).toBe(before.en);
    overrideTexts(folderWith({ 'vi.json': JSON.stringify(pick(vi, Object.keys(own))) }));
  });

  it.each([
    ['a key we do not have', '{"notice.nothing": "x"}', '"notice.nothing"'],
    ['a placeholder that is missing', '{"opened.phone": "Gọi"}', '"opened.phone" thiếu {{phone}}'],
    ['a placeholder that nobody fills', '{"smallTalk.thanks": "{{name}}"}', '"smallTalk.thanks" có {{name}}'],
    ['an empty text', '{"smallTalk.thanks": " "}', '"smallTalk.thanks" phải là lời văn'],
    ['what is no JSON', 'smallTalk.thanks=x', 'vi.json: không phải JSON'],
  ])('are refused with %s, and nothing is replaced', (_, content, told) => {
    const before = translator('vi')('smallTalk.thanks');
    const folder = folderWith({ 'vi.json': content, 'en.json': '{}' });
    expect(() => overrideTexts(folder)).toThrow(SetupError);
    expect(() => overrideTexts(folder)).toThrow(told);
    expect(translator('vi')('smallTalk.thanks')).toBe(before);
  });

  it('are refused when the folder has none', () => {
    expect(() => overrideTexts(folderWith({}))).toThrow('không có vi.json, en.json, hotlines.json hay packs');
  });
});

const pick = (texts: Record<string, string>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, texts[key]]));
