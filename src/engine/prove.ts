import { applyChanges, chooseCompatible, isWritable, offsetsBefore, placesAfter, type Texts } from './edits.js';
import { wordsOf, type Fault } from '../model/faults.js';
import type { CompilerError } from '../model/compiler-error.js';
import type { Change, Finding } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import { importClosure } from '../model/import-closure.js';
import type { Outline } from '../model/outline.js';
import { itemsByPlace, PlaceIndex } from '../model/place-index.js';
import type { Steps } from '../model/steps.js';
import { TimeSpent } from '../model/time-limits.js';
import { workClock } from '../model/work-clock.js';
import { overlaps, type Span } from '../model/spans.js';
import {
  cannotBeChecked,
  doesNotCompile,
  doesNotParse,
  EDITS_OVERLAP,
  findingComes,
  findingStays,
  LOSES_VERSION,
  TAKES_TOO_LONG,
  TOO_MANY_IMPORTERS,
  type ChangedTexts,
} from './reasons.js';

/** What a look at changed texts says. */
export interface Reading {
  readonly findings: readonly Finding[];
  /** How many calls to Clever name no version, and do not ask who `/me` is. */
  readonly unversioned?: number;
  /** What failed in it; what failed before is known to whoever reads again. */
  readonly faults?: readonly Fault[];
  /** The files that were parsed and whose types hang on some files: these themselves, and what imports them. */
  dependentsOf(files: Iterable<string>): readonly string[];
  /** Files that cannot be read as a program, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  /** The files that import one, parsed or not. */
  importersOf(file: string): readonly string[];
  /** Type errors of a file; null where its types cannot be checked. */
  typeErrors(file: string): readonly CompilerError[] | null;
  /** Whether the user's compiler checks the types of a file. */
  isTyped(file: string): boolean;
  /** Lets the types of files be checked from then on, whether they were parsed or not. */
  checkTypesOf(files: readonly string[]): void;
  /** What files say to those that import them. */
  outlines(files: readonly string[]): ReadonlyMap<string, Outline | null>;
}

/** A change, the findings it is for, and whether it will be offered as a fix or as a suggestion. */
export interface Candidate {
  readonly findings: readonly Finding[];
  readonly change: Change;
  readonly isFix: boolean;
}

/** A candidate that failed its proof. */
export interface Refuted extends Candidate {
  readonly reason: string;
}

/** The program as it is, and how it is read with some texts replaced. */
export interface Program {
  readonly before: Reading;
  readonly textOf: (file: string) => string;
  readonly read: (texts: Texts) => Reading;
  /** Whether there is time for one more reading. */
  readonly hasTime: () => boolean;
}

/** Seconds of readings after the first, which are for the parts of what did not hold together. */
const MAXIMUM_SECONDS_OF_PARTS = 8;

/** Readings after the first for which there is time in any case, however long one takes in a large program. */
const LEAST_PARTS = 1;

/**
 * Measures the readings of a proof, which may take no more time than is in proportion.
 *
 * @param read reads the program once
 * @param now the time that was worked so far, in seconds
 */
export function timed(read: Program['read'], now: () => number = workClock()): Pick<Program, 'read' | 'hasTime'> {
  let [spent, last] = [0, 0];
  let readings = 0;
  return {
    read: (texts) => {
      const started = now();
      try {
        return read(texts);
      } finally {
        last = now() - started;
        if (readings) spent += last;
        readings += 1;
      }
    },
    hasTime: () => readings <= LEAST_PARTS || spent + last <= MAXIMUM_SECONDS_OF_PARTS,
  };
}

/**
 * Proves changes by reading the program again as it would be.
 *
 * Candidates are tried together and parted when they fail, because one reading costs as much for all as for one. Whatever
 * can be written together is proved together: a part is tried with what holds of the parts before it.
 *
 * @param candidates the changes, in the order in which they would be chosen
 * @returns steps, one before each reading, to the candidates that do not hold, each with the reason
 */
export function* findRefuted(candidates: readonly Candidate[], program: Program): Steps<readonly Refuted[]> {
  const [sound, unsound] = split(candidates, ({ change }) => isWritable(change.edits));
  return [
    ...unsound.map((candidate) => ({ ...candidate, reason: EDITS_OVERLAP })),
    ...(yield* refutedAmong(sound, [], program)),
  ];
}

/**
 * The same for changes each of which can be written.
 *
 * @param base changes that hold and are made as well
 */
