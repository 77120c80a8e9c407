import type { Home } from '../conversation/home.js';
import { fill } from '../i18n/fill.js';
import { type BarActions, viewBar } from './bar.js';
import { type Cards, createCards } from './cards.js';
import { type Composer, createComposer } from './composer.js';
import { Conversation } from './conversation.js';
import { button, h } from './dom.js';
import type { ShownTurn } from './history.js';
import { watchIdle } from './idle.js';
import { loadPreferences, type Preferences, savePreferences } from './preferences.js';
import type { SendResult, Server } from './server.js';
import { createSpeaker } from './speaker.js';
import { createTalk, type Talk } from './talk.js';
import { LANGUAGE_NAMES, type Language, TEXTS, type Texts } from './texts/texts.js';
import { forgetTicks } from './ticks.js';
import { heardOf } from './turn-view.js';
import type { ChatView } from './view.js';

type Options = {
  frame: HTMLElement;
  /** Counts until the person chooses one. */
  language: Language;
  server: Server;
  /** What a link wants the person to say; they send it themselves. */
  suggested: string | null;
  /** After so long without anybody all is cleared; null = it is not. */
  idleMs: number | null;
  /** Ends it. */
  signal: AbortSignal;
};

/** The chat inside a frame: puts its parts together and passes on between them. */
export class Chat implements BarActions {
  private readonly options: Options;
  private readonly conversation: Conversation;
  private readonly speaker;
  private readonly cards: Cards;
  private readonly live = h('div', { class: 'unseen', role: 'status' });
  private readonly offline = h('p', { class: 'notice' });
  private readonly idle = h('p', { class: 'notice', hidden: true });
  preferences = loadPreferences();
  private talk: Talk | null = null;
  private home: Home | null = null;

  constructor(options: Options) {
    const { server, signal, idleMs } = options;
    this.options = options;
    this.speaker = createSpeaker(() => this.showVoices(), signal);
    const root = options.frame.getRootNode() as Document | ShadowRoot;
    this.cards = createCards(root, () => this.talk?.refresh());
    this.conversation = new Conversation({
      server,
      signal,
      region: () => this.preferences.region,
      changed: (turn, delivery) => this.refresh(turn, delivery),
      forgotten: () => this.hush(),
    });
    this.prefer({});
    const composer = this.draw();
    if (this.conversation.turns().length > 0) void this.cards.load();
    if (options.suggested) composer.write(options.suggested);
    this.showVoices();
    this.showLine();
    for (const event of ['online', 'offline']) addEventListener(event, () => this.showLine(), { signal });
    signal.addEventListener('abort', this.speaker.stop);
    if (idleMs !== null)
      watchIdle({ idleMs, signal, warn: (seconds) => this.warn(seconds), reset: () => this.reset() });
    this.conversation.sendNow();
    void this.meet();
  }

  /** Where this is, and what everybody is to know first. */
  private async meet(): Promise<void> {
    const { server, signal } = this.options;
    this.home = await server.home();
    if (this.home && !signal.aborted) this.talk?.welcome(this.home);
  }

  private get language(): Language {
    return this.preferences.language ?? this.options.language;
  }

  private get texts(): Texts {
    return TEXTS[this.language];
  }

  private draw(): Composer {
    const { frame } = this.options;
    const t = this.texts;
    const composer = createComposer(t, (text) => this.say(text, text));
    this.talk = createTalk(this.view(composer));
    this.talk.welcome(this.home);
    const skip = button(t.skip, () => composer.input.focus(), { class: 'skip' });
    const bar = viewBar(t, this.language, this);
    frame.lang = this.language;
    frame.setAttribute('aria-label', t.title);
    frame.replaceChildren(skip, bar, this.talk.element, this.offline, this.idle, composer.element, this.live);
    this.talk.refresh();
    this.talk.showEnd();
    return composer;
  }

  private view(composer: Composer): ChatView {
    const { conversation, speaker, cards } = this;
    return {
      t: this.texts,
      language: this.language,
      server: this.options.server,
      speaker,
      conversation,
      cards,
      say: (label, text) => this.say(label, text),
      focus: () => composer.input.focus(),
      announce: (text) => this.announce(text),
      withdraw: (turn) => composer.restore(conversation.withdraw(turn)),
    };
  }

  private say(label: string, text: string): void {
    void this.cards.load();
    this.conversation.say(label, text);
    this.talk?.showEnd();
  }

  private refresh(turn?: ShownTurn, delivery?: SendResult): void {
    const follows = this.talk?.isAtEnd();
    this.talk?.refresh();
    if (!turn || !delivery) return;
    this.announce(tellDelivery(delivery, this.texts));
    if (follows) this.talk?.showTurn(turn);
  }

  /** Neither read on nor left where a screen reader finds it. */
  private hush(): void {
    this.speaker.stop();
    this.live.replaceChildren();
  }

  announce(text: string): void {
    this.live.replaceChildren(h('p', {}, text));
  }

  prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change };
    savePreferences(this.preferences);
    this.options.frame.style.setProperty('--size', String(this.preferences.size));
  }

  /** The conversation is told as well, so that its answers change too. */
  switchLanguage(language: Language): void {
    this.prefer({ language });
    this.draw();
    this.say(LANGUAGE_NAMES[language], LANGUAGE_NAMES[language]);
  }

  clear(): void {
    this.hush();
    forgetTicks();
    this.conversation.clear();
    this.draw().write('');
    this.announce(this.texts.cleared);
  }

  private warn(seconds: number | null): void {
    const isNew = this.idle.hidden !== false;
    this.notify(this.idle, seconds === null ? '' : fill(this.texts.idle, { seconds }), isNew);
  }

  /** For whoever comes next: also without what the one before preferred. */
  private reset(): void {
    this.prefer({ language: null, region: null, size: 1 });
    this.clear();
  }

  private showVoices(): void {
    for (const language of Object.keys(TEXTS) as Language[]) {
      this.options.frame.classList.toggle(`voice-${language}`, this.speaker.canSpeak(language));
    }
  }

  private showLine(): void {
    this.notify(this.offline, navigator.onLine ? '' : this.texts.offline);
  }

  /** Shows a text in its place, and has it heard; '' = nothing. */
  private notify(place: HTMLElement, text: string, isHeard = true): void {
    place.textContent = text;
    place.hidden = text === '';
    if (text !== '' && isHeard) this.announce(text);
  }
}

/** What a screen reader is told when the server has been tried. */
function tellDelivery(delivery: SendResult, t: Texts): string {
  if (delivery.kind === 'answered') return heardOf(delivery.replies, t);
  return delivery.kind === 'later' ? t.unsent[delivery.why] : (delivery.problem ?? t.refused);
}
