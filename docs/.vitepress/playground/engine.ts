import { rules } from '../../../rules/index.ts';
import type { Change, Finding, Unresolved } from '../../../src/model/finding.ts';
import { describeChange } from '../../../src/model/finding.ts';
import { decisionsByCall } from '../../../src/reporters/asking-calls.ts';
import { nameOfCall } from '../../../src/reporters/name-of-call.ts';
import type { AuditResult } from '../../../src/run/audit-result.ts';
import { fix, type FixResult } from '../../../src/run/fix.ts';
import { toHeadline } from '../../../src/reporters/headline.ts';
import { sortFindings } from '../../../src/reporters/order.ts';
import { createPlaces } from '../../../src/reporters/places.ts';
import type { Answer, Files, Note, Place, Question, ShownFinding } from './messages.ts';
import { files as disk } from './node/file-system.ts';

const ROOT = '/project';

/**
 * Audits a project in memory with the engine that the command uses, and makes its changes.
 *
 * @throws KnownError for a configuration that is broken
 */
export function answer(question: Question): Answer {
  const started = performance.now();
  layOut(question.files);
  const fixed = change(question, false);
  const suggested = change(question, true);
  const result = fixed.before;
  return {
    id: question.id,
    headline: toHeadline(result),
    findings: sortFindings(result, createPlaces(result, ROOT)).map((finding) => toShown(finding, result)),
    unresolved: result.unresolved.map((each) => toNote(each, result)),
    skipped: result.skipped.map(({ file, reason }) => ({ file, reason })),
    fixed: textsAfter(question.files, fixed),
    suggested: textsAfter(question.files, suggested),
    duration: performance.now() - started,
  };
}

/** A manifest makes the folder a project, so that nothing above it is looked for. */
function layOut(files: Files): void {
  disk.clear();
  for (const [name, text] of Object.entries({ 'package.json': '{ "private": true }', ...files })) {
    disk.set(`${ROOT}/${name}`, new TextEncoder().encode(text));
  }
}

function change({ preset, target }: Question, suggestions: boolean): FixResult {
  return fix({ cwd: ROOT, paths: ['.'], root: ROOT, rules, preset, target, suggestions });
}

function textsAfter(files: Files, { changes }: FixResult): Files {
  return { ...files, ...Object.fromEntries(changes.map(({ file, after }) => [file, after])) };
}

function toShown(finding: Finding, result: AuditResult): ShownFinding {
  return {
    ...placeOf(finding.span, result),
    rule: finding.rule.slice(finding.rule.indexOf('/') + 1),
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    trail: finding.related.map((step) => ({ ...placeOf(step.span, result), message: step.message })),
    change: toChange('fix', finding.fix, []) ?? toChange('suggestion', finding.suggestions[0], toPoints(finding)),
    refusal: finding.refusal,
  };
}

function toChange(
  kind: 'fix' | 'suggestion',
  change: Change | null | undefined,
  points: readonly string[],
): ShownFinding['change'] {
  return change ? { kind, description: describeChange(change), points } : null;
}

/** What becomes of each of several calls, and what must be decided about it. */
function toPoints(finding: Finding): readonly string[] {
  const decisions = decisionsByCall(finding);
  if (decisions.length === 0) return [];
  const moves = finding.calls
    .filter(({ origin, endpoint }) => origin !== 'mock' && endpoint.target !== null)
    .map((call) => `\`${nameOfCall(call)}\` → \`${call.endpoint.target}\``);
  return [...new Set(moves), ...decisions];
}

function toNote({ span, reason }: Unresolved, result: AuditResult): Note {
  return { ...placeOf(span, result), message: reason };
}

function placeOf({ file, start, end }: { file: string; start: number; end: number }, result: AuditResult): Place {
  const before = result.textOf(file).slice(0, start);
  const line = before.split('\n').length;
  return { file, line, column: start - before.lastIndexOf('\n'), start, end };
}
