/** The routes of the HTTP interface as it describes itself, and what may be sent to them that nobody well-meaning sends. */

/** One route, with a request it takes. `body`: null = it takes none; `unsaid`: members it may have besides. */
export type Route = {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  unsaid: string[];
};

// biome-ignore lint/suspicious/noExplicitAny: a document of any depth
type Described = any;

/** Every route of an OpenAPI document. Throws where neither examples nor types tell what a route takes. */
export function routesOf(document: Described): Route[] {
  return Object.entries<Described>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Described>(methods).map(([method, route]) => {
      const parameters: Described[] = route.parameters ?? [];
      const sampleOf = (name: string) =>
        sample(parameters.find((each) => each.name === name)?.schema, document);
      const media = route.requestBody?.content['application/json'];
      const full = media ? sample(media.schema, document) : null;
      const query = parameters.filter((each) => each.in === 'query');
      return {
        method: method.toUpperCase(),
        path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sampleOf(name)))),
        query: Object.fromEntries(query.map(({ name }) => [name, String(sampleOf(name))])),
        body: media ? (media.example ?? full) : null,
        unsaid: Object.keys((full as object | null) ?? {}).filter(
          (name) => !(name in (media.example ?? full)),
        ),
      };
    }),
  );
}

/** A value of a schema, with every member it may have. */
function sample(given: Described, document: Described): unknown {
  const schema = given?.$ref ? document.components.schemas[given.$ref.split('/').at(-1)] : given;
  if (schema === undefined) throw new Error('a parameter is not described');
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return sample(either[0], document);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((each: Described) => sample(each, document)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const members = Object.entries<Described>(schema.properties ?? {});
    return Object.fromEntries(members.map(([name, each]) => [name, sample(each, document)]));
  }
  if (type === 'array') return [sample(schema.items ?? {}, document)];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  return type === 'boolean' ? true : 'a';
}

/** JSON of values no field takes, or only just. */
export const NASTY: readonly string[] = [
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00x"',
  '"\\u0001\\u001b[2J\\u202e"',
  '""',
  '" "',
  '"__proto__"',
  '"constructor"',
  '"\'; DROP TABLE dossiers; --"',
  `"${'9'.repeat(400)}"`,
  `"${'ư'.repeat(3000)}"`,
  'null',
  'true',
  '[]',
  '{}',
  '[[[[[[[[[[]]]]]]]]]]',
  '{"__proto__":{"a":1},"length":9}',
  '0',
  '-1',
  '1.5',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '9223372036854775808',
  '1e308',
  '1e999',
  '"0000-01-01T00:00:00Z"',
  '"0001-01-01T00:00:00+14:00"',
  '"9999-12-31T23:59:59-14:00"',
  '"+275760-09-13T00:00:00Z"',
  '"2026-02-30T00:00:00Z"',
  '"99991231235959"',
  '"00000000000000"',
];

/** The body of a route with each of its members, at any depth, exchanged for another value in turn: as JSON. */
export function exchanged({ body, unsaid }: Route, other: string): string[] {
  const MARK = '\u0000exchanged';
  const json = (given: unknown) => JSON.stringify(given).replace(JSON.stringify(MARK), other);
  const within = (given: unknown, rebuild: (part: unknown) => unknown): string[] => {
    const here = json(rebuild(MARK));
    if (typeof given !== 'object' || given === null) return [here];
    const below = Object.entries(given).flatMap(([name, part]) =>
      within(part, (changed) =>
        rebuild(
          Array.isArray(given)
            ? given.map((each, i) => (String(i) === name ? changed : each))
            : { ...given, [name]: changed },
        ),
      ),
    );
    return [here, ...below];
  };
  const added = unsaid.map((name) => json({ ...(body as object), [name]: MARK }));
  return [...within(body, (part) => part), ...added];
}
