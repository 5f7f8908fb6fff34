import { editKey } from '../model/edits.js';
import { PREVENTS_CHANGE, type Change, type Edit, type Finding, type FindingCall } from '../model/finding.js';
import { itemsByPlace } from '../model/place-index.js';
import { isInside, isSameSpan, spanKey } from '../model/spans.js';
import { CALLS_DIFFER, EDITS_OVERLAP } from './reasons.js';

/** A longer edit says nothing of the one place in it that a finding is about. */
const LONGEST_EDIT = 300;

/** An edit, and the finding whose change it belongs to. */
interface Carried {
  readonly edit: Edit;
  readonly by: Finding;
}

/**
 * Lets a finding that has no change of its own offer the change of another one that writes the new code at its place: a
 * read of a field that moves with the call of another rule is not left over.
 */
export function withChangesOfOthers(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(isLeft)) return findings;
  const carried = findings.flatMap((by) => (changeOf(by)?.edits ?? []).map((edit): Carried => ({ edit, by })));
  const distinct = new Map(carried.toReversed().map((each) => [editKey(each.edit), each]));
  const editsAt = itemsByPlace([...distinct.values()], ({ edit }) => edit);
  return findings.map((finding) => {
    if (!isLeft(finding)) return finding;
    const by = editsAt(finding.span).find(({ edit }) => writesAt(edit, finding))?.by ?? callOf(finding, findings);
    if (!by) return finding;
    const { fix, suggestions } = by;
    return { ...finding, fix, suggestions: fix ? [] : suggestions.slice(0, 1), refusal: null };
  });
}

/** Reasons that speak of the edits of several changes, and not of the code that holds them back. */
const OF_EDITS: ReadonlySet<string | null> = new Set([CALLS_DIFFER, EDITS_OVERLAP]);

/** Lets a read, a role or a stored id whose change falls with that of its call say what holds back the call. */
export function withReasonsOfCalls(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some((finding) => OF_EDITS.has(finding.refusal))) return findings;
  const refused = findings.filter(
    ({ topic, refusal }) => topic === 'call' && refusal !== null && !OF_EDITS.has(refusal),
  );
  const byCall = new Map(
    refused.toReversed().flatMap((finding) => finding.calls.map(({ span }) => [spanKey(span), finding] as const)),
  );
  return findings.map((finding) => {
    const [call] = finding.calls.flatMap(({ span }) => byCall.get(spanKey(span)) ?? []);
    if (!isLeft(finding) || !OF_EDITS.has(finding.refusal) || !call) return finding;
    const places = call.related.filter(({ message }) => message === PREVENTS_CHANGE);
    return {
      ...finding,
      refusal: `its call cannot change: ${call.refusal ?? ''}`,
      related: [...finding.related.filter(({ message }) => message !== PREVENTS_CHANGE), ...places],
    };
  });
}

/** Whether nothing is offered for what a finding is about, a read or a store. */
function isLeft({ fix, suggestions, refusal, topic }: Finding): boolean {
  return (
    !fix && !suggestions.length && refusal !== null && (topic === 'field' || topic === 'role' || topic === 'stored id')
  );
}

/** The finding about the call of a field that the new answer has under the same path, so that nothing is written at the read. */
function callOf({ brief, endpoint, calls }: Finding, findings: readonly Finding[]): Finding | undefined {
  if (brief?.fate !== 'moved' || brief.instead !== null || !endpoint) return undefined;
  const isOwn = (call: FindingCall): boolean =>
    call.endpoint.version === endpoint.version &&
    call.endpoint.path === endpoint.path &&
    calls.some(({ span }) => isSameSpan(span, call.span));
  return findings.find((each) => each.topic === 'call' && changeOf(each) && each.calls.some(isOwn));
}

function changeOf({ fix, suggestions }: Finding): Change | undefined {
  return fix ?? suggestions[0];
}

function writesAt(edit: Edit, { span }: Finding): boolean {
  if (edit.text.trim() === '' || edit.end === edit.start || edit.end - edit.start > LONGEST_EDIT) return false;
  return isInside(edit, span) || isInside(span, edit);
}
