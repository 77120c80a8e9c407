import { getConnInfo } from '@hono/node-server/conninfo';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { retryAfter, spend } from '../security/spend.js';
import { refuseRequest } from './errors.js';

/** Limits of the chat API. Many people share one address behind a mobile operator, hence the wide budget. */
export type Limits = { maxBodyBytes: number; maxTextChars: number; messagesPerMinutePerAddress: number };

/** What holds where the wiring says nothing else. */
export const DEFAULT_CHAT_LIMITS: Limits = {
  maxBodyBytes: 16_384,
  maxTextChars: 2_000,
  messagesPerMinutePerAddress: 600,
};

/** Everything a visitor sends to these paths shares one budget per address, and one limit of size. */
export function limitVisitors(
  app: OpenAPIHono,
  paths: readonly string[],
  limits: Limits,
  trustProxy: number,
) {
  const rate = limitRate(limits.messagesPerMinutePerAddress, trustProxy);
  const size = bodyLimit({
    maxSize: limits.maxBodyBytes,
    onError: (context) => refuseRequest(context, 'body_too_large'),
  });
  for (const path of paths) app.use(path, rate, size);
}

/** Counts requests per client address and refuses with 429 and `Retry-After` (seconds) beyond the budget. */
function limitRate(perMinute: number, trustProxy: number): MiddlewareHandler {
  const spendOne = createBudget(perMinute, trustProxy);
  return async (context, next) => {
    const waitMs = await spendOne(context);
    if (waitMs === null) return next();
    return refuseRequest(context, 'too_many_requests', { 'Retry-After': retryAfter(waitMs) });
  };
}

/** Takes one from the budget of a request's address; milliseconds to wait when it is spent, else null. */
export function createBudget(
  perMinute: number,
  trustProxy: number,
): (context: Context) => Promise<number | null> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return (context) => spend(limiter, clientNetwork(context, trustProxy));
}

/**
 * The visitor's address. With n trusted proxies it is the n-th entry of X-Forwarded-For from the right:
 * what stands further left the visitor wrote.
 */
export function clientAddress(context: Context, trustProxy: number): string {
  const forwarded =
    context.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((address) => address.trim()) ?? [];
  const trusted = trustProxy > 0 ? forwarded.at(-trustProxy) : undefined;
  return trusted ?? connectionAddress(context) ?? 'unknown';
}

/** What the visitor is counted by: see `networkOf`. */
export function clientNetwork(context: Context, trustProxy: number): string {
  return networkOf(clientAddress(context, trustProxy));
}

const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/;

/**
 * An IPv4 address as it is, however it is written; of IPv6 the /64, which one household or one telephone has whole
 * (RFC 6177, RFC 7934). What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const [, inBrackets, beforePort] = WITH_PORT.exec(address) ?? [];
  const bare = inBrackets ?? beforePort ?? address;
  if (!ipaddr.isValid(bare)) return address;
  const read = ipaddr.process(bare);
  return read instanceof ipaddr.IPv6
    ? `${new ipaddr.IPv6([...read.parts.slice(0, 4), 0, 0, 0, 0])}/64`
    : read.toString();
}

/** Requests made in process, without a connection, have no address. */
function connectionAddress(context: Context): string | undefined {
  return context.env?.incoming ? getConnInfo(context).remote.address : undefined;
}
