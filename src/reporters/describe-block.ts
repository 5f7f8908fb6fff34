import { stripVTControlCharacters } from 'node:util';

import type picocolors from 'picocolors';

import {
  describeChange,
  TAKEN_ALONG,
  type Change,
  type Finding,
  type FindingCall,
  type Severity,
  type Topic,
} from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import type { Step } from '../model/spans.js';
import type { AuditResult } from '../run/audit-result.js';
import { askingCalls, decisionsByCall } from './asking-calls.js';
import { findingsOf, type Block } from './blocks.js';
import { alternativesOf, changesOf, HOW_TO_TAKE, isPartOf, keyOfChange, writtenBy } from './changes.js';
import { drawFrame } from './frame.js';
import { countSeverities } from './headline.js';
import {
  describeFields,
  describeMessages,
  describeSubjects,
  hangingKey,
  type LinesOf,
  nameFate,
  nameLines,
  warnAt,
  type Warning,
} from './hanging-words.js';
import { wrapBehind } from './layout.js';
import { nameOfCall, placeOfCall, placeOfFields } from './name-of-call.js';
import type { Places } from './places.js';
import { toPrintable } from './printable.js';
import { toBlockingPlace } from './remedy.js';
import { standsAt } from './stands-at.js';
import { joinWords } from '../model/words.js';
import { isOnlyWritten } from './tally.js';

/** What is drawn on. */
export interface Canvas {
  readonly places: Places;
  readonly colours: ReturnType<typeof picocolors.createColors>;
  readonly coloured: boolean;
  /** Columns that a line may take. */
  readonly width: number;
  readonly isTerminal: boolean;
  readonly verbose: boolean;
  /** The version to move to. */
  readonly target: AuditResult['target'];
}

/** What the blocks of a report offer. */
export interface Offers {
  /** The block that tells a change, by the key of the change. */
  readonly carriers: ReadonlyMap<string, Block>;
  /** The code that the changes write with which blocks begin. */
  readonly ofHeads: ReadonlySet<string>;
}

/** A base that fifty calls use is one finding; its block must not drown in them. */
const mostCalls = 10;
/** The column in which what a label says begins. */
const TEXT_COLUMN = 19;

const LABELS: Readonly<Record<Exclude<Topic, 'field'>, string>> = {
  call: 'also',
  role: 'used as a role',
  'stored id': 'stored ids',
  'mixed versions': 'mixed versions',
  package: 'also',
  event: 'event names',
  'unresolved call': 'not resolved',
};

/**
 * Draws what has to be done about one call: what it asks for and what becomes of it, its code, a line for each kind of
 * thing that hangs on its answer, and what `--fix` does or what holds it back.
 *
 * @returns lines joined by `\n`
 */
export function describeBlock(block: Block, offers: Offers, canvas: Canvas): string {
  const { head } = block;
  const { places, coloured, width } = canvas;
  return [
    ...toHeading(block, canvas),
    ...drawFrame(head.span, places, coloured, { context: 0, width: width - 2 })
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
    ...wrapBehind('  ', toPrintable(head.message), width, 2),
    ...toCalls(block, canvas),
    ...toHanging(block, canvas),
    ...toRemedies(block, offers, canvas),
    ...(canvas.verbose ? toDetails(block, canvas) : []),
  ].join('\n');
}

/** `src/sso.ts:40:55  sign-in call GET /v1.1/me  error  clever/no-v1-endpoint` */
function toHeading(block: Block, { places, colours, width, isTerminal }: Canvas): readonly string[] {
  const { head } = block;
  const asked = toAsked(block);
  const heading = [
    colours.bold(places.headerOf(head.span)),
    ...(asked === null ? [] : [colours.bold(toPrintable(asked))]),
    paintSeverity(head, colours),
    colours.dim(head.rule),
  ].join('  ');
  // A log is searched by line.
  return isTerminal ? wrapBehind('', heading, width, 2) : [heading];
}

/** Names the severity of a finding in its colour. */
export function paintSeverity({ severity, confidence }: Finding, colours: Canvas['colours']): string {
  return paintAs(severity, severity, confidence, colours);
}

/** Names findings as the last line of the report counts them: `2 errors`. */
function paintCounts(findings: readonly Finding[], colours: Canvas['colours']): string {
  const groups = groupBy(findings, ({ severity, confidence }) => `${severity} ${confidence}`).values();
  return [...groups]
    .flatMap((group) => {
      const [first] = group;
      const words = joinWords(countSeverities(group));
      return first ? paintAs(first.severity, words, first.confidence, colours) : [];
    })
    .join(', ');
}

