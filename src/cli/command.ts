import type { Services } from '../app.js';
import type { Config } from '../config/index.js';
import { SetupError } from '../config/setup-error.js';
import type { Actor } from '../dossiers/model/dossier.js';
import { DUTIES } from '../dossiers/model/status.js';
import type { CommandIo } from './socket/io.js';

/** The program around a command, for what replaces its database. */
export type Host = {
  config: Config;
  /** Does work while nothing here has the database open. A server stops serving for it, and begins anew afterwards. */
  alone<T>(work: () => Promise<T>): Promise<T>;
};

/** What every command is given. */
export type CommandContext = {
  io: CommandIo;
  services(): Promise<Services>;
  /** There is a database; else `services` makes one. */
  hasDatabase: boolean;
  /** The command runs inside the server. */
  isServer: boolean;
  /** Null = nothing here can be replaced. */
  host: Host | null;
};

/** The command could not do what was asked; the message says why and what to do. Exit code 1. */
export class CommandFailed extends SetupError {}

/** The command was called wrongly. Exit code 2. */
export class WrongUsage extends SetupError {}

/** Options every publishing command has. */
export type ReasonOptions = { by?: string; why?: string; decision?: string };

/** Who, why and by which decision, with the defaults of the command line. */
export function reasonOf(options: ReasonOptions, context: CommandContext, why: string) {
  return {
    by: options.by ?? context.io.user,
    why: options.why ?? why,
    decision: options.decision ?? null,
  };
}

/** A person at the command line, who has the rights of the operator. */
export function operator(user: string): Actor {
  return {
    kind: 'person',
    id: `cli:${user}`,
    name: user,
    source: 'cli',
    unit: null,
    duties: DUTIES,
    mayCorrect: true,
  };
}
