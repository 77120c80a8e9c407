import { expect, it } from 'vitest';
import { canonical } from '../../src/catalogue/canonical.js';
import { diffRecords } from '../../src/catalogue/diff.js';
import { type Guide, officialRecord, SHARED_FIELDS } from '../../src/catalogue/procedure.js';
import { fieldInWords, valueInWords } from '../../src/catalogue/words.js';
import { bareRecord } from './import/collect.js';

it('finds nothing between equal records, whatever the order of their keys', () => {
  const record = bareRecord({ serviceLevel: { level: 'full', reason: null, mappedFrom: null } });
  const turned = { ...record, serviceLevel: { mappedFrom: null, reason: null, level: 'full' as const } };
  expect(diffRecords(record, turned)).toEqual([]);
});

it('tells each field that differs, with null for unknown', () => {
  expect(diffRecords(bareRecord(), bareRecord({ name: 'Tên mới', online: true, results: [] }))).toEqual([
    { field: 'name', before: 'Đăng ký mẫu', after: 'Tên mới' },
    { field: 'online', before: null, after: 'có' },
    { field: 'results', before: null, after: 'không có' },
  ]);
});

it('tells guide facts one by one', () => {
  const guide: Guide = {
    code: '1.000001',
    plainName: null,
    englishName: null,
    summary: null,
    everydayNames: [],
    facts: {},
  };
  const place = { value: 'Xã', source: 'xã', checkedOn: '2026-10-01', verified: true };
  expect(diffRecords(guide, { ...guide, facts: { place } })).toMatchObject([
    { field: 'facts.place', before: null },
  ]);
});

it('shows long texts around the place where they part', () => {
  const [change] = diffRecords(
    bareRecord({ steps: `${'a'.repeat(500)}MỘT${'b'.repeat(500)}` }),
    bareRecord({ steps: `${'a'.repeat(500)}HAI${'b'.repeat(500)}` }),
  );
  expect(change?.before).toContain('MỘT');
  expect(change?.after).toContain('HAI');
  expect(change?.before?.length).toBeLessThan(200);
});

it('says values in the words of the workbook', () => {
  const fee = {
    channel: 'direct',
    case: null,
    type: 'fee',
    amount: { kind: 'amount', vnd: 5000 },
    text: null,
    validFrom: null,
    validTo: '2026-12-31',
  };
  expect(valueInWords('fees', [fee])).toBe('trực tiếp, lệ phí, 5.000 đồng, đến hết 31/12/2026');
  const limit = { channel: null, case: 'có xác minh', amount: 3, unit: 'workingDay', text: null };
  expect(valueInWords('timeLimits', [limit])).toBe('có xác minh, 3 ngày làm việc');
  expect(valueInWords('change', 'amended')).toBe('sửa đổi');
  expect(valueInWords('effectiveFrom', '2026-11-27')).toBe('27/11/2026');
  expect(valueInWords('place', null)).toBeNull();
});

it('calls every field of both layers by a Vietnamese name', () => {
  const fields = [...Object.keys(officialRecord.shape), ...SHARED_FIELDS.map((field) => `facts.${field}`)];
  for (const field of fields) expect(fieldInWords(field)).not.toContain(field);
});

it('takes an absent key for null, and the order of keys for nothing', () => {
  expect(canonical({ a: null, b: [{ d: 1, c: 2 }] })).toBe(canonical({ b: [{ c: 2, d: 1, e: undefined }] }));
  expect(canonical(undefined)).toBe(canonical(null));
  expect(canonical({ a: [] })).not.toBe(canonical({ a: null }));
});
