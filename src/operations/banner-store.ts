/** What an operator has everybody told first: one text at a time, until it is cleared or its time is over. */
import type { Db } from '../db/open.js';

/** `textEn`: null = told in Vietnamese to everybody; `until`: null = until it is cleared. */
export type Banner = { text: string; textEn: string | null; until: Date | null; setBy: string; setAt: Date };

/** Puts it in place of the one before. */
export async function setBanner(db: Db, banner: Banner): Promise<void> {
  await db.banner.upsert({ where: { id: 1 }, create: banner, update: banner });
}

/** False = there was none. */
export async function clearBanner(db: Db): Promise<boolean> {
  return (await db.banner.deleteMany()).count > 0;
}

/** The one in force; null = there is none. */
export async function readBanner(db: Db, now: Date): Promise<Banner | null> {
  return db.banner.findFirst({
    where: { OR: [{ until: null }, { until: { gt: now } }] },
    omit: { id: true },
  });
}
