import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cleverApi } from '../../src/clever-api/index.js';
import { meLinks } from '../../src/clever-api/vocabulary.js';
import { openProject } from '../../src/run/project.js';
import { scan, type Scan } from '../../src/scan/scan.js';
import { Trees } from '../../src/program/trees.js';
import { temporaryFolder } from '../support/folders.js';
import { readProgramTable } from '../support/program-table.js';

const API = cleverApi('v3.0');
const VOCABULARY = { hosts: API.hosts, packages: API.packages, links: meLinks };
const TABLES = new URL('../values/tables/', import.meta.url);

/** Of these only the first names Clever, so that each round opens one more. */
const CHAIN = {
  'base.js': "export const base = 'https://api.clever.com/v1.1';\n",
  'client.js': "import { base } from './base.js';\nexport const client = (path) => fetch(base + path);\n",
  'load.js': "import { client } from './client.js';\nexport const load = (kind) => client('/' + kind);\n",
  'page.js': "import { load } from './load.js';\nexport const page = () => load('students');\n",
};

it('opens one file of a chain after the other', () => {
  const { traced, usages } = checkRounds(temporaryFolder(CHAIN));
  expect(traced).toEqual(['base.js']);
  expect(usages.join()).toContain('https://api.clever.com/v1.1/students');
});

for (const place of ['../../docs/examples/legacy-sso', '../fixtures/execution']) {
  // Many programs, scanned three times: minutes where the machine has other work.
  it(`finds in rounds what it finds at once: ${place}`, () => {
    expect(checkRounds(fileURLToPath(new URL(place, import.meta.url))).usages).not.toEqual([]);
  });
}

for (const table of readdirSync(TABLES)) {
  it(`finds in rounds what it finds at once: ${table}`, () => {
    const rows = readProgramTable(new URL(table, TABLES));
    const found = rows.flatMap(({ files }) => checkRounds(temporaryFolder({ ...files })).usages);
    expect(found).not.toEqual([]);
  });
}

/** Scans in rounds, from all files that were opened at once, and from all files without parsing any again. */
function checkRounds(root: string): { readonly traced: readonly string[]; readonly usages: readonly string[] } {
  const project = openProject({ root, cwd: root, paths: ['.'] });
  const { sources } = project;
  const traced = project.tracedFiles(VOCABULARY);
  const trees = new Trees();
  const inRounds = scan(sources, traced, VOCABULARY);
  const usages = plain(inRounds);
  for (const reading of ['parsed', 'parsed before']) {
    expect(plain(scan(sources, inRounds.files, VOCABULARY, trees)), `${root}, ${reading}`).toEqual(usages);
  }
  return { traced, usages };
}

/** The usages as data, in no order. */
function plain({ usages }: Scan): readonly string[] {
  return usages.map((usage) => JSON.stringify(usage)).sort();
}
