/** Texts that make careless readers work: each family fills any length, in UTF-16 units, to the last. */

export type Family = { name: string; fill(length: number): string };

const repeated = (name: string, unit: string, start = '', end = ''): Family => ({
  name,
  fill: (length) => {
    const room = Math.max(0, length - start.length - end.length);
    return `${start}${unit.repeat(Math.ceil(room / unit.length)).slice(0, room)}${end}`.slice(0, length);
  },
});

export const FAMILIES: readonly Family[] = [
  repeated('escaped quotes', '\\"'),
  repeated('one letter', 'a', '', '!'),
  repeated('blanks', ' ', 'x', 'x'),
  repeated('blanks and signs', ' \t.,;:', 'x', 'x'),
  repeated('digits', '1', '', 'a'),
  repeated('grouped digits', '1.111,', '', 'a'),
  repeated('dashes and slashes', '-/'),
  repeated('dates', '1/1-'),
  repeated('opened brackets', '([{<'),
  repeated('opened tags', "<td a='b"),
  repeated('opened comments', '<!--<script '),
  repeated('numbers with brackets', '1 ('),
  repeated('letters and digits in turn', 'a1'),
  repeated('receipt codes that break off', 'H21.17-261120-'),
  repeated('marks on one letter', '\u0323\u0301\u0302', 'a'),
  repeated('commas', ','),
  repeated('near misses of mail', 'a@'),
  repeated('near misses of addresses', 'https://a.'),
  repeated('lines', '\n'),
  repeated('lines with bullets', '\n- a'),
  repeated('zero-width', '\u200b\u200d'),
  repeated('letters beyond 16 bits', '𠀀'),
  repeated('long words', 'nghiêngkhuyêntrường'),
  repeated('many syllables', 'thủ tục đăng ký khai sinh '),
  repeated('many names', 'Nguyễn Văn An và '),
  repeated('quotes', '“"«'),
  repeated('chat spelling', 'k bít j hếttt '),
  { name: 'words nobody knows', fill: (length) => unknownWords(length) },
];

/** Each another one, near to real syllables. */
function unknownWords(length: number): string {
  const words: string[] = [];
  for (let i = 0, size = 0; size < length; i += 1) {
    const word = `${'thkhngph'.slice(i % 6, (i % 6) + 2)}${(i * 7919).toString(26).replace(/\d/g, 'u')}${i % 3 === 0 ? 'nhế' : 'nhg'}`;
    words.push(word);
    size += word.length + 1;
  }
  return words.join(' ').slice(0, length);
}
