import type { Topic } from '../model/finding.js';
import { groupBy } from './group-by.js';
import type { JsonFinding, JsonReport } from './json-report.js';
import { toCode, toText } from './markdown-text.js';
import { mergeReports, type NamedReport } from './merge-reports.js';
import { OPEN_WORDS } from './open-items.js';
import { stepsInMarkdown, type OpenPlace } from './plan-steps.js';
import type { PlanItem } from './plan.js';
import { remedyOf } from './remedy.js';
import { count, joinWords } from './summary.js';

/** What the rule of a finding says beside its name. */
export type TopicOf = (rule: string) => Topic;

/**
 * The migration plan of several reports as a list to check off, with a table of the projects they are of.
 *
 * @param reports at least one
 * @param version of this tool
 * @returns Markdown in which nothing of the audited code is markup
 */
export function mergedPlan(reports: readonly NamedReport[], version: string, topicOf: TopicOf): string {
  const merged = mergeReports(reports, version);
  const findings = merged.findings.filter(isInPlan(topicOf)).map((finding) => toItem(finding, topicOf));
  const projects = toTable(reports, version, topicOf);
  return [
    '# Migration plan',
    toText(toHeadline(merged, new Set(reports.map(({ name }) => name)).size)),
    ...projects,
    ...stepsInMarkdown(findings, openIn(merged), ({ file, line }) => ({ file, line, owners: [] })),
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

function toHeadline({ summary }: JsonReport, projects: number): string {
  const { findings, errors, warnings, fixable, files } = summary;
  const where = projects > 1 ? ` of ${projects} projects` : '';
  const infos = findings - errors - warnings;
  const numbers = [count(errors, 'error'), count(warnings, 'warning'), `${infos} info`].filter(
    (each) => !each.startsWith('0 '),
  );
  const found =
    findings === 0
      ? `No findings in ${count(files, 'file')}${where}.`
      : `${joinWords(numbers)} in ${count(files, 'file')}${where}. ${fixable} can be fixed now.`;
  const open = summary.unresolved + summary.skipped;
  return open === 0
    ? found
    : `${found} ${count(summary.unresolved, 'call')} to Clever could not be resolved, and ${count(summary.skipped, 'file')} ${summary.skipped === 1 ? 'was' : 'were'} skipped.`;
}

/** The projects in the order of what is left to do; none where there is only one. */
function toTable(reports: readonly NamedReport[], version: string, topicOf: TopicOf): readonly string[] {
  const projects = groupBy(reports, ({ name }) => name);
  if (projects.size < 2) return [];
  const rows = [...projects]
    .map(([name, own]) => ({ name, ...countsOf(mergeReports(own, version), topicOf) }))
    .toSorted((left, right) => right.findings - left.findings || right.open - left.open)
    .map(({ name, findings, fix, decision, byHand, open }) =>
      toRow([toCode(name || '.'), findings, fix, decision, byHand, open]),
    );
  return ['## Projects', [toRow(COLUMNS), toRow(COLUMNS.map(() => '---')), ...rows].join('\n')];
}

const COLUMNS = ['project', 'findings', 'fix ready', 'needs a decision', 'change by hand', 'not judged'];

function toRow(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function countsOf(report: JsonReport, topicOf: TopicOf) {
  const findings = report.findings.filter(isInPlan(topicOf)).map((finding) => remedyOf(toItem(finding, topicOf)));
  const number = (remedy: (typeof findings)[number]): number => findings.filter((each) => each === remedy).length;
  return {
    findings: findings.length,
    fix: number('fix'),
    decision: number('decision'),
    byHand: number('by hand'),
    open: openIn(report).length,
  };
}

function openIn({ unresolved, suppressionFaults = [], skipped }: JsonReport): OpenPlace[] {
  return [
    ...unresolved.map(({ file, line, reason }) => ({ file, line, message: OPEN_WORDS.unresolvedCall(reason) })),
    ...suppressionFaults.map(({ file, line, reason }) => ({ file, line, message: OPEN_WORDS.suppression(reason) })),
    ...skipped.map(({ file, reason }) => ({ file, line: 1, message: OPEN_WORDS.skippedFile(reason) })),
  ];
}
