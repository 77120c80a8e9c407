import { viewBar } from './bar.js';
import { forgetTicks } from './checklist.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { button, h } from './dom.js';
import type { Turn } from './history.js';
import { loadPreferences, type Preferences, savePreferences } from './preferences.js';
import type { Delivery, Server } from './server.js';
import { createSpeaker } from './speaker.js';
import { createTalk, type Talk } from './talk.js';
import { LANGUAGE_NAMES, type Language, TEXTS } from './texts/texts.js';
import { heardOf } from './turn-view.js';
import type { View } from './view.js';

/** Runs the chat inside a frame until the signal. `ownLanguage` counts until the person chooses one. */
export function openChat(
  frame: HTMLElement,
  ownLanguage: Language,
  server: Server,
  signal: AbortSignal,
): void {
  let preferences = loadPreferences();
  let talk: Talk | null = null;
  const live = h('div', { class: 'unseen', role: 'status' });
  const offline = h('p', { class: 'notice' });
  const speaker = createSpeaker(showVoices, signal);
  const conversation = createConversation({ server, region: () => preferences.region, changed, signal });

  const texts = () => TEXTS[preferences.language ?? ownLanguage];
  const announce = (text: string) => live.replaceChildren(h('p', {}, text));

  function say(label: string, text: string): void {
    conversation.say(label, text);
    talk?.showEnd();
  }

  function changed(turn?: Turn, delivery?: Delivery): void {
    const follows = talk?.isAtEnd();
    talk?.refresh();
    if (!turn || !delivery) return;
    announce(tellDelivery(delivery, texts()));
    if (follows) talk?.showTurn(turn);
  }

  function prefer(change: Partial<Preferences>): void {
    preferences = { ...preferences, ...change };
    savePreferences(preferences);
    frame.style.setProperty('--size', String(preferences.size));
  }

  function switchLanguage(language: Language): void {
    prefer({ language });
    draw();
    say(LANGUAGE_NAMES[language], LANGUAGE_NAMES[language]);
  }

  function clear(): void {
    speaker.stop();
    forgetTicks();
    conversation.clear();
    draw().input.focus();
    announce(texts().cleared);
  }

  function showVoices(): void {
    for (const language of Object.keys(TEXTS) as Language[]) {
      frame.classList.toggle(`voice-${language}`, speaker.canSpeak(language));
    }
  }

  function showLine(): void {
    offline.textContent = navigator.onLine ? '' : texts().offline;
    offline.hidden = navigator.onLine;
    if (!navigator.onLine) announce(texts().offline);
  }

  function draw() {
    const t = texts();
    const language = preferences.language ?? ownLanguage;
    const composer = createComposer(t, (text) => say(text, text));
    const view: View = {
      language,
      t,
      server,
      speaker,
      turns: conversation.turns,
      say,
      announce,
      sendNow: conversation.sendNow,
      withdraw: (turn) => composer.restore(conversation.withdraw(turn)),
      markRated: conversation.markRated,
    };
    talk = createTalk(view, conversation.waitOf);
    const skip = button(t.skip, () => composer.input.focus(), { class: 'skip' });
    const actions = { preferences: () => preferences, prefer, switchLanguage, clear, announce };
    frame.lang = language;
    frame.setAttribute('aria-label', t.title);
    frame.replaceChildren(skip, viewBar(t, language, actions), talk.element, offline, composer.element, live);
    talk.refresh();
    talk.showEnd();
    return composer;
  }

  prefer({});
  draw();
  showVoices();
  showLine();
  for (const event of ['online', 'offline']) addEventListener(event, showLine, { signal });
  signal.addEventListener('abort', speaker.stop);
  conversation.sendNow();
}

/** What a screen reader is told when the server has been tried. */
function tellDelivery(delivery: Delivery, t: View['t']): string {
  if (delivery.kind === 'answered') return heardOf(delivery.replies, { t });
  return delivery.kind === 'later' ? t.unsentHeard : (delivery.problem ?? t.refused);
}
