/** What somebody is told who opens a dossier on the web, where it can be followed elsewhere. */
import type { Following } from '../../src/conversation/lookups.js';
import type { Reply } from '../../src/conversation/message.js';
import { respond } from '../../src/conversation/respond.js';
import { openSession } from '../../src/conversation/session.js';
import type { HolderView } from '../../src/dossiers/look-up/look-up.js';
import type { Unit } from '../../src/units/unit.js';
import { at, NOTHING_OPENS, VIEW } from './holder-view.js';
import { lookupsOf, procedureOf } from './transcript.js';

/** The one-stop shop these dossiers are at. */
export const DESK: Unit = {
  code: 'H21.17',
  name: 'Bộ phận Một cửa phường Pleiku',
  parentCode: 'H21',
  address: '1 Trần Phú',
  phone: '0269 000 111',
  hours: null,
  closures: [],
  sessions: [],
  duty: null,
  source: null,
  checkedOn: null,
};

const ELSEWHERE = {
  canNotify: false,
  followers: async () => [],
  links: async () => [
    { channel: 'telegram', url: 'https://t.me/motcua_bot?start=k7', say: '' },
    { channel: 'zalo', url: 'https://zalo.me/123', say: 'theo dõi k7' },
  ],
} as unknown as Following;

/** The reply to its code and digits. */
export async function openedReply(view: Partial<HolderView> = {}, now = at(21)): Promise<Reply> {
  const lookups = lookupsOf({
    procedures: [procedureOf({ code: '1.001193', name: 'Đăng ký khai sinh' })],
    units: [DESK],
    following: ELSEWHERE,
    dossiers: {
      ...NOTHING_OPENS,
      lookUp: async () => ({ kind: 'open', view: { ...VIEW, ...view } }),
      supplementBy: async () => '2026-12-02',
    },
  });
  const { replies } = await respond({ text: `${VIEW.code} 5678` }, openSession(null), lookups, now);
  const [reply] = replies;
  if (!reply?.dossierCard) throw new Error(`no card: ${replies.map(({ text }) => text).join('\n')}`);
  return reply;
}
