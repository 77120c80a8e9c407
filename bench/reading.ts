/**
 * Measures the reader by itself, in process: kinds of first messages, procedures not stolen by intents, false alarms,
 * procedures' own names with and without what is asked, time. On the national catalogue, or on the starter one.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { buildReading, readerFrom, trainIntents } from '../src/catalogue/build-reading.js';
import { readIntents } from '../src/catalogue/intents.js';
import { readShippedLexicon } from '../src/catalogue/lexicon-store.js';
import { readElsewhere } from '../src/catalogue/phrases.js';
import { readStarterCatalogue } from '../src/catalogue/seed.js';
import type { Act } from '../src/conversation/reading/acts.js';
import type { IntentIndex } from '../src/conversation/reading/intent-index.js';
import { type Reading, readMessage } from '../src/conversation/reading/read.js';
import type { ReaderData } from '../src/conversation/reading/seen.js';
import { EMPTY_STATE, type ReadingState } from '../src/conversation/reading/state.js';
import type { SearchDocument } from '../src/search/document.js';
import { compileLexicon } from '../src/search/lexicon.js';
import { type NationalRow, toSearchDocument, withGuides } from './documents.js';

type Labelled = {
  q: string;
  kind: string;
  about?: string;
  codes?: string[];
  altKind?: string[];
  accept?: string[];
  trap?: boolean;
};
type Turn = { q: string; kind: string; beh: string; altBeh?: string[]; codes?: string[] };

/** The day the questions are asked on. */
const TODAY = '2026-11-29';
const ASKING = ['', 'bao nhiêu tiền', 'mất bao lâu', 'cần giấy tờ gì', 'nộp ở đâu'];

/** Runs it on the files of a reference folder and prints; `bad`: also what was read wrongly. */
export function benchReading(folder: string, bad = false): void {
  const rows = readLines<NationalRow>(`${folder}/data/national-catalogue.jsonl.gz`);
  const national = rows.filter(({ code }) => /^\d\.\d{6}$/.test(code)).map(toSearchDocument);
  const starterCodes = new Set(guides().map(({ code }) => code));
  const started = process.cpuUsage().user;
  const large = reader(withGuides(national));
  print(
    `sayings worked out and index built in ${((process.cpuUsage().user - started) / 1000).toFixed(0)} ms of processor time\n`,
  );
  const small = reader(withGuides(national.filter(({ code }) => starterCodes.has(code))), large.intents);
  const singles = readLines<Labelled>(`${folder}/eval/singles.jsonl`);
  const questions = readLines<Labelled>(`${folder}/eval/questions.jsonl`);
  for (const [name, data] of [
    ['national', large],
    ['starter', small],
  ] as const) {
    print(`\n== ${name}\n`);
    printKinds(singles, data, bad && name === 'national');
    printNames(data, bad);
  }
  printQuestions(questions, large, bad);
  printAlarms(folder, rows, large);
  printTurns(folder, large, bad);
}

/** `known`: the intents, where another catalogue has had them worked out. */
function reader(documents: SearchDocument[], known?: IntentIndex): ReaderData {
  const lexicon = compileLexicon(readShippedLexicon());
  const built = buildReading([...documents, ...readElsewhere()], lexicon);
  return readerFrom(built, known ?? trainIntents(), lexicon, readIntents());
}

function guides() {
  return readStarterCatalogue().flatMap(({ layer, record }) => (layer === 'guide' ? [record] : []));
}

/** The kind of reply an act leads to. */
function kindOf({ verdict }: Reading): string {
  const act = verdict.kind === 'act' ? verdict.act : verdict.kind === 'between' ? verdict.acts[0] : null;
  if (!act) return 'out_of_scope';
  const kinds: Partial<Record<Act['kind'], string>> = {
    receipt: 'dossier',
    opened: 'dossier',
    elsewhere: 'out_of_scope',
  };
  if (act.kind === 'open') return act.found.kind === 'answer' ? 'procedure' : 'choices';
  return kinds[act.kind] ?? act.kind;
}

function printKinds(singles: readonly Labelled[], data: ReaderData, bad: boolean): void {
  const table = new Map<string, [number, number]>();
  for (const single of singles) {
    const reading = readMessage(single.q, EMPTY_STATE, data, TODAY);
    const got = kindOf(reading);
    const offered = codesOf(reading).slice(0, 4);
    const rightCode =
      (single.codes ?? []).length === 0 || offered.some((code) => single.codes?.includes(code));
    const wanted = [
      single.kind,
      ...(single.altKind ?? []),
      ...(single.kind === 'procedure' ? ['choices'] : []),
    ];
    const good = wanted.includes(got) && (single.kind !== 'procedure' || rightCode);
    for (const kind of [single.kind, ...(single.trap ? ['traps'] : [])]) count(table, kind, good);
    if (single.kind === 'smalltalk' && good)
      count(table, 'about of small talk', aboutOf(reading) === single.about);
    if (bad && !good) print(`  ${single.kind}: ${single.q} → ${told(reading)}\n`);
  }
  printTable(table);
}

