import path from 'node:path';

import { cleverApi, type CleverApi } from '../clever-api/index.js';
import type { Texts } from '../engine/edits.js';
import { holdsSettings } from '../discover/file-kind.js';
import { toPathFrom } from '../model/path-from.js';
import { openOtherServices, type OtherServices } from '../discover/other-services.js';
import { sendsPeopleToClever } from '../discover/sign-in-pages.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import { lineAt } from '../model/lines.js';
import { isInside, isSameSpan, type Span } from '../model/spans.js';
import type { Change, Finding, Unresolved } from '../model/finding.js';
import { keepWanted, withWholeChanges } from '../engine/bundles.js';
import { withDecisionMarks } from '../engine/decision-marks.js';
import { laidOut } from '../engine/laid-out.js';
import { askingForOrder } from '../engine/asked-order.js';
import { withChangesOfOthers, withReasonsOfCalls } from '../engine/changed-by-others.js';
import { judge, levelIn, RULE_PREFIX, type Judgement } from '../engine/judge.js';
import { byCause } from '../engine/one-cause.js';
import { guardDefaults, type SettingsOf } from '../engine/overridden-defaults.js';
import { withPartedBases, withVersionsPushedDown } from '../engine/push-down.js';
import { findRefuted, timed, type Candidate, type Program, type Reading, type Refuted } from '../engine/prove.js';
import { guardSharedPieces } from '../engine/shared-pieces.js';
import { guardSettings, type SettingReadersOf } from '../engine/shared-settings.js';
import { faultsIn, heldBack, mergeUses, suppress, type DirectivesOf } from '../engine/suppress.js';
import { withoutUnwrittenCode } from '../engine/unwritten-code.js';
import { toFindings } from '../engine/to-findings.js';
import type { Comment } from '../model/comment.js';
import type { SuppressedFinding } from '../model/suppression.js';
import { nameEdits } from '../model/edits.js';
import { TimeLimits, TimeSpent } from '../model/time-limits.js';
import { complete, type Steps } from '../model/steps.js';
import { Faults, wordsOf, type Fault } from '../model/faults.js';
import type { AuditOptions, AuditResult } from './audit-result.js';
import { reportedByFile, reportedUnder } from './at-calls.js';
import { commentPlacesOf } from './comment-places.js';
import { asksForMe } from '../rule/address.js';
import { lookContained } from './contained.js';
import type { SkippedFile } from '../discover/skipped-file.js';
import { openSettingNames, readsSetting, type SettingReader } from '../discover/setting-readers.js';
import { settingsIn } from '../discover/variable-settings.js';
import { accept, faultsOfBaseline, staleEntries, type BaselineEntry } from './baseline.js';
import { openDirectives } from './directives.js';
import { countsOf, toLedger, toSkipped } from './ledger.js';
import { cleanResult, isClean, openAudit, staleMarksOf, type OpenAudit } from './open-audit.js';
import { judgeIds } from './mapped-ids.js';
import { withReleases } from '../manifests/imported-releases.js';
import { openPackages, type PackageReader } from '../manifests/find-packages.js';
import type { Project } from './project.js';
import { scan, type Scan } from '../scan/scan.js';
import { Trees } from '../program/trees.js';
import type { UnresolvedUsage, Usage } from '../model/usage.js';
import type { SettledOptions } from './settled-options.js';
import { openTexts, type TextReader } from '../text/search.js';
import { unevaluated } from '../text/unevaluated.js';
import { endpointsAsked, type AskedEndpoint } from './endpoints-asked.js';
import { holdBackNewSyntax } from './new-syntax.js';
import { holdBackRecordings, holdBackUnread } from './unread.js';
import { unreadRecordings } from './unread-recordings.js';
import { additionsOf } from './vocabulary.js';

/**
 * One run, from files to findings.
 *
 * @param options what to look at, and for what
 * @throws KnownError for a path that does not exist or under which nothing can be audited
 */
