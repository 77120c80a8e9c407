import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.js';
import { FLOWS } from '../../src/conversation/flows.js';

it('lists the flows in the document in the order in which they are asked', () => {
  const document = readFileSync(path.join(projectRoot, 'docs/conversation.md'), 'utf8');
  const table = document.slice(document.indexOf('| flow |'), document.indexOf('Answers that officers'));
  const rows = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, name]) => name?.trim());
  expect(rows).toEqual(['flow', ...FLOWS.map(({ name }) => name)]);
});
