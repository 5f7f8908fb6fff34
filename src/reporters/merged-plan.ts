import type { Topic } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import type { JsonFinding, JsonReport } from './json-report.js';
import { toCode, toText } from './markdown-text.js';
import type { NamedReport } from './merge-reports.js';
import { OPEN_WORDS } from './open-items.js';
import { stepsInMarkdown, type OpenPlace } from './plan-steps.js';
import type { PlanItem } from './plan.js';
import { remedyOf } from './remedy.js';
import { joinWords } from '../model/words.js';
import { count, openWordsOf, suppressedWordsOf } from './summary.js';
import { severityWords } from './headline.js';

/** What the rule of a finding says beside its name. */
export type TopicOf = (rule: string) => Topic;

/**
 * The migration plan of several reports as a list to check off, with a table of the projects they are of.
 *
 * @param reports at least one
 * @param merged the same as one report
 * @returns Markdown in which nothing of the audited code is markup
 */
export function mergedPlan(reports: readonly NamedReport[], merged: JsonReport, topicOf: TopicOf): string {
  const findings = merged.findings.filter(isInPlan(topicOf)).map((finding) => toItem(finding, topicOf));
  const projects = toTable(reports, topicOf);
  return [
    '# Migration plan',
    toText(toHeadline(merged, new Set(reports.map(({ name }) => name)).size)),
    ...projects,
    ...stepsInMarkdown(findings, openIn(merged), merged.target, ({ file, line }) => ({ file, line, owners: [] })),
  ].join('\n\n');
}

/** What is suppressed asks for nothing, and a call that is not resolved stands at the end of the plan. */
function isInPlan(topicOf: TopicOf): (finding: JsonFinding) => boolean {
  return ({ suppressed, rule }) => suppressed === null && topicOf(rule) !== 'unresolved call';
}

type Item = PlanItem & Pick<JsonFinding, 'file' | 'line'>;

function toItem({ file, line, rule, endpoint, calls, fix, suggestions }: JsonFinding, topicOf: TopicOf): Item {
  return {
    file,
    line,
    topic: topicOf(rule),
    endpoint,
    calls: calls.map((call) => ({ endpoint: call.endpoint, isSignIn: /^\/me\/?$/.test(call.endpoint.path) })),
    fix,
    suggestions,
  };
}

function toHeadline({ summary, suppressionFaults = [] }: JsonReport, projects: number): string {
  const { findings, errors, warnings, fixable, suppressed, unresolved, skipped } = summary;
  const where = `in ${count(summary.files, 'file')}${projects > 1 ? ` of ${projects} projects` : ''}.`;
  const words = severityWords({ error: errors, warning: warnings, info: findings - errors - warnings });
  const open = openWordsOf({ unresolved, skipped, faults: suppressionFaults.length });
  return [
    ...(findings > 0
      ? [`${joinWords(words)} ${where}`, `${fixable} can be fixed automatically.`]
      : [`No findings${suppressed > 0 ? ' that count' : ''} ${where}`]),
    ...(suppressed > 0 ? [`${suppressedWordsOf(suppressed)}.`] : []),
    ...(open.length > 0 ? [`${joinWords(open)}.`] : []),
  ].join(' ');
}

/** The projects in the order of what is left to do; none where there is only one. */
function toTable(reports: readonly NamedReport[], topicOf: TopicOf): readonly string[] {
  const projects = groupBy(reports, ({ name }) => name);
  if (projects.size < 2) return [];
  const rows = [...projects]
    .map(([name, own]) => ({ name, ...countsOf(own, topicOf) }))
    .toSorted((left, right) => right.findings - left.findings || right.open - left.open)
    .map(({ name, findings, fix, decision, byHand, open }) =>
      toRow([toCode(name || '.'), findings, fix, decision, byHand, open]),
    );
  return ['## Projects', [toRow(COLUMNS), toRow(COLUMNS.map(() => '---')), ...rows].join('\n')];
}

const COLUMNS = ['project', 'findings', 'fix ready', 'needs a decision', 'change by hand', 'open'];

function toRow(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function countsOf(reports: readonly NamedReport[], topicOf: TopicOf) {
  const findings = reports.flatMap(({ report }) => report.findings.filter(isInPlan(topicOf)).map(remedyOf));
  const number = (remedy: (typeof findings)[number]): number => findings.filter((each) => each === remedy).length;
  return {
    findings: findings.length,
    fix: number('fix'),
    decision: number('decision'),
    byHand: number('by hand'),
    open: reports.flatMap(({ report }) => openIn(report)).length,
  };
}

function openIn({ unresolved, suppressionFaults = [], skipped }: JsonReport): OpenPlace[] {
  return [
    ...unresolved.map(({ file, line, reason }) => ({ file, line, message: OPEN_WORDS.unresolvedCall(reason) })),
    ...suppressionFaults.map(({ file, line, reason }) => ({ file, line, message: OPEN_WORDS.suppression(reason) })),
    ...skipped.map(({ file, reason }) => ({ file, line: 1, message: OPEN_WORDS.skippedFile(reason) })),
  ];
}
