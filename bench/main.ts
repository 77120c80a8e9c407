/** `npm run bench -- NAME [options]`: the measured claims, each against a named rival in the same run. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { benchChat } from './chat.js';
import { benchKill } from './kill.js';
import { benchSearch } from './search.js';

const USAGE = `npm run bench -- search --catalogue FILE --questions FILE
npm run bench -- chat [--seconds 5]       [--url postgresql://…]
npm run bench -- kill --catalogue FILE [--rounds 10]
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    catalogue: { type: 'string' },
    questions: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '10' },
    url: { type: 'string' },
  },
});

const [name] = positionals;
if (name === 'search' && values.catalogue && values.questions)
  await benchSearch(values.catalogue, values.questions);
else if (name === 'chat') await benchChat(Number(values.seconds), values.url);
else if (name === 'kill' && values.catalogue) await benchKill(values.catalogue, Number(values.rounds));
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}
