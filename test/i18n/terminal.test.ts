import { describe, expect, it } from 'vitest';
import { sayIn, terminalLocale } from '../../src/i18n/terminal.js';

describe('the language of a terminal', () => {
  it.each([
    [{}, 'vi'],
    [{ LANG: 'C.UTF-8' }, 'vi'],
    [{ LANG: 'vi_VN.UTF-8' }, 'vi'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'vi_VN.UTF-8' }, 'vi'],
    [{ LANG: 'vi_VN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
  ])('%j: %s', (env, locale) => {
    expect(terminalLocale(env)).toBe(locale);
  });

  it('keeps Vietnamese for what has no English', () => {
    expect(sayIn('en')('Chưa ai dịch {name}.', { name: 'x' })).toBe('Chưa ai dịch x.');
    expect(sayIn('vi')('xem cách dùng')).toBe('xem cách dùng');
  });
});
