/** What is said while a question for the desk is awaited, or waits for a yes. Pure. */
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';
import type { Act, ActKind } from '../acts.js';
import type { Pending } from '../state.js';

/** `show`: the question as it is to read; `ask`: it is still to come. */
export type Left = { does: 'cancel' | 'send' | 'ask' } | { does: 'show'; text: string };

const leave = phrasePattern(sayings('leave'));
const notLeaving = phrasePattern(sayings('not-leaving'));
const filler = phrasePattern(sayings('filler'));
/** These are no question for an officer. */
const OTHERWISE: ReadonlySet<ActKind> = new Set(['smalltalk', 'pick', 'human', 'command']);
const DROPS = / (?:xoa|huy|rut|bo|delete|withdraw) /;
/** After these the question is still awaited. */
const WAITS_ON: ReadonlySet<string> = new Set(['ok', 'greeting', 'sticker']);
/** "Khoan, sửa lại: …": the question as it is to read instead; without one it is asked for again. */
const EDIT =
  /^(?:(?:dạ|ừ|khoan|à|thôi|không|chưa)[\s,]+)*(?:sửa lại|sửa|viết lại|ghi lại|đổi lại|nhắn lại|sua lai|viet lai|ghi lai)(?:\s+(?:đi|chút|thành|câu hỏi|giúp|em|là))*\s*(?:[:,–-]\s*(.{6,}))?$/isu;

/** What a message does about the question that waits, `won` being what else it does; null = nothing, or none waits. */
export function readLeft(text: string, pending: Pending | null, won: Act): Left | null {
  const isDraft = pending?.kind === 'confirm' && pending.of === 'leaveQuestion';
  if (!isDraft && pending?.kind !== 'leaveQuestion') return null;
  const line = plainLine(text);
  const cancels = line.search(notLeaving) >= 0 && coveredBy(line, notLeaving, filler);
  // "Xóa câu hỏi đó đi" is no yes to sending it.
  const drops = DROPS.test(line) && (won.kind === 'affirm' || won.kind === 'human');
  if (cancels || drops || won.kind === 'deny' || (won.kind === 'smalltalk' && won.about === 'cancel'))
    return { does: 'cancel' };
  if (isDraft) {
    const edit = EDIT.exec(text);
    if (edit?.[1] !== undefined) return { does: 'show', text: edit[1] };
    if (edit) return { does: 'ask' };
    return won.kind === 'affirm' ? { does: 'send' } : null;
  }
  if (won.kind === 'affirm' || (won.kind === 'smalltalk' && WAITS_ON.has(won.about))) return { does: 'ask' };
  return OTHERWISE.has(won.kind) ? null : { does: 'show', text };
}

/** "Để lại câu hỏi", and nothing else. */
export function asksToLeave(line: string): boolean {
  return line.search(leave) >= 0 && coveredBy(line, leave, filler);
}
