import { callsOf } from '../conversation/block.js';
import type { Home, Said } from '../conversation/home.js';
import { fill } from '../i18n/fill.js';
import { button, type Child, foldable, h, link } from './dom.js';
import { isKiosk } from './storage.js';
import type { ChatView } from './view.js';

/** Fewer than so many procedures asked about tell nothing: examples stand in their place. */
const MIN_ASKED = 3;

/** What stands before the first question. `home`: null = it is not here (yet), and what needs it is left out. */
export function viewHome(home: Home | null, view: ChatView): HTMLElement {
  const { t, say, focus } = view;
  const banner = home?.banner ? h('p', { class: 'remark', role: 'note' }, saidIn(home.banner, view)) : null;
  return h(
    'div',
    { class: 'intro' },
    banner,
    h('p', {}, t.intro),
    h(
      'div',
      { class: 'doors', role: 'group', 'aria-label': t.doors },
      button(t.doorAsk, focus),
      button(t.doorDossier, () => say(t.doorDossier, t.doorDossierSay)),
    ),
    h('p', { class: 'origin' }, `${t.privacy} ${isKiosk() ? t.kiosk : t.kept}`),
    ...(home ? viewOperator(home, view) : []),
    ...viewAsked(home, view),
    viewHelp(view),
  );
}

/** What few people open is loaded when they do. */
function viewHelp(view: ChatView): HTMLElement {
  const help = foldable([view.t.help]);
  const fillIn = async () => {
    const cards = await view.cards.load();
    help.append(cards ? cards.help(view) : view.t.notTaken);
  };
  help.addEventListener('toggle', () => void fillIn(), { once: true });
  return help;
}

function saidIn({ vi, en }: Said, { language }: ChatView): string {
  return language === 'en' ? (en ?? vi) : vi;
}

/** Who runs this, in one line, to be called, found and read about. */
function viewOperator({ operator }: Home, { t }: ChatView): Child[] {
  const { name, address, map, phone, hours, privacyUrl } = operator;
  const parts: Child[] = [
    name && h('b', {}, name),
    address && ((map && link(map, address)) || address),
    ...callsOf(phone ? [phone] : []).flatMap(({ links }) =>
      links.map(({ label, href }) => h('a', { href }, label)),
    ),
    hours && fill(t.hours, { hours }),
    privacyUrl && link(privacyUrl, t.privacyPage),
  ].filter(Boolean);
  if (parts.length === 0) return [];
  return [h('p', {}, ...parts.flatMap((part, i) => (i === 0 ? [part] : [' · ', part])))];
}

function viewAsked(home: Home | null, view: ChatView): Child[] {
  const { t, say } = view;
  const asked = (home?.asked ?? []).map(({ label, send }) => ({ label: saidIn(label, view), send }));
  const isKnown = asked.length >= MIN_ASKED;
  const shown = isKnown ? asked : t.example.map((example) => ({ label: example, send: example }));
  const label = isKnown ? t.oftenAsked : t.examples;
  return [
    h('h3', { class: 'small' }, label),
    h(
      'div',
      { class: 'choices', role: 'group', 'aria-label': label },
      ...shown.map((one) => button(one.label, () => say(one.label, one.send))),
    ),
  ];
}
