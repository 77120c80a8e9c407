/**
 * A certificate of civil status that was lost is no registration again. As long as the register is kept an extract of it
 * is issued (Luật Hộ tịch 60/2014/QH13, Đ.63); registered again is what neither the register nor an original tells of
 * any more (Nghị định 123/2015/NĐ-CP, Đ.24). So where only the paper is said to be lost, the register is asked about.
 */
import { codesOf } from '../../search/search.js';
import { blocksOf } from '../block.js';
import type { Act } from '../reading/acts.js';
import type { Circumstances } from '../reading/circumstances.js';
import { writeCommand } from '../reading/command.js';
import type { DirectAct } from '../reading/direct.js';
import type { Subject } from '../reading/state.js';
import { replyOf } from '../reply.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerProcedure } from './answer.js';
import { askBack, codesOnOffer } from './ask-back.js';

/** Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh. */
const EXTRACT = '2.000635';
/** Registering again, by the registration: birth, marriage, death. */
const AGAIN: Readonly<Record<string, string>> = {
  '1.001193': '1.004884',
  '1.000894': '1.004746',
  '1.000656': '1.005461',
};

/** The extract, registering again, or the question which it is; null = no such paper was lost. */
export async function answerLostPaper(
  context: Context,
  lost: Extract<DirectAct, { kind: 'lost' }>,
): Promise<Turn | null> {
  const act = context.reading.won;
  const isAnswer = lost.kept !== null && codesOnOffer(context.state).includes(EXTRACT);
  const told = isAnswer ? { ...lost.told, registerKept: lost.kept ?? undefined } : lost.told;
  if (told.lostAll && act.kind !== 'emergency') return askWhich(context);
  if (!told.lost && !told.damaged && told.registerKept === undefined) return null;
  const again = againOf(context, act, told);
  if (again === undefined) return null;
  if (told.registerKept === undefined) return askForRegister(context, again);
  const code = told.registerKept ? EXTRACT : again;
  return answerProcedure(context, {
    code,
    attribute: null,
    page: 1,
    brief: context.state.subjects.length > 0,
  });
}

/** What would be registered again: as was offered just now, or as the message or the subject is about. */
function againOf({ state }: Context, act: Act, told: Circumstances): string | undefined {
  const codes = codesOnOffer(state);
  if (told.registerKept !== undefined && codes.includes(EXTRACT)) return codes.find(isAgain);
  const [first = '', ...others] = codesAbout(act, state.subjects[0], told);
  return [AGAIN[first] ?? first, ...(first === EXTRACT ? others : [])].find(isAgain);
}

/** The procedures a message is about, surest first: those it opens, or the subject it asks on about. */
function codesAbout(act: Act, subject: Subject | undefined, told: Circumstances): string[] {
  if (act.kind === 'open') return codesOf(act.found);
  if (act.kind !== 'ask' || subject?.kind !== 'procedure' || told.deceased) return [];
  // Of another paper a register is told of only where that paper is meant.
  const isOther = act.other?.sure || told.registerKept !== undefined;
  return act.other && isOther ? [act.other.code, ...act.other.alternatives] : [subject.code];
}

function isAgain(code: string): boolean {
  return Object.values(AGAIN).includes(code);
}

/** Everything was lost: each paper is issued again by itself, and the identity card is asked for with all the others. */
async function askWhich(context: Context): Promise<Turn | null> {
  const back = await askBack(context, OFTEN_LOST, null);
  return (
    back && {
      ...back,
      replies: back.replies.map((reply) =>
        replyOf({ ...reply, blocks: blocksOf([context.t('lost.which')]) }),
      ),
    }
  );
}

/** Thẻ căn cước, khai sinh, sổ đỏ, bằng lái. */
const OFTEN_LOST = ['1.014064', EXTRACT, '1.012786', '3.000348'];

async function askForRegister(context: Context, again: string): Promise<Turn | null> {
  const { t, lookups } = context;
  const codes = [EXTRACT, again];
  const found = await Promise.all(codes.map((code) => lookups.procedure(code)));
  if (found.includes(null)) return null;
  const send = (code: string) => writeCommand({ kind: 'view', code, attribute: null, page: 1 });
  const choices = [
    { label: t('lost.kept'), send: send(EXTRACT), procedure: EXTRACT },
    { label: t('lost.gone'), send: send(again), procedure: again },
  ];
  return say(context, { text: t('lost.register'), choices }, { kind: 'choices', codes }, { more: null });
}
