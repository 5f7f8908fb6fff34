import { toPrintableJson } from './printable.js';
import { describeChange, type Change, type Edit, type Finding, type Unresolved } from '../model/finding.js';
import type { FindingCall, FindingEndpoint } from '../model/finding.js';
import type { Span, Step } from '../model/spans.js';
import { numberChanges } from './json-changes.js';
import type { JsonChange, JsonFinding, JsonPoint, JsonRemark, JsonReport, JsonStep } from './json-report.js';
import { byPoint } from './json-order.js';
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
  return toPrintableJson(toObject(report));
}

function toObject({ result, cwd, version }: Report): JsonReport {
  const { target, preset, shard, findings, unresolved, unknownIds, suppressionFaults, staleMarks, skipped } = result;
  const places = createPlaces(result, cwd);
  const toRemarks = (all: readonly Unresolved[]): readonly JsonRemark[] =>
    all.map((each) => toRemark(each, places)).toSorted(byPoint);
  return {
    schemaVersion: 1,
    tool: { name: 'clever-audit', version },
    target,
    ...(preset === 'strict' ? { preset } : {}),
    ...(shard ? { shard } : {}),
    summary: {
      files: result.files,
      analysed: result.analysed,
      asText: result.asText,
      skipped: skipped.length,
      unrelated: result.unrelated,
      unresolved: unresolved.length,
      suppressed: result.suppressed.length,
      findings: findings.length,
      errors: findings.filter((finding) => finding.severity === 'error').length,
      warnings: findings.filter((finding) => finding.severity === 'warning').length,
      fixable: findings.filter((finding) => finding.fix !== null).length,
      durationMs: result.durationMs,
    },
    findings: toFindings(sortFindings({ ...result, findings: withSuppressed(result) }, places), places),
    unresolved: toRemarks(unresolved),
    ...(unknownIds.length > 0 ? { unknownIds: unknownIds.map((span) => toPoint(span, places)).toSorted(byPoint) } : {}),
    ...(suppressionFaults.length > 0 ? { suppressionFaults: toRemarks(suppressionFaults) } : {}),
    ...(staleMarks.length > 0 ? { staleMarks: toRemarks(staleMarks) } : {}),
    skipped: skipped.map(({ file, reason, bytes }) => ({ file: places.fileOf(file), reason, bytes })).toSorted(byPoint),
  };
}

function toPoint(span: Span, places: Places): JsonPoint {
  const { file, line, column } = places.placeOf(span);
  return { file, line, column };
}

function toRemark({ span, reason }: Unresolved, places: Places): JsonRemark {
  return { ...toPoint(span, places), reason };
}

function toFindings(findings: readonly Finding[], places: Places): readonly JsonFinding[] {
  const toEdits = editWriter(places);
  return numberChanges(findings.map((finding) => toFinding(finding, toEdits, places)));
}

/** Members are named one by one: what the engine adds for itself must not slip into the published form. */
function toFinding(finding: Finding, toEdits: EditWriter, places: Places): JsonFinding {
  const { rule, severity, confidence, message, endpoint, calls, related, fix, suggestions, refusal, fingerprint } =
    finding;
  const toChange = (change: Change): JsonChange => ({
    description: describeChange(change),
    edits: toEdits(change.edits),
  });
  return {
    rule,
    severity,
    confidence,
    message,
    ...places.placeOf(finding.span),
    endpoint: endpoint && toEndpoint(endpoint),
    related: related.map((step) => toStep(step, places)),
    trail: related.map((step) => toStep(step, places)),
    calls: calls.map((call) => toCall(call, places)),
    fix: fix && toChange(fix),
    suggestions: suggestions.map(toChange),
    suppressed: suppressionOf(finding),
    ...(refusal === null ? {} : { refusal }),
    fingerprint,
  };
}

function toEndpoint({ method, version, path, target }: FindingEndpoint): FindingEndpoint {
  return { method, version, path, target };
}

function toCall({ span, endpoint, obstacle }: FindingCall, places: Places): JsonFinding['calls'][number] {
  return { ...toPoint(span, places), endpoint: toEndpoint(endpoint), obstacle };
}

function toStep({ span, message }: Step, places: Places): JsonStep {
  return { ...toPoint(span, places), message };
}

type EditWriter = (edits: readonly Edit[]) => readonly Edit[];

/** All findings of an answer share one list of edits, which is written once. */
function editWriter(places: Places): EditWriter {
  const written = new Map<readonly Edit[], readonly Edit[]>();
  return (edits) => {
    const known = written.get(edits);
    if (known) return known;
    const named = edits.map(({ file, start, end, text }) => ({ file: places.fileOf(file), start, end, text }));
    written.set(edits, named);
    return named;
  };
}
