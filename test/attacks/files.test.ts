/** Files made to harm whoever imports or restores them: what unfolds, and what has no end. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { BackupDamaged, decodeBackup } from '../../src/cli/operations/backup-file.js';
import { linesOf } from '../../src/cli/socket/lines.js';
import { readDossierFile } from '../../src/dossiers/exchange/file.js';
import { refusal } from '../catalogue/import/collect.js';

async function* pieces(...given: readonly (string | Uint8Array)[]) {
  for (const piece of given) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

describe('a workbook', () => {
  it('whose ZIP64 record names a directory other than the one that was weighed is refused', async () => {
    const harmless = Buffer.from('<x/>');
    const bomb = Buffer.alloc(80 * 1024 * 1024);
    for (const field of ['size', 'offset'] as const)
      await expect(readDossierFile(pieces(workbookOf(harmless, bomb, field)))).rejects.toMatchObject({
        finding: { key: 'damagedWorkbook', params: { reason: 'ZIP64' } },
      });
  });
});

it.each(['col', 'x:col'])('a workbook of many descriptions of columns is refused: %s', async (name) => {
  const columns = Buffer.from(`<cols>${`<${name} min="1" max="16384"/>`.repeat(5_000)}</cols>`);
  const bytes = workbookOf(columns, Buffer.from('<x/>'), null);
  expect(bytes.length).toBeLessThan(2_000);
  await expect(readDossierFile(pieces(bytes))).rejects.toMatchObject({ finding: { key: 'zipBomb' } });
});

describe('a workbook whose cells share one long text', () => {
  const long = 'H21.17-261120-1 '.repeat(60_000);
  const cells = Array.from({ length: 600 }, () => [long]);

  it('is refused by the import of dossiers', async () => {
    const sheet = { name: 'Hồ sơ', rows: [['Mã hồ sơ'], ...cells] };
    const bytes = await writeXlsx({ sheets: [sheet] });
    expect(bytes.length).toBeLessThan(200_000);
    await expect(readDossierFile(pieces(bytes))).rejects.toMatchObject({ finding: { key: 'zipBomb' } });
  });

  it('is refused by the import of the catalogue', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'Thủ tục', rows: [['Mã thủ tục'], ...cells] }] });
    expect(await refusal(bytes)).toMatchObject({ key: 'zipBomb' });
  });
});

describe('a line without end', () => {
  it('is given up', async () => {
    const mega = new Uint8Array(1_000_000).fill(97);
    const endless = pieces(...Array.from({ length: 70 }, () => mega));
    await expect(all(linesOf(endless))).rejects.toThrow('một dòng dài quá 64 triệu ký tự');
  });

  it('in a backup, packed into some kilobytes, is given up', async () => {
    const packed = gzipSync(Buffer.alloc(70_000_000, 97));
    expect(packed.length).toBeLessThan(100_000);
    const reading = all(decodeBackup(pieces(packed)));
    await expect(reading).rejects.toThrow('một dòng dài quá 64 triệu ký tự');
    await expect(reading).rejects.not.toBeInstanceOf(BackupDamaged);
  });

  it('of any length is read in time that grows with it, not with its square', async () => {
    const took = async (count: number) => {
      const piece = new Uint8Array(1_000).fill(97);
      const from = performance.now();
      await all(linesOf(pieces(...Array.from({ length: count }, () => piece))));
      return performance.now() - from;
    };
    await took(1_000);
    const once = Math.max(await took(4_000), 20);
    expect(await took(16_000)).toBeLessThan(12 * once);
  });
});

it('lines are the same, however they come in pieces', async () => {
  const text = 'một\r\nhai\n\n\rba\r\n\nbốn\r';
  const bytes = new TextEncoder().encode(text);
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  const wanted = ['một', 'hai', '', '\rba', '', 'bốn\r'];
  expect(await all(linesOf(pieces(text)))).toEqual(wanted);
  expect(await all(linesOf(pieces(...single)))).toEqual(wanted);
});

/** A zip whose end names a directory of one small part, and with the field that says so (null = none) another one, by ZIP64. */
function workbookOf(small: Buffer, large: Buffer, field: 'size' | 'offset' | null): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const locals: Buffer[] = [];
  const directories: Buffer[] = [];
  for (const content of [small, large]) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(Buffer.concat(locals).length, 10);
    locals.push(Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]));
    directories.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, offset, name]));
  }
  const before = Buffer.concat([...locals, ...directories]);
  const [weighed = before, read = before] = directories;
  const at = before.length - read.length;
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06');
  record.writeBigUInt64LE(1n, 32);
  record.writeBigUInt64LE(BigInt(read.length), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07');
  locator.writeBigUInt64LE(BigInt(before.length), 8);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(field === 'size' ? 0xffffffff : weighed.length, 12);
  end.writeUInt32LE(field === 'offset' ? 0xffffffff : at - weighed.length, 16);
  return Buffer.concat([before, record, locator, end]);
}
