import { lineAt } from '../model/lines.js';
import { oncePerObject } from '../model/once-per-object.js';
import { PlaceIndex, type Extent } from '../model/place-index.js';
import type { Finding, Unresolved } from '../model/finding.js';
import type { SuppressedFinding } from '../model/suppression.js';
import { bundlesOf } from './bundles.js';
import type { Cover, Directive, Directives } from './directives.js';
import type { Refuted } from './prove.js';

type Edits = Finding['suggestions'][number]['edits'];

/** The directives of a file; those of one without any are empty. */
export type DirectivesOf = (file: string) => Directives;

/** Findings that count, and those that somebody decided to live with. */
export interface Suppressed {
  readonly open: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** What was suppressed by each directive of our own. */
  readonly used: ReadonlyMap<Directive, ReadonlySet<string>>;
}

/** Takes the findings apart by the directives at their places. */
export function suppress(findings: readonly Finding[], directivesOf: DirectivesOf): Suppressed {
  const open: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const used = new Map<Directive, Set<string>>();
  const coversAt = coversNear(directivesOf);
  for (const finding of findings) {
    const { rule, span } = finding;
    const near = coversAt(span.file, { start: span.start, end: span.start });
    const covers = near.filter((cover) => cover.rule === rule && holds(cover, span.start));
    for (const { directive } of covers) used.set(directive, (used.get(directive) ?? new Set()).add(rule));
    const [first] = covers;
    if (first) suppressed.push({ ...finding, suppression: first.directive.suppression });
    else open.push(finding);
  }
  return { open, suppressed, used };
}

/** Puts together what directives suppressed: one of several rules may count for each at another place. */
export function mergeUses(uses: readonly Suppressed['used'][]): Suppressed['used'] {
  const merged = new Map<Directive, ReadonlySet<string>>();
  for (const [directive, rules] of uses.flatMap((used) => [...used])) {
    merged.set(directive, new Set([...(merged.get(directive) ?? []), ...rules]));
  }
  return merged;
}

function holds({ start, end }: Cover, offset: number): boolean {
  return start <= offset && offset < end;
}

/**
 * Holds back the changes that would have to touch a line which a directive leaves alone, with all that go with them.
 *
 * @param findings with the changes they offer
 * @param textOf the text of a file
 */
export function heldBack(
  findings: readonly Finding[],
  directivesOf: DirectivesOf,
  textOf: (file: string) => string,
): readonly Refuted[] {
  const coversAt = coversNear(directivesOf);
  const reasonOf = oncePerObject((edits: Edits) => reasonAgainst(edits, coversAt, textOf));
  const bundled = bundlesOf(findings).flatMap(({ findings: carriers, changes, isFix }) => {
    const reason = firstOf(changes, ({ edits }) => reasonOf(edits));
    return reason === null ? [] : changes.map((change) => ({ findings: carriers, change, isFix, reason }));
  });
  const others = findings.flatMap((finding) =>
    // Its first change is in a bundle.
    finding.suggestions.slice(finding.fix ? 0 : 1).flatMap((change) => {
      const reason = reasonOf(change.edits);
      return reason === null ? [] : [{ findings: [finding], change, isFix: false, reason }];
    }),
  );
  return [...bundled, ...others];
}

function firstOf<Item, Answer>(items: readonly Item[], ask: (item: Item) => Answer | null): Answer | null {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== null) return answer;
  }
  return null;
}

function reasonAgainst(edits: Edits, coversAt: CoversAt, textOf: (file: string) => string): string | null {
  return firstOf(edits, ({ file, start, end }) => {
    const cover = coversAt(file, { start, end }).find((each) => touches(each, start, end));
    if (!cover) return null;
    const line = lineAt(textOf(file), start);
    return `the change would edit ${file}:${line}, which ${cover.directive.suppression.by} protects`;
  });
}

/** The comment itself must stay next to its line. */
function touches(cover: Cover, from: number, to: number): boolean {
  const guarded = extentOf(cover);
  return from < guarded.end && guarded.start <= to;
}

/** What a directive turns off, with the comment it is written in and the end of that line. */
function extentOf({ start, end, directive: { comment } }: Cover): Extent {
  return { start: Math.min(start, comment.start), end: Math.max(end, comment.end + 1) };
}

/** Which covers of a file may have to do with a place. */
type CoversAt = (file: string, place: Extent) => readonly Cover[];

/** Answers which covers of a file may have to do with a place, in their order. */
function coversNear(directivesOf: DirectivesOf): CoversAt {
  const indexOf = oncePerObject(({ covers }: Directives) => new PlaceIndex(covers, extentOf));
  return (file, place) => indexOf(directivesOf(file)).touching(place);
}

/**
 * What is wrong with the directives of our own in a file.
 *
 * @param used what each of them suppressed
 * @param isJudged whether a rule was asked for at all
 */
export function faultsIn(
  file: string,
  { own, faults }: Directives,
  used: Suppressed['used'],
  isJudged: (rule: string) => boolean,
): readonly Unresolved[] {
  const unused = own.flatMap((directive) =>
    directive.rules
      .filter((rule) => isJudged(rule) && !used.get(directive)?.has(rule))
      .map((rule) => ({
        comment: directive.comment,
        reason: `there is no finding of ${rule} on the next line; remove the comment`,
      })),
  );
  return [...faults, ...unused]
    .sort((left, right) => left.comment.start - right.comment.start)
    .map(({ comment: { start, end }, reason }) => ({ span: { file, start, end }, reason }));
}
