/** What is told of the dossier that is open: what is asked of it, who has seen it, why its date is what it is. */
import { citizenWords } from '../../calendar/explanation-text.js';
import type { HolderView } from '../../dossiers/look-up/look-up.js';
import { vietnamDate } from '../../time/clock.js';
import { type BlockOrLine, blocksOf, listOf } from '../block.js';
import type { Dossiers } from '../lookups.js';
import { answerHoursOf, answerOffice, unitsNamed } from '../office/office.js';
import { answerInside } from '../procedure/inside.js';
import type { OpenedAbout } from '../reading/acts.js';
import { othersOf } from '../session.js';
import type { Context, Turn } from '../turn.js';
import { dateText } from '../wording/facts.js';
import { channelName } from '../wording/label.js';
import { answerProgress, gone, type Opened } from './look-up.js';
import { openedBlocks } from './opened-answers.js';
import { keyed } from './opened-text.js';
import { sayOf } from './say-of.js';
import { holderStandingOf, momentText, partNamed } from './standing.js';

/** A question about the dossier that is open; null = no dossier is looked up here. */
export async function answerOpened(context: Context, about: OpenedAbout): Promise<Turn | null> {
  const { lookups, session, now } = context;
  const { opened } = session;
  if (!lookups.dossiers) return null;
  if (!opened) return answerProgress(context);
  const view = await lookups.dossiers.again(opened.code, now);
  if (!view) return gone(context, opened);
  const standing = await holderStandingOf(context, lookups.dossiers, view);
  // "Sáng thứ 7 nộp được không": a day that is named and nothing else is asked for.
  const isOfDay = about === 'brief' && context.reading.day.dates.length > 0;
  if (about === 'hours' || isOfDay) {
    // Another office that is named has hours of its own.
    const named = await unitsNamed(context);
    return named.length > 0 ? answerOffice(context, 'hours') : answerHoursOf(context, standing.place.unit);
  }
  if (about === 'valid') {
    const told = await answerInside(context, view.procedureCode, ['validity']);
    if (told) return told;
  }
  const part = ABOUT_PARTS.has(about) ? await partNamed(context, standing) : [];
  const ofWhole = ABOUT_PLACES.has(about) ? [keyed(context, standing, 'opened.part.where')] : [];
  const told =
    part.length > 0 ? [...listOf(null, part), ...ofWhole] : await openedBlocks(context, standing, about);
  const { code, procedure } = { code: opened.code, procedure: standing.procedure };
  const head = othersOf(session).some(({ open }) => open)
    ? [context.t('opened.of', { code, procedure })]
    : [];
  return sayOf(context, opened.code, { blocks: blocksOf([...head, ...told]) });
}

/** A part that is named answers for itself. */
const ABOUT_PARTS: ReadonlySet<OpenedAbout> = new Set([
  'status',
  'date',
  'parts',
  'collect',
  'late',
  'where',
  'keep',
  'brief',
]);
/** Of a part it is not known where it is handed out by itself. */
const ABOUT_PLACES: ReadonlySet<OpenedAbout> = new Set(['collect', 'where']);

/** Who has seen the open dossier, or why its date is what it is; null = no dossier is looked up here. */
export async function tellOpened(context: Context, about: 'seen' | 'why'): Promise<Turn | null> {
  const { dossiers } = context.lookups;
  if (!dossiers) return null;
  const { opened } = context.session;
  if (!opened) return answerProgress(context);
  return about === 'seen' ? answerSeen(context, dossiers, opened) : answerWhy(context, dossiers, opened);
}

async function answerSeen(context: Context, dossiers: Dossiers, opened: Opened): Promise<Turn> {
  const { t } = context;
  const views = await dossiers.views(opened.code);
  const lines = views.map(({ who, at }) => {
    return t('lookup.seen.one', { ...momentText(at), who: channelName(t, who) });
  });
  const heading = t('lookup.seen', { code: opened.code, days: dossiers.keptDays });
  const blocks = lines.length > 0 ? listOf(heading, lines) : blocksOf([heading]);
  return sayOf(context, opened.code, { blocks });
}

async function answerWhy(context: Context, dossiers: Dossiers, opened: Opened): Promise<Turn> {
  const view = await dossiers.again(opened.code, context.now);
  if (!view) return gone(context, opened);
  return sayOf(context, opened.code, { blocks: blocksOf(await whyParts(context, dossiers, view)) });
}

/** The way to the date, where it is the date that was told; nothing is made up for a date that is another. */
async function whyParts(
  { t, session }: Context,
  dossiers: Dossiers,
  view: HolderView,
): Promise<BlockOrLine[]> {
  if (!view.dueAt) return [t('lookup.why.none')];
  const due = vietnamDate(view.dueAt);
  const original = vietnamDate(view.dueOriginal ?? view.dueAt);
  const told = await dossiers.explainDue(view.code);
  const result = told?.result;
  const computed = result?.kind === 'due' ? result.due : null;
  const moved = view.extended
    ? [t('holder.due.extended', { date: dateText(due), old: dateText(original) })]
    : [];
  if (!told || computed === null || (computed !== due && !(view.extended && computed === original)))
    return moved.length > 0 ? moved : [t('lookup.why.told', { date: dateText(due) })];
  const { headline, rules, days } = citizenWords(told, { t, locale: session.locale });
  return [headline, ...listOf(null, rules), ...days, ...moved];
}
