/** Readers of what comes from outside, at the largest size they are given: no text is worth more than 50 ms. */
import { describe, expect, it } from 'vitest';
import { parseLimit } from '../../src/calendar/limit-text.js';
import { cleanText, normaliseProcedureCode, withoutBullet } from '../../src/catalogue/clean.js';
import { mapRecord } from '../../src/catalogue/import/source-record.js';
import { caseInNote } from '../../src/catalogue/import/time-limits.js';
import { splitText, truncate } from '../../src/channels/split.js';
import { parse as parseTelegram } from '../../src/channels/telegram/parse.js';
import { render as renderTelegram } from '../../src/channels/telegram/render.js';
import { parseUpdate, readUpdate } from '../../src/channels/zalo-bot/parse.js';
import { render as renderBot } from '../../src/channels/zalo-bot/render.js';
import { readJson } from '../../src/channels/zalo-oa/json.js';
import { parseEvent, readEvent } from '../../src/channels/zalo-oa/parse.js';
import { render as renderOa } from '../../src/channels/zalo-oa/render.js';
import { findSigned } from '../../src/channels/zalo-oa/signed.js';
import { blocksOf } from '../../src/conversation/block.js';
import { replyOf } from '../../src/conversation/reply.js';
import { paginate, shorten as shortenSense } from '../../src/conversation/wording/page.js';
import { speakable } from '../../src/conversation/wording/speech.js';
import { COLUMN_NAMES } from '../../src/dossiers/exchange/columns.js';
import { readMarkup } from '../../src/dossiers/exchange/markup-table.js';
import { readCells } from '../../src/dossiers/exchange/row.js';
import { findReceiptCodes } from '../../src/dossiers/receipt-code/find.js';
import { groupAlike } from '../../src/enquiries/likeness.js';
import { receiptCodesIn } from '../../src/photos/codes.js';
import { matchPlaces, placeKey } from '../../src/places/place.js';
import { maskName } from '../../src/privacy/mask-name.js';
import { fold, syllables } from '../../src/search/fold.js';
import { maskPersonal } from '../../src/search/mask.js';
import { parseHours } from '../../src/units/hours.js';
import { parseUnits } from '../../src/units/import.js';
import { maskSecrets } from '../../src/web/mask.js';
import { FAMILIES } from '../support/families.js';
import { cpuMs, slowness } from '../support/pace.js';

const MAX_MS = 50;
const NOISE_MS = 5;
const TRIES = 5;
const MOST_TRIES = 25;
const KB = 1024;

/**
 * The processor's time a call takes, the least of some tries, and of more while it is above `most`: another program on
 * the same core makes the same work look longer.
 */
function tookMs(call: () => unknown, { enough, most }: { enough: number; most: number }): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; least > enough && (i < TRIES || (least > most && i < MOST_TRIES)); i += 1)
    least = Math.min(least, cpuMs(call));
  return least;
}

type Reader = [name: string, largest: number, read: (text: string) => unknown];
const me = { id: 1, username: 'motcua_bot' };
const today = '2026-11-29';
const reply = (text: string) =>
  replyOf({ text, choices: [{ label: text.slice(0, 200), send: text.slice(0, 60) }] });

