/** What says the same. Pure. */

/**
 * The same text for what says the same, whatever the order of its keys; a key that is absent says what null does. All
 * that asks whether two records are the same asks this.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner) =>
    isPlain(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, told]) => told !== null && told !== undefined)
            .sort(([one], [other]) => (one < other ? -1 : 1)),
        )
      : inner,
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
