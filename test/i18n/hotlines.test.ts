import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { replaceHotlines, shippedHotlines } from '../../src/i18n/hotlines.js';
import { hotlines, overrideTexts, translator } from '../../src/i18n/translate.js';

const own = { number: '0269 113', serves: 'công an', source: 'Công an tỉnh', checkedOn: '2026-12-01' };

describe('the numbers told in danger', () => {
  it('each have a source and the day somebody compared them', () => {
    for (const { number, source, checkedOn } of Object.values(shippedHotlines())) {
      expect(number).toMatch(/^\d+$/);
      expect(source.length).toBeGreaterThan(5);
      expect(checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    expect(translator('vi')('emergency.fire')).toContain('114');
    expect(translator('en')('emergency.medical')).not.toContain('{{');
  });

  it('may be an operator’s own, in every text at once', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'motcua-numbers-'));
    const file = path.join(folder, 'hotlines.json');
    writeFileSync(file, JSON.stringify({ hotlinePolice: own }));
    onTestFinished(() => {
      writeFileSync(file, JSON.stringify(shippedHotlines()));
      overrideTexts(folder);
      rmSync(folder, { recursive: true });
    });
    overrideTexts(folder);
    expect(translator('vi')('emergency.violence')).toContain('0269 113');
    expect(hotlines().hotlinePolice).toEqual(own);
    expect(translator('vi')('emergency.fire')).toContain('114');
  });

  it.each([
    [[], 'không phải JSON'],
    [{ hotlinePizza: own }, 'hotlinePizza'],
    [{ hotlinePolice: { ...own, source: '' } }, 'hotlinePolice'],
    [{ hotlinePolice: { ...own, checkedOn: 'hôm qua' } }, 'checkedOn'],
    [{ hotlinePolice: { ...own, number: 'một một ba' } }, 'chữ số'],
  ])('are refused by name where they are not whole: %j', (given, told) =>
    expect(replaceHotlines(shippedHotlines(), given)).toContain(told),
  );
});
