import { fillChanges, numberChanges } from './json-changes.js';
import { byPlaceAndRule, byPoint } from './json-order.js';
import type { JsonChange, JsonFinding, JsonPoint, JsonReport, JsonSummary } from './json-report.js';

/** A report, and the folder below which its paths go. */
export interface NamedReport {
  /** Empty where the paths stay as they are. */
  readonly name: string;
  readonly report: JsonReport;
}

/**
 * Puts reports together. All shards of a run give what the run without shards would have reported, but for its duration,
 * which is the sum.
 *
 * @param reports at least one, all for one target
 * @param version of this tool, which the merged report is said to be of if the reports are of several versions
 */
export function mergeReports(reports: readonly NamedReport[], version: string): JsonReport {
  const named = reports.map(({ name, report }) => withPathsBelow(name, report));
  const [first] = named;
  if (!first) throw new Error('There is no report to merge.');
  const versions = new Set(named.map(({ tool }) => tool.version));
  const allOf = <Key extends 'unresolved' | 'unknownIds' | 'suppressionFaults' | 'staleMarks' | 'skipped'>(key: Key) =>
    named.flatMap((report): readonly NonNullable<JsonReport[Key]>[number][] => report[key] ?? []).toSorted(byPoint);
  const ifAny = <Key extends string, Item>(key: Key, items: readonly Item[]) =>
    items.length > 0 ? ({ [key]: items } as Record<Key, readonly Item[]>) : {};
  return {
    schemaVersion: 1,
    tool: versions.size === 1 ? first.tool : { ...first.tool, version },
    target: first.target,
    ...(named.every(({ preset }) => preset === 'strict') ? { preset: 'strict' } : {}),
    summary: named.map(({ summary }) => summary).reduce(addSummaries),
    findings: numberChanges(named.flatMap(({ findings }) => fillChanges(findings)).toSorted(byPlaceAndRule)),
    unresolved: allOf('unresolved'),
    ...ifAny('unknownIds', allOf('unknownIds')),
    ...ifAny('suppressionFaults', allOf('suppressionFaults')),
    ...ifAny('staleMarks', allOf('staleMarks')),
    skipped: allOf('skipped'),
  };
}

function addSummaries(left: JsonSummary, right: JsonSummary): JsonSummary {
  const names = Object.keys(left) as (keyof JsonSummary)[];
  return Object.fromEntries(names.map((name) => [name, left[name] + right[name]])) as unknown as JsonSummary;
}

function withPathsBelow(name: string, report: JsonReport): JsonReport {
  if (name === '') return report;
  const below = <Item extends Pick<JsonPoint, 'file'>>(item: Item): Item => ({ ...item, file: `${name}/${item.file}` });
  const belowAll = <Item extends Pick<JsonPoint, 'file'>>(items: readonly Item[]): readonly Item[] => items.map(below);
  const toChange = (change: JsonChange): JsonChange => ({ ...change, edits: belowAll(change.edits) });
  const toFinding = (finding: JsonFinding): JsonFinding => ({
    ...below(finding),
    related: belowAll(finding.related),
    trail: belowAll(finding.trail),
    calls: belowAll(finding.calls),
    fix: finding.fix && toChange(finding.fix),
    suggestions: finding.suggestions.map(toChange),
  });
  return {
    ...report,
    findings: report.findings.map(toFinding),
    unresolved: belowAll(report.unresolved),
    ...(report.unknownIds ? { unknownIds: belowAll(report.unknownIds) } : {}),
    ...(report.suppressionFaults ? { suppressionFaults: belowAll(report.suppressionFaults) } : {}),
    ...(report.staleMarks ? { staleMarks: belowAll(report.staleMarks) } : {}),
    skipped: belowAll(report.skipped),
  };
}