export function audit(options: AuditOptions): AuditResult {
  return finishAudit(openAudit(options));
}

/**
 * The second half of a run: parses what can matter, judges it and proves the changes.
 *
 * @param open the first half
 */
export function finishAudit(open: OpenAudit): AuditResult {
  return complete(finishInSteps(open));
}

/**
 * The same in steps: one before each reading of the project.
 *
 * @param open the first half
 */
export function* finishInSteps(open: OpenAudit): Steps<AuditResult> {
  const clean = cleanResult(open);
  if (isClean(open)) return clean;
  const { project } = open;
  const api = cleverApi(open.options.target, additionsOf(project.configuration));
  const kept: Kept = {
    trees: new Trees(),
    packages: openPackages(open.manifests, open.vocabulary.packages),
    texts: openTexts(open.texts, open.vocabulary),
  };
  yield;
  const found = read(open, project, open.traced, api, kept, new Faults());
  open.stopwatch.lap('find problems');
  const directivesOf = openDirectives({ rules: open.options.rules, textOf: clean.textOf, commentAt: found.commentAt });
  const held = heldBack(found.findings, directivesOf, clean.textOf);
  const { includes } = project.selection;
  const commentLineOf: AuditResult['commentLineOf'] = (file, offset) =>
    project.isWritable(file) ? (found.commentLine(file, offset) ?? clean.commentLineOf(file, offset)) : null;
  const places = commentPlacesOf({ textOf: clean.textOf, commentLineOf });
  const asked = askingForOrder(withoutRefuted(found.findings, held));
  const isHeld = (file: string): boolean => project.isRead(file);
  const offered = holdBackRecordings(holdBackNewSyntax(laidOut(asked, found.layOut), project), () =>
    unreadRecordings(open.root, project.skipped, isHeld, open.vocabulary),
  );
  const first = { ...found, findings: withDecisionMarks(offered, places) };
  const proof = yield* prove(open, api, first, kept);
  const refuted = [...held, ...proof.refuted];
  const views = project.viewsRead();
  const searched = [...open.texts, ...open.manifests.manifests, ...open.manifests.locks, ...views];
  const skipped = toSkipped(
    open.root,
    [...project.skipped, ...brokenFiles(first, project.skipped)].filter(({ file }) => includes(file)),
  );
  const ledger = toLedger(project.selection.files, { parsed: first.files, searched }, skipped);
  open.stopwatch.lap('check changes');
  const proved = withoutUnwrittenCode(withChangesOfOthers(withoutRefuted(first.findings, refuted)));
  const unread = new Set([...first.broken.keys(), ...project.skipped.map(({ file }) => file)]);
  const decided = decide(proved, open, directivesOf, unread);
  return {
    ...clean,
    ledger,
    ...countsOf(ledger, skipped),
    analysedFiles: [...new Set([...first.files, ...open.texts, ...views])],
    ...decided,
    asked: first.asked.filter(({ span }) => includes(span.file)),
    faults: [...first.faults, ...proof.faults],
    unresolved: withoutSuppressed(withoutFixed(first.unresolved, proved, first.asked), decided.suppressed).filter(
      ({ span }) => includes(span.file),
    ),
    skipped,
    staleMarks: staleMarksOf(project, open.options, first.findings, places),
    commentLineOf,
    refuted: refuted.filter(({ findings: [first] }) => first !== undefined && includes(first.span.file)),
    durationMs: performance.now() - open.started,
    laps: open.stopwatch.laps,
  };
}

