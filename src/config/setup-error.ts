/** The program cannot run as it is set up. The message says why and what to do, and is all a person needs to see. */
export class SetupError extends Error {}

/** What standard error is told of a failure: the message alone where it says all, otherwise where it happened. */
export function describeFailure(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  return String(error instanceof Error ? error.stack : error);
}
