import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import type { AuditResult } from '../../src/run/audit-result.js';
import { audit } from '../../src/run/audit.js';
import { kindOf } from '../../src/discover/file-kind.js';
import { RULE_PREFIX } from '../../src/engine/judge.js';
import { checkBothHosts } from '../support/both-hosts.js';
import { readProgramTable, type ProgramRow } from '../support/program-table.js';
import { writeCase } from '../support/rule-case.js';

/** The tables of what URLs look like and of what only looks like them, read from disk by the two hosts. */
const FOLDERS = [new URL('../values/tables/', import.meta.url), new URL('../values/misses/', import.meta.url)];

for (const folder of FOLDERS) {
  for (const table of readdirSync(folder)) {
    describe(table.replace('.txt', ''), () => {
      it.each(readProgramTable(new URL(table, folder)))('$name', (row) => checkRow(row));
    });
  }
}

/** Those whose findings the tables tell; the others are compared between the hosts alone. */
const RECOMMENDED = new Set(rules.filter(({ levels }) => levels.recommended !== 'off').map(({ name }) => name));

function checkRow({ name, files, findings }: ProgramRow): void {
  const project = writeCase({ name, files });
  const result = audit({ cwd: project.folder, paths: ['.'], rules, preset: 'strict', target: 'v3.0' });
  expect(linesOf(result)).toEqual(findings);
  checkBothHosts(project, result, { target: 'v3.0' });
}

/** As a table writes findings; those in texts that nobody evaluates are no matter of values. */
function linesOf({ findings, textOf }: AuditResult): readonly string[] {
  const lines = findings
    // The tables tell unresolved calls apart, and tests/scan/urls.test.ts holds them.
    .filter(({ topic }) => topic !== 'unresolved call')
    .filter(({ span, confidence }) => confidence === 'certain' || kindOf(span.file) === 'source')
    .map(({ rule, span }) => ({ rule: rule.slice(RULE_PREFIX.length), span }))
    .filter(({ rule }) => RECOMMENDED.has(rule))
    .map(({ rule, span: { file, start, end } }) => `${rule} ${file}: ${textOf(file).slice(start, end)}`);
  return [...new Set(lines)].sort();
}