function* refutedAmong(
  candidates: readonly Candidate[],
  base: readonly Candidate[],
  program: Program,
): Steps<readonly Refuted[]> {
  if (!candidates.length) return [];
  const compatible = new Set(chooseCompatible([...base, ...candidates]));
  const [together, rest] = split(candidates, (candidate) => compatible.has(candidate));
  // What overlaps with the base is not written with it.
  if (!together.length) return yield* refutedAmong(rest, [], program);
  const refuted = yield* refutedOf(together, base, program);
  const held = [...base, ...without(together, refuted)];
  return [...refuted, ...(yield* refutedAmong(rest, held, program))];
}

/** More changes than this are not tried one by one, each of which takes a reading, where an objection points at each. */
const MOST_PROVED_APART = 8;

function* refutedOf(
  candidates: readonly Candidate[],
  base: readonly Candidate[],
  program: Program,
): Steps<readonly Refuted[]> {
  if (!candidates.length) return [];
  const { before, textOf, read, hasTime } = program;
  if (!hasTime()) return candidates.map((candidate) => ({ ...candidate, reason: TAKES_TOO_LONG }));
  const made = [...base, ...candidates];
  const changes = made.map(({ change }) => change);
  const texts = applyChanges(changes, textOf);
  yield;
  const changed = { texts, textOf, offsetBefore: offsetsBefore(changes) };
  const objections = objectionsTo(made, before, changed, read(texts));
  const [objection] = objections;
  if (!objection) return [];
  const [only] = candidates;
  if (candidates.length === 1 && only) return [{ ...only, reason: objection.reason }];
  const refutedAtOnce = refutedByOwn(candidates, objections);
  if (refutedAtOnce.length > MOST_PROVED_APART)
    return [...refutedAtOnce, ...(yield* refutedOf(without(candidates, refutedAtOnce), base, program))];
  const [first, second] = parted(candidates, objections);
  const refuted = yield* refutedOf(first, base, program);
  return [...refuted, ...(yield* refutedOf(second, [...base, ...without(first, refuted)], program))];
}

/** The candidates that an objection points at which points at no other one. */
function refutedByOwn(candidates: readonly Candidate[], objections: readonly Objection[]): readonly Refuted[] {
  const own = new Map<Candidate, string>();
  for (const { about, reason } of objections.toReversed())
    if (about.length === 1 && about[0]) own.set(about[0], reason);
  return candidates.flatMap((candidate) => {
    const reason = own.get(candidate);
    return reason === undefined ? [] : [{ ...candidate, reason }];
  });
}

/** The candidates that are not refuted. */
function without(candidates: readonly Candidate[], refuted: readonly Refuted[]): readonly Candidate[] {
  const changes = new Set(refuted.map(({ change }) => change));
  return candidates.filter(({ change }) => !changes.has(change));
}

/**
 * Two parts of candidates that failed together: those that the objections point at and the rest, or two halves where
 * they point at all or at none.
 */
function parted(
  candidates: readonly Candidate[],
  objections: readonly Objection[],
): readonly [readonly Candidate[], readonly Candidate[]] {
  const files = new Set(objections.flatMap(({ file }) => file ?? []));
  const about = new Set(objections.flatMap((objection) => objection.about));
  const isSuspect = (candidate: Candidate): boolean =>
    about.has(candidate) || candidate.change.edits.some((edit) => files.has(edit.file));
  const [suspects, others] = split(candidates, isSuspect);
  if (suspects.length && others.length) return [others, suspects];
  const half = Math.ceil(candidates.length / 2);
  return [candidates.slice(0, half), candidates.slice(half)];
}

/** What speaks against a set of changes, and where that was seen. */
interface Objection {
  readonly reason: string;
  /** The file; null where the candidates are known that it is about. */
  readonly file: string | null;
  readonly about: readonly Candidate[];
}

/** What speaks against a set of changes; nothing does if they do what they say and nothing else. */
function objectionsTo(
  candidates: readonly Candidate[],
  before: Reading,
  changed: ChangedTexts,
  after: Reading,
): readonly Objection[] {
  const broken = [...changed.texts.keys()].flatMap((file) => {
    const reason = after.broken.get(file);
    return reason ? [inFile(file, doesNotParse(file, reason))] : [];
  });
  const failed = failuresThatMatter(changed.texts, before, after).map((fault) => inFile(fault.file, wordsOf(fault)));
  // Nothing else can be said of a program of which a file is missing.
  if (broken.length + failed.length) return [...broken, ...failed];
  const placeOf = placesAfter(candidates.map(({ change }) => change));
  const writtenBy = writersAmong(candidates, placeOf);
  const remaining = new FindingsByPlace(after.findings);
  return [
    ...candidates.flatMap((candidate) => {
      const [left] = candidate.findings.flatMap(({ rule, span }) => remaining.firstAt(rule, placeOf(span)) ?? []);
      return left ? [{ reason: findingStays(left, changed), file: null, about: [candidate] }] : [];
    }),
    ...addedFindings(before.findings, after.findings).map((finding) =>
      at(finding.span, findingComes(finding, changed), writtenBy),
    ),
    ...((after.unversioned ?? 0) > (before.unversioned ?? 0)
      ? [{ reason: LOSES_VERSION, file: null, about: candidates }]
      : []),
    ...objectionsOfDependents(changed, before, after, writtenBy),
  ];
}