function paintAs(
  severity: Severity,
  words: string,
  confidence: Finding['confidence'],
  colours: Canvas['colours'],
): string {
  const paint: Record<Severity, (text: string) => string> = {
    error: colours.red,
    warning: colours.yellow,
    info: colours.blue,
  };
  return paint[severity](confidence === 'likely' ? `${words} (likely)` : words);
}

function toAsked({ head, calls: all }: Block): string | null {
  const calls = head.calls.length > 0 ? head.calls : all;
  const asked = new Set(calls.map(nameOfCall));
  const [first] = asked;
  if (first === undefined) return head.brief && head.topic === 'package' ? `package ${head.brief.subject}` : null;
  if (asked.size > 1) return `${calls.length} calls`;
  const [call, ...others] = calls;
  // Several calls have a line each, and the first line of the report counts only calls that are findings themselves.
  const kind = call && others.length === 0 && head.topic === 'call' ? nameKind(call) : 'call';
  return kind === 'call' ? first : `${kind} ${first}`;
}

/** Each of several calls with what takes its place; one call only where it is made in another line. */
function toCalls(block: Block, canvas: Canvas): readonly string[] {
  const { head } = block;
  const { places } = canvas;
  const own = places.placeOf(head.span);
  const calls = head.calls.filter(({ origin }) => origin !== 'mock');
  const isHere = ({ span }: FindingCall): boolean => {
    const { file, line } = places.placeOf(span);
    return file === own.file && line === own.line;
  };
  if (calls.length < 2) {
    const [call] = calls;
    return [
      ...(call && !isHere(call) ? labelled('called at', places.headerOf(call.span), canvas) : []),
      ...toPackageCalls(block, canvas),
    ];
  }
  const shown = calls.slice(0, mostCalls).flatMap((call) => toCallLines(call, head, canvas));
  const hidden = calls.length - mostCalls;
  return hidden > 0 ? [...shown, ...labelled('', `and ${hidden} more`, canvas)] : shown;
}

/** What the code asks for through packages, and what takes the place of that. */
function toPackageCalls(block: Block, canvas: Canvas): readonly string[] {
  const calls = findingsOf(block).flatMap(({ brief }) => brief?.calls ?? []);
  const shown = calls
    .slice(0, mostCalls)
    .flatMap(({ span, message }) =>
      labelled('called at', toPrintable(`${canvas.places.headerOf(span)}  ${message}`), canvas),
    );
  const hidden = calls.length - mostCalls;
  return hidden > 0 ? [...shown, ...labelled('', `and ${hidden} more`, canvas)] : shown;
}

/** What takes the place of a call, and why it stays; what must be decided about it is said with the change. */
function toCallLines(call: FindingCall, head: Finding, canvas: Canvas): readonly string[] {
  const { target } = call.endpoint;
  const move = target === null ? nameOfCall(call) : `${nameOfCall(call)} → ${target}`;
  const { obstacle } = call;
  const isTold =
    obstacle === null || obstacle === TAKEN_ALONG || isSaidOfAll(obstacle, head) || askingCalls(head).includes(call);
  return [
    ...labelled(nameKind(call), `${toPrintable(move)}  ${canvas.places.headerOf(placeOfCall(call, head))}`, canvas),
    ...(head.fix !== null || isTold ? [] : labelled('', toPrintable(obstacle), canvas)),
  ];
}

/** Whether what holds back a call holds back all of them: it is said once, where the block says why nothing is fixed. */
function isSaidOfAll(obstacle: string, { refusal, calls }: Finding): boolean {
  return refusal?.includes(obstacle) === true && calls.every((call) => call.obstacle === obstacle);
}

/** As the first line of the report counts it. */
function nameKind(call: FindingCall): string {
  if (call.origin === 'mock') return 'mock of';
  if (!call.isRetired) return 'call';
  if (isOnlyWritten(call)) return 'URL';
  return call.isSignIn ? 'sign-in call' : 'roster call';
}

/**
 * The reads, roles and ids of the answer, and its mocks: one line for each kind and file. What is in the file of the heading
 * stands first, because each other file has a line that names it.
 */
