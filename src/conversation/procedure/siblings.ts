/** Other procedures of the kind spoken of: the one that issues a paper again, those that short words name, what an earlier one tells. */
import type { Procedure } from '../../catalogue/procedure.js';
import { codesOf } from '../../search/search.js';
import { findAct, type OtherSubject } from '../reading/acts.js';
import type { Asked } from '../reading/attributes.js';
import type { Context, Turn } from '../turn.js';
import { labelOf } from '../wording/label.js';
import { answerProcedure } from './answer.js';
import { askBack } from './ask-back.js';
import { bestInside, type FoundPassage, SAYS_MUCH } from './found.js';
import { answerInside } from './inside.js';

/** So few words name a thing; in more something is asked of the subject. */
export const MAX_NAMED = 3;

/**
 * "Rớt mất cái thẻ rồi" beside a first issue, "nó rách" beside an extension: the sibling that issues the paper again.
 * Null = nothing was lost, the record of the subject speaks of it, or there is none.
 */
export async function siblingForLost(
  context: Context,
  code: string,
  here: FoundPassage | null,
): Promise<string | null> {
  const { lookups, reading } = context;
  const told = findAct(reading.acts, 'tell')?.told;
  const again = told?.lost ? 'bị mất cấp lại' : told?.damaged ? 'bị hư hỏng cấp lại' : null;
  if (again === null || (here && here.share >= SPOKEN_OF)) return null;
  const subject = await lookups.procedure(code);
  return subject && findAgain(context, subject, again);
}

/**
 * Who corrects ("ý em là sửa tên trên sổ") rather means another of the same kind than one of another that came a little
 * nearer. Null = nothing is corrected, or the second nearest is of no such kind.
 */
export async function kinMeant(
  { lookups, reading }: Context,
  code: string,
  { code: nearest, alternatives: [second], sure }: OtherSubject,
): Promise<string | null> {
  if (sure || second === undefined || !findAct(reading.acts, 'correct')) return null;
  const [subject, first, kin] = await Promise.all(
    [code, nearest, second].map((each) => lookups.procedure(each)),
  );
  const field = subject?.official.field;
  return second !== code && first?.official.field !== field && kin?.official.field === field ? second : null;
}

/** "Rồi tới bằng lái" after a card that is issued again: so is the licence. Null = the subject is none, or the other is not. */
export async function issuedAgainToo(context: Context, code: string, other: string): Promise<string | null> {
  const [subject, named] = await Promise.all([code, other].map((each) => context.lookups.procedure(each)));
  const isName =
    context.reading.content.length <= MAX_NAMED && subject?.official.field !== named?.official.field;
  if (!isName || !named || !(await wasIssuedAgain(context))) return null;
  return ISSUED_AGAIN.test(named.official.name) ? null : findAgain(context, named, 'bị mất cấp lại');
}

/** Whether one of what was spoken of last issues a paper again. */
async function wasIssuedAgain({ lookups, state }: Context): Promise<boolean> {
  const codes = state.subjects
    .slice(0, LATELY)
    .flatMap((one) => (one.kind === 'procedure' ? [one.code] : []));
  const found = await Promise.all(codes.map((each) => lookups.procedure(each)));
  return found.some((one) => ISSUED_AGAIN.test(one?.official.name ?? ''));
}
const LATELY = 2;
const ISSUED_AGAIN = /^(?:thủ tục )?cấp lại/iu;

/** The procedure of the same field that issues a paper again; null = there is none. */
async function findAgain(
  { lookups, session }: Context,
  procedure: Procedure,
  again: string,
): Promise<string | null> {
  // "Làm thẻ căn cước lần đầu (từ đủ 14 tuổi)": what makes it the first issue is no part of the paper.
  const paper = labelOf(procedure, session.locale).replace(/\([^()]*\)|lần đầu/gu, ' ');
  const codes = codesOf(lookups.search(`${paper} ${again}`));
  const found = await Promise.all(
    codes.filter((each) => each !== procedure.code).map((each) => lookups.procedure(each)),
  );
  const kin = found.flatMap((one) => (one && one.official.field === procedure.official.field ? [one] : []));
  const sibling = AGAIN.map((name) => kin.find(({ official }) => name.test(official.name))).find(Boolean);
  return sibling?.code ?? null;
}
/** How the names of procedures say that a paper is issued again, the one that is gone before the one exchanged. */
const AGAIN = [/(?:cấp|đăng ký|làm) lại/iu, /cấp đổi/iu];
/** So much of what is said the record has to say to speak of it itself. */
const SPOKEN_OF = 0.5;

/** Short words that name a sibling of the subject, which of them is meant; null = they name none. */
export async function askSiblings(context: Context, code: string): Promise<Turn | null> {
  if (context.reading.whether !== null) return null;
  const tells = context.reading.acts.some(({ act }) => act.kind === 'tell' && act.told.age !== undefined);
  if (context.reading.content.length > MAX_NAMED || tells) return null;
  const { sure, codes } = await siblingsOf(context, code);
  return sure
    ? answerProcedure(context, { code: sure, alternatives: codes, attribute: null, page: 1 })
    : askBack(context, codes, null);
}

/** Whether two procedures are of one field. */
export async function isKin({ lookups }: Context, code: string, other: string): Promise<boolean> {
  const [from, to] = await Promise.all([code, other].map((each) => lookups.procedure(each)));
  return from?.official.field === to?.official.field;
}

/** Procedures of the subject's field that the message names with it in mind; `sure`: the one it names. */
async function siblingsOf(context: Context, code: string): Promise<{ sure: string | null; codes: string[] }> {
  const { lookups, reading } = context;
  const decision = reading.near;
  if (!decision || decision.kind === 'decline') return { sure: null, codes: [] };
  const field = (await lookups.procedure(code))?.official.field;
  const found = await Promise.all(codesOf(decision).map((each) => lookups.procedure(each)));
  const codes = found.flatMap((one) => (one && one.official.field === field ? [one.code] : []));
  const first = decision.kind === 'answer' && decision.code !== code ? decision.code : null;
  const sure = first && codes[0] === first ? first : null;
  const others = codes.filter((each) => each !== sure);
  if (sure || others.every((each) => each === code)) return { sure, codes: sure ? others : [] };
  return { sure, codes: others.length === 1 ? [...others, code] : others };
}

/** What an earlier subject of the same kind tells, under its own name; null = none says much of it. */
export async function answerFromKin(
  context: Context,
  code: string,
  asked: readonly Asked[],
): Promise<Turn | null> {
  for (const subject of context.state.subjects.slice(1)) {
    if (subject.kind !== 'procedure' || subject.code === code) continue;
    if (!(await isKin(context, code, subject.code))) continue;
    const best = await bestInside(context, subject.code);
    if (best && best.share >= SAYS_MUCH) return answerInside(context, subject.code, asked);
  }
  return null;
}
