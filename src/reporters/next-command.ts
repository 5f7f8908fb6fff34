import type { Change, Finding } from '../model/finding.js';
import type { Span } from '../model/spans.js';
import { findingsOf, toBlocks, type Block } from './blocks.js';
import { isPartOf, keyOfChange, writtenBy } from './changes.js';
import { placeOfCall } from './name-of-call.js';
import { sortFindings } from './order.js';
import { createPlaces, toDisplayPath, type Places } from './places.js';
import { standsAt } from './stands-at.js';
import { isPrintable } from './printable.js';
import { callsByHand, remedyOf, type Remedy } from './remedy.js';
import type { Report } from './report.js';
import { settlers } from './unresolved-calls.js';
import { joinWords } from '../model/words.js';
import { count } from './summary.js';
import { isCounted, tally, type Tally } from './tally.js';

/** A thing to do, and the command for it. */
export interface NextStep {
  /** In words, without a full stop. */
  readonly does: string;
  /** Null for work that no command does. */
  readonly command: string | null;
}

/** So many places are named; more are found by reading on. */
const MOST_PLACES = 3;

/** So many changed files are named in a command; with more of them it takes what was asked for. */
const MOST_FILES = 5;

/**
 * What to do about a result, in the order that is best: take what is safe, plan what becomes of stored ids, decide on what is
 * suggested, change the rest by hand, and find out why a call could not be resolved.
 *
 * @param report the result, and the paths that were asked for
 * @returns none where nothing is to be done
 */
