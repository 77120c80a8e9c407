/** The people of the fake Zalo: who follows, when they were last heard of, and what they do. */
import type { FakeAnswer } from './fake-server.js';
import type { Refusal, ZaloButton } from './fake-zalo-messages.js';

const DAY_MS = 86_400_000;
/** Consultation messages are free for 48 hours after an interaction, and refused after seven days. */
const FREE_MS = 2 * DAY_MS;
const CLOSED_MS = 7 * DAY_MS;

/** Everything that writes an event resolves with the status the webhook answered first (null = none). */
export type ZaloPerson = {
  id: string;
  follows: boolean;
  lastInteraction: Date | null;
  /** Refuses template messages: -244. */
  restricts: boolean;
  say(text: string): Promise<number | null>;
  /** Taps a button of the last message that has any; throws when there is none. Null for `oa.open.*`: nothing is sent. */
  tap(index: number): Promise<number | null>;
  /** The fake serves the bytes itself. */
  sendImage(bytes: Uint8Array, caption?: string): Promise<number | null>;
  sendOther(kind: OtherKind): Promise<number | null>;
  follow(): Promise<number | null>;
  unfollow(): Promise<number | null>;
  /** Presses the message button of the OA's page for the first time. */
  openChat(): Promise<number | null>;
  react(messageId: string): Promise<number | null>;
  /** Asks Zalo to have their data deleted. The event's body is not documented: every id it may carry is there. */
  withdraw(): Promise<number | null>;
};

type OtherKind = keyof typeof OTHERS;
const file = {
  url: 'https://f1.zdn.vn/tep.pdf',
  name: 'tep.pdf',
  size: '1024',
  checksum: 'd41d8cd9',
  type: 'pdf',
};
const OTHERS = {
  audio: { type: 'audio', payload: { url: 'https://f1.zdn.vn/tieng.amr' } },
  video: {
    type: 'video',
    payload: { url: 'https://f1.zdn.vn/phim.mp4', thumbnail: 'https://f1.zdn.vn/phim.jpg', description: '' },
  },
  sticker: { type: 'sticker', payload: { url: 'https://f1.zdn.vn/nhan.png', id: '20509' } },
  location: { type: 'location', payload: { coordinates: { latitude: '21.0278', longitude: '105.8342' } } },
  file: { type: 'file', payload: file },
  link: {
    type: 'link',
    payload: { url: 'https://example.gov.vn', thumbnail: 'https://f1.zdn.vn/lk.jpg', description: 'Cổng' },
  },
  gif: { type: 'gif', payload: { url: 'https://f1.zdn.vn/g.gif', thumbnail: 'https://f1.zdn.vn/g.jpg' } },
  business_card: {
    type: 'link',
    payload: {
      url: 'https://zalo.me/1',
      thumbnail: 'https://f1.zdn.vn/d.jpg',
      description: '{"phone":"84900000000"}',
    },
  },
};

type World = {
  oaId: string;
  now: () => Date;
  newId: (kind: string) => string;
  emit: (event: { event_name: string; [field: string]: unknown }) => Promise<number | null>;
  sent: { user: string; buttons: ZaloButton[] }[];
  origin: () => string;
};

type Allowance = { repliesPerWindow: number | null; packageMessages: number };

