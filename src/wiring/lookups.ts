/** What the conversation may ask of the world, wired to the catalogue and the stores. */

import { once } from '../async/once.js';
import type { LiveCatalogue } from '../catalogue/live.js';
import { deletePerson } from '../channels/delete-person.js';
import { canNotify } from '../channels/facts.js';
import type { Config } from '../config/index.js';
import type { Desk, Following, Lookups } from '../conversation/lookups.js';
import { readMessage } from '../conversation/reading/read.js';
import type { Db } from '../db/open.js';
import { leaveQuestion, takeWaitingAnswers } from '../enquiries/store.js';
import { translator } from '../i18n/translate.js';
import { createFollowing } from '../notifications/following.js';
import type { Banner } from '../operations/banner-store.js';
import { findPlaces } from '../places/store.js';
import { vietnamDate } from '../time/clock.js';

/** The look-ups of one turn. `conversationKey`: '' = none, and nothing is kept. */
export function lookupsOf(
  catalogue: LiveCatalogue,
  db: Db,
  conversationKey: string,
  own: Pick<Lookups, 'banner' | 'dossiers' | 'following' | 'holidays' | 'units'> & {
    findQuestion: Desk['find'];
  },
): Lookups {
  const reader = catalogue.reader();
  const { findQuestion, ...rest } = own;
  return {
    ...rest,
    search: reader.searcher.search,
    ownOf: reader.searcher.ownOf,
    read: (text, state, today) => readMessage(text, state, reader, today),
    procedure: (code) => catalogue.procedure(code, vietnamDate(new Date())),
    places: (keys) => findPlaces(db, keys),
    desk: deskOf(db, conversationKey, findQuestion),
    forgetPerson: conversationKey === '' ? null : () => deletePerson(db, conversationKey),
    publication: catalogue.publicationId(),
    translator,
  };
}

/** Being told, as one conversation reaches it. */
export function followingOf(
  { db, config, phoneKey }: { db: Db; config: Config; phoneKey: Buffer },
  person: string,
  channel: string,
): Following {
  return createFollowing(db, {
    person,
    canNotify: canNotify(channel),
    accounts: config.accounts,
    phoneKey: config.phoneNotices.has(channel) ? phoneKey : null,
  });
}

/** The operator's banner in a language; each one set has an id of its own. */
export function bannerOf(read: () => Promise<Banner | null>): NonNullable<Lookups['banner']> {
  return async (locale) => {
    const banner = await read();
    if (banner === null) return null;
    const { text, textEn, setAt } = banner;
    return { id: setAt.toISOString(), text: locale === 'en' ? (textEn ?? text) : text };
  };
}

/** The desk as one turn reaches it: a turn that has to start again leaves its question once, and loses no answer. */
function deskOf(db: Db, conversationKey: string, find: Desk['find']): Desk {
  const left = new Map<string, Promise<string>>();
  const waiting = once(() => takeWaitingAnswers(db, conversationKey));
  const leave = (text: string) => {
    const code = left.get(text) ?? leaveQuestion(db, conversationKey, text);
    left.set(text, code);
    return code;
  };
  return {
    leave: conversationKey === '' ? null : leave,
    find,
    waiting: conversationKey === '' ? async () => [] : waiting.get,
  };
}
