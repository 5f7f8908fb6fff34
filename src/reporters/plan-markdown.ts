import type { Finding } from '../model/finding.js';
import type { AuditResult } from '../run/audit-result.js';
import { toCallsAndFindings, toHeadline } from './headline.js';
import { toCode, toText } from './markdown-text.js';
import { toShellWords } from './next-command.js';
import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces } from './places.js';
import { stepsInMarkdown } from './plan-steps.js';
import { callsByHand, remedyOf } from './remedy.js';
import type { Report } from './report.js';
import { count } from './summary.js';

/** How many of the findings of a plan a baseline accepts. */
export interface AcceptedFindings {
  readonly file: string;
  readonly count: number;
}

/**
 * The migration plan as a list to check off, for an issue or a wiki.
 *
 * @param report the result, where it is read from, and who owns its files
 * @param accepted what a baseline holds of the findings; null without one
 * @returns Markdown in which nothing of the audited code is markup
 */
export function planMarkdown(report: Report, accepted: AcceptedFindings | null = null): string {
  const { result, cwd } = report;
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places).filter(({ topic }) => topic !== 'unresolved call');
  const open = openItemsOf({ ...result, findings }, places);
  const openPlaces = open.map(({ place, message }) => ({ file: place.file, line: place.line, message }));
  return [
    '# Migration plan',
    toText([toHeadline(result), ...toCallsAndFindings(result)].join(' ')),
    ...toLeftOut(result, accepted),
    ...(findings.length + open.length > 0 ? [toStart(findings, open.length, report, (accepted?.count ?? 0) > 0)] : []),
    ...stepsInMarkdown(findings, openPlaces, result.target, ({ span }) => ({
      file: places.fileOf(span.file),
      line: places.placeOf(span).line,
      owners: report.ownersOf?.(span.file) ?? [],
    })),
  ].join('\n\n');
}

/** What a run does not report, and whether the plan holds it. */
function toLeftOut({ findings, suppressed }: AuditResult, accepted: AcceptedFindings | null): readonly string[] {
  const planned =
    accepted && accepted.count > 0
      ? [
          `The baseline ${toCode(accepted.file)} accepts ${count(accepted.count, 'finding')}, so a run does not report ${accepted.count === 1 ? 'it' : 'them'}. This plan includes ${accepted.count === 1 ? 'it' : 'them'}.`,
        ]
      : [];
  const hidden =
    suppressed.length > 0 && findings.length > 0
      ? [
          `${count(suppressed.length, 'finding')} that a comment suppresses ${suppressed.length === 1 ? 'is' : 'are'} not in this plan.`,
        ]
      : [];
  return [...planned, ...hidden];
}

/** What to do first, and with which command; what a baseline accepts is changed only where it is left out. */
function toStart(
  findings: readonly Finding[],
  open: number,
  { paths = [], options, result }: Report,
  leavesBaselineOut: boolean,
): string {
  const words = toShellWords([...(options?.shared ?? []), ...(leavesBaselineOut ? ['--no-baseline'] : []), ...paths]);
  const number = (remedy: ReturnType<typeof remedyOf>): number =>
    findings.filter((finding) => remedyOf(finding) === remedy).length;
  const command = (option: string): string => toCode(`npx clever-audit${option === '' ? '' : ` ${option}`}${words}`);
  const [fixes, decisions] = [number('fix'), number('decision')];
  const byHand = findings.filter(
    (finding) => remedyOf(finding) === 'by hand' || callsByHand(finding).length > 0,
  ).length;
  const steps = [
    ...(findings.some(readsUserRecord)
      ? [
          `Check that your application has Secure Sync, Clever's product for roster data. Without it, ${toCode(`/${result.target}/users/{id}`)} returns only id, name and email.`,
        ]
      : []),
    ...(fixes > 0
      ? [
          `Let the tool fix what it can (${count(fixes, 'finding')}). Look at the changes with ${command('--diff')}, then write them with ${command('--fix')}.`,
        ]
      : []),
    ...(decisions > 0
      ? [`Decide on the suggested changes (${count(decisions, 'finding')}): ${command('--interactive')}.`]
      : []),
    ...(byHand > 0
      ? [
          `Change ${fixes + decisions > 0 ? 'the rest' : 'the code'} by hand (${count(byHand, 'finding')}). The report says where and why: ${command('')}.`,
        ]
      : []),
    ...(open > 0 ? [`Resolve the open items (${open}). The end of this page says what is missing.`] : []),
    ...(runsOnNode(result) ? [TRY_IT] : []),
  ];
  return ['## Start here', '', ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n');
}

const TRY_IT = `Run your tests against a local stand-in for Clever in which API v1 is switched off: ${toCode('npx clever-audit sandbox --retired -- npm test')}.`;

/** Whether a project has programs that the stand-in can run. */
function runsOnNode({ ledger }: AuditResult): boolean {
  return [...ledger.values()].includes('analysed');
}

/** Whether what a finding asks for is in the record of the user who signed in, and not in `/me`. */
function readsUserRecord({ topic, calls }: Finding): boolean {
  return ['field', 'role', 'stored id'].includes(topic) && calls.some(({ isSignIn }) => isSignIn);
}