export function createZaloPeople(world: World) {
  const { oaId, now, newId, emit, sent } = world;
  const known = new Map<string, ZaloPerson & { free: number }>();
  const pictures = new Map<string, Buffer>();

  function person(id: string): ZaloPerson & { free: number } {
    const found = known.get(id) ?? create(id);
    known.set(id, found);
    return found;
  }

  function create(id: string) {
    const byApp = { user_id_by_app: `5${id.slice(1)}` };
    const ends = { sender: { id }, recipient: { id: oaId } };
    const interact = () => {
      self.lastInteraction = now();
      self.free = 0;
    };
    const write = (event_name: string, message: Record<string, unknown>) => {
      interact();
      return emit({ event_name, ...byApp, ...ends, message: { msg_id: newId('m'), ...message } });
    };
    const self: ZaloPerson & { free: number } = {
      id,
      follows: false,
      lastInteraction: null,
      restricts: false,
      free: 0,
      say: (text) => write('user_send_text', { text }),
      async tap(index) {
        const last = sent.findLast(({ user, buttons }) => user === id && buttons.length > 0);
        const button = last?.buttons[index];
        if (!button) throw new Error(`${id} has no button ${index} to tap`);
        if (button.type !== 'oa.query.show' && button.type !== 'oa.query.hide') return null;
        return write('user_send_text', { text: button.payload });
      },
      sendImage(bytes, caption) {
        const path = `/media/${newId('p')}.jpg`;
        pictures.set(path, Buffer.from(bytes));
        const url = world.origin() + path;
        const text = caption === undefined ? {} : { text: caption };
        return write('user_send_image', {
          ...text,
          attachments: [{ type: 'image', payload: { thumbnail: url, url } }],
        });
      },
      sendOther: (kind) => write(`user_send_${kind}`, { attachments: [OTHERS[kind]] }),
      follow() {
        self.follows = true;
        interact();
        return emit({ event_name: 'follow', oa_id: oaId, follower: { id }, ...byApp, source: 'oa_profile' });
      },
      unfollow() {
        self.follows = false;
        self.lastInteraction = null;
        return emit({
          event_name: 'unfollow',
          oa_id: oaId,
          follower: { id },
          ...byApp,
          source: 'oa_profile',
        });
      },
      openChat() {
        interact();
        return emit({ event_name: 'user_click_chatnow', oa_id: oaId, user_id: id, ...byApp });
      },
      react: (messageId) =>
        emit({
          event_name: 'user_reacted_message',
          ...byApp,
          ...ends,
          message: { msg_id: messageId, react_icon: '/-heart' },
        }),
      withdraw: () => emit({ event_name: 'user_withdraw', oa_id: oaId, user_id: id, ...byApp, ...ends }),
    };
    return self;
  }

  const sinceInteraction = ({ lastInteraction }: ZaloPerson) =>
    lastInteraction ? now().getTime() - lastInteraction.getTime() : Number.POSITIVE_INFINITY;

  function freeLeft(one: ZaloPerson & { free: number }, { repliesPerWindow }: Allowance) {
    if (sinceInteraction(one) > FREE_MS) return 0;
    return (repliesPerWindow ?? Number.POSITIVE_INFINITY) - one.free;
  }

  return {
    person,
    all: () => [...known.values()],
    media(path: string): FakeAnswer {
      const picture = pictures.get(path);
      return picture ? { body: picture } : { status: 404, body: '<h1>404</h1>' };
    },
    /** Whether a consultation message may go there. */
    refusalFor(id: string): Refusal | null {
      const one = known.get(id);
      if (!one?.lastInteraction) {
        return one?.follows
          ? { error: -232, message: 'User has not interacted with OA or the interaction has expired' }
          : { error: -213, message: 'User has not followed OA' };
      }
      if (sinceInteraction(one) <= CLOSED_MS) return null;
      return { error: -230, message: 'User has not interacted with the OA in the past 7 days' };
    },
    /** Template messages by UID need no recent interaction, only somebody the OA has met. */
    refusalForTemplate(id: string): Refusal | null {
      const one = known.get(id);
      if (!one || (!one.follows && !one.lastInteraction)) {
        return { error: -213, message: 'User has not followed OA' };
      }
      return one.restricts ? { error: -244, message: 'User has restricted this type of message' } : null;
    },
    /** Takes one message from what is left; null = nothing is. */
    pay(id: string, allowance: Allowance & { packageMessages: number }) {
      const one = person(id);
      const owner = { owner_type: 'OA', owner_id: oaId };
      if (freeLeft(one, allowance) > 0) {
        one.free += 1;
        const total = allowance.repliesPerWindow;
        if (total === null) return { quota_type: 'reply', ...owner };
        const until = (one.lastInteraction?.getTime() ?? 0) + FREE_MS;
        return {
          quota_type: 'reply',
          ...owner,
          remain: String(total - one.free),
          total: String(total),
          expired_date: String(until),
        };
      }
      if (allowance.packageMessages <= 0) return null;
      allowance.packageMessages -= 1;
      return { quota_type: 'sub_quota', ...owner, remain: String(allowance.packageMessages), total: '500' };
    },
    /** `data` of the quota of one person; null = nobody the OA knows. */
    quotaOf(id: string, allowance: Allowance) {
      const one = known.get(id);
      if (!one) return null;
      const { repliesPerWindow } = allowance;
      const left = freeLeft(one, allowance);
      const cs_reply =
        repliesPerWindow === null ? {} : { cs_reply: { remain: left, total: repliesPerWindow } };
      const promotion = { daily_remain: 1, daily_total: 1, monthly_remain: 4, monthly_total: 4 };
      return { last_interaction: String(one.lastInteraction?.getTime() ?? 0), ...cs_reply, promotion };
    },
    /** `data` of a person's detail; null = nobody the OA knows. */
    detail(id: string) {
      const one = known.get(id);
      if (!one) return null;
      const [year, month, day] = new Date((one.lastInteraction ?? now()).getTime() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 10)
        .split('-');
      return {
        user_id: id,
        user_id_by_app: `5${id.slice(1)}`,
        user_external_id: '',
        display_name: 'Người dân thử',
        user_alias: '',
        is_sensitive: false,
        user_is_follower: one.follows,
        user_last_interaction_date: `${day}/${month}/${year}`,
        avatar: 'https://s120-ava-talk.zadn.vn/default',
        avatars: { 120: 'https://s120-ava-talk.zadn.vn/d', 240: 'https://s240-ava-talk.zadn.vn/d' },
        dynamic_param: '',
        tags_and_notes_info: { notes: [], tag_names: [] },
        shared_info: { address: '', city: '', district: '', phone: '', name: '' },
      };
    },
  };
}
