/** The session as the reader sees it. */
import { sameReceipt } from '../dossiers/receipt-code/find.js';
import { readCommand, SOMETHING_ELSE } from './reading/command.js';
import type { Pending, ReadingState, Subject } from './reading/state.js';
import { lastSpokenOf, othersOf, type Session, type SpokenOf } from './session.js';

/** The session as the reader sees it. */
export function stateOf(given: Session): ReadingState {
  const subjects = subjectsOf(given, given.subjects);
  return {
    pending: pendingOf(given),
    offered: given.choices,
    subjects: subjects.length > 0 ? subjects : subjectsOf(given, lastSpokenOf(given)),
    more: given.more,
    about: given.about,
    dossiers: given.dossiers.map(({ code, open, procedures }) => ({ code, open, procedures })).reverse(),
    others: othersOf(given).length > 0,
    asked: given.questions.length > 0,
    warned: given.warned > 0,
  };
}

/** A dossier that is no longer open is none; others that are open too stand last. */
function subjectsOf({ opened, dossiers }: Session, spokenOf: readonly SpokenOf[]): Subject[] {
  const open = dossiers.filter((one) => one.open);
  const subject = (code: string): Subject => {
    const procedures = open.find((one) => sameReceipt(one.code, code))?.procedures;
    return { kind: 'dossier', code, ...(procedures ? { procedures } : {}) };
  };
  const current = opened ? [subject(opened.code)] : [];
  const spoken = spokenOf.flatMap((one) => (one.kind === 'dossier' ? current : [one]));
  const others = open.filter(({ code }) => opened === null || !sameReceipt(code, opened.code));
  return [...spoken, ...(spoken.length > 0 ? others.map(({ code }) => subject(code)) : [])];
}

/** The question that waits, told by what a session keeps. */
function pendingOf({ draft, asking, confirming, awaiting, choices }: Session): Pending | null {
  if (draft) return { kind: 'confirm', of: 'leaveQuestion', code: null };
  if (asking) return { kind: 'leaveQuestion' };
  if (confirming) return { kind: 'confirm', of: 'receiptCode', code: confirming.code };
  if (awaiting) return { kind: 'digits', code: awaiting.code };
  const commands = choices.map(({ send }) => readCommand(send));
  if (commands.some((command) => command?.kind === 'deleteNow'))
    return { kind: 'confirm', of: 'deleteData', code: null };
  if (choices.length === 0) return null;
  const views = commands.flatMap((command) => (command?.kind === 'view' ? [command] : []));
  const codes = new Set(views.map(({ code }) => code));
  // "Something else" stands at the end; of one procedure alone nothing but that is asked.
  const isAsked = codes.size > 1 || choices.at(-1)?.send === SOMETHING_ELSE;
  if (views.length === 0 || views.length < choices.length - 1 || !isAsked) return { kind: 'choose', choices };
  const named = choices.slice(0, views.length);
  // Examples are questions of their own.
  if (named.some(({ label }) => label.endsWith('?'))) return { kind: 'choose', choices };
  const asked = views[0]?.attribute ? [views[0].attribute] : [];
  return { kind: 'whichProcedure', choices: named, asked };
}
