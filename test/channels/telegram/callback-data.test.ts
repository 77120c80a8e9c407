import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../src/channels/telegram/callback-data.js';
import { writeCommand } from '../../../src/conversation/reading/command.js';
import { ATTRIBUTES } from '../../../src/search/question.js';

describe('the data of a button', () => {
  const letters = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèéêếghiklmnoơớợpqrstuưừvxyỹ ABCĐ0123456789.-,?';
  const sends = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 60 });

  it('comes back as it was given, in ASCII, or is refused for its length', () => {
    fc.assert(
      fc.property(sends, fc.boolean(), (text, isQuestion) => {
        fc.pre(text.trim() !== '');
        const data = encode({ send: text, isQuestion });
        if (data === null) expect(text.length).toBeGreaterThan(46);
        else {
          expect(data).toMatch(/^[\x20-\x7e]{3,64}$/);
          expect(decode(data)).toEqual({ send: text, isQuestion });
        }
      }),
    );
  });

  it('refuses what has no byte of its own', () => {
    expect(encode({ send: 'mã 漢', isQuestion: false })).toBeNull();
  });

  it('has room for every view of a procedure', () => {
    for (const attribute of [null, ...ATTRIBUTES]) {
      const send = writeCommand({ kind: 'view', code: '1.001193', attribute, page: 99 });
      expect(encode({ send, isQuestion: true })).not.toBeNull();
    }
  });

  it.each(['', '1:', '1:AA', '2:eGlu', 'xin chào', '1:a b', '1:____', '1?\ud800'])(
    'is not read from %j',
    (data) => {
      expect(decode(data)).toBeNull();
    },
  );
});