/**
 * What failed after changes were made, so that nobody knows what they do; but a file that takes too long says nothing
 * against changes of files that it does not hang together with by imports.
 */
function failuresThatMatter(changed: Texts, before: Reading, after: Reading): readonly Fault[] {
  const files = [...changed.keys()];
  const importersOf = (file: string): readonly string[] => before.importersOf(file);
  const readers = importClosure(files, importersOf);
  const hangsTogether = (file: string): boolean => {
    const ofFile = importClosure([file], importersOf);
    return readers.has(file) || files.some((each) => ofFile.has(each));
  };
  const known = before.faults?.length ?? 0;
  const fresh = (after.faults ?? []).slice(known);
  return fresh.filter(({ file, error }) => !(error instanceof TimeSpent) || hangsTogether(file));
}

/** How many files are looked at that say something else to those that import them, because what they import does. */
const MOST_OUTLINES = 400;

/**
 * The type errors of the files whose types hang on changed texts: the parsed ones, and those, parsed or not, that import a
 * file which now says something else. Where these are more than are looked at, that is an objection too.
 */
function objectionsOfDependents(
  texts: ChangedTexts,
  before: Reading,
  after: Reading,
  writtenBy: WrittenBy,
): readonly Objection[] {
  const changed = [...texts.texts.keys()];
  const objectionsIn = (files: Iterable<string>): readonly Objection[] =>
    [...files].flatMap((file) => objectionsOfTypes(file, texts, before, after, writtenBy));
  const parsed = before.dependentsOf(changed);
  const seen = new Set(changed);
  if (!isTypedAnywhere(changed, before)) return objectionsIn(parsed);
  let level: readonly string[] = changed;
  while (level.length && seen.size < MOST_OUTLINES) {
    for (const reading of [before, after]) reading.checkTypesOf(level);
    const asked = level.filter((file) => before.importersOf(file).some((importer) => !seen.has(importer)));
    const [old, now] = [before.outlines(asked), after.outlines(asked)];
    const telling = asked.filter((file) => saysOther(old.get(file), now.get(file)));
    level = [...new Set(telling.flatMap((file) => before.importersOf(file)))].filter((file) => !seen.has(file));
    for (const file of level) seen.add(file);
  }
  const left = level.find((file) => before.importersOf(file).some((importer) => !seen.has(importer)));
  return left === undefined ? objectionsIn(new Set([...parsed, ...seen])) : [inFile(left, TOO_MANY_IMPORTERS)];
}

/** Whether some of the files, or of those that import them at any distance, have types. */
function isTypedAnywhere(files: readonly string[], reading: Reading): boolean {
  const reached = new Set(files);
  for (const file of reached) {
    if (reading.isTyped(file)) return true;
    for (const importer of reading.importersOf(file)) reached.add(importer);
  }
  return false;
}

/** Whether what a file says has changed; what it says of other files may have, under the same text. */
function saysOther(old: Outline | null | undefined, now: Outline | null | undefined): boolean {
  return !old || !now || old.text !== now.text || now.mentionsOthers;
}

/** The type errors that a change brings into a file. */
function objectionsOfTypes(
  file: string,
  changed: ChangedTexts,
  before: Reading,
  after: Reading,
  writtenBy: WrittenBy,
): readonly Objection[] {
  const errors = after.typeErrors(file);
  if (!errors) return [inFile(file, cannotBeChecked(file))];
  const placeOf = ({ start }: CompilerError): Span => ({ file, start, end: start + 1 });
  // Of a kind that there was before, what stands in changed code is taken for the new one.
  const [inChanges, others] = split(errors, (error) => writtenBy(placeOf(error)).length > 0);
  const added = addedErrors(before.typeErrors(file) ?? [], [...others, ...inChanges]);
  return added.map((error) => at(placeOf(error), doesNotCompile(file, error, changed), writtenBy));
}

/** The candidates that wrote what stands at a place of the changed texts. */
type WrittenBy = (place: Span) => readonly Candidate[];

