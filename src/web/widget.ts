/** What `/widget.js` does: makes `<motcua-chat>` known, once, however often a page embeds it. */
import { MotcuaChat } from './element.js';

if (!customElements.get('motcua-chat')) customElements.define('motcua-chat', MotcuaChat);
