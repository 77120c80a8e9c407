import { h } from './dom.js';
import { maskSecrets } from './mask.js';
import { keep, recall } from './storage.js';
import type { Texts } from './texts/texts.js';

const DRAFT = 'draft';
const MAX_CHARACTERS = 2_000;

export type Composer = {
  element: HTMLElement;
  input: HTMLTextAreaElement;
  /** Puts words back, before what is being typed now. */
  restore(text: string): void;
};

/** The input. What is typed survives leaving the page, unless it holds a private number. */
export function createComposer(t: Texts, say: (text: string) => void): Composer {
  const input = h('textarea', {
    id: 'question',
    rows: 1,
    maxlength: MAX_CHARACTERS,
    placeholder: t.placeholder,
    autocomplete: 'off',
    enterkeyhint: 'send',
    input: () => changed(),
    keydown: (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.shiftKey) return;
      // While a Vietnamese keyboard composes a word, Enter belongs to the word.
      if (event.isComposing) return;
      event.preventDefault();
      submit();
    },
  });
  const element = h(
    'form',
    { class: 'composer' },
    h('label', { for: 'question', class: 'unseen' }, t.question),
    input,
    h('button', { type: 'submit' }, t.send),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });

  function changed(): void {
    const draft = input.value;
    keep(DRAFT, draft === '' || maskSecrets(draft) !== draft ? null : draft);
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
  }

  function submit(): void {
    const text = input.value.trim();
    input.focus();
    if (text === '') return;
    input.value = '';
    changed();
    say(text);
  }

  const draft = recall(DRAFT);
  if (typeof draft === 'string') input.value = draft;
  return {
    element,
    input,
    restore(text) {
      input.value = [text, input.value].filter(Boolean).join(' ');
      changed();
      input.focus();
    },
  };
}
