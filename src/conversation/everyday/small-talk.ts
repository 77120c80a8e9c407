/** What people say to each other: greetings, thanks, feelings, the time of day. */
import type { Locale } from '../../i18n/locale.js';
import { toLocalMs } from '../../time/clock.js';
import { weekdayOfDate } from '../../units/hours.js';
import type { Choice } from '../message.js';
import type { SmallTalkAbout } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';
import { dateText } from '../wording/facts.js';

/** Questions everybody has some day, of the starter catalogue. */
const EXAMPLES = [
  { key: 'example.birth', code: '1.001193', attribute: 'papers' },
  { key: 'example.residence', code: '1.004194', attribute: 'time' },
  { key: 'example.copy', code: '2.000815', attribute: null },
] as const;

/** After these it helps to see what can be asked. */
const WITH_EXAMPLES: ReadonlySet<SmallTalkAbout> = new Set(['greeting', 'help', 'who', 'chat']);

/** What is said of it when the danger that was told of is over. */
const AFTER_DANGER: ReadonlySet<SmallTalkAbout> = new Set(['emotion', 'ok', 'thanks', 'praise', 'sticker']);

/** A short human answer. */
export async function answerSmallTalk(context: Context, about: SmallTalkAbout): Promise<Turn> {
  if (about === 'language') return answerLanguage(context, context.reading.language);
  const canFollow = about === 'help' && context.lookups.following?.canNotify;
  const text = [textOf(context, about), ...(canFollow ? [context.t('follow.help')] : [])].join(' ');
  const choices = WITH_EXAMPLES.has(about) ? exampleChoices(context) : [];
  return say(context, { ...withChoices(text, choices), about }, {});
}

function textOf(
  { t, reading, now, today, session }: Context,
  about: Exclude<SmallTalkAbout, 'language'>,
): string {
  if (session.about === 'danger' && AFTER_DANGER.has(about)) return t('smallTalk.afterDanger');
  if (about === 'sticker')
    return t(reading.feeling ? `smallTalk.sticker.${reading.feeling}` : 'smallTalk.sticker');
  if (about !== 'time') return t(`smallTalk.${about}`);
  const time = new Date(toLocalMs(now)).toISOString().slice(11, 16);
  return t('smallTalk.time', { time, weekday: t(`weekday.${weekdayOfDate(today)}`), date: dateText(today) });
}

/** Nothing was said at all. */
export function answerEmpty(context: Context): Turn {
  return say(context, withChoices(context.t('smallTalk.empty'), exampleChoices(context)), {});
}

/** Confirms the language and keeps to it, in notices too. */
async function answerLanguage(context: Context, locale: Locale): Promise<Turn> {
  await context.lookups.following?.setLocale(locale);
  const t = context.lookups.translator(locale);
  const reply = withChoices(t('language.switched'), exampleChoices({ ...context, t }));
  return say(context, { ...reply, about: 'language' }, {}, { locale, localeChosen: true });
}

/** Questions to start from. */
export function exampleChoices({ t }: Pick<Context, 't'>): Choice[] {
  return EXAMPLES.map(({ key, ...view }) => ({
    label: t(key),
    send: writeCommand({ kind: 'view', ...view, page: 1 }),
  }));
}
