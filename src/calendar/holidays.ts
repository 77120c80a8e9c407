import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../paths.js';

const holidayFile = z.object({
  years: z.array(
    z.object({
      year: z.number().int(),
      verified: z.boolean(),
      source: z.string().min(1),
      off: z.array(z.iso.date()),
      workedSaturdays: z.array(z.iso.date()),
    }),
  ),
});

/** The days off by law that ship with the program, `YYYY-MM-DD` (Bộ luật Lao động 2019 Đ.112, NQ 28/2026/QH16). */
export function readHolidays(): ReadonlySet<string> {
  const text = readFileSync(path.join(projectRoot, 'prisma/seed/holidays.json'), 'utf8');
  return new Set(holidayFile.parse(JSON.parse(text)).years.flatMap((year) => year.off));
}
