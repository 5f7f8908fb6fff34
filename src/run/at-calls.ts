import { kindOf } from '../discover/file-kind.js';
import type { Change, Finding } from '../model/finding.js';

/** Whether a file lies under the given paths. */
type Includes = (file: string) => boolean;

/**
 * The findings that are reported of the given paths: those that stand there, and those of a piece elsewhere with which a
 * call there is computed. The latter stand at the first such call, with the piece as related place.
 *
 * @param findings of the whole project
 * @param includes whether a file lies under the paths; nothing outside of them is changed for a finding that is moved
 * @returns sorted by file, position and rule
 */
export function reportedUnder<Found extends Finding>(findings: readonly Found[], includes: Includes): readonly Found[] {
  const reported = findings.flatMap((finding) =>
    includes(finding.span.file) ? finding : (atCall(finding, includes) ?? []),
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
      const moved = atCall(finding, (each) => each === file);
      return moved ? [{ ...moved, fix, suggestions, message: `${message} ${place}` }] : [];
    });
  });
  return reported.sort(byPlace);
}

/** Without paths there is a change: only those are left out here that lie elsewhere. */
const OUTSIDE =
  'the string that must change is outside the given paths; run the command without paths to get the change';

function atCall<Found extends Finding>(finding: Found, includes: Includes): Found | null {
  const calls = finding.calls.filter(({ span }) => includes(span.file));
  const [first] = calls;
  if (!first) return null;
  const isInside = ({ edits }: Change): boolean => edits.every(({ file }) => includes(file));
  const fix = finding.fix && isInside(finding.fix) ? finding.fix : null;
  const suggestions = finding.suggestions.filter(isInside);
  const piece = { span: finding.span, message: 'this is outside the given paths, and the call uses it' };
  return {
    ...finding,
    span: first.span,
    calls,
    related: [piece, ...finding.related],
    fix,
    suggestions,
    refusal: fix || suggestions.length ? null : (finding.refusal ?? OUTSIDE),
  };
}

function byPlace(left: Finding, right: Finding): number {
  if (left.span.file !== right.span.file) return left.span.file < right.span.file ? -1 : 1;
  return left.span.start - right.span.start || left.span.end - right.span.end || (left.rule < right.rule ? -1 : 1);
}
