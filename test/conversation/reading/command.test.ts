import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, readCommand, writeCommand } from '../../../src/conversation/reading/command.js';
import { ATTRIBUTES } from '../../../src/search/question.js';

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));
const code = fc.tuple(fc.integer({ min: 1, max: 3 }), digits(6)).map(([first, rest]) => `${first}.${rest}`);
const receipt = digits(4).map((sequence) => `H21.17-261118-${sequence}`);
const name = fc.constantFrom('ho tich', 'dat dai', 'giao thong duong bo 2');
const target = fc.oneof(
  code.map((of) => ({ kind: 'procedure' as const, code: of })),
  code.map((of) => ({ kind: 'fieldOf' as const, code: of })),
  receipt.map((of) => ({ kind: 'dossier' as const, code: of })),
  name.map((of) => ({ kind: 'field' as const, name: of })),
);
const FIXED = [
  'leaveQuestion',
  'notLeaving',
  'whyThisDate',
  'whoHasLooked',
  'forgetDossier',
  'stopLookingUp',
  'deleteData',
  'deleteNow',
  'keepData',
  'notThisCode',
  'whatIsFollowed',
  'stopTelling',
  'whoFollows',
  'returnedToSupplement',
  'returnedAsRefused',
  'withdrawDossier',
] as const;
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('view' as const),
    code,
    attribute: fc.option(fc.constantFrom(...ATTRIBUTES)),
    page: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({
    kind: fc.constant('view' as const),
    code,
    attribute: fc.constant('papers' as const),
    page: fc.integer({ min: 1, max: 500 }),
    inCase: fc.integer({ min: 1, max: 99 }),
  }),
  fc.record({ kind: fc.constant('moreChoices' as const), from: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constantFrom('follow' as const, 'unfollow' as const), target }),
  fc.record({
    kind: fc.constant('followToken' as const),
    token: fc.stringMatching(/^[\w-]{22}$/),
  }),
  fc.record({
    kind: fc.constant('removeFollower' as const),
    number: fc.integer({ min: 1, max: 20 }),
    since: fc.constant('08:15 24/11/2026'),
  }),
  fc.record({ kind: fc.constant('tellByPhone' as const), phone: digits(9).map((rest) => `0${rest}`) }),
  fc.constantFrom(...FIXED).map((kind) => ({ kind })),
);

describe('what buttons send', () => {
  it('means what it was written to mean, and fits 64 bytes', () =>
    fc.assert(
      fc.property(command, (written) => {
        const text = writeCommand(written);
        expect(readCommand(text)).toEqual(written);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64);
      }),
    ));

  it.each([
    ['lệ phí thủ tục 1.001193', { kind: 'view', code: '1.001193', attribute: 'fee', page: 1 }],
    ['thủ tục 1.001193 phần 2', { kind: 'view', code: '1.001193', attribute: null, page: 2 }],
    ['xem lựa chọn từ 5', { kind: 'moreChoices', from: 5 }],
    [
      'bỏ theo dõi H21.17-261118-0312',
      { kind: 'unfollow', target: { kind: 'dossier', code: 'H21.17-261118-0312' } },
    ],
    [
      'theo dõi lĩnh vực của thủ tục 1.001193',
      { kind: 'follow', target: { kind: 'fieldOf', code: '1.001193' } },
    ],
    ['bỏ người số 2 từ 08:15 24/11/2026', { kind: 'removeFollower', number: 2, since: '08:15 24/11/2026' }],
  ] as const)('of old chats is still read: %s', (text, meant) => expect(readCommand(text)).toEqual(meant));

  it('is nothing that people type in other words', () => {
    for (const typed of ['theo dõi thi hành án', 'thủ tục khai sinh', 'xóa dữ liệu giùm', 'xem lựa chọn'])
      expect(readCommand(typed)).toBeNull();
  });
});
