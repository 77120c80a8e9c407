import { Chat } from './chat.js';
import { h } from './dom.js';
import { connect } from './server.js';
import { adoptSheet } from './sheet.js';
import { keepNothing } from './storage.js';
import style from './widget.css?inline';

/** On a machine that many people use, all is cleared after so many minutes, unless `data-kiosk` says otherwise. */
const IDLE_MINUTES = 3;

/**
 * `<motcua-chat lang="vi">`: the web chat, for any page. Answers come from the server that served this script. With
 * `data-kiosk` nothing is kept.
 */
export class MotcuaChat extends HTMLElement {
  private leave = new AbortController();

  connectedCallback(): void {
    this.leave = new AbortController();
    const root = this.shadowRoot ?? openRoot(this);
    const frame = h('section', { class: 'frame' });
    root.replaceChildren(...root.querySelectorAll('style'), frame);
    const scriptAddress = import.meta.url;
    const { kiosk } = this.dataset;
    if (kiosk !== undefined) keepNothing();
    new Chat({
      frame,
      language: this.lang.startsWith('en') ? 'en' : 'vi',
      server: connect(new URL('.', scriptAddress), () => navigator.onLine),
      idleMs: kiosk === undefined ? null : (Number(kiosk) || IDLE_MINUTES) * 60_000,
      suggested: takeSuggested(scriptAddress),
      signal: this.leave.signal,
    });
  }

  disconnectedCallback(): void {
    this.leave.abort();
  }
}

/** `?say=` of our own page, as QR codes on receipts have it. Taken once: a reload keeps what was typed since. */
function takeSuggested(scriptAddress: string): string | null {
  const page = new URL(location.href);
  const said = page.searchParams.get('say');
  if (said === null || page.origin !== new URL(scriptAddress).origin) return null;
  page.searchParams.delete('say');
  history.replaceState(null, '', page);
  return said;
}

function openRoot(host: HTMLElement): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  adoptSheet(root, style);
  return root;
}
