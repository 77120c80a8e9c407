/**
 * A year of a province's desks in some minutes, through the HTTP interface of several server processes, with people who
 * follow dossiers on Telegram and Zalo while both platforms throttle, fail and lose answers: at the end everybody must
 * have been told what was due, once, the figures must be those of the year, and the chain of events must verify.
 * `npm run bench -- simulate --database postgresql://… [--scale 0.1] [--seed 1] [--processes 3] [--kill] [--minutes 5]`
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { projectRoot } from '../src/config/paths.js';
import { check, checkFigures, type Line } from './simulate-check.js';
import { type Keys, type Telling, tellStories } from './simulate-desk.js';
import { type Follower, type Platforms, startPlatforms } from './simulate-platforms.js';
import { makeYear, type Random, type Story, seeded } from './simulate-year.js';
import { withNewDatabase } from './temporary.js';
import { end, type ServerProcess, startServer } from './webhooks.js';

export type Simulation = { scale: number; seed: number; processes: number; kill: boolean; minutes: number };

const FIRST_PORT = 3961;
const KILL_EVERY_MS = 12_000;
/** What a killed process was sending is taken over after a minute. */
const PATIENCE_MS = 300_000;
const FOLLOWED = 0.25;
const MAX_FOLLOWED = 3;

/** Runs the year on a new database of a PostgreSQL server; sets the exit code to 1 when anything is not as it should be. */
export async function benchSimulate(server: string, simulation: Simulation): Promise<void> {
  await withNewDatabase(server, async (url) => {
    const { processes } = simulation;
    const origins = Array.from({ length: processes }, (_, i) => `http://127.0.0.1:${FIRST_PORT + i}`);
    const platforms = await startPlatforms(origins);
    const env = {
      ...platforms.env,
      DATABASE_URL: url,
      SECRET_KEY: randomBytes(32).toString('base64'),
      QUIET_HOURS: '00:00-00:00',
      NOTICES_OFF:
        'late,notAccepted,supplementSoon,resultWaiting,closure,procedureChanged,procedureAbolished',
    };
    const servers: ServerProcess[] = [];
    try {
      for (let i = 0; i < processes; i += 1) servers.push(await startServer(FIRST_PORT + i, env));
      const lines = await live({ simulation, url, env, servers, origins, platforms });
      print(lines);
    } finally {
      await Promise.all(servers.map(({ child }) => end(child, 'SIGTERM')));
      await platforms.stop();
    }
  });
}

type Stage = {
  simulation: Simulation;
  url: string;
  env: NodeJS.ProcessEnv;
  servers: ServerProcess[];
  origins: string[];
  platforms: Platforms;
};

async function live(stage: Stage): Promise<Line[]> {
  const { simulation, url, env, platforms, origins } = stage;
  const random = seeded(simulation.seed);
  const stories = makeYear(random, simulation.scale, new Date(), simulation.minutes * 60_000);
  const followers = followStories(random, stories);
  for (const follower of followers) platforms.meet(follower);
  await insertFollowers(url, stories, followers);
  const keys: Keys = {
    system: await newKey(env, 'system', '--may-correct'),
    desk: await newKey(env, 'desk'),
  };
  const tellings = stories.map(
    (story): Telling => ({ story, next: 0, busy: false, acknowledged: [], filedWith: 0, slip: null }),
  );
  platforms.trouble(random);
  const left = leaveLater(random, followers, platforms, simulation.minutes);
  const killer = simulation.kill ? startKilling(stage, random) : null;
  const began = Date.now();
  const done = await tellStories(tellings, origins, keys);
  const told = (Date.now() - began) / 1_000;
  const kills = (await killer?.stop()) ?? 0;
  platforms.heal();
  const drained = await drain(url);
  await sleep(2_000);
  const figures = JSON.parse(await command(env, ['report', 'on-time', '--json']));
  const verified = await command(env, ['dossier', 'verify']).then(
    () => 'whole',
    (error: Error) => error.message,
  );
  for (const refused of done.refused.slice(0, 5)) process.stderr.write(`refused: ${refused}\n`);
  const { set, tooFast } = platforms.faults();
  return [
    { what: 'dossiers', found: stories.length, expected: null },
    { what: 'told by the desks', found: `${done.events} in ${told.toFixed(0)} s`, expected: null },
    { what: 'requests, of them sent again', found: `${done.requests}, ${done.again}`, expected: null },
    { what: 'processes killed', found: kills, expected: null },
    { what: 'faults of the platforms, refusals as too fast', found: `${set}, ${tooFast}`, expected: null },
    { what: 'until everything was told, after the last push', found: drained, expected: null },
    { what: 'refused by the interface', found: done.refused.length, expected: 0 },
    ...(await check({ tellings, followers, left, got: platforms.got() }, url)),
    ...checkFigures(stories, figures),
    { what: 'chain of events', found: verified, expected: 'whole' },
  ];
}

