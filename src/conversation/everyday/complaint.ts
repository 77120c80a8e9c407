/** Displeased with an officer, a delay, something in the street: the ways to be heard. Nothing is registered here. */
import type { MessageKey } from '../../i18n/locale.js';
import { type Block, type BlockOrLine, blocksOf, listOf } from '../block.js';
import { leavingOffer } from '../office/desk.js';
import { deskBlocks } from '../office/office.js';
import type { ComplaintAbout } from '../reading/acts.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';

/**
 * What is told: feedback (phản ánh, kiến nghị) stands apart from complaint and denunciation (khiếu nại, tố cáo), which
 * are procedures of their own with other receivers (NĐ 20/2008; Luật Khiếu nại, Luật Tố cáo).
 */
const TOLD: Readonly<Record<ComplaintAbout, readonly MessageKey[]>> = {
  officer: ['complaint.sorry', 'complaint.feedback', 'complaint.formal.short'],
  delay: ['complaint.sorry', 'complaint.delay', 'complaint.feedback', 'complaint.formal.short'],
  money: ['complaint.sorry', 'complaint.money', 'complaint.feedback', 'complaint.formal.short'],
  how: ['complaint.feedback', 'complaint.formal'],
  formal: ['complaint.formal', 'complaint.feedback.short'],
  street: ['complaint.street'],
  answer: ['complaint.answer'],
  safe: ['complaint.safe'],
};
/** Of these the place is told, and a question may be left. */
const AT_DESK: ReadonlySet<ComplaintAbout> = new Set([
  'officer',
  'delay',
  'money',
  'how',
  'formal',
  'answer',
]);

/** Apology where one is due, the ways, the office with its telephone and hours, and the offer to leave it for a person. */
export async function answerComplaint(context: Context, about: ComplaintAbout): Promise<Turn> {
  const { t } = context;
  const told = toldOf(context, about);
  if (!AT_DESK.has(about)) return say(context, { blocks: told }, { kind: 'complaint' });
  const { choices } = leavingOffer(context);
  const said: BlockOrLine[] = [...told, ...(await deskBlocks(context)), t('complaint.notHere')];
  return say(context, withChoices(said, choices), { kind: 'complaint' });
}

/** The ways to be heard are a list. */
function toldOf({ t }: Context, about: ComplaintAbout): Block[] {
  const ways = TOLD[about].filter((key) => WAYS.has(key));
  const beside = TOLD[about].filter((key) => !WAYS.has(key));
  return [
    ...blocksOf(beside.map((key) => t(key))),
    ...listOf(
      null,
      ways.map((key) => t(key)),
    ),
  ];
}

const WAYS: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'complaint.feedback',
  'complaint.feedback.short',
  'complaint.formal',
  'complaint.formal.short',
]);
