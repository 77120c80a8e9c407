/**
 * Nonsense to every route, in process, on a new embedded database: how it is answered, and what took longest. Ends with
 * 1 if anything was answered with 5xx or thrown. `npm run bench -- fuzz [--inputs 100000] [--seed 1] [--minutes 10]`
 */
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { createApp, createServices, openDatabase } from '../src/app.js';
import { parseConfig } from '../src/config/index.js';
import { DEFAULT_CHAT_LIMITS } from '../src/http/limits.js';
import { createLog } from '../src/operations/log.js';
import { createKey } from '../src/staff/store.js';
import { createChannels } from '../src/wiring/channels.js';
import { NOWHERE } from '../test/support/nowhere.js';
import { routesOf } from '../test/support/routes.js';
import { createInputs, createRandom, type Input } from './fuzz-inputs.js';
import { withNewFolder } from './temporary.js';

/** The first answers take long for another reason. */
const WARM_UP = 500;

export type FuzzOptions = { inputs: number; seed: number; minutes: number };

/** What came of it. `slowest`: by the processor's time, in milliseconds. */
type Found = {
  sent: number;
  statuses: Map<string, Map<number, number>>;
  slowest: { ms: number; number: number; input: Input | null };
  faults: string[];
};

export async function benchFuzz(options: FuzzOptions): Promise<void> {
  process.stdout.write(
    `seed ${options.seed}, ${options.inputs} inputs, at most ${options.minutes} minutes\n`,
  );
  const found: Found = {
    sent: 0,
    statuses: new Map(),
    slowest: { ms: 0, number: 0, input: null },
    faults: [],
  };
  const thrown = (error: unknown) => found.faults.push(`thrown: ${String(error)}`);
  process.on('uncaughtException', thrown).on('unhandledRejection', thrown);
  await withNewFolder((folder) => fuzz(folder, options, found));
  process.off('uncaughtException', thrown).off('unhandledRejection', thrown);
  print(found);
  if (found.faults.length > 0) process.exitCode = 1;
}

async function fuzz(folder: string, { inputs, seed, minutes }: FuzzOptions, found: Found): Promise<void> {
  const config = parseConfig({
    ...NOWHERE,
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('base64'),
  });
  const services = createServices(config, await openDatabase(config), createLog('fatal'));
  const messaging = await createChannels(services);
  const limits = { ...DEFAULT_CHAT_LIMITS, messagesPerMinutePerAddress: 1_000_000_000 };
  const app = await createApp(services, { limits, messaging });
  const wanted = { unit: 'H21', role: 'system', createdBy: 'bench', perMinute: 1_000_000_000 } as const;
  const { secret } = await createKey(services.database.client, wanted, new Date());
  const routes = routesOf(await (await app.request('/api/docs/openapi.json')).json());
  const next = createInputs(createRandom(seed), routes, secret);
  const end = performance.now() + minutes * 60_000;
  while (found.sent < inputs && performance.now() < end) {
    found.sent += 1;
    await send(app, next(), found);
  }
  await messaging.close();
  await services.close();
}

async function send(app: Awaited<ReturnType<typeof createApp>>, input: Input, found: Found): Promise<void> {
  const { path, method, headers, body } = input;
  const before = process.cpuUsage();
  const response = await app.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const used = process.cpuUsage(before);
  const ms = (used.user + used.system) / 1000;
  if (found.sent > WARM_UP && ms > found.slowest.ms) found.slowest = { ms, number: found.sent, input };
  const statuses = found.statuses.get(input.group) ?? new Map<number, number>();
  found.statuses.set(input.group, statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1));
  if (response.status >= 500)
    found.faults.push(`input ${found.sent}: ${response.status} ${text} ${show(input)}`);
}

const MAX_SHOWN = 300;
const show = ({ method, path, body }: Input) =>
  `${method} ${path.slice(0, MAX_SHOWN)} ${JSON.stringify(String(body ?? '')).slice(0, MAX_SHOWN)}`;

function print({ sent, statuses, slowest, faults }: Found): void {
  for (const [group, counts] of [...statuses].sort()) {
    const told = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    process.stdout.write(`${group}  ${told.join(', ')}\n`);
  }
  const input = slowest.input ? show(slowest.input) : 'none';
  process.stdout.write(
    `${sent} inputs; slowest, number ${slowest.number}: ${slowest.ms.toFixed(0)} ms for ${input}\n`,
  );
  for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
  process.stdout.write(faults.length === 0 ? 'no fault\n' : `${faults.length} FAULTS\n`);
}
