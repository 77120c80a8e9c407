import { describe, expect, it } from 'vitest';
import { openedBlocks } from '../../../src/conversation/dossier/opened-answers.js';
import { holderStandingOf } from '../../../src/conversation/dossier/standing.js';
import type { Dossiers } from '../../../src/conversation/lookups.js';
import { plainText } from '../../../src/conversation/plain-text.js';
import { OPENED } from '../../../src/conversation/reading/acts.js';
import { openSession } from '../../../src/conversation/session.js';
import type { Context } from '../../../src/conversation/turn.js';
import type { HolderView } from '../../../src/dossiers/look-up/look-up.js';
import { translator } from '../../../src/i18n/translate.js';
import { at, VIEW } from '../../support/holder-view.js';
import { lookupsOf, UNREMEMBERED } from '../../support/transcript.js';

const NOW = at(21);

/** What would be false of a dossier that somebody still works on. */
const AT_WORK = /đang (?:được )?giải quyết|cơ quan đang|chưa quá hẹn/i;
/** What would be false of one that no day is set for any more. */
const AWAITED =
  /chưa dời lần nào|ngày hẹn(?: trả)?(?: đã báo)?(?: là|:) ?\d|đến ngày hẹn|có thể (?:lùi|đổi)|xong sớm hơn/i;
/** What would be false of one that nothing lies ready of. */
const READY =
  /nhận kết quả tại|đến nhận được|đã có kết quả|mang giấy hẹn và giấy tờ tùy thân đến .* nhận kết quả/i;
/** What would be false of one that cannot be handed out, to anybody. */
const BY_OTHERS = /^được: người đi thay|nhận qua bưu điện thì/im;

type State = { view: Partial<HolderView>; never: RegExp[] };
const ended = (status: 3 | 7): State => ({
  view: { status, lateness: 'notCounted' },
  never: [AT_WORK, AWAITED, READY, BY_OTHERS, /rút được trước/i],
});
const settled = { status: 9 as const, settledAt: at(20) };
const STATES: Record<string, State> = {
  'not yet received': {
    view: { status: 1, dueAt: null, dueOriginal: null },
    never: [AWAITED, READY, /cơ quan đang giải quyết/i],
  },
  received: { view: { status: 2 }, never: [/đã có kết quả|đến nhận được/i] },
  'not accepted': ended(3),
  'being worked on': { view: { status: 4 }, never: [/đã có kết quả|đến nhận được/i] },
  'papers asked for': {
    view: { status: 5, missing: ['Bản sao'], supplementBy: '2026-12-02' },
    never: [READY, /cơ quan đang giải quyết|đến ngày hẹn/i],
  },
  'a fee due': {
    view: { status: 6, amount: 700_000 },
    never: [READY, /cơ quan đang giải quyết|đến ngày hẹn/i],
  },
  withdrawn: ended(7),
  'stopped or paused': { view: { status: 8 }, never: [AT_WORK, READY, /đến ngày hẹn|ngày hẹn trả: \d/i] },
  paused: {
    view: { status: 8, subState: 'paused' },
    never: [AT_WORK, READY, /đến ngày hẹn|ngày hẹn trả: \d/i],
  },
  stopped: {
    view: { status: 8, subState: 'stopped' },
    never: [AT_WORK, AWAITED, READY, BY_OTHERS, /rút được trước/i],
  },
  ready: { view: settled, never: [AT_WORK, AWAITED, /rút được trước/i] },
  refused: {
    view: { ...settled, subState: 'refused' },
    never: [AT_WORK, AWAITED, /rút được trước/i, /đã có kết quả|nhận kết quả/i],
  },
  posted: {
    view: { ...settled, subState: 'posted' },
    never: [AT_WORK, AWAITED, /rút được trước/i, /đến nhận|nhận kết quả tại/i, BY_OTHERS],
  },
  handed: {
    view: { status: 10, settledAt: at(20) },
    never: [AT_WORK, AWAITED, READY, /rút được trước|đến nhận/i, BY_OTHERS],
  },
};

const lookups = lookupsOf({ procedures: [] });
const dossiers = {
  ...UNREMEMBERED,
  procedureName: async () => 'Đăng ký khai sinh',
  supplementBy: async () => null,
};
const context = {
  text: '',
  session: openSession(null),
  lookups,
  t: translator('vi'),
  now: NOW,
  today: '2026-11-21',
} as unknown as Context;

async function tell(view: Partial<HolderView>, about: (typeof OPENED)[number]): Promise<string> {
  if (about === 'hours') return '';
  const standing = await holderStandingOf(context, dossiers as unknown as Dossiers, { ...VIEW, ...view });
  return plainText(await openedBlocks(context, standing, about));
}

describe('of every state, whatever is asked', () => {
  it.each(
    Object.entries(STATES).flatMap(([name, state]) => OPENED.map((about) => ({ name, about, ...state }))),
  )('$name, $about: nothing false is told', async ({ view, about, never }) => {
    const text = await tell(view, about);
    for (const pattern of never) expect(text).not.toMatch(pattern);
  });
});