/** What is reported of the findings, and which of them are suppressed. */
function decide(
  findings: readonly Finding[],
  { project, root, options, directed, baseline }: OpenAudit,
  directivesOf: DirectivesOf,
  unread: ReadonlySet<string>,
): Pick<AuditResult, 'findings' | 'suppressed' | 'suppressionFaults' | 'baseline'> {
  const { includes } = project.selection;
  const nameOf = ({ file, start }: Span): string =>
    `${toPathFrom(options.cwd, path.resolve(root, file))}:${lineAt(project.textOf(file), start)}`;
  const placed = <Found extends Finding>(all: readonly Found[]): readonly Found[] =>
    options.isFileByFile ? reportedByFile(all, includes) : reportedUnder(all, includes, nameOf);
  const atPieces = suppress(findings, directivesOf);
  // A finding that is reported at a call may be suppressed there.
  const accepted = accept(atPieces.open, baseline);
  const atCalls = suppress(placed(accepted.open), directivesOf);
  const canTell = ({ rule, file }: BaselineEntry): boolean => isOn(rule, file, options) && !unread.has(file);
  const stale = staleEntries(baseline, findings, canTell);
  const used = mergeUses([atPieces.used, atCalls.used]);
  return {
    findings: withReasonsOfCalls(withWholeChanges(atCalls.open, findings, options.isFileByFile === true)),
    suppressed: [...placed(atPieces.suppressed), ...placed(accepted.suppressed), ...atCalls.suppressed],
    suppressionFaults: [
      ...directed
        .filter(includes)
        .flatMap((file) => faultsIn(file, directivesOf(file), used, (rule) => isOn(rule, file, options))),
      ...faultsOfBaseline(baseline, stale),
    ],
    baseline: { ...baseline, stale },
  };
}

/** Whether a rule is asked for in a file. */
function isOn(name: string, file: string, options: SettledOptions): boolean {
  const rule = options.rules.find((each) => RULE_PREFIX + each.name === name);
  return rule !== undefined && levelIn(rule, file, options) !== 'off';
}

/**
 * A call whose path is open but whose fix is proved is open no longer: `/v1.1/${me.type}s/${me.data.id}`, which is
 * understood together with its `/me` call. It has to be the only address of its call.
 */
function withoutFixed(
  unresolved: readonly Unresolved[],
  findings: readonly Finding[],
  asked: readonly AskedEndpoint[],
): readonly Unresolved[] {
  if (!unresolved.length) return unresolved;
  const fixed = findings.filter(({ fix, topic }) => fix !== null && topic === 'call').flatMap(({ calls }) => calls);
  return unresolved.filter(
    ({ span }) =>
      !fixed.some(
        (call) =>
          isSameSpan(call.span, span) &&
          call.endpoint.path.includes('{') &&
          asked.filter((each) => isSameSpan(each.span, span)).length === 1,
      ),
  );
}

/** A call that cannot be resolved, and that somebody decided to live with, is open no longer. */
function withoutSuppressed(
  unresolved: readonly Unresolved[],
  suppressed: readonly SuppressedFinding[],
): readonly Unresolved[] {
  const settled = suppressed.filter(({ topic }) => topic === 'unresolved call').map(({ span }) => span);
  return unresolved.filter(({ span }) => !settled.some((address) => isInside(address, span)));
}

/** What is kept from one reading of the project to the next. */
interface Kept {
  readonly trees: Trees;
  readonly packages: PackageReader;
  readonly texts: TextReader;
}

/** What a look at the whole project says, whatever is reported of it. */
interface ProjectReading extends Reading {
  readonly asked: readonly AskedEndpoint[];
  readonly faults: readonly Fault[];
  readonly files: readonly string[];
  /** Those that may hold something of Clever's. */
  readonly holding: readonly string[];
  readonly unresolved: readonly Unresolved[];
  commentLine(file: string, offset: number): number | null;
  readonly commentAt: (file: string, offset: number) => Comment | null;
  readonly layOut: Scan['layOut'];
}

/** Reads the project; what fails is given up, and the rest is read without it. */
function read(
  open: OpenAudit,
  project: Project,
  traced: readonly string[],
  api: CleverApi,
  kept: Kept,
  faults: Faults,
  before: ProjectReading | null = null,
): ProjectReading {
  const look = (known: Faults): ProjectReading => lookOnce(open, project, traced, api, kept, known, before);
  return lookContained(faults, traced, look);
}

