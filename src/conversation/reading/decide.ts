/** Of the acts a message may be, the one that wins: a table of which is heard first and how sure it has to be. Pure. */
import type { Act, ActKind, ScoredAct } from './acts.js';

/** `rank`: lower is heard first among sure acts; `sure`: from which score on. */
const TABLE: Readonly<Record<ActKind, { rank: number; sure: number }>> = {
  command: { rank: 0, sure: 0.5 },
  // Danger wins only when it is told as happening now; the reader scores it low otherwise.
  emergency: { rank: 1, sure: 0.5 },
  receipt: { rank: 2, sure: 0.5 },
  questionCode: { rank: 3, sure: 0.5 },
  digits: { rank: 4, sure: 0.7 },
  pick: { rank: 4, sure: 0.7 },
  affirm: { rank: 4, sure: 0.7 },
  deny: { rank: 4, sure: 0.7 },
  dontKnow: { rank: 4, sure: 0.7 },
  objectWhy: { rank: 4, sure: 0.7 },
  leave: { rank: 5, sure: 0.7 },
  more: { rank: 5, sure: 0.7 },
  which: { rank: 5, sure: 0.7 },
  goBack: { rank: 5, sure: 0.7 },
  scam: { rank: 6, sure: 0.6 },
  open: { rank: 7, sure: 0.5 },
  opened: { rank: 7, sure: 0.5 },
  awaited: { rank: 7, sure: 0.5 },
  ask: { rank: 7, sure: 0.5 },
  dossier: { rank: 7, sure: 0.5 },
  office: { rank: 7, sure: 0.5 },
  human: { rank: 7, sure: 0.5 },
  complaint: { rank: 7, sure: 0.5 },
  smalltalk: { rank: 7, sure: 0.5 },
  correct: { rank: 8, sure: 0.5 },
  tell: { rank: 9, sure: 0.5 },
  elsewhere: { rank: 9, sure: 0.3 },
};
/** Every kind of act that competes. */
export const ACT_KINDS = Object.keys(TABLE) as ActKind[];

/** Two acts of one rank this near each other are one question back. */
const NEAR = 0.9;

/** What to do about a message. */
export type Verdict =
  | { kind: 'act'; act: Act; score: number }
  /** One short question: which of the two. */
  | { kind: 'between'; acts: [Act, Act] }
  /** Nothing is sure; what came nearest, for saying what was understood. */
  | { kind: 'unclear'; nearest: Act | null };

/** The act to answer. The others stay in the reading: thanks before a question, what was told beside it. */
export function decide(acts: readonly ScoredAct[]): Verdict {
  const sure = acts.filter(({ act, score }) => score >= TABLE[act.kind].sure);
  const ordered = [...sure].sort(
    (a, b) => TABLE[a.act.kind].rank - TABLE[b.act.kind].rank || b.score - a.score,
  );
  const [first, second] = ordered;
  if (!first) {
    const [nearest] = [...acts].sort((a, b) => b.score - a.score);
    return { kind: 'unclear', nearest: nearest?.act ?? null };
  }
  const rival = second && TABLE[second.act.kind].rank === TABLE[first.act.kind].rank ? second : null;
  if (rival && rival.score >= first.score * NEAR && rival.act.kind !== first.act.kind)
    return { kind: 'between', acts: [first.act, rival.act] };
  return { kind: 'act', act: first.act, score: first.score };
}

/** What is answered: the act that won, of two that are as likely the one that asks something, or nothing sure. */
export function wonBy(verdict: Verdict): Act {
  if (verdict.kind === 'act') return verdict.act;
  if (verdict.kind === 'between') {
    const asking = verdict.acts.find((act) => 'asked' in act && act.asked.length > 0);
    // "Nộp trên mạng, giờ tới đâu rồi": what was handed in comes before a procedure.
    const isStatus = verdict.acts.some((act) => act.kind === 'dossier' && act.about === 'status');
    return (isStatus ? undefined : asking) ?? verdict.acts[0];
  }
  return { kind: 'elsewhere', topic: null };
}
