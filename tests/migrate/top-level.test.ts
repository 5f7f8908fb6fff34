import { expect, it } from 'vitest';
import ts from 'typescript';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const TOKEN = '{ headers: { Authorization: `Bearer ${process.env.CLEVER_TOKEN}` } }';

/** Requests at the top of a module, where `await` is a word of the language only because the file is a module. */
const requests = {
  'a request that is awaited and read in one': `const me = await (await fetch(base + '/me', ${TOKEN})).json();`,
  'a request that is assigned': `let me;\nme = await (await fetch(base + '/me', ${TOKEN})).json();`,
  'a chain': `const me = await fetch(base + '/me', ${TOKEN}).then((response) => response.json());`,
  'a response with a name': `const response = await fetch(base + '/me', ${TOKEN});\nconst me = await response.json();`,
  'a request without semicolons': `const me = await (await fetch(base + '/me', ${TOKEN})).json()\n;[1].forEach(() => {})`,
};

it.each(Object.entries(requests))('a change at the top of a module parses: %s', (_name, request) => {
  const text = `import { base } from './base.mjs'\n${request}\nconsole.log(me.data.email)\n`;
  const base = "export const base = 'https://api.clever.com/v1.1'\n";
  const folder = temporaryFolder({ 'package.json': '{}', 'base.mjs': base, 'a.mjs': text });
  const { changes, after } = fixFolder(folder, { suggestions: true });
  expect(after.findings.flatMap(({ refusal }) => refusal ?? [])).toEqual([]);
  const written = changes.find(({ file }) => file === 'a.mjs')?.after ?? '';
  const { diagnostics } = ts.transpileModule(written, { reportDiagnostics: true, fileName: 'a.mjs' });
  expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
  expect(written).toContain('/users/${');
  if (!request.endsWith(';') && !request.includes(';\n')) expect(written).not.toMatch(/\S;$/m);
});