function lookOnce(
  open: OpenAudit,
  project: Project,
  traced: readonly string[],
  api: CleverApi,
  { trees, packages, texts }: Kept,
  faults: Faults,
  before: ProjectReading | null,
): ProjectReading {
  const { vocabulary } = open;
  const doing = before === null ? 'reading' : 'proving changes';
  const onPass = (files: number): void => open.options.onProgress?.({ doing, files });
  const result = traced.length
    ? scan(project.sources, traced, vocabulary, trees, before, faults, onPass)
    : NOTHING_SCANNED;
  // What is read again for a proof is part of that step.
  if (before === null) open.stopwatch.lap('parse and scan');
  const textOf = (file: string): string => project.textOf(file);
  const seen = unevaluated(texts(textOf, faults), result.usages);
  const installed = packages(textOf);
  const scanned = withReleases(result.usages, installed.usages);
  const all = [...scanned, ...seen, ...installed.usages, ...faults.all.flatMap(toUnresolved)];
  const reading = toReading(result, all, project, open.options, api, faults);
  const broken = new Map([...installed.broken, ...faults.files, ...result.broken]);
  const unversioned = all.filter((usage) => losesVersion(usage, api)).length;
  return { ...reading, asked: endpointsAsked(all), unversioned, faults: faults.all, broken };
}

/** Whether a call names no version, and asks for what Clever has only below one. */
function losesVersion(usage: Usage, api: CleverApi): boolean {
  if (usage.kind !== 'endpoint' || usage.origin !== 'request' || usage.url.version !== null) return false;
  return !asksForMe(usage.url) && !api.unversioned.some(({ url }) => new URL(url).pathname === usage.url.path);
}

/** What a fault leaves without an answer; a file that is given up as a whole is skipped instead. */
function toUnresolved(fault: Fault): readonly UnresolvedUsage[] {
  const { span } = fault;
  if (!span) return [];
  return [{ kind: 'unresolved', span, url: span, version: null, confidence: 'certain', reason: wordsOf(fault) }];
}

/** What a scan of no files finds; a scan would load the parser to say so. */
const NOTHING_SCANNED: Scan = {
  usages: [],
  files: [],
  holding: [],
  effort: { passes: 0, evaluations: 0, calls: 0, steps: 0 },
  broken: new Map(),
  typeErrors: () => [],
  isTyped: () => false,
  checkTypesOf: () => {},
  outlines: () => new Map(),
  commentLine: () => null,
  commentAt: () => null,
  layOut: (_file, edits) => edits,
  derive: () => [],
};

/** Finds the programs that are not evaluated and take the setting that an edit changes; searches once for each setting. */
function openSettingReaders(project: Project): SettingReadersOf {
  const known = new Map<string, readonly SettingReader[]>();
  const readersOf = (name: string): readonly SettingReader[] =>
    remembered(known, name, () =>
      project
        .filesHolding(name)
        .filter((file) => readsSetting(file, project.textOf(file), name))
        .map((file) => ({ file, name })),
    );
  const nameOf = openSettingNames((file) => project.textOf(file));
  let services: OtherServices | null = null;
  return ({ file, start }) => {
    if (!holdsSettings(file)) return [];
    services ??= openOtherServices(project.allFiles(), (each) => project.textOf(each));
    const name = nameOf(file, start);
    const readers = name === null ? [] : readersOf(name);
    return [...readers, ...services({ file, start }, name)];
  };
}

