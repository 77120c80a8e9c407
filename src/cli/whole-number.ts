import { MAX_INTEGER } from '../security/text.js';
import { WrongUsage } from './command.js';

/** The number somebody typed, from 1 to what the database takes. Throws `WrongUsage`. */
export function wholeNumber(text: string, name: string): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MAX_INTEGER) return number;
  throw new WrongUsage(
    `${name} cần là số nguyên từ 1 đến ${MAX_INTEGER.toLocaleString('vi-VN')}, không phải “${text}”.`,
  );
}
