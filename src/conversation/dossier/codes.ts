/**
 * Dossiers: receipt codes and "hồ sơ của tôi tới đâu rồi". Says whose a code is and where to look it up;
 * never whether such a dossier exists.
 */

import { describeOwner } from '../../dossiers/model/unit-owner.js';
import { blocksOf } from '../block.js';
import type { Choice } from '../message.js';
import { contactBlocks } from '../office/office.js';
import { writeCommand } from '../reading/command.js';
import type { DossierCode } from '../reading/details/dossier-codes.js';
import { remembered } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';

type Receipt = Extract<DossierCode, { kind: 'receipt' | 'guess' | 'impossibleDate' }>;

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

/** The answer to "is this the code?", on yes by `go`; null = that was not asked. */
export async function answerConfirmation(
  context: Context,
  yes: boolean,
  go: (context: Context, code: string) => Promise<Turn>,
): Promise<Turn | null> {
  const { confirming } = context.session;
  if (confirming === null) return null;
  return yes
    ? go({ ...context, session: { ...context.session, choices: [] } }, confirming.code)
    : say(context, { text: context.t('dossier.retype'), choices: [] }, { kind: 'dossier' });
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
