/** Unmarked syllables that sound or are typed alike: the usual slips of ear, dialect and spelling. Pure. */

/** Beginnings taken for each other. */
const ONSETS = [
  ['ch', 'tr'],
  ['s', 'x'],
  ['n', 'l'],
  ['d', 'gi', 'r', 'v'],
  ['c', 'k', 'q'],
  ['ng', 'ngh'],
  ['g', 'gh'],
  ['ph', 'f'],
  ['h', 'qu', 'w'],
];
/** Endings taken for each other. */
const RIMES = [
  ['n', 'ng', 'nh', 'g'],
  ['c', 't', 'ch', 'p'],
  ['i', 'y'],
  ['ao', 'au'],
  ['ai', 'ay'],
  ['iu', 'ieu', 'uu'],
  ['im', 'iem', 'em'],
  ['ip', 'iep', 'ep'],
  ['in', 'ien'],
  ['it', 'iet'],
  ['ich', 'iet', 'ick'],
  ['uc', 'uoc', 'ut'],
  ['um', 'uom'],
  ['un', 'uon', 'ung', 'uong'],
  ['on', 'om', 'ong', 'oan'],
  ['oi', 'oai'],
];
const BEGINNING = /^[^aeiouy]*/;

/** What a syllable may have been meant to be when its beginning or its ending is wrong; most are no words. */
export function soundAlikes(folded: string): string[] {
  const onset = BEGINNING.exec(folded)?.[0] ?? '';
  const rime = folded.slice(onset.length);
  const onsets = [onset, ...ONSETS.filter((set) => set.includes(onset)).flat()];
  const rimes = [
    rime,
    ...RIMES.flatMap((set) =>
      set
        .filter((end) => rime.endsWith(end))
        .flatMap((end) => set.map((other) => rime.slice(0, rime.length - end.length) + other)),
    ),
  ];
  const all = [...onsets.map((first) => first + rime), ...rimes.map((rest) => onset + rest)];
  return [...new Set(all)].filter((word) => word !== folded && word !== '');
}
