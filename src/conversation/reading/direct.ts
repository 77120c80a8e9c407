/**
 * What a message says in so many words, or does to the question that waits: it does not compete with what else the
 * message may do, and is heard first. Pure.
 */
import type { Locale } from '../../i18n/locale.js';
import type { Decision } from '../../search/search.js';
import { plainLine } from '../words.js';
import { type Act, type EmergencyAbout, findAct, type ScoredAct } from './acts.js';
import type { Circumstances } from './circumstances.js';
import { type AskedPart, readPart } from './details/asked-part.js';
import { type Consent, readConsent, readYesNo } from './details/consent.js';
import { emergencyIn } from './details/danger.js';
import { type DossierCode, dossierCodesIn } from './details/dossier-codes.js';
import { readWhyOrSeen, saysReturned } from './details/dossier-words.js';
import { type FollowRequest, readFollowRequest } from './details/follow.js';
import { asksToLeave, type Left, readLeft } from './details/left.js';
import { readLetIn } from './details/let-in-code.js';
import { type OwnData, readOwnData } from './details/own-data.js';
import { type PlaceReading, placeReadings } from './details/place-name.js';
import { readKept } from './details/procedure-words.js';
import { readQuestionCode } from './details/question-code.js';
import type { ReaderData } from './seen.js';
import type { ReadingState } from './state.js';

/** One thing that is said outright. */
export type DirectAct =
  | { kind: 'danger'; kinds: EmergencyAbout[]; locale: Locale }
  /** A choice by nothing but its number, whatever else is awaited. */
  | { kind: 'number' }
  /** `codes`: of the dossiers named beside it. */
  | { kind: 'following'; request: FollowRequest; codes: DossierCode[] }
  | ({ kind: 'left' } & Left)
  | ({ kind: 'ownData' } & OwnData)
  /** The code a desk has read out. */
  | { kind: 'letIn'; code: string }
  /** To a look-up. */
  | { kind: 'consent'; says: Consent }
  /** To the question that waits. */
  | { kind: 'yesNo'; yes: boolean }
  /** A dossier came back. */
  | { kind: 'returned' }
  /** Why the date of the open dossier is what it is, who has seen it. */
  | { kind: 'whyOrSeen'; about: 'why' | 'seen' }
  /** A question is to be left for the desk; the question itself is still to come, or stands beside. */
  | { kind: 'leaving' }
  | { kind: 'questionCode'; code: string; sure: boolean }
  /** Every way to read the names of wards and communes, longer ones first. */
  | { kind: 'places'; named: NamedPlace[] }
  /** What is told of a paper that is gone, or of its register; `kept`: the answer to whether that is kept, if it was asked. */
  | { kind: 'lost'; told: Circumstances; kept: boolean | null };

/** `beside`: what is asked and named beside it, worked out where there is such a place. */
type NamedPlace = PlaceReading & {
  beside: () => { attribute: AskedPart['attribute']; found: Decision };
};

/** What a message is read with: how it competed, and the act that won. */
export type Heard = {
  text: string;
  state: ReadingState;
  data: ReaderData;
  today: string;
  acts: readonly ScoredAct[];
  won: Act;
};

/** Everything a message says outright. */
export function readDirect(told: Heard): DirectAct[] {
  const { text, state, today, acts: competing, won } = told;
  const line = plainLine(text);
  const danger = emergencyIn(text);
  const request = readFollowRequest(text);
  const left = readLeft(text, state.pending, won);
  const code = readQuestionCode(text);
  const letIn = readLetIn(text);
  const ownData = readOwnData(line, state, competing, won);
  const consent = readConsent(line);
  const yes = readYesNo(line, won);
  const about = readWhyOrSeen(line);
  const acts: (DirectAct | null)[] = [
    danger && { kind: 'danger', ...danger },
    request && { kind: 'following', request, codes: dossierCodesIn(text, today) },
    left && { kind: 'left', ...left },
    letIn === null ? null : { kind: 'letIn', code: letIn },
    ownData && { kind: 'ownData', ...ownData },
    consent && { kind: 'consent', says: consent },
    yes === null ? null : { kind: 'yesNo', yes },
    saysReturned(text) ? { kind: 'returned' } : null,
    about && { kind: 'whyOrSeen', about },
    asksToLeave(line) ? { kind: 'leaving' } : null,
    code && { kind: 'questionCode', ...code },
    readPlaces(told),
    readLost(told),
  ];
  return acts.filter((act) => act !== null);
}

function readLost({ text, acts }: Heard): DirectAct | null {
  const told = findAct(acts, 'tell')?.told ?? {};
  const kept = readKept(text);
  const isGone = told.lost || told.damaged || told.lostAll || told.registerKept !== undefined;
  return isGone || kept !== null ? { kind: 'lost', told, kept } : null;
}

function readPlaces({ text, data }: Heard): DirectAct | null {
  const named = placeReadings(text).map((reading): NamedPlace => {
    const beside = () => ({
      attribute: readPart(reading.rest, data.lexicon).attribute,
      found: data.searcher.search(reading.rest),
    });
    return { ...reading, beside };
  });
  return named.length > 0 ? { kind: 'places', named } : null;
}
