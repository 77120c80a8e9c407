/** `npm run bench -- NAME [options]`: the measured claims, each against a named rival in the same run. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { benchChat } from './chat.js';
import { benchDesk } from './desk.js';
import { benchKill } from './kill.js';
import { benchKillDesk } from './kill-desk.js';
import { benchKillWebhooks } from './kill-webhooks.js';
import { benchLookup } from './lookup.js';
import { benchSearch } from './search.js';
import { benchWebhooks } from './webhooks.js';

const USAGE = `npm run bench                              everything that needs no files; with MOTCUA_REFERENCE=FOLDER also search
npm run bench -- search --catalogue FILE --questions FILE
npm run bench -- chat [--seconds 5] [--url postgresql://…]
npm run bench -- kill --catalogue FILE [--rounds 10]
npm run bench -- kill-desk [--database postgresql://…] [--times 10]
npm run bench -- webhooks --database postgresql://… [--processes 1|2] [--rate 200]
npm run bench -- kill-webhooks --database postgresql://… [--times 10]
npm run bench -- lookup --database postgresql://… [--sizes 10000,100000] [--seconds 5]
npm run bench -- desk [--database postgresql://…] [--dossiers 5000]
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    catalogue: { type: 'string' },
    questions: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '10' },
    times: { type: 'string', default: '10' },
    url: { type: 'string' },
    database: { type: 'string' },
    sizes: { type: 'string', default: '10000,100000' },
    processes: { type: 'string' },
    rate: { type: 'string', default: '200' },
    dossiers: { type: 'string', default: '5000' },
    help: { type: 'boolean' },
  },
});

const [name] = positionals;
const reference = process.env.MOTCUA_REFERENCE;
const catalogue = values.catalogue ?? (reference && `${reference}/data/national-catalogue.jsonl.gz`);
const questions = values.questions ?? (reference && `${reference}/eval/questions.jsonl`);

if (values.help) process.stdout.write(USAGE);
else if (name === undefined && !values.catalogue) {
  await benchChat(Number(values.seconds), values.url);
  if (catalogue && questions) await benchSearch(catalogue, questions);
} else if (name === 'search' && catalogue && questions) await benchSearch(catalogue, questions);
else if (name === 'chat') await benchChat(Number(values.seconds), values.url);
else if (name === 'kill' && catalogue) await benchKill(catalogue, Number(values.rounds));
else if (name === 'kill-desk') await benchKillDesk(values.database, Number(values.times));
else if (name === 'webhooks' && values.database)
  await benchWebhooks(
    values.database,
    values.processes ? Number(values.processes) : undefined,
    Number(values.rate),
  );
else if (name === 'kill-webhooks' && values.database)
  await benchKillWebhooks(values.database, Number(values.times));
else if (name === 'lookup' && values.database)
  await benchLookup(values.database, values.sizes.split(',').map(Number), Number(values.seconds));
else if (name === 'desk') await benchDesk(Number(values.dossiers), values.database);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
