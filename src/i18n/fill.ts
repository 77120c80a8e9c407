/** Texts with places for values, where i18next is not at hand: officers' messages, the page, examples. Pure. */

/** Puts values into the places `{name}` of a text; a place without a value stays, or holds `missing`. */
export function fill(text: string, values: Readonly<Record<string, unknown>>, missing?: string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) && values[name] != null ? String(values[name]) : (missing ?? whole),
  );
}
