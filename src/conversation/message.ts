/** The neutral messages between channels and the conversation. No channel is known here. */

import type { Attribute } from '../search/question.js';
import type { Block, Fact } from './block.js';
import type { SmallTalkAbout } from './reading/acts.js';
import type { Region } from './wording/number-words.js';

/** What a person sent. `region`: whose words are used when an answer is read aloud. */
export type Input = { text: string; region?: Region };

/**
 * A button, or a numbered line where a channel has no buttons. `send` is what tapping it sends. `shows`: the part of the
 * reply's own procedure it opens (`more`: the next page of it); who sees that part already needs no button.
 */
export type Choice = { label: string; send: string; procedure?: string; shows?: Attribute | 'more' };

/** What a reply is: what somebody was told, or which way they were sent. */
export const REPLY_KINDS = [
  'procedure',
  'choices',
  'refusal',
  'dossier',
  'smalltalk',
  'office',
  'human',
  'complaint',
  'scam',
  'emergency',
] as const;
type ReplyKind = (typeof REPLY_KINDS)[number];

/** One message back, which each channel renders in its own way. */
export type Reply = {
  /** Every reply of `respond` has one. */
  kind?: ReplyKind;
  /** Of small talk: what about. */
  about?: SmallTalkAbout;
  /** What it says, by its parts; channels show these. */
  blocks: Block[];
  /** The same in plain words, see `replyOf`. */
  text: string;
  choices?: Choice[];
  /** The procedure this reply is about. */
  procedure?: { code: string; name: string; officialName: string; url: string | null };
  /** All of the procedure laid out, for channels that can fold what was not asked away. */
  card?: ProcedureCard;
  /** The dossier laid out, for channels that can show it as a card. */
  dossierCard?: DossierCard;
  /** The same answer to be read aloud: codes in groups, dates and money in words, no lists or addresses of pages. */
  speech?: string;
  /** The same in three words, where a platform takes nothing but a form filled in. Only what is told unasked. */
  brief?: { code: string; status: string; due: string };
  /**
   * It is about a dossier. `inside`: it shows what only the holder may see; after so many seconds it is to be gone from
   * where it is shown and kept, with the text `after` in its place.
   */
  dossier?: { inside?: { seconds: number; after: string } };
  /** What is to be gone now from where it is shown and kept: all about dossiers, or everything before. */
  forget?: 'dossiers' | 'all';
  /** Whether "was this useful?" may be asked: real answers, never a refusal or small talk. */
  rateable?: boolean;
};

/** A procedure answer as data. Every string is ready to be shown, in the reader's language. */
export type ProcedureCard = {
  code: string;
  name: string;
  officialName: string;
  /** The parts that were asked for; [] = something in words of its own, which the blocks answer; null = all of it. */
  asked: Attribute[] | null;
  /** What it is for; null = nobody has written it. */
  summary: string | null;
  /** What to know first: abolished, not yet in force, … [] = nothing. */
  remarks: string[];
  /** The papers by case; null = unknown. */
  papers: CardCase[] | null;
  /** Time, fee, place, online, conditions, legal basis: in the order to show. */
  sections: CardSection[];
  /** Where it can be sent online; null = nowhere known. */
  onlineUrl: string | null;
  /** Where the facts come from and when they were checked. */
  origins: string[];
  /** The publication it was answered from: an old card whose number differs may have changed. */
  publication: number;
};

/** The papers of one case on a card. */
export type CardCase = {
  /** Null = the general case. */
  name: string | null;
  /** `detail`: how many originals and copies, hand in or show; null = not said. `forms`: the files to fill in. */
  papers: { name: string; detail: string | null; forms?: string[] }[];
  notes: string[];
};

/** One thing told of a procedure on a card. */
export type CardSection = {
  attribute: string;
  title: string;
  lines: string[];
  /** False: the catalogue does not know, and the lines say whom to ask. */
  known: boolean;
  /** False: shown with a remark that it has not been verified. */
  verified: boolean;
};

/** A dossier as data for its holder: what the blocks tell, never more. Every string is ready to be shown. */
export type DossierCard = {
  code: string;
  /** As the block that the card begins with in place of the text. */
  title: string;
  /** The procedure, when it was received. */
  facts: Fact[];
  /** The state in plain words, its official name, and the reason the desk has told. */
  state: { plain: string; official: string; reason: string | null };
  /** From received to handed over; [] = it goes no further. */
  steps: CardStep[];
  /** Which office has it, that it is late. */
  notes: string[];
  /** `date`: the day to look forward to, `YYYY-MM-DD`; `explain`: what to send to be told why that one. */
  due: { told: string[]; date: string | null; explain: string | null };
  /** What to do now; `missing`: what to bring, `by`: until when. */
  next: { told: string; missing: string[]; by: string | null };
  /** Null = nothing is known of it. */
  office: { name: string; address: string | null; phone: string | null; map: string | null } | null;
  /** Of a dossier of several agencies. */
  parts: string[];
  /** Where it can be followed; [] = not said here. */
  follow: FollowWay[];
  /** So many blocks of the reply, from the title on, say the same. */
  blocks: number;
};

/** Where a dossier can be followed. `say`: what the person has to send there; '' = the page does it by itself. */
export type FollowWay = { channel: string; url: string | null; say: string };

/** A step on a dossier's way. */
export type CardStep = { label: string; at: 'done' | 'now' | 'ahead' };

/** What was decided about a message, for `motcua ask --jsonl`, the evaluation and the statistics. */
export type Outcome = {
  kind: ReplyKind;
  /** The procedure codes shown to the person, in the order shown. */
  codes: string[];
  /** The first receipt code in the message, canonical, or null. */
  receipt: string | null;
};
