/**
 * Dossiers: receipt codes and "hồ sơ của tôi tới đâu rồi". Says whose a code is and where to look it up;
 * never whether such a dossier exists.
 */

import { describeOwner } from '../../dossiers/model/unit-owner.js';
import { type FoundCode, findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import { blocksOf } from '../block.js';
import type { Choice } from '../message.js';
import { contactBlocks } from '../office/office.js';
import type { Act } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import { sayings } from '../sayings.js';
import { remembered } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { coveredBy, phrasePattern, plainLine } from '../words.js';

type Receipt = Extract<FoundCode, { kind: 'receipt' | 'guess' | 'impossibleDate' }>;

/** A code that may be a dossier's: a receipt code, or one of social insurance, which is kept elsewhere. */
export type DossierCode = Receipt | Extract<FoundCode, { kind: 'socialInsurance' }>;

/** The codes in a text that may be a dossier's. `today` bounds the dates in them. */
export function dossierCodesIn(text: string, today?: string): DossierCode[] {
  return findReceiptCodes(text, today).filter((code) => code.kind !== 'procedure');
}

const yes = phrasePattern(sayings('yes'));
const no = phrasePattern(sayings('no'));

/** Beside these it helps to know where the desk is. */
const AT_DESK: ReadonlySet<string> = new Set(['status', 'lost', 'collect']);

/** How to find out, how to do without the receipt, where its code is. */
export async function answerDossier(
  context: Context,
  about: 'status' | 'lost' | 'code' | 'meaning' | 'collect' | 'others' | 'partial',
): Promise<Turn> {
  const contact = AT_DESK.has(about) ? await contactBlocks(context) : [];
  return say(context, { blocks: blocksOf([context.t(`dossier.${about}`), ...contact]) }, { kind: 'dossier' });
}

/**
 * What each code is, once; then what to do with receipts (`advice`). A code read without separators is asked about
 * first.
 */
export function answerCodes(context: Context, codes: readonly DossierCode[], advice: string): Turn {
  const receipts = codes.filter((code) => code.kind === 'receipt');
  const guess = codes.find((code) => code.kind === 'guess');
  const lines = codes.map((code) => codeLine(context, code));
  const advised = receipts.length > 0 ? [advice] : [];
  const receipt = codes.find((code) => code.kind === 'receipt' || (code.kind === 'guess' && code.unique));
  const blocks = [...lines, ...advised].flatMap((line) => blocksOf([line]));
  return say(
    context,
    guess ? { blocks, choices: confirmChoices(context, guess.canonical) } : { blocks },
    { kind: 'dossier', receipt: receipt && 'canonical' in receipt ? receipt.canonical : null },
    guess ? { confirming: remembered({ code: guess.canonical }, context.now) } : {},
  );
}

/** The answer to "is this the code?", on yes by `go`; null = the message is neither yes nor no. */
export async function answerConfirmation(
  context: Context,
  act: Act,
  go: (context: Context, code: string) => Promise<Turn>,
): Promise<Turn | null> {
  const { confirming } = context.session;
  const line = plainLine(context.text);
  if (confirming === null) return null;
  if (act.kind === 'deny' || coveredBy(line, no))
    return say(context, { text: context.t('dossier.retype'), choices: [] }, { kind: 'dossier' });
  return act.kind === 'affirm' || coveredBy(line, yes)
    ? go({ ...context, session: { ...context.session, choices: [] } }, confirming.code)
    : null;
}

function confirmChoices({ t }: Context, canonical: string): Choice[] {
  return [
    { label: t('choice.yes'), send: canonical },
    { label: t('choice.no'), send: writeCommand({ kind: 'notThisCode' }) },
  ];
}

function codeLine(context: Context, code: DossierCode): string {
  const { t } = context;
  if (code.kind === 'socialInsurance') return t('dossier.socialInsurance', { code: code.original });
  if (code.kind === 'impossibleDate')
    return t(`dossier.impossible.${code.hint}`, { code: code.original.trim() });
  if (code.kind === 'guess') return t('dossier.confirm', { code: code.canonical });
  const old = code.oldOrder ? [t('dossier.oldOrder')] : [];
  return [ownerText(context, code), ...old].join(' ');
}

function ownerText({ t }: Context, { canonical: code, unit }: Receipt): string {
  const { kind, name, successor } = describeOwner(unit);
  if (name === null) return t('dossier.owner.unknown', { code });
  if (successor) return t('dossier.owner.moved', { code, name, successor: successor.name });
  return t(kind === 'province' ? 'dossier.owner.province' : 'dossier.owner.ministry', { code, name });
}
