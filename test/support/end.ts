const endings: (() => unknown)[] = [];

/** Has something done when the test file is over. Unlike `afterAll` it may be asked for inside a hook. */
export function atEnd(ending: () => unknown): void {
  endings.push(ending);
}

/** Does what was asked for, the last first. */
export async function endFile(): Promise<void> {
  for (const ending of endings.splice(0).reverse()) await ending();
}
