import { describe, expect, it } from 'vitest';
import {
  isPermitted,
  isTerminal,
  type Lateness,
  lateness,
  needsReason,
  type PreviousStatus,
  REPORT_GROUP,
  readStatus,
  STATUS_NAMES,
  STATUSES,
  type Status,
  SUB_STATE_OF,
  SUB_STATES,
  TRANSITIONS,
  transition,
} from '../../../src/dossiers/model/status.js';
import { at } from '../fixture.js';

const at_ = (status: Status) => ({ status, subState: null });

describe('the ten states', () => {
  it('have the official names of the national portal', () => {
    expect(STATUSES.map((status) => STATUS_NAMES[status])).toEqual([
      'Mới đăng ký',
      'Được tiếp nhận',
      'Không được tiếp nhận',
      'Đang xử lý',
      'Yêu cầu bổ sung giấy tờ',
      'Yêu cầu thực hiện nghĩa vụ tài chính',
      'Công dân yêu cầu rút hồ sơ',
      'Dừng xử lý',
      'Đã xử lý xong',
      'Đã trả kết quả',
    ]);
  });

  it.each<[unknown, Status | null]>([
    [4, 4],
    ['4', 4],
    ['04', 4],
    ['10', 10],
    ['Đang xử lý', 4],
    ['  đang  XỬ LÝ ', 4],
    ['Đang xử lý'.normalize('NFD'), 4],
    [0, null],
    [11, null],
    [4.5, null],
    ['', null],
    ['xong', null],
    [null, null],
    [true, null],
  ])('%j reads as %j', (value, status) => expect(readStatus(value)).toBe(status));

  it('have sub-states only of supplements, stops and results', () => {
    expect(new Set(SUB_STATES.map((subState) => SUB_STATE_OF[subState].status))).toEqual(new Set([5, 8, 9]));
  });
});

describe('the transitions', () => {
  const permitted: [PreviousStatus, Status[]][] = [
    ['new', [1, 2]],
    [1, [2, 3, 5, 7]],
    [2, [4, 5, 7, 9]],
    [3, []],
    [4, [2, 5, 6, 7, 8, 9]],
    [5, [1, 2, 3, 4, 7]],
    [6, [4]],
    [7, []],
    [8, [4]],
    [9, [2, 4, 10]],
    [10, []],
  ];
  it.each(permitted)('from %s lead to %j and nowhere else', (from, to) => {
    expect(Object.keys(TRANSITIONS[from]).map(Number)).toEqual(to);
    const standing = from === 'new' ? null : at_(from);
    for (const status of STATUSES) {
      expect(isPermitted(standing, status)).toBe(to.includes(status) || status === from);
    }
  });

  it('need a reason where the citizen or the boss will ask for one', () => {
    const needed = STATUSES.flatMap((from) =>
      STATUSES.filter((to) => needsReason(at_(from), at_(to))).map((to) => `${from}→${to}`),
    );
    expect(needed).toEqual(['1→3', '1→5', '2→5', '4→2', '4→5', '4→8', '5→3', '9→2', '9→4']);
    expect(needsReason(at_(4), { status: 9, subState: 'refused' })).toBe(true);
    expect(needsReason({ status: 8, subState: 'paused' }, { status: 8, subState: 'stopped' })).toBe(true);
    expect(needsReason({ status: 8, subState: 'stopped' }, { status: 8, subState: 'stopped' })).toBe(false);
  });

  it('end at 3, 7 and 10, and at 8 when stopped for good', () => {
    expect(STATUSES.filter((status) => isTerminal(at_(status)))).toEqual([3, 7, 10]);
    expect(isTerminal({ status: 8, subState: 'stopped' })).toBe(true);
    expect(transition({ status: 8, subState: 'stopped' }, 4)).toBeNull();
    expect(transition({ status: 8, subState: 'paused' }, 4)).not.toBeNull();
  });

  it('leave hand-over to the desk and results to the settling agency', () => {
    expect(transition(at_(9), 10)?.by).toEqual(['desk']);
    expect(transition(at_(4), 9)?.by).toEqual(['settling']);
  });

  it('leave a withdrawal to the citizen, and to the desk that writes it down', () => {
    for (const from of [1, 2, 4, 5] as const)
      expect(transition(at_(from), 7)?.by).toEqual(['citizen', 'desk']);
  });
});

describe('punctuality', () => {
  const dossier = { dueAt: at(27, '17:00'), settledAt: null, settledKnown: true, wasLate: false };

  it.each<[string, Parameters<typeof lateness>[0], Date, Lateness]>([
    ['open, days left', { ...dossier, status: 4 }, at(24), 'inTime'],
    ['open, within a day', { ...dossier, status: 4 }, at(26, '17:00'), 'dueSoon'],
    ['open, a minute more than a day', { ...dossier, status: 2 }, at(26, '16:59'), 'inTime'],
    ['open, on the day but after the hour', { ...dossier, status: 4 }, at(27, '23:59'), 'dueSoon'],
    ['open, the day after', { ...dossier, status: 4 }, at(28, '00:00'), 'late'],
    ['open, no due date', { ...dossier, status: 4, dueAt: null }, at(30), 'inTime'],
    ['open, late before its time limit began anew', { ...dossier, status: 4, wasLate: true }, at(24), 'late'],
    ['waiting for supplements, though the day is over', { ...dossier, status: 5 }, at(30), 'waiting'],
    ['waiting for money', { ...dossier, status: 6 }, at(30), 'inTime'],
    ['paused', { ...dossier, status: 8 }, at(30), 'inTime'],
    ['withdrawn', { ...dossier, status: 7 }, at(30), 'onTime'],
    ['not received yet', { ...dossier, status: 1, dueAt: null }, at(30), 'notCounted'],
    ['refused at the door', { ...dossier, status: 3 }, at(30), 'notCounted'],
    ['settled the day before', { ...dossier, status: 9, settledAt: at(26, '23:59') }, at(30), 'early'],
    [
      'settled on the day, after the hour',
      { ...dossier, status: 9, settledAt: at(27, '18:00') },
      at(30),
      'onTime',
    ],
    ['settled the day after', { ...dossier, status: 9, settledAt: at(28, '00:00') }, at(30), 'late'],
    [
      'settled nobody knows when',
      { ...dossier, status: 10, settledAt: at(30), settledKnown: false },
      at(30),
      'unknown',
    ],
    ['waiting, late before', { ...dossier, status: 5, wasLate: true }, at(30), 'late'],
    ['withdrawn, late before', { ...dossier, status: 7, wasLate: true }, at(30), 'late'],
    ['handed over late, settled in time', { ...dossier, status: 10, settledAt: at(27) }, at(30), 'onTime'],
    [
      'settled without a due date',
      { ...dossier, status: 10, dueAt: null, settledAt: at(27) },
      at(30),
      'onTime',
    ],
    ['settled early, once late', { ...dossier, status: 9, settledAt: at(24), wasLate: true }, at(30), 'late'],
  ])('%s', (_, given, now, word) => expect(lateness(given, now)).toBe(word));

  it('counts the states in the groups of the official reports', () => {
    expect(STATUSES.map((status) => REPORT_GROUP[status])).toEqual([
      'notCounted',
      'inProcess',
      'notCounted',
      'inProcess',
      'waiting',
      'paused',
      'withdrawn',
      'paused',
      'settled',
      'settled',
    ]);
  });
});
