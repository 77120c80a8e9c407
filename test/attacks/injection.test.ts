/** Texts that are commands somewhere else: to the database, to a spreadsheet, to a terminal. */
import { PassThrough } from 'node:stream';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.js';
import { localIo } from '../../src/cli/socket/io.js';
import { readDossierFile } from '../../src/dossiers/exchange/file.js';
import { writeDossierTemplate } from '../../src/dossiers/exchange/template.js';
import { type Desk, filed, openDesk } from './desk.js';

let desk: Desk;
let key: string;
beforeAll(async () => {
  desk = await openDesk();
  key = await desk.makeKey();
});

const HEADER = [
  'Mã hồ sơ',
  'Mã thủ tục',
  'Ngày tiếp nhận',
  'Hình thức nộp',
  'Chủ hồ sơ',
  'Trạng thái',
  'Lý do',
];
const row = (given: { number?: number; submission?: string; owner?: string; reason?: string }) => [
  `H21.17-261120-${given.number ?? 1}`,
  '1.001193',
  '20/11/2026 09:00',
  given.submission ?? '',
  given.owner ?? 'An',
  '5',
  given.reason ?? 'thiếu giấy',
];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = (...rows: string[][]) => [HEADER, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n');
async function* bytesOf(content: string | Uint8Array) {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
const read = (content: string | Uint8Array) => readDossierFile(bytesOf(content));
const workbook = (...rows: string[][]) => writeXlsx({ sheets: [{ name: 'x', rows: [HEADER, ...rows] }] });

const FORMULAS = [
  '=1+1',
  '=HYPERLINK("http://x.vn?a="&A1,"bấm")',
  '+1+1',
  "+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  '-1',
  '@SUM(A1:A9)',
  '  =1+1',
  '\t=1+1',
  '\n=1+1',
  '\u00a0=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '﹦1+1',
];

describe('a formula', () => {
  it.each(FORMULAS)('%j is no name and no reason, in CSV or in a workbook', async (formula) => {
    for (const field of ['owner', 'reason'] as const) {
      const bad = row({ [field]: formula });
      for (const content of [csv(bad), await workbook(bad)]) {
        const { rows, problems } = await read(content);
        expect([field, rows, problems[0]?.column]).toEqual([
          field,
          [],
          field === 'owner' ? 'Chủ hồ sơ' : 'Lý do',
        ]);
      }
    }
  });

  it('stands nowhere in the template, whose texts would run in no spreadsheet', async () => {
    const { sheets } = await readXlsx(await writeDossierTemplate());
    const cells = sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string');
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell.normalize('NFKC')))).toEqual([]);
    expect(sheets.flatMap(({ cells: told }) => [...(told ?? [])]).filter(([, cell]) => cell.formula)).toEqual(
      [],
    );
  });
});

const SQL = [
  "Robert'); DROP TABLE dossiers;--",
  "' OR '1'='1",
  '$$; DROP TABLE dossiers; $$',
  "\\'; DROP TABLE dossiers; --",
  '"; DROP TABLE dossiers; --',
  "1'; UPDATE dossiers SET status = 10; --",
  '$1 {{7*7}} %s %n',
  'a\\u0041\\x41\\',
  '{"a":1}',
  'null',
  'NULL',
];

describe('SQL', () => {
  it.each(SQL)('%j is kept as it is, wherever it is written', async (text) => {
    const code = `H21.17-261120-${1000 + SQL.indexOf(text)}`;
    const path = `/api/dossiers/${code}`;
    const event = {
      id: text,
      status: 5,
      at: '2026-11-20T10:00:00+07:00',
      reason: text,
      missing: [text],
      apologyDocument: text,
      corrects: undefined,
    };
    expect(
      (await desk.call(key, 'PUT', path, filed({ owner: { name: text }, procedure: text.slice(0, 40) })))
        .status,
    ).toBe(201);
    expect((await desk.call(key, 'POST', `${path}/events`, event)).status).toBe(201);
    const { body } = await desk.call(key, 'GET', path);
    expect([
      body.owner.name,
      body.status,
      body.events[1].id,
      body.events[1].reason,
      body.events[1].missing,
    ]).toEqual([text, 5, text, text, [text]]);
    const found = await desk.call(key, 'GET', `/api/dossiers?text=${encodeURIComponent(text)}`);
    expect(found.body.items.map((item: { owner: { name: string } }) => item.owner.name)).toContain(text);
  });

  it('in a file is kept as it is, save what programs write for nothing', async () => {
    const { rows, problems } = await read(csv(...SQL.map((owner, number) => row({ owner, number }))));
    expect([rows.map(({ reported }) => reported.dossier?.owner?.name), problems]).toEqual([
      SQL.map((text) => (text.toLowerCase() === 'null' ? undefined : text)),
      [],
    ]);
  });
});

