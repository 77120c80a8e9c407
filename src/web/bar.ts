import { fill } from '../i18n/fill.js';
import { button, h } from './dom.js';
import { nextSize, type Preferences } from './preferences.js';
import { LANGUAGE_NAMES, type Language, type Texts } from './texts/texts.js';

/** What the bar lets the person do. */
export type BarActions = {
  preferences: Preferences;
  /** Takes changed preferences over and remembers them. */
  prefer(change: Partial<Preferences>): void;
  switchLanguage(language: Language): void;
  clear(): void;
  announce(text: string): void;
};

/** The bar at the top: the title, the text size, and the options behind a fold. */
export function viewBar(t: Texts, language: Language, actions: BarActions): HTMLElement {
  const options = h('details', {
    class: 'options',
    keydown: (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || !options.open) return;
      options.open = false;
      options.querySelector('summary')?.focus();
    },
  });
  options.append(
    h('summary', {}, t.options),
    h(
      'div',
      { class: 'panel' },
      viewSelect(t.language, language, Object.entries(LANGUAGE_NAMES), (chosen) =>
        actions.switchLanguage(chosen as Language),
      ),
      viewRegion(t, actions),
      viewClear(t, actions),
    ),
  );
  return h(
    'header',
    { class: 'bar' },
    h('h2', {}, t.title),
    h('div', { class: 'tools' }, ...viewSizes(t, actions), options),
  );
}

function viewSizes(t: Texts, actions: BarActions): HTMLElement[] {
  const resize = (step: 1 | -1) => () => {
    const size = nextSize(actions.preferences.size, step) ?? actions.preferences.size;
    actions.prefer({ size });
    actions.announce(fill(t.sizeNow, { percent: Math.round(size * 100) }));
  };
  return [
    button('A−', resize(-1), { 'aria-label': `A− ${t.smaller}`, title: t.smaller }),
    button('A+', resize(1), { 'aria-label': `A+ ${t.larger}`, title: t.larger }),
  ];
}

function viewRegion(t: Texts, actions: BarActions): HTMLElement {
  const regions: [string, string][] = [
    ['', t.regionNone],
    ['north', t.regionNorth],
    ['south', t.regionSouth],
  ];
  return viewSelect(t.region, actions.preferences.region ?? '', regions, (chosen) =>
    actions.prefer({ region: chosen === 'north' || chosen === 'south' ? chosen : null }),
  );
}

function viewSelect(
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
): HTMLElement {
  const select = h(
    'select',
    { change: () => choose(select.value) },
    ...options.map(([name, shown]) => h('option', { value: name, selected: name === value }, shown)),
  );
  return h('label', {}, h('span', {}, label), select);
}

/** Clearing cannot be undone, so it asks first, in place. */
function viewClear(t: Texts, actions: BarActions): HTMLElement {
  const box = h('div', { class: 'clear', role: 'group', 'aria-label': t.clear });
  const offer = () => {
    const start = button(t.clear, ask);
    box.replaceChildren(start);
    return start;
  };
  const ask = () => {
    const no = button(t.clearNo, () => offer().focus());
    box.replaceChildren(
      h('p', {}, t.clearAsk),
      button(t.clearYes, () => actions.clear(), { class: 'danger' }),
      no,
    );
    no.focus();
  };
  offer();
  return box;
}
