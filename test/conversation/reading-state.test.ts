import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../src/conversation/reading-state.js';
import { openSession, withoutExpired, withSubject } from '../../src/conversation/session.js';

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
    expect(
      stateOf(openSession({ ...before, opened: { code: 'H21-261118-1', until } })).subjects,
    ).toMatchObject([
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
    expect(stateOf(openSession({ ...before, ...fields })).pending).toMatchObject(pending),
  );

  it('that does not parse is an empty one, whatever it is', () =>
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(stateOf(openSession(stored)).subjects).toEqual([]);
      }),
    ));
});

describe('the subjects', () => {
  const procedure = (code: string) => ({ kind: 'procedure' as const, code, told: {}, asked: [] });

  it('stand newest first, each once, with what was told of them', () => {
    const told = withSubject([], { ...procedure('1.001193'), told: { abroad: true } });
    const subjects = withSubject(withSubject(told, procedure('1.000894')), procedure('1.001193'));
    const both = stateOf({ ...openSession(null), subjects });
    expect(both.subjects.map(({ code }) => code)).toEqual(['1.001193', '1.000894']);
    expect(both.subjects[0]).toMatchObject({ told: { abroad: true } });
  });

  it('let a dossier go when its time is over', () => {
    const subjects = withSubject([], { kind: 'dossier' });
    const opened = { ...openSession(null), opened: { code: 'H21-261118-1', until }, subjects };
    const subjectsAt = (now: string) => stateOf(withoutExpired(opened, new Date(now))).subjects;
    expect(subjectsAt('2026-11-29T09:59:00Z')).toHaveLength(1);
    expect(subjectsAt('2026-11-29T10:01:00Z')).toHaveLength(0);
  });
});
