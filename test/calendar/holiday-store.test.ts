import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indexHolidays } from '../../src/calendar/holiday.js';
import {
  addHolidays,
  createHolidayReader,
  listHolidayChanges,
  readHolidayTable,
  seedHolidays,
  verifyHolidays,
  withdrawHolidays,
} from '../../src/calendar/holiday-store.js';
import { readHolidayYears } from '../../src/calendar/holidays.js';
import { withLawDays } from '../../src/calendar/law-holidays.js';
import { dayOf } from '../../src/time/day.js';
import { openTestDatabase } from '../support/database.js';

const storm = {
  date: '2028-03-01',
  name: 'Nghỉ tránh bão',
  nameEn: null,
  source: 'Công điện 1',
  verified: true,
};
const change = (version: number, what = 'thử') => ({ version, what, why: 'thử', by: 'lan' });

describe('the holiday table', () => {
  let client: Awaited<ReturnType<typeof openTestDatabase>>['client'];
  const add = (version: number) =>
    addHolidays(client, change(version), { kind: 'off', holidays: [storm], today: '2026-11-21' });

  beforeAll(async () => {
    client = (await openTestDatabase()).client;
  });
  beforeEach(() => client.$executeRaw`TRUNCATE holidays, holiday_years, holiday_changes`);

  it('is loaded once from what ships, and says the same', async () => {
    const read = createHolidayReader();
    const shipped = withLawDays(indexHolidays(readHolidayYears()));
    expect(await read(client)).toEqual(shipped);
    expect([await seedHolidays(client), await seedHolidays(client)]).toEqual([true, false]);
    expect(await read(client)).toEqual(shipped);
    expect(await readHolidayTable(client)).toEqual(readHolidayYears());
  });

  it('is loaded once by processes that start together', async () => {
    const loaded = await Promise.all([1, 2, 3].map(() => seedHolidays(client)));
    expect(loaded.filter(Boolean)).toHaveLength(1);
    expect(await readHolidayTable(client)).toEqual(readHolidayYears());
  });

  it('is seen by every reader as soon as it changes', async () => {
    await seedHolidays(client);
    const [one, another] = [createHolidayReader(), createHolidayReader()];
    const before = await one(client);
    expect(await one(client)).toBe(before);
    expect(await add(1)).toBe(true);
    expect((await one(client)).off.get(dayOf(storm.date))).toEqual(storm);
    expect((await another(client)).off.get(dayOf(storm.date))).toEqual(storm);
    expect((await one(client)).years.get(2028)).toBe(false);
  });

  it('refuses a change worked out against another state of it', async () => {
    await seedHolidays(client);
    expect(await Promise.all([add(1), add(1)])).toHaveLength(2);
    expect(await add(1)).toBe(false);
    expect((await readHolidayTable(client)).at(-1)?.off).toHaveLength(1);
  });

  it('keeps what is withdrawn, off or worked, with the days it stood', async () => {
    await seedHolidays(client);
    await withdrawHolidays(client, change(1), { dates: ['2026-11-24', '2026-01-10'], today: '2026-11-20' });
    const years = await readHolidayTable(client);
    const ends = (asOf?: string) => {
      const { off, worked } = indexHolidays(years, asOf);
      return [off.has(dayOf('2026-11-24')), worked.has(dayOf('2026-01-10'))];
    };
    expect(ends()).toEqual([false, false]);
    expect(ends('2026-11-19')).toEqual([true, true]);
    expect(ends('2026-11-21')).toEqual([false, false]);
    expect(ends('2026-06-30')).toEqual([false, true]);
  });

  it('has a confirmed year with every day in it, and a line for each change', async () => {
    await seedHolidays(client);
    const doubtful = { ...storm, date: '2027-03-01', verified: false };
    await addHolidays(client, change(1), { kind: 'off', holidays: [doubtful], today: '2026-11-21' });
    await verifyHolidays(client, change(2, 'xác nhận'), { year: 2027, source: 'Thông báo 1/TB-BNV' });
    const index = await createHolidayReader()(client);
    expect([index.years.get(2027), index.doubtful]).toEqual([true, []]);
    expect((await listHolidayChanges(client)).map(({ id, what, by }) => [id, what, by])).toEqual([
      [3, 'xác nhận', 'lan'],
      [2, 'thử', 'lan'],
      [1, 'nạp bảng kèm chương trình', 'motcua'],
    ]);
  });
});