/** @param placeOf where a place of the texts before is in the changed ones */
function writersAmong(candidates: readonly Candidate[], placeOf: (place: Span) => Span): WrittenBy {
  // Made where something speaks against the changes: nothing does against most.
  let writersAt: ((place: Span) => readonly { readonly candidate: Candidate; readonly written: Span }[]) | null = null;
  return (place) => {
    writersAt ??= itemsByPlace(
      candidates.flatMap((candidate) => candidate.change.edits.map((edit) => ({ candidate, written: placeOf(edit) }))),
      ({ written }) => written,
    );
    const near = writersAt(place).filter(({ written }) => overlaps(written, place));
    return [...new Set(near.map(({ candidate }) => candidate))];
  };
}

/** An objection to what stands at a place: to the change that wrote it, or to any of its file. */
function at(place: Span, reason: string, writtenBy: WrittenBy): Objection {
  const about = writtenBy(place);
  return { reason, file: about.length ? null : place.file, about };
}

/** Findings by rule and file, so that the finding that is still there once changes are made need not be searched for. */
class FindingsByPlace {
  readonly #byKind: ReadonlyMap<string, PlaceIndex<Finding>>;

  constructor(findings: readonly Finding[]) {
    const byKind = groupBy(findings, ({ rule, span }) => `${rule}|${span.file}`);
    this.#byKind = new Map([...byKind].map(([kind, ofKind]) => [kind, new PlaceIndex(ofKind, ({ span }) => span)]));
  }

  /** The first finding of a rule at a place, or in what took it. */
  firstAt(rule: string, place: Span): Finding | undefined {
    const near = this.#byKind.get(`${rule}|${place.file}`)?.touching(place) ?? [];
    return near.find(({ span }) => overlaps(span, place));
  }
}

/** Those for which something holds, and the rest. */
function split<Item>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  const held = new Set(items.filter(holds));
  return [[...held], items.filter((item) => !held.has(item))];
}

function inFile(file: string, reason: string): Objection {
  return { reason, file, about: [] };
}

/** The findings of a rule in a file that has more of them than before; of fields, more about the same field. */
function addedFindings(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const isMore = counting(before.flatMap(kindsOf));
  return after.filter((finding) => kindsOf(finding).map(isMore).some(Boolean));
}

/** Says of one kind after the other whether it is one more than there were. */
function counting(kinds: readonly string[]): (kind: string) => boolean {
  const left = new Map<string, number>();
  for (const kind of kinds) left.set(kind, (left.get(kind) ?? 0) + 1);
  return (kind) => {
    const rest = (left.get(kind) ?? 0) - 1;
    left.set(kind, rest);
    return rest < 0;
  };
}

/**
 * One for each call that a finding is about: those of one base may have a finding each once its version is in their paths.
 *
 * A read of another field is another finding, however many reads the change moves: `roles` of what answers without them.
 */
function kindsOf({ rule, topic, brief, span, calls }: Finding): readonly string[] {
  const files = calls.length ? calls.map((call) => call.span.file) : [span.file];
  const field = topic === 'field' ? (brief?.subject ?? '') : '';
  return files.map((file) => `${rule}|${file}|${field}`);
}

/**
 * Errors that were not there before, whatever line they stand in now: one more of a kind than before is one added.
 *
 * The project compiles, so a name or a member that was missing before is one of what is not read here: a package, a file
 * that was not opened. Where a change repeats the code that reads it, that says no more.
 */
function addedErrors(before: readonly CompilerError[], after: readonly CompilerError[]): readonly CompilerError[] {
  const unread = new Set(before.filter(isOfUnread).map(({ about }) => about));
  const isMore = counting(before.map(kindOfError));
  const own = after.filter((error) => !comesOfPackages(error));
  const [repeated, others] = split(own, (error) => isOfUnread(error) && unread.has(error.about));
  for (const error of repeated) isMore(kindOfError(error));
  return others.filter((error) => isMore(kindOfError(error)));
}

/** "Parameter (binding element) implicitly has an 'any' type": what a package hands over has a type where that is installed. */
const IMPLICITLY_ANY = new Set([7006, 7031]);

/** What comes of a package has no type here, where packages are not read, and has one where they are installed. */
function comesOfPackages({ code }: CompilerError): boolean {
  return IMPLICITLY_ANY.has(code);
}

/** Names, members and modules that the compiler cannot find, with and without advice of what may be meant. */
const NOT_FOUND = new Set([
  2304, 2305, 2307, 2339, 2503, 2551, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2694, 2867, 2868, 7026,
]);

function isOfUnread({ code }: CompilerError): boolean {
  return NOT_FOUND.has(code);
}

function kindOfError({ code, message }: CompilerError): string {
  return `${code} ${message.replace(/ Did you mean .*$/, '')}`;
}
