/** Conversations written down as they are held, over literal procedures and a searcher that knows the questions. */
import { expect } from 'vitest';
import { readIntents } from '../../src/catalogue/intents.js';
import { readShippedLexicon } from '../../src/catalogue/lexicon-store.js';
import {
  type Guide,
  mergeLayers,
  type OfficialRecord,
  type Procedure,
} from '../../src/catalogue/procedure.js';
import type { Desk, Dossiers, Following, Lookups } from '../../src/conversation/lookups.js';
import { compileAnswers } from '../../src/conversation/reading/answers.js';
import { readMessage } from '../../src/conversation/reading/read.js';
import type { ReaderData } from '../../src/conversation/reading/seen.js';
import { respond, type Turn } from '../../src/conversation/respond.js';
import { openSession, session as sessionSchema } from '../../src/conversation/session.js';
import { translator } from '../../src/i18n/translate.js';
import { type OldPlace, placeKey } from '../../src/places/place.js';
import type { Signs } from '../../src/search/decide.js';
import { compileLexicon } from '../../src/search/lexicon.js';
import { readQuestion } from '../../src/search/question.js';
import { codesOf, type Decision, type SearchOptions } from '../../src/search/search.js';
import type { Explanation } from '../../src/search/searcher.js';
import { dayOf } from '../../src/time/day.js';
import type { Unit } from '../../src/units/unit.js';
import { shippedIntents } from './reader.js';
import { guideFor, official } from './records.js';
import { expectSameWords } from './same-words.js';

/** A procedure of which only what is given is known. */
export function procedureOf(
  given: Partial<OfficialRecord> & { code: string; name: string },
  guide?: Partial<Guide>,
): Procedure {
  const record = official({ source: 'Danh mục thử', ...given });
  return mergeLayers(record, guide ? guideFor({ code: given.code, ...guide }) : null);
}

export type World = {
  procedures: Procedure[];
  /** What the searcher decides, by question; anything else is declined. */
  answers?: Record<string, Decision>;
  units?: Unit[];
  /** What provinces have issued for themselves: by code and province, "1.012784 Gia Lai". */
  own?: Record<string, string>;
  places?: OldPlace[];
  /** The desk; without it no question can be left. */
  desk?: Desk;
  /** Dossiers; without them nothing is looked up. */
  dossiers?: Dossiers;
  /** Deletes the person; without it, and without dossiers, nothing is kept of them. */
  forgetPerson?: Lookups['forgetPerson'];
  /** Being told; without it nothing is followed. */
  following?: Following;
  /** Receives what the searcher was asked. */
  asked?: { text: string; options: SearchOptions | undefined }[];
  now?: Date;
};

const SHIPPED = compileLexicon(readShippedLexicon());
const ANSWERS = compileAnswers(readIntents(), SHIPPED);

/** An answer says all of what is asked, choices some of it. */
const fitting = (share: number) => ({
  score: 50,
  coverage: share,
  focus: share,
  fullness: share,
  amiss: false,
});

/** Dossiers of which nothing is remembered, where no code of the desk works; for worlds that speak of other things. */
export const UNREMEMBERED: Pick<Dossiers, 'letIn' | 'codeOfToken' | 'openings' | 'forget'> = {
  letIn: async () => ({ kind: 'wrong', triesLeft: 4 }),
  codeOfToken: async () => null,
  openings: async () => 0,
  forget: async () => undefined,
};