function toHanging(block: Block, canvas: Canvas): readonly string[] {
  const own = block.head.topic === 'call' ? [] : [block.head];
  const hanging = [...own, ...block.others];
  const warning = warnAt(hanging);
  const headFile = canvas.places.fileOf(block.head.span.file);
  const files = [...groupBy(hanging, (finding) => canvas.places.fileOf(standsAt(finding).file))];
  const isHeadFile = ([file]: (typeof files)[number]): boolean => file === headFile;
  const ordered = [...files.filter(isHeadFile), ...files.filter((each) => !isHeadFile(each))];
  return ordered.flatMap(([file, findings]) => {
    const groups = groupBy(findings, (finding) => `${finding.rule} ${hangingKey(finding)}`).values();
    const lines = [...groups].flatMap((group) => toGroup(group, block.head, warning, canvas));
    const isTold = file === headFile || lines.length === 0;
    return isTold ? lines : [canvas.colours.dim(`  In ${toPrintable(file)}:`), ...lines];
  });
}

function toGroup(group: readonly Finding[], head: Finding, warning: Warning | null, canvas: Canvas): readonly string[] {
  const [first] = group;
  // One that is a block by itself is told by the heading, which counts it and names its place.
  const counted = group.filter((finding) => finding !== head);
  if (!first || counted.length === 0) return [];
  const linesOf = (findings: readonly Finding[]) =>
    findings.map((finding) => canvas.places.placeOf(standsAt(finding)).line);
  const [text = '', ...more] = describeGroup(counted, head, linesOf);
  const label = first.topic === 'field' ? nameFate(first, canvas.target) : LABELS[first.topic];
  return [
    ...labelled(label, toPrintable(text), canvas),
    ...more.flatMap((each) => labelled('', toPrintable(each), canvas)),
    ...(warning && group.includes(warning.at) ? labelled('', warning.text, canvas) : []),
    ...labelled('', `${paintCounts(counted, canvas.colours)}  ${canvas.colours.dim(first.rule)}`, canvas),
  ];
}

/** What findings of one kind say, in lines. */
function describeGroup(group: readonly Finding[], head: Finding, linesOf: LinesOf): readonly string[] {
  const [{ topic, brief } = head] = group;
  if (topic === 'field') return describeFields(group, placeOfFields(group, head), linesOf);
  // What has to be said in sentences has a line for each, and the head has said its own.
  if (brief === null && topic !== 'call') return describeMessages(group, linesOf);
  if (topic === 'package') return describeMessages(group, linesOf);
  return [describeSubjects(group, linesOf)];
}

/** What is written, or the one thing that keeps it from being written; what several findings share is said once. */
function toRemedies(block: Block, { carriers, ofHeads }: Offers, canvas: Canvas): readonly string[] {
  const { head, others } = block;
  const own = writtenBy(changesOf(head));
  // Whoever makes the change that a block begins with makes all changes that share code with it.
  const isWritten = (change: Change): boolean => own.size > 0 && (isPartOf(change, own) || isPartOf(change, ofHeads));
  const isTold = (finding: Finding): boolean =>
    finding.refusal === null
      ? changesOf(finding).every(isWritten)
      : head.topic === 'call'
        ? head.refusal !== null
        : finding.refusal === head.refusal;
  const told = [head, ...others.filter((finding) => !isTold(finding))];
  const remedies = told.flatMap((finding) => toChanges(finding, told, block, carriers, canvas));
  return [
    ...[...new Map(remedies.map((remedy) => [remedy.join('\n'), remedy])).values()].flat(),
    ...toRefusals(told, head, canvas),
  ];
}

/** Why findings are not fixed: once for all that have the same reason, by name where a change is told as well. */
function toRefusals(findings: readonly Finding[], head: Finding, canvas: Canvas): readonly string[] {
  const refused = findings.filter(({ refusal }) => refusal !== null);
  return [...groupBy(refused, ({ refusal }) => refusal ?? '')].flatMap(([refusal, own]) => {
    const isAboutAll = own.includes(head) && !findings.some((finding) => changesOf(finding).length > 0);
    const names = isAboutAll ? '' : `${nameAll(own, canvas)}, `;
    const text = `${names}because ${refusal}${toBlockingPlace(own, head, canvas.places)}.`;
    return labelled(canvas.colours.yellow('not fixed'), toPrintable(text), canvas);
  });
}

/** Whose change is told, where the block begins with a finding that has none: `for phone: `. */
function toBeneficiaries(change: Change, [head, ...others]: readonly Finding[], canvas: Canvas): string {
  if (!head || head.refusal === null) return '';
  const key = keyOfChange(change);
  const own = others.filter((finding) => changesOf(finding).some((each) => keyOfChange(each) === key));
  return `for ${nameAll(own, canvas)}: `;
}

