import type { AuditResult } from '../run/audit-result.js';
import type { Brief, Finding, Severity } from '../model/finding.js';
import { findingsOf, toBlocks, type Block } from './blocks.js';
import { spanKey } from '../model/spans.js';
import { joinWords } from '../model/words.js';
import { count, openWords, summariseEmpty, suppressedWords } from './summary.js';
import { isCounted, tally, type Tally } from './tally.js';

/**
 * The first line of a report: how many calls use an old API, and what can be done about them.
 *
 * @param result the result
 * @returns sentences on one line
 */
export function toHeadline(result: AuditResult): string {
  if (result.findings.every(({ topic }) => topic === 'unresolved call')) return summariseEmpty(result);
  const counted = tally(result);
  const open = openWords(result);
  return [
    toSubject(counted, result.findings),
    ...toRemedies(counted),
    ...toOthers(result.findings),
    ...(open.length > 0 ? [`${joinWords(open)}.`] : []),
  ].join(' ');
}

/**
 * The last line of a report: how many findings there are, and what is open. What can be done is said there only if the
 * first line does not say it, because it counts calls.
 *
 * @param result the result
 * @returns sentences on one line
 */
export function toClosingLine(result: AuditResult): string {
  if (result.findings.length === 0) return summariseEmpty(result);
  const { findings } = result;
  const open = openWords(result);
  return [
    `${joinWords(countSeverities(findings))} in ${toFiles(result)}.`,
    ...(countCalls(result) === 0 ? toOffers(findings) : toCallsAndFindings(result)),
    ...(result.suppressed.length > 0 ? [`${suppressedWords(result)}.`] : []),
    ...(open.length > 0 ? [`${joinWords(open)}.`] : []),
  ].join(' ');
}

/** What explains that a report counts fewer calls than findings; nothing where it counts no calls, or as many. */
export function toCallsAndFindings(result: AuditResult): readonly string[] {
  const calls = countCalls(result);
  return calls > 0 && result.findings.length > calls ? ['One call can have several findings.'] : [];
}

function countCalls(result: AuditResult): number {
  const { signIns, others, addresses } = tally(result);
  return signIns + others + addresses;
}

/** How many files have findings, and of how many: a finding about a file that has changed can be in one that has not. */
function toFiles({ findings, files, ledger, shard }: AuditResult): string {
  const held = [...new Set(findings.map(({ span }) => span.file))];
  if (!held.every((file) => ledger.has(file))) return count(held.length, 'file');
  return `${held.length} of ${count(files, 'file')}${shard ? ` of shard ${shard.index}/${shard.count}` : ''}`;
}

/** How many findings have a fix, and how many others have a suggestion. */
function toOffers(findings: readonly Finding[]): readonly string[] {
  const fixable = findings.filter(({ fix }) => fix !== null).length;
  const suggested = findings.filter(({ fix, suggestions }) => fix === null && suggestions.length > 0).length;
  const more = fixable > 0 ? ' more' : '';
  return [
    ...(fixable > 0 ? [`--fix resolves ${fixable}.`] : []),
    ...(suggested > 0 ? [`${suggested}${more} ${suggested === 1 ? 'has' : 'have'} a suggestion.`] : []),
  ];
}

/**
 * Counts findings by severity, the heaviest first.
 *
 * @returns `2 errors`, `1 warning`; none that is 0
 */
export function countSeverities(findings: readonly Finding[]): readonly string[] {
  const number = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  return severityWords({ error: number('error'), warning: number('warning'), info: number('info') });
}

/** The same for their numbers. */
export function severityWords({ error, warning, info }: Readonly<Record<Severity, number>>): readonly string[] {
  return [
    ...(error > 0 ? [count(error, 'error')] : []),
    ...(warning > 0 ? [count(warning, 'warning')] : []),
    ...(info > 0 ? [`${info} info`] : []),
  ];
}

function toSubject(counted: Tally, findings: readonly Finding[]): string {
  const { signIns, others, addresses } = counted;
  const calls = [
    ...(signIns > 0 ? [count(signIns, 'sign-in call')] : []),
    ...(others > 0 ? [count(others, 'roster call')] : []),
  ];
  const users = [...calls, ...(addresses > 0 ? [count(addresses, calls.length > 0 ? 'other URL' : 'URL')] : [])];
  const verb = signIns + others + addresses === 1 ? 'uses' : 'use';
  if (users.length > 0) return `${joinWords(users)} ${verb} ${toApis(counted)}.`;
  if (findings.every(isOfMocks)) return toMocks(findings);
  const through = throughPackages(findings);
  if (through.length > 0) return [toCallsOfPackages(through), ...toOtherPackages(findings, through)].join(' ');
  const counts = countSeverities(findings);
  const number = `${verbBefore(counts)} ${joinWords(counts)}`;
  // The calls are in another part of the run, or somebody decided to live with them.
  const isAboutRetired = findings.some((finding) => finding.calls.some(({ isRetired }) => isRetired));
  if (!isAboutRetired && findings.every(({ topic }) => topic === 'package'))
    return `No call in the code itself uses API v1 or the unversioned /me, but there ${number} about packages that call an old API.`;
  if (findings.every(isOfOldId)) return toOldIds(findings);
  return isAboutRetired
    ? `There ${number} about code that uses answers of API v1 or the unversioned /me.`
    : `No call uses API v1 or the unversioned /me, but there ${number}.`;
}

/** The verb of a sentence that begins to count: `is` of `is 1 error and 2 warnings`. */
function verbBefore([first = '']: readonly string[]): string {
  return first.startsWith('1 ') ? 'is' : 'are';
}

