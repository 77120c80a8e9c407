/** Telephone numbers that texts tell to whoever is in danger or was cheated. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../config/paths.js';

/** `source`: where the number is published; `checkedOn`: the day somebody compared it with that. */
const hotline = z.strictObject({
  number: z.string().regex(/^\d[\d ]{1,14}$/),
  serves: z.string().min(1),
  source: z.string().min(1),
  checkedOn: z.iso.date(),
});
export type Hotline = z.infer<typeof hotline>;

/** By the placeholder it stands in for. */
export type Hotlines = Readonly<Record<string, Hotline>>;

const FILE = path.join(projectRoot, 'prisma/seed/hotlines.json');

/** The numbers that ship with the program. */
export function shippedHotlines(): Hotlines {
  return z.record(z.string(), hotline).parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** An operator's own in place of ours: only names that ours have, each whole. A string = what is wrong, in Vietnamese. */
export function replaceHotlines(ours: Hotlines, given: unknown): Hotlines | string {
  const read = z.record(z.string(), z.unknown()).safeParse(given);
  if (!read.success) return 'không phải JSON dạng {"hotlinePolice": {…}}.';
  const replaced: Record<string, Hotline> = { ...ours };
  for (const [name, one] of Object.entries(read.data)) {
    if (!Object.hasOwn(ours, name))
      return `không có đường dây "${name}"; có ${Object.keys(ours).join(', ')}.`;
    const parsed = hotline.safeParse(one);
    if (!parsed.success)
      return `"${name}" phải có number (chữ số), serves, source và checkedOn (ngày đối chiếu, dạng 2026-11-30).`;
    replaced[name] = parsed.data;
  }
  return replaced;
}