/** The reader as it ships, over a searcher that knows the questions of a world. */
function readerOf({ answers = {}, procedures, asked = [] }: World): ReaderData {
  const search = (text: string, options?: SearchOptions): Decision => {
    asked.push({ text, options });
    return answers[text] ?? { kind: 'decline' };
  };
  const explain = (text: string, options?: SearchOptions): Explanation => {
    const decision = search(text, options);
    const verdict = decision.kind;
    // As far from the border as answers and questions back usually are.
    const judgement = { verdict, inScope: 2, sure: verdict === 'answer' ? 2 : -1, signs: {} as Signs };
    return {
      question: readQuestion(text, SHIPPED),
      candidates: codesOf(decision).map((code) => ({
        ...fitting(verdict === 'answer' ? 1 : 0.3),
        doc: procedures.findIndex((one) => one.code === code),
      })),
      elsewhere: undefined,
      judgement,
      decision,
    };
  };
  return {
    searcher: {
      size: procedures.length,
      search,
      explain,
      codeOf: ({ doc }) => procedures[doc]?.code ?? '',
      ownOf: () => null,
    },
    lexicon: SHIPPED,
    intents: shippedIntents(),
    names: new Map(),
    answers: ANSWERS,
  };
}

/** The look-ups of a world. */
export function lookupsOf(world: World): Lookups {
  const { procedures, answers = {}, units = [], asked = [], places = [] } = world;
  return {
    search: (text) => {
      asked.push({ text, options: undefined });
      return answers[text] ?? { kind: 'decline' };
    },
    read: (text, state, today) => readMessage(text, state, readerOf(world), today),
    ownOf: (code, province) => world.own?.[`${code} ${province}`] ?? null,
    procedure: async (code) => procedures.find((procedure) => procedure.code === code) ?? null,
    units: async () => units,
    places: async (keys) => places.filter(({ oldWard }) => keys.includes(placeKey(oldWard))),
    desk: world.desk ?? { leave: null, find: async () => null, waiting: async () => [] },
    dossiers: world.dossiers ?? null,
    forgetPerson:
      world.forgetPerson ??
      (world.dossiers ? async () => ({ questions: 0, followed: 0, phone: false }) : null),
    following: world.following ?? null,
    publication: 7,
    holidays: { off: new Set(['2026-09-02', '2026-11-24'].map(dayOf)), worked: new Set() },
    translator,
  };
}

/**
 * Holds a conversation and checks it. A line of the transcript is
 * `> said`, `= outcome kind and codes`, `[label of a choice]`, `! text that must not be there`, or a part of the reply.
 * Returns the last turn.
 */
export async function check(world: World, transcript: string): Promise<Turn> {
  const lines = transcript.split('\n').map((line) => line.trim());
  const lookups = lookupsOf(world);
  let turn: Turn | null = null;
  for (const line of lines.filter((each) => each !== '')) {
    if (line.startsWith('>')) {
      turn = await respond(
        { text: line.slice(2) },
        turn?.session ?? openSession(null),
        lookups,
        world.now ?? SATURDAY,
      );
      checkShape(turn);
    } else if (turn) checkLine(turn, line);
  }
  if (!turn) throw new Error('nobody says anything');
  return turn;
}

/** Saturday 21 November 2026, 9 o'clock in Viet Nam. */
const SATURDAY = new Date('2026-11-21T02:00:00Z');

function checkLine({ replies, outcome }: Turn, line: string): void {
  const text = replies.map((reply) => reply.text).join('\n');
  const labels = replies.flatMap(({ choices = [] }) => choices.map(({ label }) => `[${label}]`));
  if (line.startsWith('=')) expect([outcome.kind, ...outcome.codes].join(' ')).toBe(line.slice(2));
  else if (line.startsWith('!')) expect(text).not.toContain(line.slice(2));
  else if (line.startsWith('[') && line.endsWith(']')) expect(labels).toContain(line);
  else expect(text).toContain(line);
}

/** What holds of every turn: it says something, remembers something that parses, and what it sends fits a button. */
function checkShape({ replies, session, outcome }: Turn): void {
  expect(replies.length).toBeGreaterThan(0);
  expect(sessionSchema.parse(JSON.parse(JSON.stringify(session)))).toEqual(session);
  for (const reply of replies) {
    expectSameWords(reply);
    const { text, choices = [] } = reply;
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
    for (const { send } of choices) expect(Buffer.byteLength(send)).toBeLessThanOrEqual(64);
  }
  if (outcome.kind === 'procedure') expect(replies.at(-1)?.procedure?.code).toBe(outcome.codes[0]);
}
