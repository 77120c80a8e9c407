/** What of a record speaks of the things a message asks, best first, and whether it answers. */
import type { Topic } from '../../catalogue/knowledge.js';
import { passageOf, type RankedPassage, rankPassages, type Wanted } from '../../search/passages.js';
import { ATTRIBUTES, type Attribute } from '../../search/question.js';
import { findAct } from '../reading/acts.js';
import type { Asked } from '../reading/attributes.js';
import type { Context } from '../turn.js';
import type { Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';
import { speaksOf } from './own-case.js';
import { type Part, passagesOf, type RecordPassage } from './passages.js';
import { tellingOf, toldOf } from './telling.js';
import { wantsYesOrNo } from './yes-or-no.js';

/** A passage of a record with how much it says of the message. */
export type FoundPassage = RankedPassage<RecordPassage>;

/** How near the best others have to be; how much of what is asked the best has to say to be the answer, or near it. */
const CLOSE = 0.62;
export const ENOUGH = 0.42;
/** The same where two words stand side by side in both. */
const PAIRED = 0.32;
export const NEAR = 0.13;
/** So much of the words a record has to say to be what they are about. */
export const SAYS_MUCH = 0.3;
/** Less than this beside the procedure's own name is next to nothing. */
const LEAST = 0.06;
/** A passage of the part that is asked for is likelier. */
const ASKED_PART = 1.6;
/** A fact that was written to answer is likelier than a line of the record. */
const ANSWER = 1.2;
const YES_OR_NO = 1.6;
const TOPIC_OF: Readonly<Record<Topic, readonly Asked[]>> = {
  eligibility: ['conditions', 'who'],
  deadline: ['deadline'],
  fine: ['fine'],
  who: ['who', 'substitute'],
  missing: ['papers'],
  validity: ['validity'],
  result: ['result', 'time'],
  next: ['next'],
  exemption: ['fee'],
  place: ['place', 'online', 'post'],
  choose: ['compare'],
  misunderstanding: [],
};
/** A sum, or what it is a share of. */
const SUM = /\d\s*(?:đồng|triệu|nghìn|%|phần trăm|lần mức|tháng lương)/iu;
/** What a passage says that answers these, whatever else it speaks of. */
const LIKELY: Partial<Record<Asked, RegExp>> = {
  deadline: /chậm nhất|trong (?:thời hạn|vòng)|trước ngày|quá hạn|kể từ ngày/iu,
  amount: SUM,
  substitute: /[uủ][yỷ] quyền|người đại diện|(?:nộp|làm|nhận|đi) (?:thay|hộ)/iu,
};
/** Who tells an age wants to know whether it is the right one. */
const AGES = /\d+ (?:đến |tới |– ?|-)?(?:dưới )?(?:\d+ )?tuổi/iu;
const WHO_MAY: ReadonlySet<Part> = new Set(['conditions', 'subjects', 'summary']);
/** Who asks how much or how long wants the figure. */
const FIGURES: ReadonlySet<Part> = new Set(['fee', 'time']);
const FIGURE = 1.5;
/** What speaks of the case that was told, and of another. */
const OWN_CASE = 1.35;
const OTHER_CASE = 0.5;
/** Laws and forms are named, and seldom the answer; so is what holds of every procedure. */
const NAMES_ONLY = 0.5;
/** The parts of a record among what is asked. */
export function partsAsked(asked: readonly Asked[]): Attribute[] {
  return ATTRIBUTES.filter((attribute) => asked.includes(attribute));
}

/** What answers: the best passage, those near it, whether it surely does, and whether it was written for what is asked. */
export type Answer = {
  best: RecordPassage;
  near: FoundPassage[];
  sure: boolean;
  isTopic: boolean;
  /** It says so much of the very words that its own yes or no is meant. */
  answers: boolean;
};

/** What of a record answers a message; null = nothing says anything of it. */
export function findAnswer(telling: Telling, context: Context, asked: readonly Asked[]): Answer | null {
  const found = bestOf(telling, context, asked).filter(saysOf(asked)).filter(isOwn);
  const [best] = found;
  if (!best || best.share < NEAR) return null;
  const beside = besideName(telling, context.reading.wanted);
  const own = rankPassages(passagesOf(telling), beside).find(({ passage }) => passage === best.passage);
  const { share, pairs } = own ?? { share: 0, pairs: 0 };
  const { topic } = best.passage;
  const isTopic = topic !== null && TOPIC_OF[topic].some((one) => asked.includes(one));
  // A fact written to answer just this says it in the words of the name, too.
  const answers = isTopic && best.share >= ENOUGH;
  return {
    best: best.passage,
    // What nothing but the name speaks for is told alone.
    near: found.filter(
      (one) => one === best || (share >= LEAST && one.score >= best.score * CLOSE && one.share >= NEAR / 2),
    ),
    sure: answers || share >= ENOUGH || (pairs > 0 && share >= PAIRED),
    isTopic,
    answers: answers || (share >= ENOUGH && pairs > 0),
  };
}

/** What a passage has to say to answer these at all: a fee is no fine, and a time limit no validity. */
const SAYS: Partial<Record<Asked, RegExp>> = {
  fine: /phạt/iu,
  substitute:
    /[uủ][yỷ] quyền|đại diện|giám hộ|người thân|nhờ|(?:nộp|làm|nhận|đi|ký|khai) (?:thay|hộ|giúp)|có mặt|phải trực tiếp|trực tiếp (?:đến|nộp|ký|nhận)|behalf/iu,
  validity:
    /(?:giá trị|hiệu lực|thời hạn sử dụng|thời hạn của|sử dụng trong).*\d|\d.*(?:giá trị|hiệu lực|thời hạn sử dụng)/iu,
  amount: SUM,
  post: /bưu (?:chính|điện)/iu,
};

/** Whether it is told in words of its own or not at all: nothing near is told instead. */
export function needsItsWords(asked: readonly Asked[]): boolean {
  return asked.some((one) => SAYS[one] !== undefined);
}

/** What holds of every procedure is told only where it says much of what is asked. */
function isOwn({ passage: { general }, share }: FoundPassage): boolean {
  return !general || share >= ENOUGH;
}

function saysOf(asked: readonly Asked[]): (found: FoundPassage) => boolean {
  const needed = asked.flatMap((one) => (SAYS[one] ? [{ one, says: SAYS[one] }] : []));
  return ({ passage: { part, text, topic } }) =>
    needed.every(({ one, says }) => topic === one || says.test(text)) &&
    (!asked.includes('amount') || part !== 'fee');
}

/** The passage of a procedure's record that says most of what a message asks; null = none says anything of it. */
export async function bestInside(context: Context, code: string): Promise<FoundPassage | null> {
  const telling = await tellingOf(context, code);
  return telling ? (bestOf(telling, context, [])[0] ?? null) : null;
}

/** The passages that say something of what a message asks, best first; likelier those of the part or the topic it asks for. */
export function bestOf(telling: Telling, context: Context, asked: readonly Asked[]): FoundPassage[] {
  const { reading } = context;
  const parts = partsAsked(asked);
  const tellsAge = findAct(reading.acts, 'tell')?.told.age !== undefined;
  const answer = wantsYesOrNo(reading.whether) ? YES_OR_NO : ANSWER;
  const told = toldOf(context, telling.procedure.code);
  const bonus = (passage: RecordPassage) => {
    const own = speaksOf(passage.text, told);
    return likelihoodOf(passage) * (own === null ? 1 : own ? OWN_CASE : OTHER_CASE);
  };
  const likelihoodOf = ({ part, topic, text, general }: RecordPassage) => {
    if (part === 'legal' || part === 'form' || general) return NAMES_ONLY;
    if (tellsAge && AGES.test(text) && (topic === 'eligibility' || WHO_MAY.has(part))) return ASKED_PART;
    if (topic === null && asked.some((one) => LIKELY[one]?.test(text))) return ASKED_PART;
    if (topic) return TOPIC_OF[topic].some((one) => asked.includes(one)) ? ASKED_PART : answer;
    if (!parts.some((one) => one === part)) return 1;
    return FIGURES.has(part) && /\d/.test(text) ? ASKED_PART * FIGURE : ASKED_PART;
  };
  return rankPassages(passagesOf(telling), reading.wanted, bonus);
}

/** What is wanted beside the name of the procedure itself, which any of its passages may say and tell nothing by. */
function besideName({ procedure, locale }: Telling, wanted: Wanted): Wanted {
  const { terms } = passageOf(`${labelOf(procedure, locale)} ; ${procedure.official.name}`);
  const others = [...wanted].filter(([term]) => !terms.has(term));
  return others.some(([term]) => !term.includes(' ')) ? new Map(others) : wanted;
}