export function nextSteps(report: Report): readonly NextStep[] {
  const { result, cwd } = report;
  const places = createPlaces(result, cwd);
  const { shared = [], audit = [] } = report.options ?? {};
  const paths = pathsFor(report, places);
  const words = toShellWords([...shared, ...audit, ...paths]);
  const findings = sortFindings(result, places).filter(({ topic }) => topic !== 'unresolved call');
  const blocks = toBlocks(findings);
  const fixes = countChanges(findings.flatMap(({ fix }) => fix ?? []));
  // A read or a role of a call that must be changed by hand can have a suggestion of its own.
  const decisions = blocks.filter((block) => findingsOf(block).some((each) => remedyOf(each) === 'decision'));
  const suggestions = countQuestions(decisions);
  const manual = blocks.filter(({ head }) => remedyOf(head) === 'by hand');
  const byHand = blocks.flatMap(placesByHand);
  const stored = findings.filter((each) => each.topic === 'stored id' && remedyOf(each) !== 'fix');
  const { remedies, remediesOfAddresses } = tally(result);
  const calls = { all: withIds(remedies), addresses: withIds(remediesOfAddresses) };
  const fixed = blocks.filter((block) => findingsOf(block).some((each) => remedyOf(each) === 'fix'));
  const named = (spans: readonly Span[]): string => {
    const some = [...new Set(spans.map((span) => places.headerOf(span)))];
    const hidden = some.length - MOST_PLACES;
    return `${some.slice(0, MOST_PLACES).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
  };
  return [
    ...(findings.some((each) => remedyOf(each) === 'fix')
      ? [
          {
            does: showingFixes(fixes, ofCalls(calls, 'fix', fixed), findings.some(isFixedBySync)),
            command: `npx clever-audit --diff${words}`,
          },
        ]
      : []),
    // Both a suggestion and a change by hand ask what becomes of stored ids.
    ...(stored.length > 0
      ? [
          {
            does: `prints a plan, with ways to migrate the ids stored or looked up at ${named(stored.map(standsAt))}`,
            command: `npx clever-audit plan${toShellWords([...shared, ...paths])}`,
          },
        ]
      : []),
    ...(decisions.length > 0
      ? [
          {
            does: `${askingAbout(suggestions)} ${named(placesOf(decisions))}${ofCalls(calls, 'decision', decisions)}`,
            command: `npx clever-audit --interactive${words}`,
          },
        ]
      : []),
    ...(byHand.length > 0
      ? [{ does: `Change by hand${ofCalls(calls, 'by hand', manual)}: ${named(byHand)}`, command: null }]
      : []),
    ...toTrace(report, places),
  ];
}

/** The paths that commands take: those that were asked for, or the files that a report of changed files is about. */
function pathsFor(report: Report, places: Places): readonly string[] {
  const { result } = report;
  const outside = result.findings.flatMap((finding) => (isOutside(finding) ? [finding.outside] : []));
  const files = [...new Set(outside.map(({ span }) => places.fileOf(span.file)))];
  const paths = askedPaths(report, places);
  if (files.length === 0) return paths;
  // What is outside of the folder at hand is in the project.
  if (files.length > MOST_FILES) return [toDisplayPath(result.root, result.root, report.cwd) || '.'];
  return [...(paths.length > 0 ? paths : ['.']), ...files];
}

/** Whether only a run with another file offers what can be done about a finding. */
function isOutside(finding: Finding): finding is Finding & Required<Pick<Finding, 'outside'>> {
  const isOffered = finding.fix !== null || finding.suggestions.length > 0;
  return !isOffered && (finding.outside?.offer ?? null) !== null;
}

function askedPaths({ result, paths = [], isOfChanged }: Report, places: Places): readonly string[] {
  if (!isOfChanged) return paths;
  const files = [...new Set(result.findings.map(({ span }) => places.fileOf(span.file)))];
  return files.length > MOST_FILES ? paths : files;
}

/** What a block is about whose suggestion is asked about: its call, or where no call is one's, the first that has a suggestion. */
function deciding(block: Block): Finding {
  const { head } = block;
  const first = findingsOf(block).find((each) => remedyOf(each) === 'decision');
  return head.topic === 'call' ? head : (first ?? head);
}

/** How many questions are asked about blocks: what is written with the change that a block begins with is no other one. */
function countQuestions(blocks: readonly Block[]): number {
  const firstsOf = (findings: readonly Finding[]): readonly Change[] =>
    findings.flatMap(({ suggestions }) => suggestions.slice(0, 1));
  const ofHeads = firstsOf(blocks.map(({ head }) => head));
  const written = writtenBy(ofHeads);
  const others = firstsOf(blocks.flatMap(({ others: own }) => own)).filter((change) => !isPartOf(change, written));
  return countChanges([...ofHeads, ...others]);
}

/** How to learn why a call could not be resolved: of several, the first. */
function toTrace({ result, options }: Report, places: Places): readonly NextStep[] {
  const settlerOf = settlers(result);
  const unresolved = result.unresolved.filter((call) => !settlerOf(call));
  const [first] = unresolved;
  if (!first) return [];
  const { file, line } = places.placeOf(first.span);
  const command = `npx clever-audit trace${toShellWords([`${file}:${line}`, ...(options?.shared ?? [])])}`;
  return [
    { does: `shows why this tool could not resolve the ${unresolved.length > 1 ? 'first call' : 'call'}`, command },
  ];
}

/**
 * What must be changed by hand of what a block is about: the place that it begins with, and where that is no call, all that
 * it tells; or the calls that a suggestion keeps.
 */
function placesByHand(block: Block): readonly Span[] {
  const { head } = block;
  if (remedyOf(head) === 'by hand')
    return head.topic === 'call' ? [head.span] : leftByHand(block).map(({ span }) => span);
  const kept = head.topic === 'call' ? callsByHand(head) : [];
  return kept.filter(({ isRetired }) => isRetired).map((call) => placeOfCall(call, head));
}

/** The findings of a block that no change is offered for. */
function leftByHand(block: Block): readonly Finding[] {
  return findingsOf(block).filter((each) => remedyOf(each) === 'by hand');
}

/** What is asked about, by the first of the findings that share a question. */
function placesOf(decisions: readonly Block[]): readonly Span[] {
  const asked = decisions.map(deciding).map((finding) => [questionKey(finding), finding.span] as const);
  return [...new Map(asked.toReversed()).values()].toReversed();
}

function questionKey({ fingerprint, suggestions: [first] }: Finding): string {
  return first ? keyOfChange(first) : fingerprint;
}

/** How many changes there are, each once however many findings carry it. */
function countChanges(changes: readonly Change[]): number {
  return new Set(changes.map(keyOfChange)).size;
}

/** What a fix asks for that reads the record of a user. */
const RECORD = '/users/{id}';

/** Whether a fix reads a field or a role in another place, which only an application with Secure Sync may get. */
function isFixedBySync({ fix, topic }: Finding): boolean {
  // In a report of changed files, the reads may be in another file than the call or its mock.
  return fix !== null && (topic === 'field' || topic === 'role' || fix.description.includes(RECORD));
}

/** @param needsSync whether what the fixes read comes with Secure Sync, which no code shows */
function showingFixes(number: number, calls: string, needsSync: boolean): string {
  const shows = number < 2 ? `shows the fix${calls}; --fix writes it` : `shows the fixes${calls}; --fix writes them`;
  return needsSync ? `${shows}, but first check that your application has Secure Sync` : shows;
}

type Remedies = Tally['remedies'];

/** A decision about stored ids is a decision. */
function withIds({ 'stored ids': ids, ...remedies }: Remedies): Readonly<Record<Remedy, number>> {
  return { ...remedies, decision: remedies.decision + ids };
}

/** The calls that the first line counts, and how many of them are addresses, by what can be done about them. */
interface Counted {
  readonly all: Readonly<Record<Remedy, number>>;
  readonly addresses: Readonly<Record<Remedy, number>>;
}

/** How many calls and addresses a step is about, and how many other places; nothing where the first line counts none of them. */
function ofCalls({ all, addresses }: Counted, remedy: Remedy, blocks: readonly Block[]): string {
  if (all[remedy] === 0) return '';
  const uncounted = blocks.filter(({ head }) => remedyOf(head) !== remedy || !head.calls.some(isCounted));
  // The first line counts only calls of an old API.
  const isCall = ({ head }: Block): boolean =>
    head.topic === 'call' && remedyOf(head) === remedy && head.calls.some(({ origin }) => origin !== 'mock');
  const more = uncounted.filter(isCall).reduce((sum, { head }) => sum + Math.max(1, head.calls.length), 0);
  const calls = all[remedy] - addresses[remedy] + more;
  const left = (block: Block): number => (remedy === 'by hand' ? leftByHand(block).length : 1);
  const places = uncounted.filter((block) => !isCall(block)).reduce((sum, block) => sum + left(block), 0);
  const parts = [
    ...(calls > 0 ? [count(calls, 'call')] : []),
    ...(addresses[remedy] > 0 ? [count(addresses[remedy], 'URL')] : []),
    ...(places > 0 ? [count(places, 'other place')] : []),
  ];
  return ` (${joinWords(parts)})`;
}

function askingAbout(number: number): string {
  return number < 2 ? 'asks about the suggestion at' : 'asks about each suggestion, at';
}

/** Words behind a command, each with a space before it. */
export function toShellWords(words: readonly string[]): string {
  return words.map((word) => ` ${toShellWord(word)}`).join('');
}

/** A word as a shell takes it; control characters are spelled out, so that they do nothing to the terminal either. */
export function toShellWord(word: string): string {
  if (/^[\w./@+,:=-]+$/.test(word)) return word;
  if (isPrintable(word)) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const spelled = [...word.replace(/[\\']/g, String.raw`\$&`)].map((sign) =>
    isPrintable(sign) ? sign : toEscapes(sign),
  );
  return `$'${spelled.join('')}'`;
}

/** The bytes of a character as a shell spells them between `$'` and `'`. */
function toEscapes(sign: string): string {
  return Array.from(new TextEncoder().encode(sign), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
