import type { CardView } from './card-view.js';
import { button, h } from './dom.js';
import { printOnly } from './print.js';
import { offerFile } from './save.js';
import { copyText, shareText } from './share.js';
import { isKiosk } from './storage.js';

/** What a card is handed on as. `file`: what it is saved as; left out = it is not saved. */
type Handed = { title: string; text: string; print: string; file?: string };

/** The buttons that take a card off the screen: to paper, to another app, to a file. */
export function viewActions(
  { title, text, print, file }: Handed,
  { t, announce }: CardView,
  ...more: HTMLElement[]
): HTMLElement {
  const result = h('span', { class: 'result' });
  const tell = (told: string) => {
    result.textContent = told;
    announce(told);
  };
  const copy = async () => tell((await copyText(text)) ? t.copied : t.copyFailed);
  const share = async () => (await shareText(title, text)) || (await copy());
  const actions: HTMLElement = h(
    'div',
    { class: 'actions' },
    button(print, () => printOnly(actions.closest<HTMLElement>('.card') ?? actions)),
    'share' in navigator ? button(t.share, () => void share()) : null,
    button(t.copy, () => void copy()),
    // Nothing of a person is left on a machine that many people use.
    file !== undefined && !isKiosk()
      ? button(t.save, () => offerFile(file, 'text/plain;charset=utf-8', text))
      : null,
    ...more,
    result,
  );
  return actions;
}
