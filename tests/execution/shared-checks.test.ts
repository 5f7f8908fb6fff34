import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** A function that asks for any path, and what it does with each answer. */
const asking = (checks: string): string => `async function ask(path, token) {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: \`Bearer \${token}\` } });
  const body = await response.json();
  ${checks}
}
export async function name(token) {
  const me = await ask('/me', token);
  return me.name.first;
}
`;

/** Checks of every answer that hold of `/me`, and would no longer hold of `/v3.0/me` if they looked at roles. */
const CHECKS: Readonly<Record<string, string>> = {
  'refuses it': "if (!body.type) throw new Error('no type');\n  return body.data;",
  'refuses it, by its data': "if (!body.data || !body.data.type) throw new Error('no type');\n  return body.data;",
  'answers it only then': "if (response.ok && body && body.type) return body.data;\n  throw new Error('no answer');",
  'makes a problem of it':
    "const problem = body.error || (!body.type && 'no type');\n  if (problem) throw new Error(problem);\n  return body.data;",
  warns: "if (!body.type) console.log('no type');\n  return body.data;",
};

/** Checks of what both answers have. */
const HARMLESS: Readonly<Record<string, string>> = {
  'looks at the data': "if (!body.data) throw new Error('no data');\n  return body.data;",
  'looks at the id': "if (!body.data?.id) throw new Error('no id');\n  return body.data;",
};

const filesChanged = (text: string): number =>
  fixFolder(temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'index.js': text })).changes
    .length;

describe('a function through which both answers go', () => {
  it.each(Object.entries(CHECKS))('holds the change back where it looks at the type and %s', (_name, checks) => {
    expect(filesChanged(asking(checks))).toBe(0);
  });

  it.each(Object.entries(HARMLESS))('lets both through where it %s', (_name, checks) => {
    expect(filesChanged(asking(checks))).toBe(1);
  });
});
