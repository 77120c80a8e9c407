import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Logs go to standard error as JSON lines: standard output is for results. What a person typed is never logged. */
export function createLog(
  level: string,
  stream: DestinationStream = destination({ fd: 2, sync: true }),
): Log {
  return pino({ level, base: null, redact: ['text', '*.text', 'headers.authorization', '*.secret'] }, stream);
}
