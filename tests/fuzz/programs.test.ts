import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { readProgramTable, type ProgramRow } from '../support/program-table.js';
import { fuzz, PATIENCE } from './budget.js';
import { checkFix } from './checked-fix.js';
import { programs } from './grammar.js';
import { mutated, mutations } from './tokens.js';

/** The rows of all tables of programs. */
function allRows(): readonly ProgramRow[] {
  return ['values/tables', 'values/misses', 'flow/tables'].flatMap((folder) => {
    const url = new URL(`../${folder}/`, import.meta.url);
    return readdirSync(url).flatMap((name) => (name.endsWith('.txt') ? readProgramTable(new URL(name, url)) : []));
  });
}

test('programs of the tables, with tokens deleted, repeated, swapped or replaced', { timeout: PATIENCE }, () => {
  const folder = temporaryFolder();
  const changed = fc.tuple(fc.constantFrom(...allRows()), mutations).map(([row, changes]) => {
    const files = Object.entries(row.files).map(([file, text]) => [file, mutated(text, changes)] as const);
    return Object.fromEntries(files);
  });
  fuzz(
    'mutated programs',
    fc.property(changed, (files) => checkFix(folder, files)),
  );
});

test('programs that nobody wrote', { timeout: PATIENCE }, () => {
  const folder = temporaryFolder();
  fuzz(
    'generated programs',
    fc.property(programs, (text) => checkFix(folder, { 'clever.ts': text })),
  );
});