/** Whether a finding is about an id that is written in a file, as the migration CSV has it. */
function isOfOldId({ topic, brief, calls }: Finding): boolean {
  return topic === 'stored id' && calls.length === 0 && brief !== null && brief.instead !== null;
}

/** `2 old ids are written in 2 files.` */
function toOldIds(findings: readonly Finding[]): string {
  const files = new Set(findings.map(({ span }) => span.file)).size;
  const places = `${count(findings.length, 'old id')} ${findings.length === 1 ? 'is' : 'are'}`;
  return `${places} written in ${count(files, 'file')}. No call uses API v1 or the unversioned /me.`;
}

/** Whether a finding is about mocks of an old API, and about nothing else. */
function isOfMocks({ topic, calls }: Finding): boolean {
  return topic === 'call' && calls.length > 0 && calls.every((call) => call.isRetired && !isCounted(call));
}

/** `1 mock answers calls to API v1 (switched off), but …`: the calls are in other files, or in none. */
function toMocks(findings: readonly Finding[]): string {
  const versions = findings.flatMap(({ calls }) => calls.map(({ endpoint }) => endpoint.version));
  const apis = { usesV1: versions.some((version) => version !== null), usesUnversionedMe: versions.includes(null) };
  const mocks = `${count(findings.length, 'mock')} ${findings.length === 1 ? 'answers' : 'answer'}`;
  return `${mocks} calls to ${toApis(apis)}, but the files of this report make no such call.`;
}

/** `2 calls use an old API through the package clever.` */
function toCallsOfPackages(through: readonly Brief[]): string {
  const calls = through.reduce((sum, { calls: own = [] }) => sum + own.length, 0);
  const names = [...new Set(through.map(({ subject }) => subject))];
  const packages = `the ${names.length === 1 ? 'package' : 'packages'} ${joinWords(names)}`;
  return `${count(calls, 'call')} ${calls === 1 ? 'uses' : 'use'} an old API through ${packages}.`;
}

/** `The package passport-clever calls an old API too.`: those through which no call is seen. */
function toOtherPackages(findings: readonly Finding[], through: readonly Brief[]): readonly string[] {
  const told = new Set(through.map(({ subject }) => subject));
  const others = findings.flatMap(({ topic, brief }) =>
    topic === 'package' && brief && !told.has(brief.subject) ? [brief.subject] : [],
  );
  const names = [...new Set(others)];
  if (names.length === 0) return [];
  return [
    `The ${names.length === 1 ? 'package' : 'packages'} ${joinWords(names)} ${names.length === 1 ? 'calls' : 'call'} an old API too.`,
  ];
}

/** What is said of packages through which the code calls. */
function throughPackages(findings: readonly Finding[]): readonly Brief[] {
  return findings.flatMap(({ brief }) => (brief?.calls?.length ? [brief] : []));
}

/** What must be done besides, where the first line counts calls: the findings that hang on none of them. */
function toOthers(findings: readonly Finding[]): readonly string[] {
  const blocks = toBlocks(findings.filter(({ topic }) => topic !== 'unresolved call'));
  const isOfCalls = ({ head }: Block): boolean => head.topic === 'call' && head.calls.some(isCounted);
  if (!blocks.some(isOfCalls)) return [];
  const others = blocks.filter((block) => !isOfCalls(block)).flatMap(findingsOf);
  const [first, ...more] = countSeverities(others.filter(({ severity }) => severity !== 'info'));
  if (first === undefined) return [];
  const calls = new Set(
    blocks.filter(isOfOtherCall).flatMap((block) => block.head.calls.map(({ span }) => spanKey(span))),
  );
  const about = calls.size > 0 ? ` (${calls.size} more ${calls.size === 1 ? 'call' : 'calls'})` : '';
  return [`There ${verbBefore([first])} also ${joinWords([first.replace(' ', ' other '), ...more])}${about}.`];
}

/** Whether a block is about a call that is not one of the retired APIs, but has to be changed. */
function isOfOtherCall({ head }: Block): boolean {
  return head.topic === 'call' && head.severity !== 'info' && head.calls.every(({ isRetired }) => !isRetired);
}

/** What the calls use, each with what Clever did to it: only API v1 has an end. */
function toApis({ usesV1, usesUnversionedMe }: Pick<Tally, 'usesV1' | 'usesUnversionedMe'>): string {
  const apis = [
    ...(usesV1 ? ['API v1 (switched off)'] : []),
    ...(usesUnversionedMe ? ['the unversioned /me (deprecated)'] : []),
  ];
  return apis.join(' or ');
}

/** What can be done about the calls, in a sentence; none where there are no calls. */
function toRemedies({ remedies, signIns, others, addresses }: Tally): readonly string[] {
  const total = signIns + others + addresses;
  const ids = remedies['stored ids'];
  const decisions = ids + remedies.decision;
  const about = ids === 0 ? '' : ids === decisions ? ' about stored ids' : ` (${ids} about stored ids)`;
  const parts = [
    { number: remedies.fix, one: 'can be fixed automatically', several: 'can be fixed automatically' },
    { number: decisions, one: `needs a decision${about}`, several: `need a decision${about}` },
    { number: remedies['by hand'], one: 'must be changed by hand', several: 'must be changed by hand' },
  ].filter(({ number }) => number > 0);
  const [first] = parts;
  if (!first || total === 0) return [];
  if (total === 1) return [`It ${first.one}.`];
  if (parts.length === 1) return [`${total === 2 ? 'Both' : `All ${total}`} ${first.several}.`];
  return [`${joinWords(parts.map(({ number, one, several }) => `${number} ${number === 1 ? one : several}`))}.`];
}
