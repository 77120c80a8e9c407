/** Compares what followers got in the simulated year, and what the program says of it, with what was to happen. */
import process from 'node:process';
import pg from 'pg';
import { STATUS_NAMES } from '../src/dossiers/model/status.js';
import type { Telling } from './simulate-desk.js';
import type { Follower, Got } from './simulate-platforms.js';
import type { Outcome, Story } from './simulate-year.js';

/** One line of the table. `expected`: null = for information. */
export type Line = { what: string; found: string | number; expected: string | number | null };

export type World = {
  tellings: readonly Telling[];
  followers: readonly Follower[];
  /** When those left who left. */
  left: ReadonlyMap<string, number>;
  got: readonly Got[];
};

/** A notice as its reader got it. */
type Read = Got & { dossier: string; status: string; code: string };
type Row = {
  code: string;
  person: string;
  event: string;
  state: string;
  repeats: number;
  reason: string | null;
};

const NAMES: Readonly<Record<number, string>> = STATUS_NAMES;
/** An undoing taken so soon after its slip comes before the slip is told. */
const IN_TIME_MS = 3_500;
/** Two notices about a dossier come at least so far apart; a little less is the time a message takes. */
const APART_MS = 55_000;

/** Every comparison, as lines of a table. */
export async function check(world: World, url: string): Promise<Line[]> {
  const rows = await readRows(url);
  const read = world.got.flatMap(readNotice);
  return [...checkTold(world, read, rows), ...checkOnce(read, rows, world), ...checkStates(rows)];
}

function readNotice(got: Got): Read[] {
  const code = /Mã tin: (\S+?)\. /.exec(got.text)?.[1];
  const dossier = /[Hh]ồ sơ (H\d\d\S*?-\d+-\d+)/.exec(got.text)?.[1];
  const status = /Tình trạng: ([^.]+)\./.exec(got.text)?.[1];
  return code && dossier && status ? [{ ...got, code, dossier, status }] : [];
}

type Count = Record<'due' | 'missing' | 'wrong' | 'slips' | 'late' | 'many' | 'close' | 'gone', number>;

/** What each follower of each dossier was last told, and whether anything was told that should not have been. */
function checkTold(world: World, read: readonly Read[], rows: readonly Row[]): Line[] {
  const byPair = new Map<string, Read[]>();
  for (const each of [...read].sort((a, b) => a.at - b.at)) {
    const pair = `${each.chat} ${each.dossier}`;
    byPair.set(pair, [...(byPair.get(pair) ?? []), each]);
  }
  const count: Count = { due: 0, missing: 0, wrong: 0, slips: 0, late: 0, many: 0, close: 0, gone: 0 };
  const waits: number[] = [];
  for (const telling of world.tellings) {
    for (const number of telling.story.followers) {
      const chat = world.followers[number]?.chat ?? '';
      const told = byPair.get(`${chat} ${telling.story.code}`) ?? [];
      const leftAt = world.left.get(chat);
      if (leftAt !== undefined) count.gone += told.filter(({ at }) => at > leftAt + 5_000).length;
      else if (!judge(telling, told, { count, waits })) explain(telling, chat, told, rows);
    }
  }
  waits.sort((a, b) => a - b);
  const at = (part: number) => `${(waits[Math.floor((waits.length - 1) * part)] ?? 0).toFixed(1)} s`;
  return [
    { what: 'followers of a dossier who were to be told', found: count.due, expected: null },
    { what: '… told nothing', found: count.missing, expected: 0 },
    { what: '… last told of another state than the last', found: count.wrong, expected: 0 },
    { what: 'told of a slip undone in time', found: count.slips, expected: 0 },
    { what: 'told of a slip whose undoing came late', found: count.late, expected: null },
    { what: 'told more often than things happened', found: count.many, expected: 0 },
    { what: 'told twice of a dossier within 55 s', found: count.close, expected: null },
    { what: 'written to after they had left', found: count.gone, expected: 0 },
    { what: 'first change to first notice, p50', found: at(0.5), expected: null },
    { what: 'first change to first notice, p99', found: at(0.99), expected: null },
  ];
}

