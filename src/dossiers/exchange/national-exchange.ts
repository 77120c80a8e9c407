/**
 * The national exchange: field names and codes of the services `DongBoHoSoMC` (a dossier as it stands) and
 * `CapNhatTienDoHoSoMC` (one step of its progress), read into our own terms. Times are Viet Nam's, `yyyyMMddHHmmss`.
 * Names of officers are not taken over. Pure.
 */
import { z } from 'zod';
import { normaliseProcedureCode } from '../../catalogue/clean.js';
import { parseMoment } from '../../time/moment.js';
import { isPossible, type Submission } from '../model/dossier.js';
import { type EventInput, statusInput } from '../model/inputs.js';
import type { Status } from '../model/status.js';
import { findReceiptCodes } from '../receipt-code/find.js';
import { eventId, type ReportedDossier } from './reported.js';

/** The two services of the national exchange, under their own names. */
export const EXCHANGE_SERVICES = ['DongBoHoSoMC', 'CapNhatTienDoHoSoMC'] as const;

/** One of `EXCHANGE_SERVICES`. */
export type ExchangeService = (typeof EXCHANGE_SERVICES)[number];

/** Empty texts and null say nothing. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());

const nationalTime = text.transform((written, context) => {
  const [, date, hour = '12', minute = '00', second = '00'] =
    /^(\d{8})(?:(\d{2})(\d{2})(\d{2})?)?$/.exec(written) ?? [];
  const day = date?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const moment = day && isPossible(new Date(day)) ? parseMoment(`${day}T${hour}:${minute}:${second}`) : null;
  if (moment) return moment.at;
  context.addIssue({ code: 'custom', message: 'no moment' });
  return z.NEVER;
});

/** Kênh nộp: 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích. */
const SUBMISSION = new Map<string, Submission>([
  ['1', 'direct'],
  ['2', 'online'],
  ['3', 'post'],
]);
const submission = text.transform((code, context) => {
  const known = SUBMISSION.get(code);
  if (known) return known;
  context.addIssue({ code: 'custom', message: 'unknown way of handing in' });
  return z.NEVER;
});

const receiptText = text.pipe(z.string().min(1).max(100));

const synchronised = z
  .object({
    MaHoSo: receiptText,
    MaTTHC: text.pipe(z.string().min(1).max(60)),
    NgayTiepNhan: optional(nationalTime),
    NgayNop: optional(nationalTime),
    NgayNopHoSo: optional(nationalTime),
    NgayHenTra: optional(nationalTime),
    NgayKetThucXuLy: optional(nationalTime),
    NgayTra: optional(nationalTime),
    TrangThaiHoSo: optional(statusInput),
    HinhThuc: optional(submission),
    ChuHoSo: optional(text.pipe(z.string().max(500))),
    SoDienThoai: optional(text.pipe(z.string().max(30))),
    MaDoiTuong: optional(text.pipe(z.string().max(30))),
    MaDonViTiepNhan: optional(text),
  })
  .refine((row) => receivedAt(row) !== undefined, { path: ['NgayTiepNhan'], message: 'missing' });

const progressed = z.object({
  MaHoSo: receiptText,
  TrangThai: statusInput,
  ThoiDiemXuLy: nationalTime,
  NoiDungXuLy: optional(text.pipe(z.string().max(2000))),
});

/** A row read, or what is wrong with it. */
export type ExchangeRow = { ok: true; reported: ReportedDossier } | { ok: false; error: z.core.$ZodError };

/** Reads one row of a service. `code` is as sent, to be read like any receipt code. */
export function readExchangeRow(service: ExchangeService, row: unknown): ExchangeRow {
  return READERS[service](row);
}

const READERS: Record<ExchangeService, (row: unknown) => ExchangeRow> = {
  DongBoHoSoMC: (row) => {
    const read = synchronised.safeParse(row);
    return read.success
      ? { ok: true, reported: reportSynchronised(read.data) }
      : { ok: false, error: read.error };
  },
  CapNhatTienDoHoSoMC: (row) => {
    const read = progressed.safeParse(row);
    return read.success
      ? { ok: true, reported: reportProgress(read.data) }
      : { ok: false, error: read.error };
  },
};

function receivedAt(row: Partial<Record<'NgayTiepNhan' | 'NgayNop' | 'NgayNopHoSo', Date | undefined>>) {
  return row.NgayTiepNhan ?? row.NgayNop ?? row.NgayNopHoSo;
}

function reportSynchronised(row: z.infer<typeof synchronised>): ReportedDossier {
  const { MaHoSo: code, TrangThaiHoSo: state, ChuHoSo: name, NgayHenTra: dueAt } = row;
  const unit = row.MaDonViTiepNhan === undefined ? null : readUnit(row.MaDonViTiepNhan);
  const dossier = {
    procedure: normaliseProcedureCode(row.MaTTHC) ?? row.MaTTHC,
    receivedAt: receivedAt(row) ?? new Date(Number.NaN),
    submission: row.HinhThuc ?? 'direct',
    ...(name ? { owner: { name, phone: row.SoDienThoai ?? null, identity: row.MaDoiTuong ?? null } } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(unit ? { receivingUnit: unit } : {}),
  };
  const events = datedSteps(row);
  const told = state === undefined || events.at(-1)?.status === state;
  return { code, dossier, events, ...(told ? {} : { state: { status: state } }) };
}

/** The steps a row has a time for, up to the state it is in: settling and handing over are two (lateness ends at 9). */
function datedSteps(row: z.infer<typeof synchronised>): EventInput[] {
  const { TrangThaiHoSo: state, NgayTiepNhan, NgayKetThucXuLy, NgayTra } = row;
  const steps: [Status, Date | undefined, readonly (Status | undefined)[]][] = [
    [2, NgayTiepNhan, [2]],
    [9, NgayKetThucXuLy, [9, 10]],
    [10, NgayTra ?? NgayKetThucXuLy, [10]],
  ];
  return steps.flatMap(([status, at, states]) =>
    at && states.includes(state)
      ? [{ id: eventId('DongBoHoSoMC', at, status), status, at, standing: true }]
      : [],
  );
}

/** `000.00.17.H21` and `H21.17` as `H21.17`; null = neither. */
function readUnit(written: string): string | null {
  const [found] = findReceiptCodes(`${written}-260101-0001`);
  return found?.kind === 'receipt' ? found.unit : null;
}

function reportProgress(row: z.infer<typeof progressed>): ReportedDossier {
  const { MaHoSo: code, TrangThai: status, ThoiDiemXuLy: at, NoiDungXuLy: reason } = row;
  const id = eventId('CapNhatTienDoHoSoMC', at, status);
  return { code, events: [{ id, status, at, ...(reason ? { reason } : {}) }] };
}
