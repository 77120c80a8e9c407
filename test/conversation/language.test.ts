import { describe, expect, it } from 'vitest';
import { isEnglish, isVietnamese } from '../../src/conversation/language.js';

describe('the language a message is written in', () => {
  it.each([
    'how do I renew my passport',
    'lost driving licence',
    'birth certificate',
    'where to apply for a work permit',
  ])('English: %s', (text) => expect([isEnglish(text), isVietnamese(text)]).toEqual([true, false]));
  it.each(['làm hộ chiếu', 'dang ky khai sinh', 'can lam the can cuoc', 'đổi passport'])(
    'Vietnamese: %s',
    (text) => expect([isEnglish(text), isVietnamese(text)]).toEqual([false, true]),
  );
  it.each(['passport', 'hi', 'ok', '123', '…'])('undecided: %s', (text) =>
    expect([isEnglish(text), isVietnamese(text)]).toEqual([false, false]),
  );
});
