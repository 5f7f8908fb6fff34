import { nameEdits } from '../model/edits.js';
import {
  describeChange,
  type Change,
  type Finding,
  type FindingCall,
  type FindingEndpoint,
  type Unresolved,
} from '../model/finding.js';
import type { Span, Step } from '../model/usage.js';
import { sortFindings } from './order.js';
import { suppressionOf, withSuppressed } from './suppressed.js';
import { createPlaces, type Places } from './places.js';
import type { Report } from './report.js';

/**
 * The report for other programs, as `docs/findings.schema.json` describes it.
 *
 * @param report the result and where it is read from
 * @returns one JSON object
 */
export function json(report: Report): string {
  return JSON.stringify(toObject(report), null, 2);
}

function toObject({ result, cwd, version }: Report): object {
  const places = createPlaces(result, cwd);
  return {
    schemaVersion: 1,
    tool: { name: 'clever-audit', version },
    target: result.target,
    summary: {
      files: result.files,
      analysed: result.analysed,
      asText: result.asText,
      skipped: result.skipped.length,
      unrelated: result.unrelated,
      unresolved: result.unresolved.length,
      suppressed: result.suppressed.length,
      findings: result.findings.length,
      errors: result.findings.filter((finding) => finding.severity === 'error').length,
      warnings: result.findings.filter((finding) => finding.severity === 'warning').length,
      fixable: result.findings.filter((finding) => finding.fix !== null).length,
      durationMs: result.durationMs,
    },
    findings: toFindings(sortFindings({ ...result, findings: withSuppressed(result) }, places), places),
    unresolved: result.unresolved.map((call) => toRemark(call, places)),
    ...(result.unknownIds.length > 0 ? { unknownIds: result.unknownIds.map((span) => toPoint(span, places)) } : {}),
    ...(result.suppressionFaults.length > 0
      ? { suppressionFaults: result.suppressionFaults.map((fault) => toRemark(fault, places)) }
      : {}),
    ...(result.staleMarks.length > 0 ? { staleMarks: result.staleMarks.map((mark) => toRemark(mark, places)) } : {}),
    skipped: result.skipped.map(({ file, reason, bytes }) => ({ file: places.fileOf(file), reason, bytes })),
  };
}

function toPoint(span: Span, places: Places): object {
  const { file, line, column } = places.placeOf(span);
  return { file, line, column };
}

function toRemark({ span, reason }: Unresolved, places: Places): object {
  return { ...toPoint(span, places), reason };
}

function toFindings(findings: readonly Finding[], places: Places): readonly object[] {
  const toChange = changeWriter(findings, places);
  return findings.map((finding) => toFinding(finding, toChange, places));
}

/** Members are named one by one: what the engine adds for itself must not slip into the published form. */
function toFinding(finding: Finding, toChange: ChangeWriter, places: Places): object {
  const { rule, severity, confidence, message, endpoint, calls, related, fix, suggestions, refusal, fingerprint } =
    finding;
  return {
    rule,
    severity,
    confidence,
    message,
    ...places.placeOf(finding.span),
    endpoint: endpoint && toEndpoint(endpoint),
    related: related.map((step) => toRelated(step, places)),
    trail: related.map((step) => toRelated(step, places)),
    calls: calls.map((call) => toCall(call, places)),
    fix: fix && toChange(fix),
    suggestions: suggestions.map(toChange),
    suppressed: suppressionOf(finding),
    ...(refusal === null ? {} : { refusal }),
    fingerprint,
  };
}

function toEndpoint({ method, version, path, target }: FindingEndpoint): object {
  return { method, version, path, target };
}

function toCall({ span, endpoint, obstacle }: FindingCall, places: Places): object {
  return { ...toPoint(span, places), endpoint: toEndpoint(endpoint), obstacle };
}

function toRelated({ span, message }: Step, places: Places): object {
  return { ...toPoint(span, places), message };
}

/** Writes a change that a finding carries. */
type ChangeWriter = (change: Change) => object;

/**
 * How many edits one change may take up in a report, counted at each finding that carries it. Beyond that the change has
 * a number, and its edits are written at the first finding alone: all findings of an answer carry all its edits, so the
 * report would grow with the square of its reads.
 */
const MOST_EDITS = 10_000;

function changeWriter(findings: readonly Finding[], places: Places): ChangeWriter {
  const nameOf = nameEdits();
  const carriers = new Map<number, number>();
  for (const { fix, suggestions } of findings) {
    for (const { edits } of fix ? [fix, ...suggestions] : suggestions) {
      carriers.set(nameOf(edits), (carriers.get(nameOf(edits)) ?? 0) + 1);
    }
  }
  const written = new Set<number>();
  return (change) => {
    const { edits } = change;
    const name = nameOf(edits);
    const isRepeated = edits.length * (carriers.get(name) ?? 0) <= MOST_EDITS;
    const isWritten = written.has(name);
    written.add(name);
    return {
      description: describeChange(change),
      ...(isRepeated ? {} : { change: name }),
      edits: isWritten && !isRepeated ? [] : toEdits(edits, places),
    };
  };
}

function toEdits(edits: Change['edits'], places: Places): readonly object[] {
  return edits.map(({ file, start, end, text }) => ({ file: places.fileOf(file), start, end, text }));
}
