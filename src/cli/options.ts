/** What several commands take from the command line. */
import { MAX_INTEGER } from '../security/text.js';
import { unitCode } from '../units/unit.js';
import { WrongUsage } from './command.js';

/** For an option that may be given several times: all its values, in order. */
export const collect = (value: string, previous: string[]): string[] => [...previous, value];

/** The number somebody typed, from 1 to what the database takes. Throws `WrongUsage`. */
export function wholeNumber(text: string, name: string): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MAX_INTEGER) return number;
  throw new WrongUsage(
    `${name} cần là số nguyên từ 1 đến ${MAX_INTEGER.toLocaleString('vi-VN')}, không phải “${text}”.`,
  );
}

/** Throws `WrongUsage` where what somebody typed is not written like the code of a unit. */
export function checkUnitCode(code: string): void {
  if (!unitCode.safeParse(code).success)
    throw new WrongUsage(`Mã đơn vị "${code}" không đúng. Mã có dạng H21 hoặc H21.17.`);
}