/** The sizes: of a webhook, of a message (2,000), of a cell of an imported file, of an answer. */
const READERS: Reader[] = [
  ['JSON of Zalo', 64 * KB, readJson],
  ['JSON of Zalo within a text', 60 * KB, (text) => readJson(JSON.stringify({ text }).slice(0, 64 * KB))],
  ['what Zalo signs', 64 * KB, (text) => findSigned(Buffer.from(text.slice(0, 64 * KB)))],
  [
    'an event of Zalo',
    20 * KB,
    (text) => {
      const event = readEvent({
        event_name: 'user_send_link',
        timestamp: '1',
        sender: { id: '2' },
        message: { attachments: [{ payload: { url: text } }] },
      });
      return event && parseEvent(event, 30);
    },
  ],
  [
    'a picture on Telegram',
    4096,
    (text) =>
      parseTelegram(
        {
          update_id: 1,
          message: {
            message_id: 1,
            date: 1,
            chat: { id: 1, type: 'group' },
            from: { id: 2 },
            caption: `@motcua_bot ${text}`,
            photo: [{ file_id: 'x' }],
          },
        },
        me,
        new Date(0),
      ),
  ],
  [
    'a command on Telegram',
    4096,
    (text) =>
      parseTelegram(
        {
          update_id: 1,
          message: {
            message_id: 1,
            date: 1,
            chat: { id: 1, type: 'private' },
            from: { id: 2 },
            text: `/start ${text}`,
          },
        },
        me,
        new Date(0),
      ),
  ],
  [
    'a message of a Zalo Bot',
    20 * KB,
    (text) => {
      const update = readUpdate({
        event_name: 'message.text.received',
        message: { from: { id: 'a' }, chat: { id: 'b', chat_type: 'GROUP' }, text },
      });
      return update && parseUpdate(update, { id: '1', name: 'bot motcua' }, new Date(0));
    },
  ],
  ['receipt codes', 4096, (text) => findReceiptCodes(text, today)],
  ['codes in pictures', 4096, (text) => receiptCodesIn([text], today)],
  ['spelling', 64 * KB, fold],
  ['syllables', 16 * KB, syllables],
  ['names and numbers to be masked', 2000, maskPersonal],
  ['what the page masks', 2000, maskSecrets],
  ['a name to be masked', 2000, maskName],
  ['questions that are alike', 2000, (text) => groupAlike([text, text.slice(1)], (each) => each)],
  ['an answer read aloud', 8 * KB, (text) => speakable(text, { locale: 'vi' })],
  [
    'pages of an answer',
    16 * KB,
    (text) =>
      paginate([...blocksOf([text]), { type: 'title', level: 2, text: text.slice(0, 100) }], {
        title: { type: 'title', text: 'a' },
        again: { type: 'title', text: 'b' },
      }),
  ],
  ['an answer cut where sense allows', 16 * KB, (text) => shortenSense(text, 8000)],
  ['a message in parts', 16 * KB, (text) => splitText(text, 2000)],
  ['a label cut', 16 * KB, (text) => truncate(text, 100)],
  ['an answer for Telegram', 16 * KB, (text) => renderTelegram(reply(text))],
  ['an answer for Zalo', 16 * KB, (text) => renderOa(reply(text))],
  ['an answer for a Zalo Bot', 16 * KB, (text) => renderBot(reply(text))],
  ['a time limit', 32 * KB, parseLimit],
  ['opening hours', 32 * KB, parseHours],
  ['units as CSV', 64 * KB, parseUnits],
  [
    'units as JSON lines',
    64 * KB,
    (text) => parseUnits(`{"code":${JSON.stringify(text.slice(0, 32 * KB))}}`),
  ],
  ['a place', 2000, placeKey],
  [
    'places in a message',
    2000,
    (text) =>
      matchPlaces(
        [
          {
            oldWard: 'Phường Một',
            oldDistrict: 'Quận Hai',
            oldProvince: 'Tỉnh Ba',
            newWard: 'Phường Bốn',
            newProvince: 'Tỉnh Năm',
            effective: '2025-07-01',
          } as never,
        ],
        text,
      ),
  ],
  ['a text of the catalogue', 32 * KB, cleanText],
  ['a bullet', 32 * KB, withoutBullet],
  ['a procedure code', 32 * KB, normaliseProcedureCode],
  // Fifteen of its texts are this long.
  [
    'a record of the national catalogue',
    8 * KB,
    (text) =>
      mapRecord(
        {
          code: '1.000001',
          name: text,
          field: text,
          levels: [],
          agency: text,
          promulgatingAgency: text,
          papers: [{ name: text, originals: null, copies: null, case: text, forms: [text], code: text }],
          times: [{ channel: null, amount: 5, unit: 'day', note: text }],
          caseTimes: [],
          fees: [{ channel: null, type: null, value: null, note: text, text }],
          channels: null,
          fullyOnline: false,
          online: null,
          place: text,
          subjects: [text, text],
          steps: text,
          conditions: text,
          results: [text],
          legalBasis: [],
          keywords: [text],
          url: text,
          decision: text,
          decisionDate: null,
          source: 'a',
          sourceDate: null,
          checkedOn: null,
        },
        today,
      ),
  ],
  ['a case in a note', 32 * KB, caseInNote],
  ['a list as a web page', 32 * KB, readMarkup],
  [
    'a row of a dossier file',
    32 * KB,
    (text) => readCells(new Map(COLUMN_NAMES.map((column) => [column, text]))),
  ],
];

describe.each(READERS)('%s', (_, largest, read) => {
  it.each(FAMILIES)('of $name', ({ fill }) => {
    const whole = fill(largest);
    const took = tookMs(() => read(whole), { enough: NOISE_MS, most: MAX_MS });
    const limit = took < MAX_MS ? MAX_MS : MAX_MS * slowness();
    expect(took).toBeLessThan(limit);
    if (took <= NOISE_MS) return;
    // Four times the text, four times the work: a square would be 16 times. What grows so would only wait for larger texts.
    const larger = fill(4 * largest);
    const most = 12 * took;
    expect(tookMs(() => read(larger), { enough: most, most })).toBeLessThan(most);
  });
});
