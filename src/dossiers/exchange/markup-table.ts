/**
 * Tables written as HTML, or as the XML of Excel 2003, under the name of a workbook. What such files hold besides (styles,
 * unclosed tags, other names of characters) is taken out; the library reads the rest. Pure.
 */
import { fromHtml } from 'hucre';

/** A table's cells, row by row, and what is merged. */
export type MarkupTable = Pick<ReturnType<typeof fromHtml>, 'rows' | 'merges'>;

/** Whether a text is markup with tables in it. */
export function isMarkup(text: string): boolean {
  return (
    /^\s*(?:<\?xml|<!doctype|<html|<table|<head|<meta|<style|<body|<div|<!--)/i.test(text) &&
    /<(?:\w+:)?table\b/i.test(text)
  );
}

/** The tables of a text in order, those inside others left out. */
export function readMarkup(text: string): MarkupTable[] {
  return skeletons(text).map((skeleton) => {
    const { rows, merges = [] } = fromHtml(skeleton, { typeInference: false, classes: false });
    return { rows, merges };
  });
}

/** What is left open runs to the end, and a tag ends before the next: so every sign is read once. */
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|head)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)|<(\/?)(?:[\w-]+:)?(\w+)\b((?:"[^"<]*"|'[^'<]*'|[^"'<>])*)>/gi;
const NAMES: Readonly<Record<string, 'table' | 'tr' | 'td' | 'br'>> = {
  table: 'table',
  tr: 'tr',
  row: 'tr',
  td: 'td',
  th: 'td',
  cell: 'td',
  br: 'br',
  p: 'br',
  div: 'br',
};

/** Each table as the bare rows and cells of HTML. */
function skeletons(text: string): string[] {
  const tables: string[] = [];
  let [depth, out, from, columns] = [0, '', 0, 0];
  for (const match of text.matchAll(TOKEN)) {
    const [whole, , slash, tag = '', attributes = ''] = match;
    if (depth > 0) out += escaped(text.slice(from, match.index));
    from = match.index + whole.length;
    const name = NAMES[tag.toLowerCase()];
    if (name === 'table') {
      depth += slash ? -1 : 1;
      if (depth === 1 && !slash) out = '<table>';
      if (depth === 0 && slash) tables.push(`${out}</table>`);
      depth = Math.max(depth, 0);
    }
    if (depth !== 1) continue;
    if (name === 'br') out += '\n';
    if (name === 'tr') [out, columns] = [`${out}<${slash}tr>`, 0];
    if (name !== 'td') continue;
    if (slash) out += '</td>';
    else {
      const cell = openCell(attributes, columns);
      columns = cell.columns;
      out += cell.text;
      if (attributes.trimEnd().endsWith('/')) out += '</td>';
    }
  }
  return tables;
}

function openCell(attributes: string, columns: number): { text: string; columns: number } {
  const numberOf = (name: string) =>
    Number(new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(attributes)?.[1] ?? 0);
  const skipped = Math.min(Math.max(numberOf('Index') - 1 - columns, 0), 200);
  const colspan = numberOf('colspan') || numberOf('MergeAcross') + 1;
  const rowspan = numberOf('rowspan') || numberOf('MergeDown') + 1;
  const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
  return { text: `${'<td></td>'.repeat(skipped)}<td${spans}>`, columns: columns + skipped + colspan };
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
/** Letters of Latin 1 by their names: a letter and its mark. */
const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
};

function escaped(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name = '') => {
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? 'x', 16);
      if (code > 31 && code <= 0x10ffff) return String.fromCodePoint(code);
      const [, letter, mark = ''] = /^([a-z])(grave|acute|circ|tilde)$/i.exec(name) ?? [];
      if (letter) return `${letter}${MARKS[mark.toLowerCase()]}`.normalize('NFC');
      if (name === 'ETH' || name === 'eth') return name === 'ETH' ? 'Đ' : 'đ';
      return ENTITIES[name.toLowerCase()] ?? whole;
    });
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
