/** The program cannot run as it is set up. The message says why and what to do, and is all a person needs to see. */
export class SetupError extends Error {}
