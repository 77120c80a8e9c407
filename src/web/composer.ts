import { fill } from '../i18n/fill.js';
import { h } from './dom.js';
import { maskSecrets } from './mask.js';
import { keep, recall } from './storage.js';
import type { Texts } from './texts/texts.js';

const DRAFT = 'draft';

/** What the server takes in one message. */
const MAX_CHARACTERS = 2_000;

/** So near the end the characters are counted. */
const COUNTED = 200;

/** The field people write in. */
export type Composer = {
  element: HTMLElement;
  input: HTMLTextAreaElement;
  /** Puts words back, before what is being typed now. */
  restore(text: string): void;
  /** Puts a text in place of what is being typed, '' for none; the focus is here then. */
  write(text: string): void;
};

/** The input. What is typed survives leaving the page, unless it holds a private number. */
export function createComposer(t: Texts, say: (text: string) => void): Composer {
  const input = viewInput(t);
  const send = h('button', { type: 'submit' }, t.send);
  const label = h('label', { for: input.id, class: 'unseen' }, t.question);
  const count = h('p', { class: 'count', id: 'count', 'aria-live': 'polite' });
  const element = h('form', { class: 'composer' }, count, label, input, send);
  const showCount = () => {
    const { length } = input.value.trim();
    const over = length - MAX_CHARACTERS;
    count.textContent =
      over > 0
        ? fill(t.tooLong, { max: MAX_CHARACTERS, over })
        : over > -COUNTED
          ? `${length}/${MAX_CHARACTERS}`
          : '';
  };
  input.addEventListener('input', showCount);
  const write = (text: string) => {
    input.value = text;
    keepDraft(input);
    showCount();
    input.focus();
  };
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    // Nothing is cut off: the line above says how much is too much.
    if (text.length > MAX_CHARACTERS) return input.focus();
    write('');
    if (text !== '') say(text);
  });
  const draft = recall(DRAFT);
  if (typeof draft === 'string') input.value = draft;
  return {
    element,
    input,
    write,
    restore: (text) => write([text, input.value].filter(Boolean).join(' ')),
  };
}

function viewInput(t: Texts): HTMLTextAreaElement {
  const input = h('textarea', {
    id: 'question',
    rows: 1,
    placeholder: t.placeholder,
    'aria-describedby': 'count',
    autocomplete: 'off',
    enterkeyhint: 'send',
    input: () => keepDraft(input),
    keydown: (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.shiftKey) return;
      // While a Vietnamese keyboard composes a word, Enter belongs to the word; some say so by 229 alone.
      if (event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      input.form?.querySelector('button')?.click();
    },
  });
  return input;
}

/** Remembers what is being typed, and makes room for it. */
function keepDraft(input: HTMLTextAreaElement): void {
  const draft = input.value;
  keep(DRAFT, draft === '' || maskSecrets(draft) !== draft ? null : draft);
  input.style.height = '';
  if (draft !== '') input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
}
