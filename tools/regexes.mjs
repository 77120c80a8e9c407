/**
 * Looks for regular expressions whose work grows faster than the text: `npm run regexes`. Names each with the text that
 * shows it; ends with 1 if there are any. Takes about a minute. Those put together from parts are not seen here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { checkSync } from 'recheck';
import ts from 'typescript';

const SOURCES = path.join(import.meta.dirname, '../src');
const PATIENCE_MS = 60_000;

/** Those that may, and why it does no harm. */
const HARMLESS = new Map([
  ['/\\B(?=(\\d{3})+$)/g', 'the digits of one number'],
  ['/<style>([\\s\\S]*?)<\\/style>/', 'our own page'],
]);

/** What is found by guessing counts only if a text of this length really takes so long. */
const CHARACTERS = 65_536;
const MAX_MS = 50;

let faults = 0;
for (const file of readdirSync(SOURCES, { recursive: true })) {
  if (!file.endsWith('.ts') || file.startsWith('generated')) continue;
  for (const literal of literalsOf(path.join(SOURCES, file))) {
    if (HARMLESS.has(literal)) continue;
    const end = literal.lastIndexOf('/');
    const [source, flags] = [literal.slice(1, end), literal.slice(end + 1)];
    const found = checkSync(source, flags, { timeout: PATIENCE_MS });
    if (found.status === 'safe') continue;
    if (found.status === 'vulnerable' && tookMs(new RegExp(source, flags), found.attack) < MAX_MS) continue;
    faults += 1;
    const why =
      found.status === 'vulnerable' ? `${found.complexity.summary}: ${found.attack.pattern}` : 'unknown';
    process.stdout.write(`src/${file} ${literal}\n  ${why}\n`);
  }
}
process.stdout.write(`${faults} found\n`);
// The checker's thread would keep the process alive.
process.exit(faults === 0 ? 0 : 1);

/** The processor's time for the attack at full length, the best of three. */
function tookMs(regex, { pumps, suffix }) {
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length);
  const room = (CHARACTERS - fixed) / pumps.length;
  const parts = pumps.map(({ prefix, pump }) => prefix + pump.repeat(room / pump.length));
  const text = parts.join('') + suffix;
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    text.replace(regex, '');
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

function literalsOf(file) {
  const literals = [];
  const visit = (node) => {
    if (ts.isRegularExpressionLiteral(node)) literals.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return literals;
}
