import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { neutralText } from '../privacy/neutral-text.js';

/** The log of pino, which masks what is personal. */
export type Log = Logger;

/** Logs go to standard error as JSON lines: standard output is for results. What a person typed is never logged; what a line quotes is neutral. */
export function createLog(
  level: string,
  stream: DestinationStream = destination({ fd: 2, sync: true }),
): Log {
  const neutral = { write: (line: string) => stream.write(neutralText(line)) };
  return pino(
    { level, base: null, redact: ['text', '*.text', 'headers.authorization', '*.secret'] },
    neutral,
  );
}
