/** What a message does. A message may do several things; every act says how sure the reader is of it (0–1). */
import type { Decision } from '../../search/search.js';
import type { Asked } from './attributes.js';
import type { Circumstances } from './circumstances.js';
import type { Command } from './command.js';
import type { DossierCode } from './details/dossier-codes.js';

export const SMALL_TALK = [
  'greeting',
  'thanks',
  'bye',
  'ok',
  'no',
  'who',
  'praise',
  'insult',
  'help',
  'repeat',
  'cancel',
  'confused',
  'emotion',
  'sticker',
  'time',
  'chat',
  'language',
] as const;

/** One of `SMALL_TALK`. */
export type SmallTalkAbout = (typeof SMALL_TALK)[number];

/** Kinds of danger in the order in which they are answered. */
export const EMERGENCIES = ['suicide', 'fire', 'medical', 'violence', 'child', 'water', 'unclear'] as const;

/** One of `EMERGENCIES`. */
export type EmergencyAbout = (typeof EMERGENCIES)[number];

/** Of the dossier that is open. */
export const OPENED = [
  'status',
  /** Something was done about it and is not shown. */
  'stale',
  'date',
  /** How often, from when and why its date was moved. */
  'moved',
  'late',
  'why',
  'do',
  /** Handing it in once more. */
  'again',
  'where',
  /** Pictures, post or the internet instead of coming. */
  'send',
  'missing',
  'copies',
  'deadline',
  /** What happens after the deadline. */
  'lapse',
  'extend',
  'bring',
  'collect',
  /** Its holder has died. */
  'died',
  /** How long a result waits. */
  'keep',
  'unreceived',
  'post',
  'fee',
  'pay',
  'refund',
  'fine',
  'damages',
  'who',
  'phone',
  'hours',
  'withdraw',
  /** A telephone number or a name in it. */
  'change',
  'what',
  'parts',
  'stranger',
  'valid',
  /** In short, for what is asked about it and nothing here answers. */
  'brief',
] as const;
/** What is asked of the dossier that is open. */
export type OpenedAbout = (typeof OPENED)[number];

/** Asked of one of several; `forget`: it is to be forgotten, and no other. */
export type WhichAbout = OpenedAbout | 'forget';

/** About dossiers at all, and what is remembered of the person. */
export const DOSSIER = [
  'status',
  'code',
  'lost',
  /** Whether that costs anything. */
  'fine',
  'collect',
  'returned',
  'withdraw',
  'meaning',
  'follow',
  'seen',
  'data',
  /** How long it is kept, and who sees it. */
  'kept',
  'delete',
  'forget',
  'why',
  /** Somebody else's. */
  'others',
  /** Another of those named here. */
  'another',
  /** A code of which a part is missing. */
  'partial',
] as const;

/** What is said about dossiers at all. */
export type DossierAbout = (typeof DOSSIER)[number];

/** What is asked about the office. */
export type OfficeAbout = 'hours' | 'place' | 'phone' | 'session' | 'around' | 'duty';
/** `answer`: how long it takes; `safe`: whether it harms the one who complains. */
export const COMPLAINTS = ['officer', 'delay', 'money', 'how', 'formal', 'street', 'answer', 'safe'] as const;
export type ComplaintAbout = (typeof COMPLAINTS)[number];
/** `leave`: a message for the office; `answered`: whether one left before has its answer; `drop`: it is to be deleted. */
export const HUMAN = ['reach', 'leave', 'answered', 'drop'] as const;
export type HumanAbout = (typeof HUMAN)[number];
/** What is said instead of the digits that are awaited. */
export const AWAITED = [
  'unknown',
  'which',
  'why',
  'kept',
  'refuse',
  'wrong',
  'locked',
  'ways',
  'others',
] as const;
export type AwaitedAbout = (typeof AWAITED)[number];

/** What makes somebody fear a fraud. */
export type ScamAbout = 'call' | 'link' | 'real' | 'happened' | AfterWarning;
/** Said after a warning: they call again, whom to tell, what was given away. */
export type AfterWarning = 'again' | 'whom' | 'after';

/**
 * A procedure that a message may have turned to, with the others like it. `leaning`: how far its words lean that way
 * (a logarithm of odds), before the records of both are looked into.
 */
export type OtherSubject = {
  code: string;
  alternatives: string[];
  /** The search would answer it by itself, and not ask back. */
  sure: boolean;
  /** The message says what is to be done: new, again, extended. */
  names: boolean;
  /** How much the message and the name of it say of each other, 0–1. */
  named: number;
  leaning: number;
};

/** One thing a message may do. */
export type Act =
  /** A button of now or of long ago. */
  | { kind: 'command'; command: Command }
  /** Codes of dossiers, guesses among them, in the order typed. */
  | { kind: 'receipt'; codes: DossierCode[] }
  /** The code of a question left for the desk; `sure`: the message is nothing else. */
  | { kind: 'questionCode'; code: string; sure: boolean }
  /** A procedure by itself, sure (one) or to be asked back (several); what is asked about it. */
  | { kind: 'open'; found: Exclude<Decision, { kind: 'decline' }>; asked: Asked[] }
  /** Inside the subject: `asked` [] = in words of its own. `other`: what else it may be about, null = nothing. */
  | { kind: 'ask'; asked: Asked[]; other: OtherSubject | null }
  | { kind: 'tell'; told: Circumstances }
  /** One or several of the choices on offer, counted from 0; none of them; a number that none has. */
  | { kind: 'pick'; choices: number[] | 'none' | 'outOfRange' }
  | { kind: 'affirm' }
  | { kind: 'deny' }
  | { kind: 'dontKnow' }
  | { kind: 'objectWhy' }
  | { kind: 'more' }
  /** The last answer was about something else. */
  | { kind: 'correct' }
  /** To an earlier subject: its place in the stack, null = which one was not said. */
  | { kind: 'goBack'; to: number | null }
  /** Two groups at most, the last four of each; `malformed`: digits, but not four; `both`: for every dossier named. */
  | { kind: 'digits'; groups: string[] | 'malformed'; both: boolean }
  /** The question itself that was asked to be left for the desk. */
  | { kind: 'leave' }
  | { kind: 'dossier'; about: DossierAbout }
  /** Of those named of late, by their codes; [] = in words that tell none from the others. */
  | { kind: 'which'; codes: string[]; what: WhichAbout | null }
  | { kind: 'opened'; about: OpenedAbout }
  | { kind: 'office'; about: OfficeAbout }
  | { kind: 'smalltalk'; about: SmallTalkAbout }
  | { kind: 'human'; about: HumanAbout }
  | { kind: 'awaited'; about: AwaitedAbout }
  | { kind: 'complaint'; about: ComplaintAbout }
  | { kind: 'scam'; about: ScamAbout }
  | { kind: 'emergency'; about: EmergencyAbout }
  /** What no procedure answers; the topic of `prisma/seed/elsewhere`, null = none in particular. */
  | { kind: 'elsewhere'; topic: string | null };

/** The kind of an act. */
export type ActKind = Act['kind'];

/** An act and how sure it is, 0 to 1. */
export type ScoredAct = { act: Act; score: number };

/** The surest act of a kind among the acts of a message; null = it does nothing of the kind. */
export function findAct<K extends ActKind>(
  acts: readonly ScoredAct[],
  kind: K,
): Extract<Act, { kind: K }> | null {
  const found = acts.find(({ act }) => act.kind === kind)?.act;
  return (found as Extract<Act, { kind: K }> | undefined) ?? null;
}
