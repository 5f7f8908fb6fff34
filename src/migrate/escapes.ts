import type { AnswerEscape } from '../model/answer.js';
import { withDecision } from '../model/edits.js';
import { describeEscape } from '../model/escape-words.js';
import type { Change } from '../model/finding.js';
import type { EndpointUsage } from '../model/usage.js';
import { isOnlyShown } from '../rule/address.js';

/** Whether nothing is known of a URL but that it is written somewhere. */
export function isText({ origin }: EndpointUsage): boolean {
  return origin === 'text' || origin === 'language' || isOnlyShown({ origin });
}

/** Says that nobody knows what the change does to the program. */
export function withoutReader(change: Change): Change {
  return withDecision(change, 'Check what reads the answer: this tool cannot see that code.');
}

/** Says why a change is not made without asking. */
export function withEscapes(change: Change, escapes: readonly AnswerEscape[]): Change {
  const reasons = [
    ...new Set(withoutEchoes(escapes).map(({ path, reason }) => `${nameOf(path)} is ${describeEscape(reason)}`)),
  ];
  return reasons.length ? withDecision(change, `Check what happens to the answer: ${reasons.join('; ')}.`) : change;
}

/** What is a key of something is handed to it too; that it is a key says more. */
export function withoutEchoes(escapes: readonly AnswerEscape[]): readonly AnswerEscape[] {
  const codeOf = ({ path, reason }: AnswerEscape, kind: 'key of' | 'passed to'): string | null =>
    reason.kind === kind ? `${path.join('.')}|${reason.code}` : null;
  const keys = new Set(escapes.map((escape) => codeOf(escape, 'key of')).filter((code) => code !== null));
  return escapes.filter((escape) => !keys.has(codeOf(escape, 'passed to') ?? ''));
}

function nameOf(path: readonly string[]): string {
  return path.length ? `\`${path.join('.')}\`` : 'it';
}

/** Whether it matters that a part of an answer leaves sight: a whole record, or a link of which a part of the path is cut off. */
export function losesRecord(escape: AnswerEscape): boolean {
  return isRecordOrMore(escape.path) || isOfLinks(escape);
}

function isOfLinks({ path, reason }: AnswerEscape): boolean {
  return path[0] === 'links' && reason.kind === 'changed by';
}

/** Whether a path is the body, its list, or a whole record; single fields and the links may go anywhere. */
function isRecordOrMore(path: readonly string[]): boolean {
  return ['', 'data', 'data.[]', 'data.[].data'].includes(path.join('.'));
}
