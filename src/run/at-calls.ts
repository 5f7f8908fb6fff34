import { kindOf } from '../discover/file-kind.js';
import { messageWith } from '../engine/one-cause.js';
import { nameEdits } from '../model/edits.js';
import type { Change, Finding } from '../model/finding.js';
import type { Span } from '../model/spans.js';

/** Whether a file lies under the given paths. */
type Includes = (file: string) => boolean;

/** Names a place for the reader: `src/a.js:7`. */
type NameOf = (span: Span) => string;

/**
 * The findings that are reported of the given paths: those that stand there, and those of a piece elsewhere with which a
 * call there is computed. The latter stand at the first such call, with the piece as related place.
 *
 * @param findings of the whole project
 * @param includes whether a file lies under the paths; for a finding that is moved, nothing outside of them is changed but
 *   what one that stands there changes too
 * @returns sorted by file, position and rule
 */
export function reportedUnder<Found extends Finding>(
  findings: readonly Found[],
  includes: Includes,
  nameOf: NameOf,
): readonly Found[] {
  const nameOfEdits = nameEdits();
  const inside = findings.filter(({ span }) => includes(span.file));
  const offered = new Set(
    inside
      .flatMap(({ fix, suggestions }) => [...(fix ? [fix] : []), ...suggestions])
      .map(({ edits }) => nameOfEdits(edits)),
  );
  const isOffered = ({ edits }: Change): boolean =>
    edits.every(({ file }) => includes(file)) || offered.has(nameOfEdits(edits));
  const reported = findings.flatMap((finding) =>
    includes(finding.span.file) ? finding : (atCall(finding, includes, isOffered, nameOf) ?? []),
  );
  return reported.sort(byPlace);
}

/**
 * The findings that a host reports which goes file by file, and never comes to an env file: those that stand under the
 * paths, and those of a piece in an env file, which stand at the first call of each file that is made with it.
 *
 * @param findings of the whole project
 * @param includes whether a file lies under the paths
 * @returns sorted by file, position and rule; one at a call keeps its changes, which are for the command to write
 */
export function reportedByFile<Found extends Finding>(
  findings: readonly Found[],
  includes: Includes,
): readonly Found[] {
  const reported = findings.flatMap((finding) => {
    const { span, calls, fix, suggestions, message } = finding;
    if (kindOf(span.file) !== 'env') return includes(span.file) ? [finding] : [];
    const files = new Set(calls.map((call) => call.span.file).filter(includes));
    const place = `The string that must change is in \`${span.file}\`.`;
    return [...files].flatMap((file) => {
      const moved = withoutChanges(finding, (each) => each === file);
      return moved ? [{ ...moved, fix, suggestions, message: `${message} ${place}` }] : [];
    });
  });
  return reported.sort(byPlace);
}

/** A finding of a place outside at the first call that is made with it, with those of its changes that are offered there. */
function atCall<Found extends Finding>(
  finding: Found,
  includes: Includes,
  isOffered: (change: Change) => boolean,
  nameOf: NameOf,
): Found | null {
  const moved = withoutChanges(finding, includes);
  if (!moved) return null;
  const { span, topic } = finding;
  const fix = finding.fix && isOffered(finding.fix) ? finding.fix : null;
  const suggestions = finding.suggestions.filter(isOffered);
  const what = topic === 'call' ? 'the string that must change' : 'the code that must change';
  const outside = `${what} is at ${nameOf(span)}, outside the files of this run; a run that includes that file offers the change`;
  return {
    ...moved,
    outside: { span, offer: finding.fix ? 'fix' : finding.suggestions.length > 0 ? 'decision' : null },
    fix,
    suggestions,
    refusal: fix || suggestions.length ? null : (finding.refusal ?? outside),
  };
}

function withoutChanges<Found extends Finding>(finding: Found, includes: Includes): Found | null {
  const calls = finding.calls.filter(({ span }) => includes(span.file));
  const [first] = calls;
  if (!first) return null;
  const message =
    finding.topic === 'call'
      ? 'this is outside the files of this run, and the call uses it'
      : 'this is outside the files of this run, and uses the answer of the call';
  const related = [{ span: finding.span, message }, ...finding.related];
  const others = calls.slice(1);
  // The first of all calls, of which the finding speaks, can be elsewhere.
  const said = first.message === undefined || calls.length === finding.calls.length ? null : first.message;
  return {
    ...finding,
    ...(said === null ? {} : { message: messageWith(said, others), endpoint: first.endpoint }),
    span: first.span,
    calls,
    related,
    fix: null,
    suggestions: [],
  };
}

function byPlace(left: Finding, right: Finding): number {
  if (left.span.file !== right.span.file) return left.span.file < right.span.file ? -1 : 1;
  return left.span.start - right.span.start || left.span.end - right.span.end || (left.rule < right.rule ? -1 : 1);
}
