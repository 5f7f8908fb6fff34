import { readdirSync } from 'node:fs';
import { describe, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { checkBothHosts } from '../support/both-hosts.js';
import { writeCase } from '../support/rule-case.js';
import { readFlowTable, type FlowRow } from './flow-table.js';

const TABLES = new URL('./tables/', import.meta.url);

for (const table of readdirSync(TABLES)) {
  describe(table.replace('.txt', ''), () => {
    it.each(readFlowTable(new URL(table, TABLES)))('$name', (row) => checkRow(row));
  });
}

/** ESLint says of each file what the audit of the whole program says. */
function checkRow({ name, files }: FlowRow): void {
  const project = writeCase({ name, files });
  const result = audit({ cwd: project.folder, paths: ['.'], rules, preset: 'strict', target: 'v3.0' });
  checkBothHosts(project, result, { target: 'v3.0' });
}