function nameAll(findings: readonly Finding[], { places }: Canvas): string {
  const groups = groupBy(findings, ({ brief, rule }) => brief?.subject ?? rule);
  return [...groups]
    .map(([name, own]) => {
      const lines = nameLines(own.map((finding) => places.placeOf(standsAt(finding)).line));
      return own[0]?.topic === 'call' ? name : `${name} (${lines})`;
    })
    .join(', ');
}

function toChanges(
  finding: Finding,
  told: readonly Finding[],
  block: Block,
  carriers: ReadonlyMap<string, Block>,
  canvas: Canvas,
): readonly (readonly string[])[] {
  const { colours, places } = canvas;
  return changesOf(finding).map((change) => {
    const isFix = change === finding.fix;
    const isAlternative = alternativesOf(finding).includes(change);
    const label = isFix ? colours.green('--fix') : colours.cyan(isAlternative ? 'alternative' : 'suggestion');
    const whose = toBeneficiaries(change, told, canvas);
    const first = carriers.get(keyOfChange(change));
    if (first && first !== block) {
      return labelled(label, `${whose}the same change as at ${places.headerOf(first.head.span)}`, canvas);
    }
    if (isAlternative) {
      return [
        ...labelled(label, toPrintable(`${whose}${describeChange(change)} ${HOW_TO_TAKE}`), canvas),
        ...toChangedLines(change, block.head, canvas),
      ];
    }
    const text = isFix ? change.description : toSuggestion(change, block.head, canvas);
    return [
      ...labelled(label, toPrintable(`${whose}${text}`), canvas),
      ...(isFix ? [] : toDecisionLines(change, block.head, canvas)),
      ...toChangedLines(change, block.head, canvas),
    ];
  });
}

/** Where a change is made: nothing where that is the line which the block begins with. */
function toChangedLines({ edits }: Change, head: Finding, canvas: Canvas): readonly string[] {
  const { places } = canvas;
  const files = groupBy(edits, ({ file }) => file);
  const isAtHead = edits.every(({ file, start, end }) => {
    const own = places.placeOf(head.span);
    const { line } = places.placeOf({ file, start, end });
    return file === head.span.file && line === own.line;
  });
  if (isAtHead) return [];
  const texts = [...files].map(([file, own]) => {
    const lines = own.map((edit) => places.lineOf(edit));
    return `${toPrintable(places.fileOf(file))} (${nameLines(lines)})`;
  });
  return labelled('', `changes ${texts.join(', ')}`, canvas);
}

/** How to see a change that asks for something, or the change itself. */
function toSuggestion(change: Change, head: Finding, { verbose }: Canvas): string {
  if (verbose) return describeChange(change);
  const { description, decisions = [] } = change;
  if (decisions.length === 0) return description;
  const points = askingCalls(head).length > 0 ? 'Before you accept it:' : decisions.join(' ');
  return `--interactive shows the change. ${points}`;
}

/** What must be decided about each of several calls. */
function toDecisionLines({ decisions = [] }: Change, head: Finding, canvas: Canvas): readonly string[] {
  if (canvas.verbose || decisions.length === 0) return [];
  return decisionsByCall(head).flatMap((text) =>
    wrapBehind(`${' '.repeat(TEXT_COLUMN)}- `, toPrintable(text), canvas.width, TEXT_COLUMN + 2),
  );
}

/** Every finding in full, with the places between the address and it. */
function toDetails(block: Block, canvas: Canvas): readonly string[] {
  return findingsOf(block).flatMap((finding) => [
    `  ${canvas.places.headerOf(finding.span)}  ${paintSeverity(finding, canvas.colours)}  ${finding.rule}`,
    ...(finding === block.head ? [] : wrapBehind('    ', toPrintable(finding.message), canvas.width, 4)),
    ...finding.related.flatMap((step) => toStep(step, canvas)),
  ]);
}

function toStep({ span, message }: Step, { places, width }: Canvas): readonly string[] {
  return wrapBehind('    ', `${places.headerOf(span)}  ${toPrintable(message)}`, width, 6);
}

function labelled(label: string, text: string, { width }: Canvas): readonly string[] {
  const visible = stripVTControlCharacters(label).length;
  return wrapBehind(`  ${label}${' '.repeat(Math.max(1, TEXT_COLUMN - 2 - visible))}`, text, width, TEXT_COLUMN);
}
