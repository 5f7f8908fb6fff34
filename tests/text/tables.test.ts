import { describe, expect, it } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';
import { readProgramTable, type ProgramRow } from '../support/program-table.js';

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly confidence: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly fix: unknown;
}

interface JsonReport {
  readonly findings: readonly JsonFinding[];
  readonly unresolved: readonly { file: string; line: number; column: number; reason: string }[];
}

async function report(files: Record<string, string>): Promise<JsonReport> {
  const folder = temporaryFolder({ 'package.json': '{}', ...files });
  const { code, stdout } = await runCommand('--format json .', engine, folder);
  expect(code).toBe(0);
  return JSON.parse(stdout) as JsonReport;
}

/** The files of the table that only show addresses: documents, and descriptions of an API. */
const SHOWN = /swagger|\.mdx?$|\.har$|openapi|postman|^(?:api\/)?people\.json$|^(?:cassettes|fixtures)\//;

function lineOf({ files }: ProgramRow, file: string, line: number): string {
  return (files[file] ?? '').split('\n')[line - 1] ?? '';
}

function spell(row: ProgramRow, { rule, file, line, column, endColumn }: JsonFinding): string {
  return `${rule.replace('clever/', '')} ${file}: ${lineOf(row, file, line).slice(column - 1, endColumn - 1)}`;
}

describe('texts that hold addresses of API v1', () => {
  for (const row of readProgramTable(new URL('./tables/hits.txt', import.meta.url))) {
    it(row.name, async () => {
      const { findings: all, unresolved } = await report(row.files);
      // Those are told apart below.
      const findings = all.filter(({ rule }) => rule !== 'clever/no-unresolved-url');
      expect(findings.map((finding) => spell(row, finding)).sort()).toEqual(row.findings);
      expect(unresolved).toHaveLength(row.unresolved.length);
      for (const { file, line, column, reason } of unresolved) {
        expect(reason).toMatch(/ \(this tool reads the file only as text\)$/);
        const rest = lineOf(row, file, line).slice(column - 1);
        expect(row.unresolved.some((each) => `${file}: ${rest}`.startsWith(each))).toBe(true);
      }
      for (const { severity, confidence, fix, file } of findings) {
        expect({ severity, confidence, fix }).toEqual({
          severity: SHOWN.test(file) ? 'info' : 'warning',
          confidence: 'likely',
          fix: null,
        });
      }
    });
  }
});

describe('texts of which nothing may be said', () => {
  for (const row of readProgramTable(new URL('./tables/near-misses.txt', import.meta.url))) {
    it(row.name, async () => {
      expect(await report(row.files)).toMatchObject({ findings: [], unresolved: [] });
    });
  }
});
