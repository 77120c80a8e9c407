/** Old wards and communes: what they are now, and where to go there. */
import { matchPlaces, type OldPlace, type PlaceMatch, placeKey } from '../../places/place.js';
import { fold, keysOf } from '../../search/fold.js';
import type { Decision } from '../../search/search.js';
import { blocksOf, listOf } from '../block.js';
import type { Choice, Reply } from '../message.js';
import { answerProcedure } from '../procedure/answer.js';
import { askBack } from '../procedure/ask-back.js';
import { replyOf } from '../reply.js';
import { sayings } from '../sayings.js';
import { type Context, say, type Turn } from '../turn.js';
import { coveredBy, phrasePattern, plainLine } from '../words.js';
import { placeBlocks, unitOf, unitsNamed } from './office.js';
import { type PlaceReading, placeReadings } from './place-name.js';

/** At most so many places are offered; more are kept in mind only, for whoever names one. */
const MAX_SHOWN = 5;
const MAX_KEPT = 20;

const old = phrasePattern(sayings('old-place-old'));
const around = [
  phrasePattern(sayings('old-place-old', 'old-place-around')),
  phrasePattern(sayings('filler')),
];

const FORMERLY = /^ (?:(?:tp|thanh pho|quan|huyen|thi xa|tinh) )*cu /;

type Found = { reading: PlaceReading; matches: PlaceMatch[] };

/**
 * "Phường Yên Đỗ, Pleiku, nộp ở đâu": today's ward, and the place of the procedure that is spoken of. Null = no old
 * place is named, or it is not what the message is about.
 */
export async function answerOldPlace(context: Context): Promise<Turn | null> {
  const found = await findPlace(context);
  if (found === null) return null;
  const { reading, matches } = found;
  const asksOld = isAboutOld(reading, matches);
  const { attribute } = context.lookups.readAttribute(reading.rest);
  const isOnly = coveredBy(plainLine(withoutHints(reading.rest, matches)), ...around);
  if (!asksOld && !isOnly && attribute !== 'place') return null;
  if (!asksOld && (await unitsNamed(context, context.text)).length > 0) return null;
  const decision: Decision = isOnly ? { kind: 'decline' } : context.lookups.search(reading.rest);
  if (!isOnly && !asksOld && decision.kind !== 'answer') return null;
  if (matches.length === 0) return isOnly || asksOld ? sayNotThere(context, reading) : null;
  const [only, ...others] = matches;
  const code =
    decision.kind === 'answer' ? decision.code : attribute === 'place' ? context.session.topic : null;
  if (only === undefined || others.length > 0)
    return isOnly || asksOld ? askWhich(context, found, code) : null;
  const reply = await placeReply(context, only);
  const about =
    decision.kind === 'choices'
      ? await askBack(context, decision.codes, attribute)
      : code && (await answerProcedure(context, { code, attribute: 'place', page: 1 }));
  return about ? { ...about, replies: [reply, ...about.replies] } : say(context, reply, { kind: 'office' });
}

/** The table knows the name, but not where the message says it is: another place of that name is no answer. */
function sayNotThere(context: Context, { kind, words }: PlaceReading): Turn {
  const name = `${KIND_NAMES[kind ?? ''] ?? ''} ${words.join(' ')}`.trim();
  return say(context, { text: context.t('place.notThere', { name }) }, { kind: 'office' });
}

const KIND_NAMES: Readonly<Record<string, string>> = { phuong: 'phường', xa: 'xã', 'thi tran': 'thị trấn' };

/** The longest name that the table knows, spelt as typed; no matches = none where the message says; null = none, or too little is said to be sure. */
async function findPlace(context: Context): Promise<Found | null> {
  const readings = placeReadings(context.text);
  if (readings.length === 0) return null;
  const known = await context.lookups.places([...new Set(readings.map(({ key }) => key))]);
  for (const reading of readings) {
    const same = known.filter((row) => placeKey(row.oldWard) === reading.key && isSpelt(reading, row));
    const alike = same.filter(({ oldWard }) => fold(oldWard).startsWith(`${reading.kind} `));
    const rows = alike.length > 0 ? alike : same;
    const matches = matchPlaces(rows, reading.rest);
    if (rows.length > 0 && isEnough(reading, matches)) return { reading, matches };
  }
  return null;
}

/** Whether every syllable typed with marks is spelt as in the name: "phường làm" is no ward of Lâm. */
function isSpelt({ words }: PlaceReading, { oldWard }: OldPlace): boolean {
  const name = oldWard.split(/\s+/).slice(-words.length);
  return words.every((word, i) => {
    const typed = keysOf(word);
    return !typed.marked || typed.exact === keysOf(name[i] ?? '').exact;
  });
}

/** A name of one syllable may be any word, so it takes more to be sure. */
function isEnough(reading: PlaceReading, matches: readonly PlaceMatch[]): boolean {
  const { words, rest } = reading;
  if (words.length > 1 || /^\d+$/.test(words[0] ?? '')) return true;
  return isAboutOld(reading, matches) || withoutHints(rest, matches) !== withoutHints(rest, []);
}

/** Whether it is about the change of names: "… giờ thuộc đâu", or "cũ" right behind the place (not "nhà cũ"). */
function isAboutOld({ rest, after }: PlaceReading, matches: readonly PlaceMatch[]): boolean {
  return plainLine(rest).search(old) >= 0 || FORMERLY.test(withoutHints(after, matches));
}

/** What is said besides the place, without the district and province it names. */
function withoutHints(rest: string, matches: readonly PlaceMatch[]): string {
  const line = ` ${fold(rest).replace(/[^a-z0-9']+/g, ' ')} `;
  return matches
    .flatMap(({ oldDistrict, oldProvince }) => [placeKey(oldDistrict), placeKey(oldProvince)])
    .map((hint) => hint.replaceAll('-', ' '))
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, hint) => said.replaceAll(` ${hint} `, ' '), line);
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
function askWhich(context: Context, { reading, matches }: Found, code: string | null): Turn {
  const { t } = context;
  const { attribute } = context.lookups.readAttribute(reading.rest);
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
