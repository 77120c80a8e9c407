/** A task done again and again until it is stopped. */
export type Every = {
  /** Runs it now, or waits for the run under way. Never rejects. */
  run(): Promise<void>;
  /** Begins; the first run comes after the first interval. */
  start(): void;
  /** Starts no more runs, and waits for the one under way. */
  stop(): Promise<void>;
};

/**
 * Runs `task` every `ms` milliseconds. A run that takes longer than that is not joined by another. The timer alone keeps
 * no process alive. What a run throws goes to `onError`, and the next one comes all the same.
 */
export function every(ms: number, task: () => Promise<unknown>, onError: (error: unknown) => void): Every {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  const carryOut = async () => {
    try {
      await task();
    } catch (error) {
      onError(error);
    } finally {
      running = null;
    }
  };
  const run = () => {
    running ??= carryOut();
    return running;
  };
  return {
    run,
    start: () => {
      timer = setInterval(() => void run(), ms).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
