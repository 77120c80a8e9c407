/** Old wards and communes: what they are now, and where to go there. */
import { matchPlaces, type OldPlace, type PlaceMatch, placeKey } from '../../places/place.js';
import { fold, keysOf } from '../../search/fold.js';
import { blocksOf, listOf } from '../block.js';
import type { Choice, Reply } from '../message.js';
import { answerProcedure } from '../procedure/answer.js';
import { askBack } from '../procedure/ask-back.js';
import type { ActKind } from '../reading/acts.js';
import { type BesidePlace, readBesidePlace } from '../reading/details/beside-place.js';
import type { DirectAct } from '../reading/direct.js';
import { replyOf } from '../reply.js';
import { type Context, say, type Turn } from '../turn.js';
import { placeBlocks, unitOf, unitsNamed } from './office.js';

/** At most so many places are offered; more are kept in mind only, for whoever names one. */
const MAX_SHOWN = 5;
const MAX_KEPT = 20;

type Named = Extract<DirectAct, { kind: 'places' }>['named'][number];
type Found = { named: Named; matches: PlaceMatch[]; beside: BesidePlace };

/**
 * "Phường Yên Đỗ, Pleiku, nộp ở đâu": today's ward, and the place of the procedure that is spoken of. Null = no old
 * place is named, or it is not what the message is about.
 */
export async function answerOldPlace(
  context: Context,
  { named: names }: Extract<DirectAct, { kind: 'places' }>,
): Promise<Turn | null> {
  const found = ELSEWHERE.has(context.reading.won.kind) ? null : await findPlace(context, names);
  if (found === null) return null;
  const { named, matches, beside } = found;
  const { old: asksOld, only: isOnly } = beside;
  const { attribute, found: decision } = named.beside();
  if (!asksOld && !isOnly && attribute !== 'place') return null;
  if (!asksOld && (await unitsNamed(context)).length > 0) return null;
  if (!isOnly && !asksOld && decision.kind !== 'answer') return null;
  if (matches.length === 0) return isOnly || asksOld ? sayNotThere(context, named) : null;
  const [only, ...others] = matches;
  const isAnswer = !isOnly && decision.kind === 'answer';
  const code = isAnswer ? decision.code : attribute === 'place' ? context.session.topic : null;
  if (only === undefined || others.length > 0)
    return isOnly || asksOld ? askWhich(context, found, code) : null;
  const reply = await placeReply(context, only);
  const about =
    !isOnly && decision.kind === 'choices'
      ? await askBack(context, decision.codes, attribute)
      : code && (await answerProcedure(context, { code, attribute: 'place', page: 1 }));
  return about ? { ...about, replies: [reply, ...about.replies] } : say(context, reply, { kind: 'office' });
}

/** What is said of a place beside these is no question where it is now. */
const ELSEWHERE: ReadonlySet<ActKind> = new Set(['scam', 'human', 'receipt']);

/** The table knows the name, but not where the message says it is: another place of that name is no answer. */
function sayNotThere(context: Context, { kind, words }: Named): Turn {
  const name = `${KIND_NAMES[kind ?? ''] ?? ''} ${words.join(' ')}`.trim();
  return say(context, { text: context.t('place.notThere', { name }) }, { kind: 'office' });
}

const KIND_NAMES: Readonly<Record<string, string>> = { phuong: 'phường', xa: 'xã', 'thi tran': 'thị trấn' };

/** The longest name that the table knows, spelt as typed; no matches = none where the message says; null = none, or too little is said to be sure. */
async function findPlace(context: Context, names: readonly Named[]): Promise<Found | null> {
  const known = await context.lookups.places([...new Set(names.map(({ key }) => key))]);
  for (const named of names) {
    const same = known.filter((row) => placeKey(row.oldWard) === named.key && isSpelt(named, row));
    const alike = same.filter(({ oldWard }) => fold(oldWard).startsWith(`${named.kind} `));
    const rows = alike.length > 0 ? alike : same;
    const matches = matchPlaces(rows, named.rest);
    const beside = readBesidePlace(named, matches);
    if (rows.length > 0 && isEnough(named, beside)) return { named, matches, beside };
  }
  return null;
}

/** Whether every syllable typed with marks is spelt as in the name: "phường làm" is no ward of Lâm. */
function isSpelt({ words }: Named, { oldWard }: OldPlace): boolean {
  const name = oldWard.split(/\s+/).slice(-words.length);
  return words.every((word, i) => {
    const typed = keysOf(word);
    return !typed.marked || typed.exact === keysOf(name[i] ?? '').exact;
  });
}

/** A name of one syllable may be any word, so it takes more to be sure. */
function isEnough({ words }: Named, { old, hinted }: BesidePlace): boolean {
  return words.length > 1 || /^\d+$/.test(words[0] ?? '') || old || hinted;
}

/** Today's ward, with the office there where it is known. */
async function placeReply(context: Context, match: PlaceMatch): Promise<Reply> {
  const { t } = context;
  const [only, ...more] = match.now;
  const old = inSentence(nameOf(match));
  const places = match.now.map(({ ward, province }) => inSentence(`${ward}, ${province}`));
  const unit = only && more.length === 0 ? await unitOf(context, only.ward) : null;
  const told =
    more.length > 0
      ? listOf(capital(t('place.split', { old })), places)
      : [
          capital(t('place.now', { old, now: places[0] ?? '' })),
          t('place.submit', { now: inSentence(only?.ward ?? '') }),
        ];
  return replyOf({ blocks: blocksOf([...told, ...(unit ? placeBlocks(t, unit) : [])]) });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Several old places of one name: which district? What was asked for is remembered as the topic. */
function askWhich(context: Context, { named, matches }: Found, code: string | null): Turn {
  const { t } = context;
  const { attribute } = named.beside();
  const choices = matches.slice(0, MAX_KEPT).map((match): Choice => {
    const place = [fold(match.oldWard), placeKey(match.oldDistrict), placeKey(match.oldProvince)].join(', ');
    return { label: nameOf(match), send: attribute === 'place' ? `nop o dau ${place}` : place };
  });
  const number = matches.length;
  const name = tidy(matches[0]?.oldWard ?? '');
  const shown = number > MAX_SHOWN ? [] : choices;
  const text = t(shown.length > 0 ? 'place.which' : 'place.whichMany', { number, name });
  const kept = choices.map(({ label, send }) => ({ label, send }));
  return say(
    context,
    shown.length > 0 ? { text, choices } : { text },
    { kind: 'office' },
    {
      choices: kept,
      ...(code ? { topic: code } : {}),
    },
  );
}

function nameOf({ oldWard, oldDistrict, oldProvince }: PlaceMatch): string {
  return tidy([oldWard, oldDistrict, oldProvince].join(', '));
}

/** "Thành Phố Pleiku" as it is written on a button: "TP. Pleiku", in which "thành" is no name. */
function tidy(name: string): string {
  return name
    .replace(/Thành phố /gi, 'TP. ')
    .replace(/Thị (Xã|Trấn)/g, (_, kind: string) => `Thị ${kind.toLowerCase()}`);
}

/** The same inside a sentence: "phường Yên Đỗ, TP. Pleiku, tỉnh Gia Lai". */
function inSentence(name: string): string {
  return tidy(name).replace(/(?:Phường|Xã|Thị trấn|Thị xã|Quận|Huyện|Tỉnh)(?= )/g, (kind) =>
    kind.toLowerCase(),
  );
}
