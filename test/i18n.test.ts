import { describe, expect, it } from 'vitest';
import en from '../locales/en.json' with { type: 'json' };
import vi from '../locales/vi.json' with { type: 'json' };
import { translator } from '../src/i18n.js';

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the texts', () => {
  it('have the same keys in the same order in every language', () => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
  });

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
    expect(translator('vi')('office.phone', { phone: '<b>{{x}}</b> & $t(a)' })).toBe(
      'Điện thoại: <b>{{x}}</b> & $t(a)',
    );
    expect(translator('en')('smallTalk.thanks')).toMatch(/welcome/);
  });
});
