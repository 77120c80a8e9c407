/** Reads at most once in so many milliseconds, however often it is asked; a failure is asked again at once. */
export function cached<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let latest: Promise<T> | undefined;
  return () => {
    if (latest) return latest;
    const reading = read();
    latest = reading;
    const forget = () => {
      latest = undefined;
    };
    reading.then(() => setTimeout(forget, ms).unref(), forget);
    return reading;
  };
}
