/** `npm run bench -- NAME [options]`: the measured claims, each against a named rival in the same run. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { benchChat } from './chat.js';
import { benchDesk } from './desk.js';
import { benchFanOut } from './fanout.js';
import { benchFuzz } from './fuzz.js';
import { benchKill } from './kill.js';
import { benchKillDesk } from './kill-desk.js';
import { benchKillWebhooks } from './kill-webhooks.js';
import { benchLookup } from './lookup.js';
import { benchMemory } from './memory.js';
import { benchReading } from './reading.js';
import { benchSearch } from './search.js';
import { benchSimulate } from './simulate.js';
import { benchWebhooks } from './webhooks.js';

const USAGE = `npm run bench                              everything that needs no files; with MOTCUA_REFERENCE=FOLDER also search
npm run bench -- search --catalogue FILE --questions FILE
npm run bench -- reading [--bad]                with MOTCUA_REFERENCE=FOLDER
npm run bench -- memory                         with MOTCUA_REFERENCE=FOLDER
npm run bench -- chat [--seconds 5] [--url postgresql://…]
npm run bench -- kill --catalogue FILE [--rounds 10]
npm run bench -- kill-desk [--database postgresql://…] [--times 10]
npm run bench -- webhooks --database postgresql://… [--processes 1|2] [--rate 200]
npm run bench -- kill-webhooks --database postgresql://… [--times 10] [--rate 100]
npm run bench -- fanout --database postgresql://… [--notices 100000] [--processes 1|2|3] [--seconds 60] [--pushes 50] [--each 1]
npm run bench -- simulate --database postgresql://… [--scale 0.1] [--seed 1] [--processes 3] [--kill] [--minutes 5]
npm run bench -- lookup --database postgresql://… [--sizes 10000,100000] [--seconds 5]
npm run bench -- desk [--database postgresql://…] [--dossiers 5000]
npm run bench -- fuzz [--inputs 100000] [--seed 1] [--minutes 10]
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    catalogue: { type: 'string' },
    questions: { type: 'string' },
    seconds: { type: 'string' },
    rounds: { type: 'string', default: '10' },
    times: { type: 'string', default: '10' },
    url: { type: 'string' },
    database: { type: 'string' },
    sizes: { type: 'string', default: '10000,100000' },
    processes: { type: 'string' },
    notices: { type: 'string', default: '100000' },
    pushes: { type: 'string', default: '50' },
    each: { type: 'string', default: '1' },
    scale: { type: 'string', default: '0.1' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    inputs: { type: 'string', default: '100000' },
    kill: { type: 'boolean', default: false },
    rate: { type: 'string' },
    dossiers: { type: 'string', default: '5000' },
    bad: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});

const [name] = positionals;
const reference = process.env.MOTCUA_REFERENCE;
const catalogue = values.catalogue ?? (reference && `${reference}/data/national-catalogue.jsonl.gz`);
const questions = values.questions ?? (reference && `${reference}/eval/questions.jsonl`);

if (values.help) process.stdout.write(USAGE);
else if (name === undefined && !values.catalogue) {
  await benchChat(Number(values.seconds ?? '5'), values.url);
  if (catalogue && questions) await benchSearch(catalogue, questions);
} else if (name === 'search' && catalogue && questions) await benchSearch(catalogue, questions);
else if (name === 'reading' && reference) benchReading(reference, values.bad);
else if (name === 'memory' && reference) benchMemory(reference);
else if (name === 'chat') await benchChat(Number(values.seconds ?? '5'), values.url);
else if (name === 'kill' && catalogue) await benchKill(catalogue, Number(values.rounds));
else if (name === 'kill-desk') await benchKillDesk(values.database, Number(values.times));
else if (name === 'webhooks' && values.database)
  await benchWebhooks(
    values.database,
    values.processes ? Number(values.processes) : undefined,
    Number(values.rate ?? 200),
  );
else if (name === 'kill-webhooks' && values.database)
  await benchKillWebhooks(values.database, Number(values.times), Number(values.rate ?? 100));
else if (name === 'fanout' && values.database)
  await benchFanOut(values.database, {
    notices: Number(values.notices),
    processes: values.processes ? Number(values.processes) : undefined,
    seconds: Number(values.seconds ?? '60'),
    pushes: Number(values.pushes),
    each: Number(values.each),
  });
else if (name === 'simulate' && values.database)
  await benchSimulate(values.database, {
    scale: Number(values.scale),
    seed: Number(values.seed),
    processes: Number(values.processes ?? '3'),
    kill: values.kill,
    minutes: Number(values.minutes ?? '5'),
  });
else if (name === 'lookup' && values.database)
  await benchLookup(values.database, values.sizes.split(',').map(Number), Number(values.seconds ?? '5'));
else if (name === 'fuzz')
  await benchFuzz({
    inputs: Number(values.inputs),
    seed: Number(values.seed),
    minutes: Number(values.minutes ?? '10'),
  });
else if (name === 'desk') await benchDesk(Number(values.dossiers), values.database);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
