/** What is read at most once in so many milliseconds, however often it is asked. */
export type Cached<T> = (() => Promise<T>) & {
  /** The next to ask gets it read anew. */
  forget(): void;
};

/** A failed reading is not kept: it is asked again at once. */
export function cached<T>(ms: number, read: () => Promise<T>): Cached<T> {
  let latest: Promise<T> | undefined;
  const forget = () => {
    latest = undefined;
  };
  const get = () => {
    if (latest) return latest;
    const reading = read();
    latest = reading;
    reading.then(() => setTimeout(forget, ms).unref(), forget);
    return reading;
  };
  return Object.assign(get, { forget });
}
