import { backoffMs } from '../async/backoff.js';
import type { SendResult } from './server.js';

const MAX_PAUSE_MS = 30_000;

/** Messages on their way to the server, one after another. */
export type Outbox = {
  /** There is something to send, or reason to try again now. A pause the server asked for is kept. */
  wake(): void;
  /** Sends nothing any more. */
  close(): void;
};

/**
 * Sends messages one at a time, in order; the one that fails is tried again, ever more slowly, before any other.
 * `next`: the oldest message that waits, null = none. `settle` is told what became of it; `later` means it still waits.
 */
export function createOutbox<M>(options: {
  next(): M | null;
  deliver(message: M): Promise<SendResult>;
  settle(message: M, delivery: SendResult): void;
}): Outbox {
  let running = false;
  let closed = false;
  let cutShort: (() => void) | null = null;

  function pause(ms: number, asked: boolean): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        cutShort = null;
        resolve();
      };
      const timer = setTimeout(end, ms);
      cutShort = asked ? null : end;
    });
  }

  async function run(): Promise<void> {
    let failures = 0;
    for (let message = options.next(); message !== null && !closed; message = options.next()) {
      const delivery = await options.deliver(message);
      if (closed) return;
      options.settle(message, delivery);
      if (delivery.kind !== 'later') {
        failures = 0;
        continue;
      }
      await pause(delivery.retryAfterMs ?? backoffMs(failures, MAX_PAUSE_MS), delivery.retryAfterMs !== null);
      failures += 1;
    }
  }

  return {
    wake() {
      cutShort?.();
      if (running || closed) return;
      running = true;
      void run().finally(() => {
        running = false;
        // What came in while the last one was settled.
        if (!closed && options.next() !== null) this.wake();
      });
    },
    close() {
      closed = true;
      cutShort?.();
    },
  };
}
