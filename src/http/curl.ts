/** What the API's description needs to know of an operation to show how it is called. */
import { fill } from '../i18n/fill.js';

/** The parts of an OpenAPI operation that are read here. */
export type Operation = {
  parameters?: unknown;
  requestBody?: unknown;
  security?: unknown;
};

type Parameter = { name: string; in: string; example?: unknown; schema?: { example?: unknown } };

/** A command line that calls an operation with its examples; null = some of them are missing. */
export function curlOf(method: string, path: string, operation: Operation): string | null {
  const parameters = (operation.parameters ?? []) as Parameter[];
  const examples = parameters.map(({ name, example, schema }) => [name, example ?? schema?.example]);
  const filled = fill(path, Object.fromEntries(examples));
  const body = exampleOf(operation.requestBody);
  if (filled.includes('{') || (operation.requestBody !== undefined && body === undefined)) return null;
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} http://localhost:3000${filled}`,
    ...(operation.security === undefined ? [] : ['-H "Authorization: Bearer $KEY"']),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(' \\\n  ');
}

function exampleOf(requestBody: unknown): unknown {
  const { content } = (requestBody ?? {}) as { content?: Record<string, { example?: unknown }> };
  return content?.['application/json']?.example;
}
