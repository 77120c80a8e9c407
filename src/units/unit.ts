/** A unit: an office (bộ phận một cửa, sở, UBND xã…) that receives, settles or returns dossiers. Pure. */
import { z } from 'zod';
import { WEEKDAYS } from '../time/day.js';

/** Identification code (mã định danh): a letter, two digits, then up to three dotted groups: `H21.17`. */
export const unitCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,4}){0,3}$/, 'mã đơn vị ghi như H21 hoặc H21.17');

/** A time of day in Viet Nam, `HH:MM`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One stretch of opening, e.g. 07:30–11:30. The lunch break is the gap between two stretches. */
export const openSpan = z
  .object({ from: timeOfDay, to: timeOfDay })
  .refine((span) => span.from < span.to, { message: 'from must be before to' });

/** Opening spans by weekday, in order; a weekday left out is closed. */
export const openingHours = z.partialRecord(z.enum(WEEKDAYS), z.array(openSpan));

/** Opening hours by weekday, see `openingHours`. */
export type OpeningHours = z.infer<typeof openingHours>;

/** Days it is closed out of the ordinary (storm, moving), both ends included. */
export const closure = z.object({ from: z.iso.date(), to: z.iso.date(), reason: z.string().min(1) });

/** See `closure`. */
export type Closure = z.infer<typeof closure>;

/** A local help session (tổ viết hộ hồ sơ, ngày không viết): when and where people are helped, and what to bring. */
export const helpSession = z.object({
  name: z.string().min(1),
  hours: openingHours,
  place: z.string().min(1),
  bring: z.string().nullable(),
});

/** A weekly session of help for people, see `helpSession`. */
export type HelpSession = z.infer<typeof helpSession>;

/** An office that receives or settles dossiers. */
export const unit = z.object({
  code: unitCode,
  /** Null: the code has been seen, nobody has said what it is. */
  name: z.string().nullable(),
  parentCode: unitCode.nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  /** Null = not known, which is not the same as closed. */
  hours: openingHours.nullable(),
  closures: z.array(closure),
  sessions: z.array(helpSession),
  /** Who is on duty or in charge (NĐ 118/2025 Đ.9.8: names and phones are published), in words. */
  duty: z.string().nullable(),
  source: z.string().nullable(),
  checkedOn: z.iso.date().nullable(),
});

/** See `unit`. */
export type Unit = z.infer<typeof unit>;

/** What is said of a unit now: a field left out says nothing, null says that it is not known. */
export const unitFacts = unit.partial().required({ code: true });

/** See `unitFacts`. */
export type UnitFacts = { [F in keyof Unit]?: Unit[F] | undefined } & { code: string };

/** The unit above, by the shape of the code (`H21.17.05` → `H21.17`); null for a province or ministry. */
export function parentCodeOf(code: string): string | null {
  const end = code.lastIndexOf('.');
  return end === -1 ? null : code.slice(0, end);
}

/** The code and those above it, the nearest first: `H21.17.05`, `H21.17`, `H21`. */
export function codesOver(code: string): string[] {
  const parent = parentCodeOf(code);
  return [code, ...(parent === null ? [] : codesOver(parent))];
}

/** The one unit above all others; null = there are several, or none. */
export function topUnit(units: readonly Unit[]): Unit | null {
  const codes = new Set(units.map(({ code }) => code));
  const tops = units.filter(({ parentCode }) => parentCode === null || !codes.has(parentCode));
  return tops.length === 1 ? (tops[0] ?? null) : null;
}

/** When a unit is closed: a province that closes for a storm closes every office below it. */
export function closuresOver(units: ReadonlyMap<string, Pick<Unit, 'closures'>>, code: string): Closure[] {
  return codesOver(code).flatMap((each) => units.get(each)?.closures ?? []);
}

/** Units with the closures of those above them. */
export function inheritClosures(units: readonly Unit[]): Unit[] {
  const known = new Map(units.map((each) => [each.code, each]));
  return units.map((each) => ({ ...each, closures: closuresOver(known, each.code) }));
}
