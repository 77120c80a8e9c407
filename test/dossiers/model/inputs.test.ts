import { describe, expect, it } from 'vitest';
import { eventInput, holderInput } from '../../../src/dossiers/model/inputs.js';

const told = { id: 'a', status: 5, at: '2026-11-20T09:00:00+07:00', reason: 'Thiếu bản sao' };
const isTaken = (more: object) => eventInput.safeParse({ ...told, ...more }).success;

describe('what is told of a dossier', () => {
  it('has texts that say something and have an end', () => {
    expect(eventInput.parse({ ...told, id: '  a ' }).id).toBe('a');
    expect(['', '  ', 'x'.repeat(200), 'x'.repeat(201), 'a\0'].map((id) => isTaken({ id }))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('names who has it by a code or a name', () => {
    const isHolder = (more: object) => holderInput.safeParse({ kind: 'unit', ...more }).success;
    expect(
      [{ id: 'H21.17' }, { name: 'Bộ phận Một cửa' }, {}, { id: null, name: null }].map(isHolder),
    ).toEqual([true, true, false, false]);
    expect(holderInput.parse(null)).toBeNull();
  });

  it('sets a last day for papers only with a request that says what is missing, and no earlier than it', () => {
    const until = (supplementBy: string, more: object = {}) => isTaken({ supplementBy, ...more });
    expect([until('2026-11-20'), until('2026-11-19')]).toEqual([true, false]);
    expect(until('2026-11-19', { at: null })).toBe(true);
    expect(until('2026-11-30', { status: 4 })).toBe(false);
    expect(until('2026-11-30', { reason: undefined })).toBe(false);
    expect(until('2026-11-30', { reason: undefined, missing: ['Giấy khai sinh'] })).toBe(true);
  });
});
