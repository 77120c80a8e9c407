/** Tries every list in a folder, as `motcua dossier import` does, and prints what each comes to. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const [folder, ...flags] = process.argv.slice(2);
if (!folder) throw new Error('Cách dùng: node tools/import-table.mjs THƯ-MỤC [--apply] [--unit H21.17]');
const program = new URL('../bin/motcua.mjs', import.meta.url).pathname;
const columns = ['read', 'written', 'unchanged', 'setAside', 'unknownTime'];
process.stdout.write(`${['file', ...columns].join('\t')}\n`);
for (const file of readdirSync(folder).sort()) {
  const line = ['dossier', 'import', path.join(folder, file), '--json', ...flags];
  const told = run([program, ...line]);
  process.stdout.write(
    `${[file, ...(told ? columns.map((name) => told[name]) : ['không đọc được'])].join('\t')}\n`,
  );
}

function run(line) {
  try {
    return JSON.parse(
      execFileSync(process.execPath, line, { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    );
  } catch (fault) {
    // A list of which every row is set aside is told of, too.
    const told = fault.stdout?.toString() ?? '';
    return told.startsWith('{') ? JSON.parse(told) : null;
  }
}
