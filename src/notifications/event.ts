/** Names of what happened: the same thing has the same name, so that it is told once, however often it is planned. */

/** An event of a dossier. */
export function dossierEvent(key: string, position: number): string {
  return `dossier ${key} ${position}`;
}

/** A reminder about a dossier, once for as long as it stands where it does. */
export function reminderEvent(key: string, kind: string, statusPosition: number): string {
  return `reminder ${kind} ${key} ${statusPosition}`;
}

/** What a publication changed, or abolished, for one person: told together. */
export function publicationEvent(publication: number, kind: string): string {
  return `publication ${publication} ${kind}`;
}

/** An office closed on some days (`YYYY-MM-DD`). */
export function closureEvent(unit: string, { from, to }: { from: string; to: string }): string {
  return `closure ${unit} ${from}..${to}`;
}
