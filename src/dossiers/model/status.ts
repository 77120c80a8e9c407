/**
 * The ten national states of a dossier, how it may pass from one to another, and how its punctuality is told.
 * Codes and names are those of the national portal's synchronisation; transitions after NĐ 118/2025. Pure.
 */

import { nfc } from '../../security/text.js';
import { vietnamDate } from '../../time/clock.js';
import { HOUR_MS } from '../../time/duration.js';

/** The ten national states by their numbers; names are in `STATUS_NAMES`. */
export const STATUSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** One of `STATUSES`. */
export type Status = (typeof STATUSES)[number];

/** Official names. */
export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
};

/** What a state may be narrowed to; people outside the office are shown the state alone. */
export const SUB_STATES = [
  'deskAsks',
  'citizenAsked',
  'citizenSent',
  'supplemented',
  'awaitingReception',
  'paused',
  'stopped',
  'awaitingConfirmation',
  'ready',
  'refused',
  'handedOver',
  'posted',
] as const;

/** One of `SUB_STATES`. */
export type SubState = (typeof SUB_STATES)[number];

/** The state each sub-state belongs to, and its name in Vietnamese. */
export const SUB_STATE_OF: Readonly<Record<SubState, { status: Status; name: string }>> = {
  deskAsks: { status: 5, name: 'Yêu cầu một cửa bổ sung' },
  citizenAsked: { status: 5, name: 'Yêu cầu công dân bổ sung' },
  citizenSent: { status: 5, name: 'Công dân đã gửi bổ sung' },
  supplemented: { status: 5, name: 'Hoàn thành bổ sung' },
  awaitingReception: { status: 5, name: 'Chờ bổ sung tiếp nhận' },
  paused: { status: 8, name: 'Tạm dừng' },
  stopped: { status: 8, name: 'Dừng hẳn' },
  awaitingConfirmation: { status: 9, name: 'Chờ xác nhận' },
  ready: { status: 9, name: 'Có kết quả' },
  refused: { status: 9, name: 'Từ chối giải quyết' },
  handedOver: { status: 9, name: 'Đã chuyển trả kết quả' },
  posted: { status: 9, name: 'Đã chuyển bưu điện' },
};

const BY_NAME = new Map(STATUSES.map((status) => [plain(STATUS_NAMES[status]), status]));

/** The state meant by a code (4, "4", "04") or an official name in any case; null = none. */
export function readStatus(value: unknown): Status | null {
  if (typeof value === 'string' && !/^\s*\d{1,2}\s*$/.test(value)) return BY_NAME.get(plain(value)) ?? null;
  const code = typeof value === 'string' ? Number(value) : value;
  return STATUSES.find((status) => status === code) ?? null;
}

