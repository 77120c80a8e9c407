/** Which procedure or field is meant where it is named, or spoken of: see `FollowTarget`. */
import type { Procedure } from '../../catalogue/procedure.js';
import { codesOf } from '../../search/search.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { FollowTarget } from '../reading/details/follow.js';
import type { Context } from '../turn.js';
import { choicesOf } from '../wording/label.js';
import { plainLine } from '../words.js';

/** `target`: null = not known for sure, and `choices` are what it may be; [] = no idea. */
export type FoundTarget = { target: string | null; choices: Choice[] };

/** A procedure by its code, by name, or the one spoken of. A name is only ever asked back: it may be another's. */
export async function findProcedureTarget(
  context: Context,
  { code, name }: Extract<FollowTarget, { kind: 'procedure' }>,
): Promise<FoundTarget> {
  const { lookups, session } = context;
  if (name === null) {
    const asked = code ?? session.topic;
    const procedure = asked === null ? null : await lookups.procedure(asked);
    return { target: procedure?.code ?? null, choices: [] };
  }
  const procedures = await proceduresNamed(context, name);
  const choices = choicesOf(procedures, { locale: session.locale, attribute: null });
  const commands = choices.flatMap(({ label, procedure }) =>
    procedure
      ? [{ label, send: writeCommand({ kind: 'follow', target: { kind: 'procedure', code: procedure } }) }]
      : [],
  );
  return { target: null, choices: commands };
}

/** A field by its name, or that of a procedure; null there = of the one spoken of. */
export async function findField(
  context: Context,
  { of, name }: Extract<FollowTarget, { kind: 'field' }>,
): Promise<FoundTarget> {
  const { lookups, session } = context;
  if (name === null) {
    const code = of ?? session.topic;
    const procedure = code === null ? null : await lookups.procedure(code);
    return { target: procedure?.official.field ?? null, choices: [] };
  }
  const procedures = await proceduresNamed(context, name, `lĩnh vực ${name}`);
  const fields = new Map(
    procedures.flatMap(({ code, official }) => (official.field ? [[official.field, code]] : [])),
  );
  const same = [...fields.keys()].find((field) => plainLine(field) === plainLine(name));
  if (same !== undefined) return { target: same, choices: [] };
  const choices = [...fields].map(([field, code]) => ({
    label: field,
    send: writeCommand({ kind: 'follow', target: { kind: 'fieldOf', code } }),
  }));
  return { target: null, choices };
}

/** Procedures the search finds for any of these words, the best first. */
async function proceduresNamed({ lookups }: Context, ...names: string[]): Promise<Procedure[]> {
  const codes = names.flatMap((name) => codesOf(lookups.search(name)));
  const found = await Promise.all([...new Set(codes)].map((code) => lookups.procedure(code)));
  return found.filter((procedure) => procedure !== null);
}
