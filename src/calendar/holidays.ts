/** Reads the holiday table that ships with the program (Bộ luật Lao động 2019 Đ.112, NQ 28/2026/QH16). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../config/paths.js';
import { type HolidayYear, holidayYear } from './holiday.js';

const holidayFile = z.object({ years: z.array(holidayYear) });

/** The years that ship with the program. Throws when the file is missing or malformed. */
export function readHolidayYears(): HolidayYear[] {
  const text = readFileSync(path.join(projectRoot, 'prisma/seed/holidays.json'), 'utf8');
  return holidayFile.parse(JSON.parse(text)).years;
}