function toReading(
  result: Scan,
  usages: readonly Usage[],
  project: Project,
  options: SettledOptions,
  api: CleverApi,
  faults: Faults,
): Omit<ProjectReading, 'asked' | 'faults'> {
  const isWritable = oncePerObject((edits: Change['edits']) => edits.every(({ file }) => project.isWritable(file)));
  const takesCodes = (): boolean => sendsPeopleToClever(project.sources, (file) => project.textOf(file));
  const judgeAll = (all: readonly Usage[]): readonly Judgement[] =>
    judge(all, options.rules, options.preset, api, options.pathLevels, faults, takesCodes);
  const judged = judgeAll(usages);
  const pushed = withVersionsPushedDown(judged, usages);
  const settingsOf: SettingsOf = (variable) =>
    project.filesHolding(variable).flatMap((file) => settingsIn(file, project.textOf(file), variable));
  // Thousands of calls may share the base of one env file.
  const readersOf = openSettingReaders(project);
  const guarded = (all: readonly Judgement[], of: readonly Usage[]): readonly Judgement[] =>
    guardSharedPieces(guardSettings(guardDefaults(all, of, settingsOf), readersOf), of);
  const judgements = byCause(pushed ? guarded(withPartedBases(judgeAll(pushed)), pushed) : guarded(judged, usages));
  const found = toFindings([...judgements, ...judgeIds(project, options, usages, api)], (file) =>
    project.textOf(file),
  ).map((finding) => withoutUnwritable(finding, isWritable));
  const failed = faults.all.map(({ file }) => file);
  const unread = [...new Set([...result.broken.keys(), ...project.skipped.map(({ file }) => file), ...failed])];
  const findings = holdBackUnread(found, unread, (file) => project.sources.importersOf(file));
  return {
    findings: options.wants ? keepWanted(findings, options.wants) : findings,
    unresolved: usages.filter((usage) => usage.kind === 'unresolved').map(({ span, reason }) => ({ span, reason })),
    files: result.files,
    holding: result.holding,
    dependentsOf: (files) => importersAmong(result.files, files, project),
    broken: result.broken,
    typeErrors: (file) => result.typeErrors(file),
    isTyped: (file) => result.isTyped(file),
    checkTypesOf: (files) => result.checkTypesOf(files),
    outlines: (files) => result.outlines(files),
    importersOf: (file) => project.sources.importersOf(file),
    commentLine: (file, offset) => result.commentLine(file, offset),
    commentAt: (file, offset) => result.commentAt(file, offset),
    layOut: (file, edits) => result.layOut(file, edits),
  };
}

/** Those of the parsed files that are the given ones, or import them at any distance. */
function importersAmong(parsed: readonly string[], files: Iterable<string>, { sources }: Project): readonly string[] {
  const known = new Set(parsed);
  const reached = new Set([...files].filter((file) => known.has(file)));
  for (const file of reached) for (const importer of sources.importersOf(file)) reached.add(importer);
  return parsed.filter((file) => reached.has(file));
}

/** A change is offered only where every file of it can be written. */
function withoutUnwritable(finding: Finding, isWritable: (edits: Change['edits']) => boolean): Finding {
  const fix = finding.fix && isWritable(finding.fix.edits) ? finding.fix : null;
  const suggestions = finding.suggestions.filter(({ edits }) => isWritable(edits));
  const isLeft = fix !== null || suggestions.length > 0 || (finding.fix === null && finding.suggestions.length === 0);
  return isLeft
    ? { ...finding, fix, suggestions }
    : {
        ...finding,
        fix,
        suggestions,
        refusal: 'a file of the change is not in UTF-8, and this tool writes only UTF-8',
      };
}

/** The changes that do not hold, and what failed on the way to say so. */
interface Proof {
  readonly refuted: readonly Refuted[];
  readonly faults: readonly Fault[];
}

/** Processor time for the code of one file when the project is read again with changes made, in seconds. */
const MAXIMUM_SECONDS_OF_PROOF = 5;

