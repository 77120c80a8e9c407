/** Greetings, thanks, who are you, and other things people say to each other. */
import type { Locale } from '../i18n/locale.js';
import { commandFor } from './command.js';
import { answerHuman } from './desk.js';
import type { Intent } from './intent.js';
import type { Choice } from './message.js';
import { type Context, say, type Turn, withChoices } from './turn.js';

type Topic = Extract<Intent, { kind: 'smallTalk' }>['topic'];

/** Questions everybody has some day, of the starter catalogue. */
const EXAMPLES = [
  { key: 'example.birth', code: '1.001193', attribute: 'papers' },
  { key: 'example.residence', code: '1.004194', attribute: 'time' },
  { key: 'example.copy', code: '2.000815', attribute: null },
] as const;

/** Topics after which it helps to see what can be asked. */
const WITH_EXAMPLES: ReadonlySet<Topic> = new Set(['greeting', 'help', 'who', 'empty', 'injection']);

/** A short human answer. */
export async function answerSmallTalk(context: Context, topic: Topic): Promise<Turn> {
  if (topic === 'human') return answerHuman(context);
  const canFollow = topic === 'help' && context.lookups.following?.canNotify;
  const text = [context.t(`smallTalk.${topic}`), ...(canFollow ? [context.t('follow.help')] : [])].join(' ');
  return say(context, withChoices(text, WITH_EXAMPLES.has(topic) ? exampleChoices(context) : []), {});
}

/** Confirms the language and keeps to it, in notices too. */
export async function answerLanguage(context: Context, locale: Locale): Promise<Turn> {
  await context.lookups.following?.setLocale(locale);
  const t = context.lookups.translator(locale);
  const reply = withChoices(t('language.switched'), exampleChoices({ ...context, t }));
  return say(context, reply, {}, { locale, localeChosen: true });
}

/** Questions to start from. */
export function exampleChoices({ t }: Pick<Context, 't'>): Choice[] {
  return EXAMPLES.map(({ key, ...view }) => ({ label: t(key), send: commandFor({ ...view, page: 1 }) }));
}
