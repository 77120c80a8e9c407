/** Something a person can put right. The message says what is wrong and what to do, and is all they need to see. */
export class SetupError extends Error {}
