import type { CleverApi } from '../clever-api/index.js';
import type { Answer, AnswerEscape } from '../model/answer.js';
import { isInside, type Span } from '../model/spans.js';
import { isWholePath } from '../model/whole-paths.js';
import { withDecision } from '../model/edits.js';
import type { EscapeReason } from '../model/escape.js';
import { describeEscape, namePeople } from '../model/escape-words.js';
import type { Change } from '../model/finding.js';
import type { EndpointUsage } from '../model/usage.js';
import { isOnlyShown } from '../rule/address.js';
import { isId } from './me-paths.js';

/** Whether nothing is known of a URL but that it is written somewhere. */
export function isText({ origin }: EndpointUsage): boolean {
  return origin === 'text' || origin === 'language' || isOnlyShown({ origin });
}

/** Says that nobody knows what the change does to the program. */
export function withoutReader(change: Change): Change {
  return withDecision(change, 'Check the code that reads the answer: this tool cannot see it.');
}

/**
 * Says why a change is not made without asking: where the id of the person goes, and what else leaves sight.
 *
 * @param answer where an object that leaves sight is known to hold the id
 */
export function withEscapes(
  change: Change,
  escapes: readonly AnswerEscape[],
  { target }: CleverApi,
  answer: Answer | null = null,
): Change {
  const isReplaced = (span: Span): boolean =>
    change.edits.some((edit) => edit.end > edit.start && isInside(span, edit));
  const holdsOldId = (holder: Span): boolean => {
    const ids = [...(answer?.uses ?? []).filter(({ how }) => how.kind === 'key'), ...(answer?.reads ?? [])];
    const held = ids.filter(({ path, span }) => isId(path) && isInside(span, holder));
    return held.length > 0 && held.every(({ span }) => isReplaced(span));
  };
  // What gets an old id instead has no new one to check.
  const isOfOldId = ({ path, span }: AnswerEscape): boolean => isId(path) && (isReplaced(span) || holdsOldId(span));
  const shown = withoutEchoes(escapes.filter((escape) => !isOfOldId(escape)));
  const ids = reasonsOf(shown.filter((escape) => isId(escape.path) && saysOfReader(escape.reason, target) === null));
  const unlike = shown.filter(({ reason }) => saysOfReader(reason, target) !== null);
  const others = reasonsOf(shown.filter((escape) => !isId(escape.path) && !unlike.includes(escape)));
  const checks = [
    ids && `Check the code that uses the id: ${ids}. On ${target}, everyone but students has a new id.`,
    others && `Check what happens to the answer: ${others}.`,
    ...checksOfReaders(unlike, target),
  ];
  return withDecision(change, ...checks.filter((check) => check !== ''));
}

/** What must be checked of code that finds something else on v3, a sentence for each, each once. */
function checksOfReaders(unlike: readonly AnswerEscape[], target: string): readonly string[] {
  const checks = unlike.map(({ path, reason }) =>
    reason.kind === 'asked for its ETag by'
      ? `Check the code that uses the ETag (\`${reason.code}\`): on ${target}, it is the ETag of another answer.`
      : `Check the code that reads ${nameOf(path)}: ${saysOfReader(reason, target) ?? ''}.`,
  );
  return [...new Set(checks)];
}

/** What is otherwise on v3 for code that reads a part of an answer; null where the part leaves sight. */
function saysOfReader(reason: EscapeReason, target: string): string | null {
  if (reason.kind === 'asked for its ETag by') return 'it is another ETag';
  if (reason.kind === 'in another format') return `${target} returns it in another format`;
  if (reason.kind === 'new for') return `on ${target}, ${namePeople(reason)} have it too`;
  if (reason.kind === 'missing in') return `API ${reason.version} did not return it, and ${target} does`;
  if (reason.kind === 'listed from') return `it is ${describeEscape(reason)}`;
  return null;
}

/** What becomes of parts of an answer, each once. */
function reasonsOf(escapes: readonly AnswerEscape[]): string {
  return [...new Set(escapes.map(({ path, reason }) => `${nameOf(path)} is ${describeEscape(reason)}`))].join('; ');
}

/** What is a key of something is handed to it too; that it is a key says more. */
export function withoutEchoes(escapes: readonly AnswerEscape[]): readonly AnswerEscape[] {
  const codeOf = ({ path, reason }: AnswerEscape, kind: 'key of' | 'passed to'): string | null =>
    reason.kind === kind ? `${path.join('.')}|${reason.code}` : null;
  const keys = new Set(escapes.map((escape) => codeOf(escape, 'key of')).filter((code) => code !== null));
  return escapes.filter((escape) => !keys.has(codeOf(escape, 'passed to') ?? ''));
}

function nameOf(path: readonly string[]): string {
  return path.length ? `\`${path.join('.').replaceAll('.[]', '[]')}\`` : 'it';
}

/** Whether it matters that a part of an answer leaves sight: a whole record, or links, whose texts are others on v3. */
export function losesRecord({ path }: AnswerEscape): boolean {
  return isWholePath(path) || isOfLinks(path);
}

/** Whether a path is that of the links, or of one; what relation a link has stays the same. */
function isOfLinks(path: readonly string[]): boolean {
  return path[0] === 'links' && path.at(-1) !== 'rel';
}