function aboutOf({ verdict }: Reading): string {
  return verdict.kind === 'act' && 'about' in verdict.act ? verdict.act.about : '';
}

function printNames(data: ReaderData, bad: boolean): void {
  const table = new Map<string, [number, number]>();
  for (const guide of guides())
    for (const name of [guide.plainName, ...guide.everydayNames])
      for (const asking of ASKING) {
        const q = name ? `${name} ${asking}`.trim() : '';
        if (q === '') continue;
        const reading = readMessage(q, EMPTY_STATE, data, TODAY);
        const good = kindOf(reading) === 'procedure' && codesOf(reading)[0] === guide.code;
        count(table, `own name + "${asking}"`, good);
        if (bad && !good && (asking === '' || asking === 'nộp ở đâu'))
          print(`  ${guide.code} ${q} → ${told(reading)}\n`);
      }
  printTable(table);
}

function codesOf({ verdict }: Reading): string[] {
  if (verdict.kind !== 'act' || verdict.act.kind !== 'open') return [];
  const { found } = verdict.act;
  return found.kind === 'answer' ? [found.code, ...found.alternatives] : found.codes;
}

function printQuestions(questions: readonly Labelled[], data: ReaderData, bad: boolean): void {
  const table = new Map<string, [number, number]>();
  const times: number[] = [];
  for (const { q } of questions.slice(0, 200)) readMessage(q, EMPTY_STATE, data, TODAY);
  for (const { q, kind, accept = [] } of questions) {
    const from = process.cpuUsage();
    const reading = readMessage(q, EMPTY_STATE, data, TODAY);
    times.push(process.cpuUsage(from).user / 1000);
    const codes = codesOf(reading);
    const got = kindOf(reading);
    if (kind === 'procedure') {
      count(table, 'top 1', accept.includes(codes[0] ?? ''));
      count(
        table,
        'top 3',
        codes.slice(0, 3).some((code) => accept.includes(code)),
      );
      const stolen = !['procedure', 'choices', 'out_of_scope'].includes(got);
      count(table, 'taken by an intent', stolen);
      if (bad && stolen) print(`  ${q} → ${told(reading)}\n`);
    }
    if (kind === 'out_of_scope') {
      const refused = !['procedure', 'choices'].includes(got);
      count(table, 'out of scope refused', refused);
      if (bad && !refused) print(`  out of scope: ${q} → ${told(reading)}\n`);
    }
    if (bad && kind === 'ambiguous' && got !== 'choices') print(`  ambiguous: ${q} → ${told(reading)}\n`);
    if (bad && kind === 'procedure' && !accept.includes(codes[0] ?? '')) {
      const d = data.searcher.search(q);
      const alone = d.kind === 'decline' ? [] : d.kind === 'answer' ? [d.code] : d.codes;
      if (accept.includes(alone[0] ?? '')) print(`  LOST: ${accept} ${q} → ${told(reading)}\n`);
    }
    if (kind === 'ambiguous') count(table, 'ambiguous asked back', got === 'choices');
    if (kind === 'smalltalk' || kind === 'dossier') count(table, kind, got === kind);
    count(table, 'wrong direct (of all)', got === 'procedure' && !accept.includes(codes[0] ?? ''));
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  print(`\n== questions.jsonl, national\n`);
  printTable(table);
  print(`processor time p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`);
}

/** Scam and danger heard where there is none. */
function printAlarms(folder: string, rows: readonly NationalRow[], data: ReaderData): void {
  const harmless = [
    ...readLines<Labelled>(`${folder}/eval/questions.jsonl`).map(({ q }) => q),
    ...rows.map(({ name }) => name),
  ];
  const alarms = harmless.filter((q) =>
    ['scam', 'emergency'].includes(kindOf(readMessage(q, EMPTY_STATE, data, TODAY))),
  );
  print(`\nfalse alarms: ${alarms.length} of ${harmless.length}\n`);
  for (const q of alarms.slice(0, 30)) print(`  ${q}\n`);
}

function dialogues(folder: string, file: string): { id: string; turns: Turn[] }[] {
  return readLines<{ id: string; turns: Turn[] }>(`${folder}/eval/${file}`);
}

/** Turns with the state as it ought to be by then: what the labels say was spoken of. */
function printTurns(folder: string, data: ReaderData, bad: boolean): void {
  const table = new Map<string, [number, number]>();
  for (const file of ['dialogues.jsonl', 'dossier-dialogues.jsonl'])
    for (const { turns } of dialogues(folder, file)) {
      let state: ReadingState = EMPTY_STATE;
      turns.forEach((turn, i) => {
        const reading = readMessage(turn.q, state, data, TODAY);
        const good = suits(turn, reading, state);
        const alarm =
          ['scam', 'emergency'].includes(kindOf(reading)) && !['scam', 'emergency'].includes(turn.beh);
        count(table, `${file.slice(0, 4)} without false alarm`, !alarm);
        count(
          table,
          `${file.slice(0, 4)} ${turn.kind.replace(/:.*/, ':')}${i === 0 ? ' (first)' : ''}`,
          good,
        );
        if (bad && !good)
          print(`  [${turn.kind}] ${turn.beh} ${turn.codes?.join(' ') ?? ''} ${turn.q} → ${told(reading)}\n`);
        state = after(turn, turns[i + 1], state);
      });
    }
  print('\n== turns, state emulated\n');
  printTable(table);
}

function suits(turn: Turn, reading: Reading, state: ReadingState): boolean {
  const { verdict } = reading;
  const act = verdict.kind === 'act' ? verdict.act : null;
  const wanted = [turn.beh, ...(turn.altBeh ?? [])];
  if (wanted.includes('answer') || wanted.includes('refuse') || wanted.includes('clarify')) {
    if (act?.kind === 'open') return codesOf(reading).some((code) => turn.codes?.includes(code) ?? true);
    const [top] = state.subjects;
    const target = act?.kind === 'goBack' ? state.subjects[act.to ?? 0] : top;
    if (act && ['ask', 'tell', 'goBack', 'correct'].includes(act.kind))
      return turn.codes?.includes(target?.code ?? '') ?? true;
    if (wanted.includes('refuse') && act?.kind === 'elsewhere') return true;
  }
  const kinds: Record<string, string[]> = {
    dossier: [
      'dossier',
      'opened',
      'receipt',
      'digits',
      'affirm',
      'deny',
      'dontKnow',
      'objectWhy',
      'command',
      'goBack',
      'questionCode',
      'ask',
    ],
  };
  return wanted.some((beh) => (kinds[beh] ?? [beh]).includes(act?.kind ?? ''));
}

function after(turn: Turn, next: Turn | undefined, state: ReadingState): ReadingState {
  const code = 'H21.17-261118-0312';
  const put = (subject: ReadingState['subjects'][number]): ReadingState => ({
    ...state,
    pending: null,
    subjects: [subject, ...state.subjects.filter((one) => one.code !== subject.code)].slice(0, 5),
  });
  if (turn.kind === 'delete') return { ...state, pending: { kind: 'confirm', of: 'deleteData', code: null } };
  if (/^(yes|no)$/.test(next?.kind ?? ''))
    return { ...state, pending: { kind: 'confirm', of: 'receiptCode', code } };
  if (/^(digits|wrong|locked|privacy)/.test(next?.kind ?? ''))
    return { ...state, pending: { kind: 'digits', code } };
  if (turn.beh === 'dossier' && /^(digits|open:)/.test(turn.kind)) return put({ kind: 'dossier', code });
  const [procedure] = turn.codes ?? [];
  if (turn.beh === 'answer' && procedure && !turn.codes?.includes(state.subjects[0]?.code ?? ''))
    return put({ kind: 'procedure', code: procedure, told: {}, asked: [] });
  return { ...state, pending: null };
}

function told({ verdict, votes }: Reading): string {
  const said = votes.slice(0, 2).map(({ meaning, share }) => `${meaning} ${share.toFixed(2)}`);
  return `${JSON.stringify(verdict).slice(0, 160)} | ${said.join(', ')}`;
}

function count(table: Map<string, [number, number]>, name: string, good: boolean): void {
  const [right, all] = table.get(name) ?? [0, 0];
  table.set(name, [right + (good ? 1 : 0), all + 1]);
}

function printTable(table: ReadonlyMap<string, [number, number]>): void {
  for (const [name, [right, all]] of [...table].sort(([a], [b]) => a.localeCompare(b)))
    print(`${name.padEnd(34)} ${((100 * right) / all).toFixed(1).padStart(6)} % (${right}/${all})\n`);
}

function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function print(text: string): void {
  process.stdout.write(text);
}