/** Counts what one follower was told of one dossier; false = not what was due. */
function judge(
  { story, slip, filedWith, acknowledged }: Telling,
  told: readonly Read[],
  { count, waits }: { count: Count; waits: number[] },
): boolean {
  const tellable = story.pushes.flatMap(({ push }, i) =>
    push.kind === 'event' && i >= filedWith ? [i] : [],
  );
  const distinct = [...new Map(told.map((each) => [each.code, each])).values()];
  const slipped = told.filter(({ status }) => status === NAMES[7] && story.finalStatus !== 7).length;
  const wasFast = slip !== null && slip.undone - slip.sent <= IN_TIME_MS;
  count[wasFast ? 'slips' : 'late'] += slipped;
  if (distinct.length > tellable.length + (wasFast || !slip ? 0 : 2)) count.many += 1;
  count.close += distinct.filter((each, i) => each.at - (distinct[i - 1]?.at ?? 0) < APART_MS).length;
  const [first] = tellable;
  if (first === undefined) return !(wasFast && slipped > 0);
  count.due += 1;
  const last = told.at(-1);
  if (!last) count.missing += 1;
  else if (last.status !== NAMES[story.finalStatus]) count.wrong += 1;
  if (told[0]) waits.push((told[0].at - (acknowledged[first] ?? 0)) / 1_000);
  return last?.status === NAMES[story.finalStatus] && !(wasFast && slipped > 0);
}

/** Says what became of the notices that did not come as they should. */
function explain({ story }: Telling, chat: string, told: readonly Read[], rows: readonly Row[]): void {
  const [unit, date = '', sequence] = story.code.split('-');
  const about = `dossier ${unit}/20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}/${Number(sequence)} `;
  const theirs = rows.filter(({ person, event }) => person === `bench:${chat}` && event.startsWith(about));
  const states = theirs.map(({ event, state, reason }) => `${event}: ${state} ${reason ?? ''}`);
  const heard = told.map(({ status }) => status).join(', ') || 'nothing';
  process.stderr.write(
    `${chat} ${story.code}: ${heard}; ends at ${story.finalStatus}; ${states.join('; ') || 'no notices'}\n`,
  );
}

/** Nothing came twice but what was counted as perhaps out twice. */
function checkOnce(read: readonly Read[], rows: readonly Row[], { followers }: World): Line[] {
  const known = new Map(rows.map((row) => [row.code, row]));
  const times = new Map<string, number>();
  for (const { code } of read) times.set(code, (times.get(code) ?? 0) + 1);
  let [twice, uncounted, unknown] = [0, 0, 0];
  for (const [code, count] of times) {
    const row = known.get(code);
    if (!row) unknown += 1;
    twice += count - 1;
    uncounted += Math.max(0, count - 1 - (row?.repeats ?? 0));
  }
  const unsent = rows.filter(({ state, code }) => state === 'sent' && !times.has(code)).length;
  const counted = rows.reduce((sum, { repeats }) => sum + repeats, 0);
  return [
    { what: 'followers', found: followers.length, expected: null },
    { what: 'notices received', found: times.size, expected: null },
    { what: '… that came again (platform took it, its yes was lost)', found: twice, expected: null },
    { what: '… counted as perhaps out twice', found: counted, expected: null },
    { what: '… again without being counted', found: uncounted, expected: 0 },
    { what: 'notices the program knows nothing of', found: unknown, expected: 0 },
    { what: 'noted as sent, but never received', found: unsent, expected: 0 },
  ];
}

function checkStates(rows: readonly Row[]): Line[] {
  const of = (state: string) => rows.filter((row) => row.state === state);
  const failed = of('failed').filter(({ reason }) => !/blocked|-213|follow|chặn/i.test(reason ?? ''));
  for (const { reason } of failed.slice(0, 5)) process.stderr.write(`failed: ${reason}\n`);
  return [
    { what: 'notices still waiting', found: of('queued').length + of('sending').length, expected: 0 },
    { what: 'failed for another reason than having left', found: failed.length, expected: 0 },
    {
      what: 'not told, as something newer was, or the person left',
      found: of('cancelled').length,
      expected: null,
    },
    { what: 'sent twice without an answer', found: of('unknown').length, expected: null },
  ];
}

async function readRows(url: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT code, person, event, state, repeats, reason FROM notices');
  await client.end();
  return rows;
}

/** The figures of `motcua report on-time`, beside those of the stories. */
export function checkFigures(stories: readonly Story[], reported: Record<string, unknown>): Line[] {
  const outcomes: Outcome[] = ['early', 'onTime', 'late', 'inTime', 'overdue'];
  return outcomes.map((outcome) => ({
    what: `dossiers ${outcome}`,
    found: Number(reported[outcome]),
    expected: stories.filter((story) => story.outcome === outcome).length,
  }));
}
