import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { cleverApi } from '../../src/clever-api/index.js';
import { judge } from '../../src/engine/judge.js';
import { byCause } from '../../src/engine/one-cause.js';
import { toFindings } from '../../src/engine/to-findings.js';
import type { Finding } from '../../src/model/finding.js';
import type { Usage } from '../../src/model/usage.js';
import type { Texts } from '../support/findings.js';
import { scanProgram } from '../support/judged-program.js';
import { readFlowTable } from './flow-table.js';

const TABLES = new URL('./tables/', import.meta.url);
const API = cleverApi('v3.0');

/** Rules that judge where an answer is read. */
const JUDGES = rules.filter(({ name }) =>
  ['no-removed-me-field', 'no-me-type-as-role', 'no-pre-v3-field'].includes(name),
);

/** In the table of stores, the rule that judges where an id is kept or looked for. */
const STORE_JUDGES = rules.filter(({ name }) => name === 'no-unmigrated-id');

/** Parts of an answer that may not leave sight before a fix; single fields may. */
const WATCHED = ['', 'data', 'id', 'data.id', 'type', 'data.type', 'links', 'data.[]', 'data.[].data'];

for (const table of readdirSync(TABLES)) {
  const judges = table === 'stores.txt' ? STORE_JUDGES : JUDGES;
  describe(table.replace('.txt', ''), () => {
    it.each(readFlowTable(new URL(table, TABLES)))('$name', ({ files, marked, escapes }) => {
      const { usages, broken } = scanProgram(files);
      expect([...broken]).toEqual([]);
      expect(mark(files, findingsOf(usages, judges, files))).toEqual(marked);
      expect(escapesOf(usages, files)).toEqual(escapes);
    });
  });
}

function findingsOf(usages: readonly Usage[], judges: typeof rules, files: Texts): readonly Finding[] {
  return toFindings(byCause(judge(usages, judges, 'recommended', API)), (file) => files[file] ?? '');
}

/** The program with a mark around each text that is reported. */
function mark(files: Texts, findings: readonly Finding[]): readonly string[] {
  return Object.entries(files).map(([file, text]) => {
    const places = new Map(
      findings
        .filter(({ span }) => span.file === file)
        .map(({ span, confidence }): [string, readonly [number, string]][] => [
          [`${span.start}<`, [span.start, confidence === 'certain' ? '«' : '‹']],
          [`${span.end}>`, [span.end, confidence === 'certain' ? '»' : '›']],
        ])
        .flat(),
    );
    const marks = [...places.values()].sort(([left], [right]) => right - left);
    const marked = marks.reduce((result, [at, sign]) => result.slice(0, at) + sign + result.slice(at), text);
    return `${file}\n${marked}`;
  });
}

function escapesOf(usages: readonly Usage[], files: Texts): readonly string[] {
  const escapes = usages.flatMap((usage) => (usage.kind === 'endpoint' ? (usage.answer?.escapes ?? []) : []));
  const watched = escapes.filter(({ path }) => WATCHED.includes(path.join('.')));
  const texts = watched.map(({ path, span }) => {
    const text = (files[span.file] ?? '').slice(span.start, span.end);
    return `[${path.join('.')}] ${text.replaceAll(/\s+/g, ' ')}`;
  });
  return [...new Set(texts)].sort();
}
