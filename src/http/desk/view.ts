/** Dossiers as a desk reads them. */

import type { PartLink } from '../../dossiers/change/link-store.js';
import type { Dossier, HistoryEntry } from '../../dossiers/model/dossier.js';
import { lateness, STATUS_NAMES, type Status } from '../../dossiers/model/status.js';
import { vietnamIso } from '../../time/clock.js';

const time = (at: Date | null) => at && vietnamIso(at);

/** A dossier without its events. Times are Viet Nam's, with their offset. */
export function summaryOf(dossier: Dossier, now: Date) {
  return {
    code: dossier.code,
    unit: dossier.unit,
    procedure: dossier.procedureCode,
    status: dossier.status,
    statusName: STATUS_NAMES[dossier.status],
    subState: dossier.subState,
    statusAt: dossier.statusKnown ? vietnamIso(dossier.statusAt) : null,
    submission: dossier.submission,
    receivedAt: vietnamIso(dossier.receivedAt),
    dueAt: time(dossier.dueAt),
    dueOriginal: time(dossier.dueOriginal),
    dueNote: dueNoteOf(dossier),
    settledAt: dossier.settledKnown ? time(dossier.settledAt) : null,
    lateness: lateness(dossier, now),
    extensions: dossier.extensionCount,
    irregular: dossier.irregular,
    holder: holderOf(dossier),
    step: dossier.step,
    owner: {
      name: dossier.ownerName,
      hasPhone: dossier.hasPhone,
      hasIdentity: dossier.hasIdentity,
    },
    receivingUnit: dossier.receivingUnit,
    settlingUnit: dossier.settlingUnit,
    returningUnit: dossier.returningUnit,
    parentCode: dossier.parentCode,
    parentConfirmed: dossier.parentConfirmed,
    version: dossier.version,
  };
}

/** Who has a dossier now; null = not told. */
function holderOf({ holderKind, holderId, holderName, holderSince }: Dossier) {
  return holderKind && { kind: holderKind, id: holderId, name: holderName, since: time(holderSince) };
}

/** A dossier with its events in order of when they happened. */
export function detailOf(dossier: Dossier, entries: readonly HistoryEntry[], now: Date) {
  return { ...summaryOf(dossier, now), events: entries.map(eventOf) };
}

/** A dossier that says it is a part of another. */
export function linkView({ parent, part, told, answered }: PartLink) {
  const said = ({ by, at }: PartLink['told']) => ({ by, at: vietnamIso(at) });
  return {
    parent,
    part: part.code,
    procedure: part.procedureCode,
    settlingUnit: part.settlingUnit,
    status: part.status,
    statusName: STATUS_NAMES[part.status],
    dueAt: time(part.dueAt),
    confirmed: part.parentConfirmed,
    told: said(told),
    answered: answered && said(answered),
  };
}

function eventOf(entry: HistoryEntry) {
  return {
    id: entry.id,
    kind: entry.kind,
    status: entry.status,
    statusName: entry.status && STATUS_NAMES[entry.status],
    subState: entry.subState,
    at: entry.atKnown ? vietnamIso(entry.at) : null,
    recordedAt: vietnamIso(entry.recordedAt),
    source: entry.source,
    by: entry.actorKind,
    reason: entry.reason,
    missing: entry.missing,
    supplementBy: entry.facts?.supplementBy ?? null,
    amount: entry.amount,
    dueAt: time(entry.dueAt),
    irregular: entry.irregular,
    undone: entry.undone,
  };
}

/** States before the time limit begins, or in which it never does. */
const NOT_BEGUN: ReadonlySet<Status> = new Set<Status>([1, 3, 5, 7]);

/** Why there is no due date; null = there is one. */
function dueNoteOf({ dueAt, status, procedureVersion }: Dossier) {
  if (dueAt !== null) return null;
  if (NOT_BEGUN.has(status))
    return {
      code: 'not_received',
      message: 'Chưa có ngày hẹn trả: hồ sơ chưa được tiếp nhận.',
      messageEn: 'No due date yet: the dossier has not been received.',
    };
  if (procedureVersion === null)
    return {
      code: 'not_in_catalogue',
      message: 'Danh mục không có thủ tục này vào ngày tiếp nhận. Gửi dueAt theo giấy hẹn.',
      messageEn: 'The catalogue has no such procedure on the day of reception. Send dueAt as on the receipt.',
    };
  return {
    code: 'no_computable_limit',
    message: 'Danh mục chỉ ghi thời hạn bằng lời, không tính được ngày. Gửi dueAt theo giấy hẹn.',
    messageEn: 'The catalogue tells the time limit in words only. Send dueAt as on the receipt.',
  };
}