describe('what steers a screen', () => {
  const STEERING = '\u001b]0;x\u0007\u001b[2J\u001b]52;c;ZWNobw==\u0007\u009b1m\r\u202exin\u2066';
  /** Control characters but the line's end and the tab, and those of writing direction. */
  const steers = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/u;
  const LINE = 'thật\nABC\t2026\tgiả';

  it('in what a citizen leaves reaches no officer’s terminal, and begins no line of its own', async () => {
    const { client } = desk.services.database;
    const at = new Date();
    await client.deskQuestion.create({
      data: { code: 'QQQQ', conversationKey: 'x', text: `${STEERING}${LINE}`, askedAt: at, answer: STEERING },
    });
    await client.errorReport.create({
      data: { code: '1.001193', note: `${STEERING}${LINE}`, createdAt: at },
    });
    const path = '/api/dossiers/H21.17-261120-2000';
    await desk.call(
      key,
      'PUT',
      path,
      filed({ owner: { name: `An ${LINE}${STEERING}`, phone: '0905123456' } }),
    );
    const reason = `${STEERING}${LINE}`;
    await desk.call(key, 'POST', `${path}/events`, {
      id: STEERING,
      status: 5,
      at: '2026-11-20T10:00:00+07:00',
      reason,
    });
    const stdout = new PassThrough();
    const io = localIo(new AbortController().signal, { stdout, stderr: stdout });
    for (const line of [
      'questions list --all',
      'reports',
      'dossier show H21.17-261120-2000',
      'dossier show H21.17-261120-2000 --json',
    ]) {
      const code = await runProgram(line.split(' '), io, async () => desk.services);
      const written = String(stdout.read());
      expect([line, code, written]).toEqual([line, 0, expect.not.stringMatching(steers)]);
      expect([line, written]).toEqual([line, expect.stringContaining('\\u001b]52')]);
      expect([line, written.split('\n').some((each) => /^ABC/.test(each))]).toEqual([line, false]);
      if (line.endsWith('--json')) expect(JSON.parse(written).owner.name).toContain(STEERING);
    }
  });

  it('in an officer’s words reaches no citizen', async () => {
    let conversation: string | undefined;
    const say = async (text: string) => {
      const { body } = await desk.call(null, 'POST', '/api/chat', {
        text,
        ...(conversation ? { conversation } : {}),
      });
      conversation = body.conversation;
      return JSON.stringify(body.replies, null, 2);
    };
    await say('H21.17-261120-2000 tới đâu rồi');
    const told = await say('3456');
    expect(told).toContain('\\\\u001b]52');
    expect(
      JSON.parse(told)
        .map(({ text }: { text: string }) => text)
        .join(''),
    ).not.toMatch(steers);
    expect(told).not.toMatch(steers);
  });
});

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'the word %s is no way of handing in',
  async (submission) => {
    const { rows, problems } = await read(csv(row({ submission })));
    expect([rows, problems[0]?.column]).toEqual([[], 'Hình thức nộp']);
    const lines = await read(
      `{"${submission}":"x","Mã hồ sơ":"H21.17-261120-1","status":4,"submission":"${submission}"}`,
    );
    expect(lines.rows.every(({ reported }) => reported.dossier === undefined)).toBe(true);
  },
);
