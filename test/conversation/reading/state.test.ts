import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentState,
  EMPTY_STATE,
  openState,
  withSubject,
} from '../../../src/conversation/reading/state.js';

const until = '2026-11-29T10:00:00.000Z';
const before = {
  locale: 'vi',
  localeChosen: false,
  topic: '1.001193',
  choices: [],
  more: null,
  confirming: null,
  asking: false,
  questions: [],
  awaiting: null,
  opened: null,
};
const choice = (code: string) => ({ label: code, send: `lệ phí thủ tục ${code}` });

describe('a session stored by the version before', () => {
  it('keeps what was spoken of, the opened dossier on top', () =>
    expect(openState({ ...before, opened: { code: 'H21-261118-1', until } }).subjects).toMatchObject([
      { kind: 'dossier', code: 'H21-261118-1' },
      { kind: 'procedure', code: '1.001193' },
    ]));

  it.each([
    ['a question for the desk', { asking: true }, { kind: 'leaveQuestion' }],
    [
      'a yes to a code',
      { confirming: { code: 'H21-261118-1', until } },
      { kind: 'confirm', of: 'receiptCode', code: 'H21-261118-1' },
    ],
    ['digits', { awaiting: { code: 'H21-261118-1', until } }, { kind: 'digits', code: 'H21-261118-1' }],
    [
      'a yes to deleting',
      { choices: [{ label: 'Xóa', send: 'đồng ý xóa dữ liệu' }] },
      { kind: 'confirm', of: 'deleteData' },
    ],
    [
      'a choice of procedures, with what was asked',
      { choices: [choice('1.001193'), choice('1.004884')] },
      { kind: 'whichProcedure', asked: ['fee'] },
    ],
  ])('still waits for %s', (_, fields, pending) =>
    expect(openState({ ...before, ...fields }).pending).toMatchObject(pending),
  );

  it('that does not parse is an empty one, whatever it is', () =>
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(openState(stored).subjects).toEqual([]);
      }),
    ));
});

describe('the subjects', () => {
  const procedure = (code: string) => ({ kind: 'procedure' as const, code, case: null, told: {}, asked: [] });

  it('stand newest first, each once, with what was told of them', () => {
    const told = withSubject(EMPTY_STATE, { ...procedure('1.001193'), told: { abroad: true } });
    const both = withSubject(withSubject(told, procedure('1.000894')), procedure('1.001193'));
    expect(both.subjects.map(({ code }) => code)).toEqual(['1.001193', '1.000894']);
    expect(both.subjects[0]).toMatchObject({ told: { abroad: true } });
  });

  it('let a dossier go when its time is over', () => {
    const opened = withSubject(EMPTY_STATE, { kind: 'dossier', code: 'H21-261118-1', until });
    expect(currentState(opened, new Date('2026-11-29T09:59:00Z')).subjects).toHaveLength(1);
    expect(currentState(opened, new Date('2026-11-29T10:01:00Z')).subjects).toHaveLength(0);
  });
});
