import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { neutralText } from '../privacy/neutral-text.js';
import { vietnamIso } from '../time/clock.js';

/** By pino's numbers. */
const LEVELS: Readonly<Record<number, string>> = {
  10: 'chi tiết',
  20: 'chi tiết',
  30: 'tin',
  40: 'chú ý',
  50: 'lỗi',
  60: 'lỗi nặng',
};

/** The log of pino, which masks what is personal. */
export type Log = Logger;

/**
 * Logs go to standard error: standard output is for results. JSON lines, or, `forTerminal`, lines to be read as they come.
 * What a person typed is never logged; what a line quotes is neutral.
 */
export function createLog(
  level: string,
  {
    stream = destination({ fd: 2, sync: true }),
    forTerminal = false,
  }: { stream?: DestinationStream; forTerminal?: boolean } = {},
): Log {
  const neutral = {
    write: (line: string) => stream.write(neutralText(forTerminal ? terminalLine(line) : line)),
  };
  return pino(
    { level, base: null, redact: ['text', '*.text', 'headers.authorization', '*.secret'] },
    neutral,
  );
}

/** `14:05:59 chú ý: what happened (name: value, …)` of a JSON line of pino's, in Viet Nam's time. */
function terminalLine(json: string): string {
  const {
    time,
    level,
    msg = '',
    ...details
  }: { time: number; level: number; msg?: string } = JSON.parse(json);
  const named = Object.entries(details).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const more = named.length > 0 ? ` (${named.join(', ')})` : '';
  return `${vietnamIso(new Date(time)).slice(11, 19)} ${LEVELS[level] ?? level}: ${msg}${more}\n`;
}
