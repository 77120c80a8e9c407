/** Files that hold no list, told by how they begin, each refused with the step that helps. Pure. */
import { ImportRefused } from '../../catalogue/import/item.js';

const BEGINNINGS: readonly (readonly [begins: string, key: 'otherFile' | 'packedFile', what: string])[] = [
  ['%PDF', 'otherFile', 'tệp PDF'],
  ['{\\rtf', 'otherFile', 'tệp Word'],
  ['MIME-Ver', 'otherFile', 'trang web lưu lại (.mht) mang tên tệp Excel'],
  ['\u0089PNG', 'otherFile', 'tệp ảnh'],
  ['\u00ff\u00d8\u00ff', 'otherFile', 'tệp ảnh'],
  ['GIF8', 'otherFile', 'tệp ảnh'],
  ['Rar!', 'packedFile', '.rar'],
  ["7z\u00bc\u00af'", 'packedFile', '.7z'],
  ['\u001f\u008b', 'packedFile', '.gz'],
];

/** @throws ImportRefused otherFile, packedFile */
export function refuseOtherKinds(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  for (const [begins, key, what] of BEGINNINGS)
    if (head.startsWith(begins)) throw new ImportRefused(key, { row: 0 }, { what });
}

/**
 * Of a zip that is no workbook, by the names of its parts.
 * @throws ImportRefused otherFile, packedFile
 */
export function refuseOtherZip(bytes: Buffer): void {
  const first = bytes.toString('latin1', 30, 30 + bytes.readUInt16LE(26));
  if (/\.(?:xlsx?|xlsb|ods|csv|txt)$/i.test(first))
    throw new ImportRefused('packedFile', { row: 0 }, { what: '.zip' });
  if (bytes.includes('xl/') || bytes.includes('opendocument.spreadsheet')) return;
  if (bytes.includes('word/') || bytes.includes('opendocument.text'))
    throw new ImportRefused('otherFile', { row: 0 }, { what: 'tệp Word' });
  if (bytes.includes('Index/Document.iwa'))
    throw new ImportRefused('otherFile', { row: 0 }, { what: 'tệp Numbers' });
  throw new ImportRefused('packedFile', { row: 0 }, { what: '.zip' });
}

/**
 * Of a text in which no table was found.
 * @throws ImportRefused webPage, otherFile
 */
export function refuseOtherText(text: string): void {
  if (/^\s*<(?:!doctype|html|head|body)\b/i.test(text)) throw new ImportRefused('webPage', { row: 0 });
  const head = text.slice(0, 4000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no list is full of them
  if ((head.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0) * 20 > head.length)
    throw new ImportRefused('otherFile', { row: 0 }, { what: 'tệp không phải bảng tính' });
}
