import { expect, it } from 'vitest';
import { diffRecords, displayValue } from '../../src/catalogue/diff.js';
import type { Guide } from '../../src/catalogue/procedure.js';
import { bareRecord } from './import/collect.js';

it('finds nothing between equal records, whatever the order of their keys', () => {
  const record = bareRecord({ serviceLevel: { level: 'full', reason: null, mappedFrom: null } });
  const turned = { ...record, serviceLevel: { mappedFrom: null, reason: null, level: 'full' as const } };
  expect(diffRecords(record, turned)).toEqual([]);
});

it('tells each field that differs, with null for unknown', () => {
  expect(diffRecords(bareRecord(), bareRecord({ name: 'Tên mới', online: true, results: [] }))).toEqual([
    { field: 'name', before: 'Đăng ký mẫu', after: 'Tên mới' },
    { field: 'online', before: null, after: 'true' },
    { field: 'results', before: null, after: '[]' },
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

it('shows nested values in one line', () => {
  expect(
    displayValue([{ channel: 'direct', case: null, amount: { kind: 'amount', vnd: 5000 }, forms: [] }]),
  ).toBe('direct, amount: amount, vnd: 5000');
  expect(displayValue(null)).toBeNull();
});
