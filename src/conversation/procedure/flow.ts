/** What a message does about procedures, answered: opened, asked about inside the subject, gone back to. */
import { codesOf } from '../../search/search.js';
import type { Act } from '../reading/acts.js';
import type { Asked } from '../reading/attributes.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerProcedure } from './answer.js';
import { askAgain, askBack, askOnceMore } from './ask-back.js';
import { answerInside, answerParts, partsAsked } from './inside.js';
import { decline, declineWith } from './refusal.js';
import { answerUntold } from './untold.js';

/** In more words a sibling is not named: something is asked of the subject. */
const MAX_NAMING = 4;

type About<K extends Act['kind']> = Extract<Act, { kind: K }>;

/** A procedure that is sure, or the question which of several is meant. */
export async function answerOpen(context: Context, { found, asked }: About<'open'>): Promise<Turn | null> {
  const [attribute = null] = partsAsked(asked);
  if (found.kind === 'choices') {
    const [only] = found.codes;
    const back = await askBack(context, found.codes, attribute);
    return back ?? (only ? answerProcedure(context, { code: only, attribute, page: 1 }) : null);
  }
  const { code, alternatives } = found;
  return answerAsked(context, code, asked, alternatives);
}

/** One procedure with what is asked of it: a part, several, a line of its record, or all of it. */
async function answerAsked(
  context: Context,
  code: string,
  asked: readonly Asked[],
  alternatives: readonly string[] = [],
): Promise<Turn | null> {
  const parts = partsAsked(asked);
  const [attribute = null] = parts;
  if (parts.length > 1) return answerParts(context, code, parts);
  const quoted = parts.length === 0 && asked.length > 0 ? await answerInside(context, code, asked) : null;
  return quoted ?? answerProcedure(context, { code, alternatives, attribute, page: 1 });
}

/** A question inside the subject; null = there is none. */
export async function answerAsk(context: Context, asked: readonly Asked[]): Promise<Turn | null> {
  const [subject] = context.state.subjects;
  if (subject?.kind !== 'procedure') return askAboutChoices(context, asked);
  const parts = partsAsked(asked);
  if (parts.length > 0) return answerAsked(context, subject.code, asked);
  const isShort = context.reading.content.length <= MAX_NAMING;
  const sibling = isShort ? await siblingsOf(context, subject.code) : { sure: null, codes: [] };
  if (sibling.sure)
    return answerProcedure(context, {
      code: sibling.sure,
      alternatives: sibling.codes,
      attribute: null,
      page: 1,
    });
  return (
    (await answerInside(context, subject.code, asked)) ??
    (await askBack(context, sibling.codes, null)) ??
    answerUntold(context, subject.code)
  );
}

/** Procedures of the subject's field that the message names with it in mind; `sure`: the one it names. */
async function siblingsOf(context: Context, code: string): Promise<{ sure: string | null; codes: string[] }> {
  const { lookups, text } = context;
  const decision = lookups.search(text, { topic: code });
  if (decision.kind === 'decline') return { sure: null, codes: [] };
  const field = (await lookups.procedure(code))?.official.field;
  const found = await Promise.all(codesOf(decision).map((each) => lookups.procedure(each)));
  const codes = found.flatMap((one) => (one && one.official.field === field ? [one.code] : []));
  const first = decision.kind === 'answer' && decision.code !== code ? decision.code : null;
  const sure = first && codes[0] === first ? first : null;
  const others = codes.filter((each) => each !== sure);
  if (sure || others.every((each) => each === code)) return { sure, codes: sure ? others : [] };
  return { sure, codes: others.length === 1 ? [...others, code] : others };
}

/** "Bao nhiêu tiền" while procedures are on offer: the same choices, now about that. */
function askAboutChoices(context: Context, asked: readonly Asked[]): Turn | null {
  const [attribute] = partsAsked(asked);
  return attribute ? askAgain(context, attribute) : null;
}

/** Back to an earlier subject, with what is asked of it. */
export async function answerGoBack(context: Context, { to }: About<'goBack'>): Promise<Turn | null> {
  const subject = to === null ? undefined : context.state.subjects[to];
  if (subject?.kind !== 'procedure')
    return subject ? null : say(context, { text: context.t('back.none') }, { kind: 'refusal' });
  const ask = context.reading.acts.find(({ act }) => act.kind === 'ask')?.act;
  return answerAsked(context, subject.code, ask?.kind === 'ask' ? ask.asked : []);
}

/** Nothing sure was understood, or what no procedure answers: the subject, the choices, a pointer, or an honest no. */
export async function answerElsewhere(context: Context, topic: string | null): Promise<Turn> {
  const again = askOnceMore(context);
  const { attribute, bare } = context.lookups.readAttribute(context.text);
  if (attribute && bare)
    return askAgain(context, attribute) ?? again ?? declineWith(context, 'refusal.which');
  if (again && topic === null) return again;
  const [subject] = context.state.subjects;
  const inside =
    topic === null && subject?.kind === 'procedure'
      ? ((await answerInside(context, subject.code)) ?? (await answerUntold(context, subject.code)))
      : null;
  return inside ?? decline(context, topic ?? '');
}
