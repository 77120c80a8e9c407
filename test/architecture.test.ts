/** The rules of the architecture, checked on the source itself. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/config/paths.js';

type Source = {
  file: string;
  text: string;
  /** `later`: loaded only when it is wanted, by `import(…)`. */
  imports: { target: string; typeOnly: boolean; later: boolean }[];
  tree: ts.SourceFile;
};

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;

const sources = readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
  .map(readSource);

function readSource(file: string): Source {
  const text = readFileSync(path.join(projectRoot, 'src', file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const targetOf = (specifier: ts.Node) => {
    const { text } = specifier as ts.StringLiteral;
    return text.startsWith('.') ? path.join(path.dirname(file), text).replace(/\.js$/, '.ts') : text;
  };
  const imports = tree.statements.filter(ts.isImportDeclaration).map((statement) => ({
    target: targetOf(statement.moduleSpecifier),
    typeOnly: statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    later: false,
  }));
  const later = callsOfImport(tree).map((specifier) => ({
    target: targetOf(specifier),
    typeOnly: false,
    later: true,
  }));
  return { file, text, imports: [...imports, ...later], tree };
}

function callsOfImport(node: ts.Node): ts.Node[] {
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const found: ts.Node[] = isImport && node.arguments[0] ? [node.arguments[0]] : [];
  ts.forEachChild(node, (child) => void found.push(...callsOfImport(child)));
  return found;
}

/** Everything exported; `isDocumented`: a comment stands right above it. */
const exported = sources.flatMap(({ file, text, tree }) =>
  tree.statements.filter(isExported).flatMap((statement) => {
    const comment = ts.getLeadingCommentRanges(text, statement.pos)?.at(-1);
    const isDocumented =
      comment !== undefined &&
      text.startsWith('/**', comment.pos) &&
      !text.slice(comment.end, statement.getStart()).includes('\n\n');
    return namesOf(statement).map((name) => ({ file, name, isDocumented }));
  }),
);

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function namesOf(statement: ts.Statement): string[] {
  const declarations = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [statement];
  return declarations.map((each) => (each as ts.DeclarationStatement).name?.getText() ?? 'default');
}

const isNamed = (wanted: string) => (statement: ts.DeclarationStatement) =>
  statement.name?.getText() === wanted;

/** The files that break a rule; the message of a failed test names them. */
const breakers = (breaks: (source: Source) => boolean) => sources.filter(breaks).map((source) => source.file);
const importsPackage = (source: Source, name: string) =>
  source.imports.some(({ target }) => target === name || target.startsWith(`${name}/`));
const isStore = (file: string) => /(^|[/-])store\.ts$/.test(file);

/** Rooms whose files are all pure: values in, values out. */
const PURE_ROOMS = /^(?:search|conversation|evaluation|time)\//;

/** A file is pure when its room is, or when its opening comment says so: whoever claims it is held to it. */
const isPure = ({ file, text }: Pick<Source, 'file' | 'text'>) =>
  PURE_ROOMS.test(file) || /^\/\*\*(?:(?!\*\/)[\s\S])*\bPure\b/.test(text);
const pureFiles = new Set(sources.filter(isPure).map(({ file }) => file));

describe('the architecture', () => {
  it('has sources to check', () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(pureFiles.size).toBeGreaterThan(60);
  });

  it('reads the environment only at the two entrances', () => {
    expect(
      breakers(({ file, text }) => /process\.env/.test(text) && !['main.ts', 'cli.ts'].includes(file)),
    ).toEqual([]);
  });

  it('keeps the database client in db/open.ts and the stores', () => {
    const imports = (source: Source) => source.imports.some(({ target }) => target.startsWith('generated/'));
    expect(
      breakers((source) => imports(source) && source.file !== 'db/open.ts' && !isStore(source.file)),
    ).toEqual([]);
    const queries =
      /\b(?:db|tx|client)\.(?:\$queryRaw|\$executeRaw|\$transaction|[a-z]\w+\.(?:find|create|update|delete|upsert|count|aggregate))/;
    expect(
      breakers(({ file, text }) => queries.test(text) && file !== 'db/open.ts' && !isStore(file)),
    ).toEqual([]);
  });

  it.each([
    ['fuse.js', /^search\//],
    ['hono', /^http\//],
    ['@hono/zod-openapi', /^http\//],
    ['@hono/node-server', /^http\//],
    ['commander', /^cli\//],
    ['axios', /^channels\/zalo-/],
    ['hucre', /^(catalogue\/import|dossiers\/exchange|units|reports)\//],
    ['i18next', /^i18n\//],
    ['pino', /^operations\/log\.ts$/],
    ['prom-client', /^http\//],
    ['@electric-sql/pglite', /^db\/open\.ts$/],
    ['pg', /^db\//],
    ['grammy', /^channels\/telegram\//],
    ['@grammyjs/auto-retry', /^channels\/telegram\//],
    ['zxing-wasm', /^photos\//],
    ['@jsquash/jpeg', /^photos\//],
    ['pg-boss', /^jobs\//],
  ])('keeps %s in its place', (name, place) => {
    expect(breakers((source) => importsPackage(source, name) && !place.test(source.file))).toEqual([]);
  });

  it('keeps pure files pure: no I/O, no store, no framework, no clock', () => {
    const forbidden = (target: string) =>
      (/^node:/.test(target) && !['node:crypto', 'node:net'].includes(target)) ||
      (/^(?:http|channels\/(?!channel\.ts)|cli)/.test(target) && !pureFiles.has(target)) ||
      isStore(target);
    const impure = (source: Source) =>
      source.imports.some(({ target, typeOnly }) => !typeOnly && forbidden(target));
    expect(breakers((source) => isPure(source) && impure(source))).toEqual([]);
    expect(
      breakers(
        (source) =>
          isPure(source) &&
          /Date\.now\(\)|new Date\(\)|Math\.random|\brandom(?:Bytes|UUID|Int)\b/.test(source.text),
      ),
    ).toEqual([]);
  });

  it('lets arrows point inwards only', () => {
    // The port of the channels and their facts are what may be known of them.
    const edges =
      /^(?:http|cli|channels\/(?!channel\.ts|facts\.ts)|jobs|operations\/(?!log|alerts|post|failure)|wiring|main\.ts|app\.ts)/;
    const inner = (file: string) => !edges.test(file);
    const pointsOut = (source: Source) =>
      source.imports.some(({ target, typeOnly }) => !typeOnly && edges.test(target));
    expect(breakers((source) => inner(source.file) && pointsOut(source))).toEqual([]);
    const channelOf = (file: string) => /^channels\/(\w[\w-]*)\//.exec(file)?.[1];
    const crosses = ({ file, imports }: Source) =>
      imports.some(
        ({ target }) => channelOf(target) && channelOf(file) && channelOf(target) !== channelOf(file),
      );
    expect(breakers(crosses)).toEqual([]);
  });

  it('lets flows take acts, never text: only the reader and the entrance see the message', () => {
    // The reader, the entrance that calls it, and what both are made of.
    const mayRead =
      /^conversation\/(?:reading\/|(?:respond|language|sayings|words|phrase-match|chat-words)\.ts)/;
    const isFlow = ({ file }: Source) => file.startsWith('conversation/') && !mayRead.test(file);
    const reads = ({ text, imports }: Source) =>
      /\b(?:phrasePattern|coveredBy|withoutNames)\b|\blookups\.read/.test(text) ||
      imports.some(({ target }) => /^conversation\/(?:sayings|phrase-match|language)\.ts$/.test(target)) ||
      imports.some(
        ({ target, typeOnly }) => !typeOnly && /^conversation\/reading\/(?:read|direct)\.ts$/.test(target),
      );
    const namesText = /\bcontext\.text\b|\{[^{}]*\btext\b[^{}]*\}(?:: Context\b| = context;)/;
    expect(breakers((source) => isFlow(source) && reads(source))).toEqual([]);
    expect(breakers((source) => isFlow(source) && namesText.test(source.text))).toEqual([]);
    const turn = sources.find(({ file }) => file === 'conversation/turn.ts');
    const context = turn?.tree.statements.filter(ts.isTypeAliasDeclaration).find(isNamed('Context'))?.type;
    const given =
      context && ts.isTypeLiteralNode(context) ? context.members.map((each) => each.name?.getText()) : [];
    expect(given).toContain('reading');
    expect(given).not.toContain('text');
  });

  it('names a channel only where channels are built and set up', () => {
    const named = /'(?:zalo-oa|zalo-bot|telegram)'/;
    const mayName =
      /^(?:channels|config|wiring)\/|^cli\/operations\/zalo\.ts$|^http\/desk\/follow-token\.ts$/;
    expect(breakers(({ file, text }) => named.test(text) && !mayName.test(file))).toEqual([]);
  });

  it('writes listings in one way, which keeps what others wrote on its line', () => {
    expect(
      breakers(({ file, text }) => /^cli\/(?!socket\/lines\.ts)/.test(file) && text.includes('\\t')),
    ).toEqual([]);
  });

  it('lets commands write through one place alone, which makes it neutral', () => {
    expect(
      breakers(
        ({ file, text }) =>
          /console\.|process\.std(?:out|err)/.test(text) &&
          !/^(?:web\/|main\.ts|cli\/socket\/io\.ts)/.test(file),
      ),
    ).toEqual([]);
  });

  it.each(['cli.ts', 'cli/calendar/due.ts', 'cli/calendar/holiday.ts'])(
    'starts %s without the database and the server',
    (file) => {
      const loaded = loadedWith(file);
      expect([...loaded]).toContain(file);
      const heavy =
        /^(?:db\/open\.ts|generated\/|http\/|@prisma|@electric-sql|pg\b|hono|@hono|grammy|axios|hucre|zxing)/;
      expect([...loaded].filter((target) => heavy.test(target))).toEqual([]);
    },
  );

  it('loads later only what a server has loaded at its start, for a newer build may replace the files', () => {
    // A browser that finds no card any more shows the answer by its blocks.
    const loadsLater = ({ file, imports }: Source) =>
      file !== 'web/cards.ts' && imports.some(({ later }) => later);
    // The start of each entrance, and what `loadCommands` loads.
    expect(breakers(loadsLater).sort()).toEqual([
      'app.ts',
      'cli.ts',
      'cli/calendar/calendar-change.ts',
      'cli/commands.ts',
    ]);
  });

  it('says of nine exports in ten what they are', () => {
    const bare = exported
      .filter(({ isDocumented }) => !isDocumented)
      .map(({ file, name }) => `${file}: ${name}`);
    expect(bare.slice(0, bare.length - Math.floor(exported.length / 10))).toEqual([]);
  });

  it('lets an exported name mean one thing', () => {
    // Each channel renders replies in its own way; that is what is meant each time.
    const oneMeaning = new Set(['render']);
    const filesOf = (name: string) => exported.filter((each) => each.name === name).map(({ file }) => file);
    const names = [...new Set(exported.map(({ name }) => name))];
    const twice = names.filter((name) => !oneMeaning.has(name) && filesOf(name).length > 1);
    expect(twice.map((name) => `${name}: ${filesOf(name).join(', ')}`)).toEqual([]);
  });

  it('has no import cycles', () => {
    const graph = new Map(
      sources.map((source) => [source.file, source.imports.filter((i) => !i.typeOnly).map((i) => i.target)]),
    );
    expect(findCycle(graph)).toBeNull();
  });

  it(`keeps files within ${MAX_FILE_LINES} lines and functions within ${MAX_FUNCTION_LINES}`, () => {
    expect(breakers(({ text }) => text.split('\n').length > MAX_FILE_LINES)).toEqual([]);
    expect(sources.flatMap(longFunctions)).toEqual([]);
  });
});

/** A file and all that is loaded before it runs. */
function loadedWith(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const imports = sources.find((source) => source.file === file)?.imports ?? [];
  for (const { target, typeOnly, later } of imports) if (!typeOnly && !later) loadedWith(target, loaded);
  return loaded;
}

function findCycle(graph: Map<string, string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of graph.get(file) ?? []) {
      const cycle = visit(target, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return null;
}

function longFunctions({ file, tree }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const line = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
      const lines = line(node.end) - line(node.getStart()) + 1;
      if (lines > MAX_FUNCTION_LINES) found.push(`${file}:${line(node.getStart()) + 1} has ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
