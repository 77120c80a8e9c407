/**
 * No answer breaks a platform's limits, whatever the procedure, what is asked of it, the page and the language: every
 * one is rendered and judged as the strict fakes judge it.
 */
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogueFile } from '../../src/catalogue/import/index.js';
import {
  type Guide,
  mergeLayers,
  type OfficialRecord,
  type Procedure,
} from '../../src/catalogue/procedure.js';
import { readStarterCatalogue } from '../../src/catalogue/seed.js';
import { render as renderTelegram } from '../../src/channels/telegram/render.js';
import { render as renderZaloBot } from '../../src/channels/zalo-bot/render.js';
import { render as renderZaloOa } from '../../src/channels/zalo-oa/render.js';
import type { Lookups } from '../../src/conversation/lookups.js';
import type { Reply } from '../../src/conversation/message.js';
import { writeCommand } from '../../src/conversation/reading/command.js';
import { respond } from '../../src/conversation/respond.js';
import { openSession, type View } from '../../src/conversation/session.js';
import { ATTRIBUTES } from '../../src/search/question.js';
import { readKeyboard, readText } from '../support/fake-telegram-text.js';
import { isBotText } from '../support/fake-zalo-bot.js';
import { readCsMessage } from '../support/fake-zalo-messages.js';
import { lookupsOf } from '../support/transcript.js';

const NOW = new Date('2026-11-20T02:00:00Z');
const folder = process.env.MOTCUA_REFERENCE ?? '';
const national = path.join(folder, 'data/national-catalogue.jsonl.gz');
/** Every so-many-th procedure of the national catalogue; MOTCUA_EVERY=1 takes them all, in minutes. */
const EVERY = Number(process.env.MOTCUA_EVERY ?? 40);

/** What the platforms would refuse; throws, or says it. [] = nothing. */
function refusals(reply: Reply): string[] {
  const telegram = renderTelegram(reply);
  for (const { text, keyboard } of telegram) {
    readText(text, 'HTML');
    readKeyboard(keyboard.length > 0 ? { inline_keyboard: keyboard } : undefined);
  }
  const oa = renderZaloOa(reply);
  const refused = oa.map((message) => readCsMessage({ recipient: { user_id: '1' }, message }));
  const bot = renderZaloBot(reply);
  const isEmpty = [telegram, oa, bot].some((messages) => messages.length === 0);
  return [
    ...refused.flatMap((each) => ('error' in each ? [`zalo-oa: ${each.message}`] : [])),
    ...(bot.every(isBotText) ? [] : ['zalo-bot: the text is refused']),
    ...(isEmpty ? ['nothing is said'] : []),
  ];
}

/** Asks for everything about some procedures, page by page, in both languages. */
async function judge(procedures: readonly Procedure[]): Promise<{ asked: number; refused: string[] }> {
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]));
  const lookups: Lookups = {
    ...lookupsOf({ procedures: [] }),
    procedure: async (code) => byCode.get(code) ?? null,
  };
  const refused: string[] = [];
  let asked = 0;
  for (const code of byCode.keys())
    for (const locale of ['vi', 'en'] as const)
      for (const attribute of [null, ...ATTRIBUTES]) {
        let view: View | null = { code, attribute, page: 1 };
        while (view) {
          asked += 1;
          const session = { ...openSession(null), locale, localeChosen: true };
          const turn = await respond(
            { text: writeCommand({ kind: 'view', ...view }) },
            session,
            lookups,
            NOW,
          );
          const found = turn.replies.flatMap((reply) => refusals(reply));
          refused.push(...found.map((why) => `${locale} ${JSON.stringify(view)} ${why}`));
          const { more } = turn.session;
          view = more?.code === code && more.page > view.page ? more : null;
        }
      }
  return { asked, refused };
}

describe('every platform takes every answer', () => {
  it('about the starter catalogue', async () => {
    const records = readStarterCatalogue();
    const guides = new Map(
      records.flatMap(({ layer, record }) => (layer === 'guide' ? [[record.code, record as Guide]] : [])),
    );
    const procedures = records.flatMap(({ layer, record }) =>
      layer === 'official' ? [mergeLayers(record as OfficialRecord, guides.get(record.code) ?? null)] : [],
    );
    const { asked, refused } = await judge(procedures);
    expect(refused).toEqual([]);
    expect(asked).toBeGreaterThan(procedures.length * 2 * ATTRIBUTES.length);
  }, 60_000);

  it.skipIf(!existsSync(national))(
    'about the national catalogue (needs MOTCUA_REFERENCE)',
    async () => {
      const procedures: Procedure[] = [];
      let seen = 0;
      const context = {
        fileName: 'national-catalogue.jsonl.gz',
        today: '2026-11-20',
        checkedOn: '2026-07-18',
      };
      for await (const item of readCatalogueFile(createReadStream(national), context)) {
        const official = item.kind === 'entry' && item.entry.official;
        if (!official) continue;
        seen += 1;
        if (seen % EVERY === 0) procedures.push(mergeLayers(official, null));
      }
      expect(procedures.length).toBeGreaterThan(100);
      expect((await judge(procedures)).refused).toEqual([]);
    },
    1_800_000,
  );
});
