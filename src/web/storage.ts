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

/** Remembers a value; null forgets it. False = it lasts only as long as the page. */
export function keep(name: string, value: unknown): boolean {
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

/** Calls back when another tab of this browser changed what is remembered under the name. */
export function onChangeElsewhere(name: string, changed: () => void, signal: AbortSignal): void {
  addEventListener('storage', ({ key }) => key === PREFIX + name && changed(), { signal });
}
