/**
 * What this browser remembers. Where it may not (a kiosk, private windows, a full disk), it lasts as long as the page.
 */

const PREFIX = 'motcua.';
const page = new Map<string, string>();
let kiosk = false;

/** Keeps nothing beyond the page from now on, and forgets what was kept: for a machine that many people use. */
export function keepNothing(): void {
  kiosk = true;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
}

/** Whether `keepNothing` was called. */
export function isKiosk(): boolean {
  return kiosk;
}

/** What is remembered under a name; null = nothing, or nothing readable. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(page.get(name) ?? (kiosk ? null : localStorage.getItem(PREFIX + name)) ?? 'null');
  } catch {
    return null;
  }
}

/** Who wants to know of changes: other chats in this page, which hear of no event of the browser's. */
const watchers = new Set<{ name: string; by: object; changed(): void }>();

/** Remembers a value; null forgets it. False = it lasts only as long as the page. `by`: who need not be told. */
export function keep(name: string, value: unknown, by?: object): boolean {
  const kept = write(name, value);
  for (const watcher of watchers) if (watcher.name === name && watcher.by !== by) watcher.changed();
  return kept;
}

function write(name: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  page.delete(name);
  try {
    if (kiosk) page.set(name, text);
    else if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    page.set(name, text);
    return false;
  }
}

/** Calls back when another tab of this browser, or another chat in this page, changed what is remembered under the name. */
export function onChangeElsewhere(name: string, by: object, changed: () => void, signal: AbortSignal): void {
  const watcher = { name, by, changed };
  watchers.add(watcher);
  signal.addEventListener('abort', () => watchers.delete(watcher));
  addEventListener('storage', ({ key }) => key === PREFIX + name && changed(), { signal });
}