/** A quarter of the dossiers is followed, by one to three people, who follow one to three each. */
function followStories(random: Random, stories: readonly Story[]): Follower[] {
  const followers: Follower[] = [];
  let last = MAX_FOLLOWED;
  for (const story of stories) {
    if (random() >= FOLLOWED) continue;
    const count = 1 + Math.floor(random() ** 2 * 3);
    for (let i = 0; i < count; i += 1) {
      if (last >= MAX_FOLLOWED || story.followers.includes(followers.length - 1)) {
        const number = followers.length;
        const channel = random() < 0.6 ? 'telegram' : 'zalo-oa';
        followers.push({ number, channel, chat: String(7_000_000 + number) });
        last = 0;
      }
      story.followers.push(followers.length - 1);
      last += random() < 0.5 ? MAX_FOLLOWED : 1;
    }
  }
  return followers;
}

async function insertFollowers(
  url: string,
  stories: readonly Story[],
  followers: readonly Follower[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO contacts (key, channel, chat, last_inbound_at, consent_at)
     SELECT 'bench:' || chat, channel, chat, now(), now() FROM jsonb_to_recordset($1) AS r(channel text, chat text)`,
    [JSON.stringify(followers)],
  );
  const follows = stories.flatMap(({ code, followers: numbers }) =>
    numbers.map((number) => ({ person: `bench:${followers[number]?.chat}`, target: keyOf(code) })),
  );
  await client.query(
    `INSERT INTO subscriptions (person, kind, target, by, created_at)
     SELECT person, 'dossier', target, 'digits', now() FROM jsonb_to_recordset($1) AS r(person text, target text)`,
    [JSON.stringify(follows)],
  );
  await client.end();
}

function keyOf(code: string): string {
  const [unit, date = '', sequence] = code.split('-');
  return `${unit}/20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}/${Number(sequence)}`;
}

/** One in a hundred leaves in the middle. */
function leaveLater(random: Random, followers: readonly Follower[], platforms: Platforms, minutes: number) {
  const left = new Map<string, number>();
  const leaving = followers.filter(() => random() < 0.01);
  setTimeout(() => {
    for (const follower of leaving) {
      left.set(follower.chat, Date.now());
      platforms.leave(follower);
    }
  }, minutes * 20_000).unref();
  return left;
}

/** Kills one process after another without warning, and starts it again. */
function startKilling({ servers, env }: Stage, random: Random): { stop(): Promise<number> } {
  let [kills, isOver] = [0, false];
  const killing = (async () => {
    while (!isOver) {
      await sleep(KILL_EVERY_MS * (0.3 + random()));
      if (isOver) return;
      const index = Math.floor(random() * servers.length);
      const victim = servers[index];
      if (!victim) continue;
      await end(victim.child, 'SIGKILL');
      kills += 1;
      servers[index] = await startServer(FIRST_PORT + index, env);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await killing;
      return kills;
    },
  };
}

/** Waits until nothing is to be planned or sent any more; how long it took. */
async function drain(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const began = Date.now();
  for (;;) {
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM pgboss.job WHERE name = 'tell-dossier' AND state IN ('created', 'retry', 'active'))
        + (SELECT count(*)::int FROM notices WHERE state IN ('queued', 'sending')) AS left`,
    );
    const isOver = rows[0].left === 0 || Date.now() - began > PATIENCE_MS;
    if (isOver) {
      await client.end();
      return `${((Date.now() - began) / 1_000).toFixed(0)} s${rows[0].left > 0 ? `, ${rows[0].left} left` : ''}`;
    }
    await sleep(1_000);
  }
}

async function newKey(env: NodeJS.ProcessEnv, role: string, ...more: string[]): Promise<string> {
  const made = ['staff', 'key', 'create', '--unit', 'H49', '--role', role, '--per-minute', '1000000'];
  return (await command(env, [...made, ...more])).trim();
}

/** What a command prints. Throws when it fails. */
async function command(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')}: ${output.trim()}`);
  return output;
}

function print(lines: readonly Line[]): void {
  for (const { what, found, expected } of lines) {
    const isWrong = expected !== null && found !== expected;
    if (isWrong) process.exitCode = 1;
    const verdict = expected === null ? '' : isWrong ? `  WRONG: expected ${expected}` : '  ok';
    process.stdout.write(`${what.padEnd(60)} ${found}${verdict}\n`);
  }
}