/** Reads the project again with its changes made, and tells which of them do not hold. */
function* prove(open: OpenAudit, api: CleverApi, before: ProjectReading, kept: Kept): Steps<Proof> {
  const { project, vocabulary } = open;
  const textOf = (file: string): string => project.textOf(file);
  // What took too long in one reading is not begun again in the next.
  let spent: readonly Fault[] = [];
  const readChanged = (changes: Texts): Reading => {
    const changed = project.withTexts(changes);
    // What the first look came to want is wanted again: with all of it open at once, one pass does for five.
    const traced = new Set([...changed.tracedFiles(vocabulary), ...open.traced]);
    const faults = new Faults([...before.faults, ...spent], new TimeLimits(MAXIMUM_SECONDS_OF_PROOF));
    const reading = read(open, changed, [...traced], api, kept, faults, before);
    spent = reading.faults.slice(before.faults.length).filter(({ error }) => error instanceof TimeSpent);
    return reading;
  };
  const fixes = toCandidates(before.findings, true, ({ fix }) => (fix ? [fix] : []));
  const suggestions = toCandidates(before.findings, false, (finding) => finding.suggestions);
  const program = (): Program => ({ before, textOf, ...timed(readChanged) });
  const proofs = [
    yield* proofOf(fixes, findRefuted(fixes, program())),
    yield* proofOf(suggestions, findRefuted(suggestions, program())),
  ];
  return { refuted: proofs.flatMap(({ refuted }) => refuted), faults: proofs.flatMap(({ faults }) => faults) };
}

/** Changes whose proof fails are not proved. */
function* proofOf(candidates: readonly Candidate[], work: Steps<readonly Refuted[]>): Steps<Proof> {
  try {
    return { refuted: yield* work, faults: [] };
  } catch (error) {
    const [file = ''] = candidates.flatMap(({ findings }) => findings.map(({ span }) => span.file));
    const fault: Fault = { span: null, file, step: 'proof', error };
    return { refuted: candidates.map((candidate) => ({ ...candidate, reason: wordsOf(fault) })), faults: [fault] };
  }
}

/** The changes that findings carry; one that several of them carry is tried once. */
function toCandidates(
  findings: readonly Finding[],
  isFix: boolean,
  changesOf: (finding: Finding) => readonly Change[],
): readonly Candidate[] {
  const nameOf = nameEdits();
  const candidates = new Map<number, { readonly change: Change; readonly findings: Finding[] }>();
  for (const finding of findings) {
    for (const change of changesOf(finding)) {
      const name = nameOf(change.edits);
      const known = candidates.get(name);
      if (known) known.findings.push(finding);
      else candidates.set(name, { change, findings: [finding] });
    }
  }
  return [...candidates.values()].map((candidate) => ({ ...candidate, isFix }));
}

function withoutRefuted(findings: readonly Finding[], refuted: readonly Refuted[]): readonly Finding[] {
  const nameOf = nameEdits();
  const keys = (isFix: boolean) =>
    new Set(refuted.filter((each) => each.isFix === isFix).map(({ change }) => nameOf(change.edits)));
  const fixes = keys(true);
  const suggestions = keys(false);
  const reasons = reasonsOf(refuted);
  return findings.map((finding) => {
    const fix = finding.fix && fixes.has(nameOf(finding.fix.edits)) ? null : finding.fix;
    const left = finding.suggestions.filter((change) => !suggestions.has(nameOf(change.edits)));
    return {
      ...finding,
      fix,
      suggestions: left,
      refusal: fix || left.length ? null : (reasons.get(finding.fingerprint) ?? finding.refusal),
    };
  });
}

/** Why findings are left without a change: by the proof of the first change they had. */
function reasonsOf(refuted: readonly Refuted[]): ReadonlyMap<string, string> {
  const reasons = refuted.flatMap(({ findings, reason }) =>
    findings.map(({ fingerprint }) => [fingerprint, reason] as const),
  );
  return new Map(reasons.toReversed());
}

/** A manifest that is broken is known to be from when the packages of the project were looked for. */
function brokenFiles({ broken }: ProjectReading, known: readonly SkippedFile[]): readonly SkippedFile[] {
  const unknown = [...broken].filter(([file]) => !known.some((skipped) => skipped.file === file));
  return unknown.map(([file, reason]) => ({ file, reason }));
}
