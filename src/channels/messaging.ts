/** The messaging channels together: what they share, how they begin and end. */
import type { Lookups } from '../conversation/lookups.js';
import type { Db } from '../db/open.js';
import type { Log } from '../operations/log.js';
import type { PhotoTrouble } from './answer.js';
import { type Channel, type ChannelDeps, MESSAGING, type MessagingName } from './channel.js';
import { readUsage } from './count-store.js';
import { createCounts } from './counts.js';
import { createInbox, type Inbox } from './inbox.js';
import type { TurnOptions } from './turn.js';

/** The channels that are on. */
export type Channels = Partial<Record<MessagingName, Channel>>;

/** The messaging channels of a process, all that are on. */
export type Messaging = {
  channels: Channels;
  accept: Inbox['accept'];
  /** Counts that something happened in a channel. */
  count: (channel: MessagingName, what: string) => void;
  /** Begins to receive and to answer; gives a line for the operator about each channel that is on. */
  start(): Promise<string[]>;
  /** Takes nothing more in, ends with what is being answered. */
  close(): Promise<void>;
};

/** What the channels are built with and answer from. */
export type MessagingOptions = {
  db: Db;
  hashKey: Buffer;
  /** Builds the channels that are on. */
  build: (deps: (channel: MessagingName) => ChannelDeps) => Channels;
  publicUrl: string | null;
  lookups: (key: string, origin: { channel: MessagingName; client: null }) => Promise<Lookups>;
  /** The receipt codes in a picture, or why there are none. `sender`: a key of who sent it. */
  readPhoto: (picture: Uint8Array, sender: string) => Promise<readonly string[] | PhotoTrouble>;
  pauseMinutes: number;
  log: Log;
  alert: (code: string, text: string) => void;
  afterwards: NonNullable<TurnOptions['afterwards']>;
  /** See `InboxOptions.by`. */
  by?: string;
  /** How often counts go to the database. */
  countEveryMs?: number;
};

/** Builds the channels that are on; nothing is received before `start`. */
export function createMessaging(options: MessagingOptions): Messaging {
  const { db, log, publicUrl } = options;
  const counts = createCounts(db, log, options.countEveryMs);
  const channels = options.build((name) => ({
    publicUrl,
    log: log.child({ channel: name }),
    count: (what) => counts.add(name, what),
    usage: () => readUsage(db, name, new Date()),
  }));
  const inbox = createInbox({
    ...options,
    channels,
    count: counts.add,
    readPhoto: async (name, reference, sender) => {
      const picture = await channels[name]?.photo(reference);
      const read = picture ? await options.readPhoto(picture, sender) : 'unreadable';
      counts.add(name, `photo ${typeof read === 'string' ? read : 'read'}`);
      return read;
    },
  });
  const stops: (() => Promise<void>)[] = [];

  return {
    channels,
    accept: inbox.accept,
    count: counts.add,
    start: async () => {
      counts.watch();
      inbox.watch();
      const on = MESSAGING.filter((name) => channels[name]);
      return Promise.all(
        on.map(async (name) => {
          const started = await channels[name]?.start((inbound) => inbox.accept(name, inbound));
          if (started) stops.push(started.stop);
          return started?.said ?? '';
        }),
      );
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await inbox.close();
      await counts.close();
    },
  };
}