function plain(name: string): string {
  return nfc(name).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Who makes a transition: the citizen, the one-stop desk, the settling agency, the payment system, the software. */
export const DUTIES = ['citizen', 'desk', 'settling', 'payment', 'software'] as const;

/** One of `DUTIES`. */
export type StaffDuty = (typeof DUTIES)[number];

/** One permitted transition. */
export type Transition = { by: readonly StaffDuty[]; reason: boolean };

/** `new`: the dossier does not exist yet. */
export type PreviousStatus = Status | 'new';

/** Every permitted transition; what is absent is forbidden. Staying in a state is always permitted. */
export const TRANSITIONS: Readonly<Record<PreviousStatus, Readonly<Partial<Record<Status, Transition>>>>> = {
  new: {
    1: { by: ['citizen', 'software'], reason: false },
    2: { by: ['desk'], reason: false },
  },
  1: {
    2: { by: ['desk'], reason: false },
    3: { by: ['desk'], reason: true },
    5: { by: ['desk'], reason: true },
    7: { by: ['citizen', 'desk'], reason: false },
  },
  2: {
    4: { by: ['desk'], reason: false },
    5: { by: ['settling', 'desk'], reason: true },
    7: { by: ['citizen', 'desk'], reason: false },
    9: { by: ['settling'], reason: false },
  },
  3: {},
  4: {
    2: { by: ['desk', 'settling'], reason: true },
    5: { by: ['settling', 'desk'], reason: true },
    6: { by: ['settling', 'payment'], reason: false },
    7: { by: ['citizen', 'desk'], reason: false },
    8: { by: ['settling'], reason: true },
    9: { by: ['settling'], reason: false },
  },
  5: {
    1: { by: ['software'], reason: false },
    2: { by: ['desk'], reason: false },
    3: { by: ['desk'], reason: true },
    4: { by: ['desk'], reason: false },
    7: { by: ['citizen', 'desk'], reason: false },
  },
  6: { 4: { by: ['settling', 'payment'], reason: false } },
  7: {},
  8: { 4: { by: ['settling'], reason: false } },
  9: {
    2: { by: ['desk', 'settling'], reason: true },
    4: { by: ['desk', 'settling'], reason: true },
    10: { by: ['desk'], reason: false },
  },
  10: {},
};

/** Where a dossier stands. */
export type StatusPosition = { status: Status; subState: SubState | null };

/** Whether a dossier has come to its end: 3, 7, 10, and 8 when stopped for good. */
export function isTerminal({ status, subState }: StatusPosition): boolean {
  return status === 3 || status === 7 || status === 10 || (status === 8 && subState === 'stopped');
}

/** Whether there is a result: its processing has ended. */
export function isSettled(status: Status): boolean {
  return status === 9 || status === 10;
}

/** The rule for a transition; null = forbidden. Staying in a state needs no rule of its own: ask `isPermitted`. */
export function transition(from: StatusPosition | null, to: Status): Transition | null {
  if (from !== null && isTerminal(from)) return null;
  return TRANSITIONS[from?.status ?? 'new'][to] ?? null;
}

/** Whether a dossier may pass to a state (from `null`: come into being in it), or stay in it. */
export function isPermitted(from: StatusPosition | null, to: Status): boolean {
  return from?.status === to || transition(from, to) !== null;
}

/** A reason must be given: by the transition's own rule, for a stop, or for a refusal as result (Đ.19.3 NĐ 118). */
export function needsReason(from: StatusPosition | null, to: StatusPosition): boolean {
  const grave = to.subState === 'refused' || to.subState === 'stopped';
  if (grave && from?.subState !== to.subState) return true;
  return from?.status !== to.status && (transition(from, to.status)?.reason ?? false);
}

const REPORT_GROUPS = ['inProcess', 'settled', 'withdrawn', 'waiting', 'paused', 'notCounted'] as const;

/** One of `REPORT_GROUPS`. */
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** The column of the official reports a state is counted in. */
export const REPORT_GROUP: Readonly<Record<Status, ReportGroup>> = {
  1: 'notCounted',
  2: 'inProcess',
  3: 'notCounted',
  4: 'inProcess',
  5: 'waiting',
  6: 'paused',
  7: 'withdrawn',
  8: 'paused',
  9: 'settled',
  10: 'settled',
};

export const LATENESS = [
  'early',
  'onTime',
  'late',
  'unknown',
  'inTime',
  'dueSoon',
  'waiting',
  'notCounted',
] as const;
/**
 * Sớm hạn, đúng hạn, quá hạn; settled, nobody knows when; open: trong hạn, sắp đến hạn; chờ bổ sung; not counted.
 */
export type Lateness = (typeof LATENESS)[number];

/** What punctuality is told from. `settledAt`: end of processing (9), null = open. */
export type Punctuality = {
  status: Status;
  dueAt: Date | null;
  settledAt: Date | null;
  /** Else nobody knows when it was settled. */
  settledKnown: boolean;
  /** It was once late, whatever has happened to its due date since. */
  wasLate: boolean;
};

/**
 * The word for a dossier's punctuality now, compared by date in Viet Nam; `soonHours`: how long before is soon. What
 * was once late is late, as the figures count it.
 */
export function lateness(dossier: Punctuality, now: Date, soonHours = 24): Lateness {
  if (dossier.wasLate) return 'late';
  return LATENESS_OF[REPORT_GROUP[dossier.status]](dossier, now, soonHours);
}

type Judge = (dossier: Punctuality, now: Date, soonHours: number) => Lateness;

const LATENESS_OF: Readonly<Record<ReportGroup, Judge>> = {
  notCounted: () => 'notCounted',
  waiting: () => 'waiting',
  paused: () => 'inTime',
  withdrawn: () => 'onTime',
  settled: ({ dueAt, settledAt, settledKnown }) => {
    if (!settledKnown) return 'unknown';
    if (dueAt === null || settledAt === null) return 'onTime';
    const [due, settled] = [vietnamDate(dueAt), vietnamDate(settledAt)];
    if (settled > due) return 'late';
    return settled < due ? 'early' : 'onTime';
  },
  inProcess: ({ dueAt }, now, soonHours) => {
    if (dueAt === null) return 'inTime';
    if (isPast(dueAt, now)) return 'late';
    return dueAt.getTime() - now.getTime() <= soonHours * HOUR_MS ? 'dueSoon' : 'inTime';
  },
};

/** Whether a due date is over at an instant, by date in Viet Nam. */
export function isPast(dueAt: Date, at: Date): boolean {
  return vietnamDate(at) > vietnamDate(dueAt);
}
