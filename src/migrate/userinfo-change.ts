import type { CleverApi } from '../clever-api/index.js';
import type { Change, Edit } from '../model/finding.js';
import type { Answer, AnswerRead, PatternElement } from '../model/answer.js';
import type { CleverUrl } from '../model/url.js';
import type { EndpointUsage } from '../model/usage.js';
import { asksForMe } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';
import { isId, isType } from './me-paths.js';

/** What `/userinfo` calls the roles whose names it is known to share with `/me` of before. */
const SAME_ROLES: ReadonlySet<string> = new Set(['student', 'teacher']);

/**
 * The change to `/userinfo`, which answers a person's name, email and both ids in one call: an alternative to the lookup
 * of the record for programs that ask Clever for nothing but who signs in.
 *
 * Its `user_id` is the id from before v3, so that the program goes on with the ids that it knows.
 *
 * @returns null where the program asks for more, or reads what `/userinfo` does not answer
 */
export function userinfoChange({ url, answer }: EndpointUsage, project: ProjectFacts, api: CleverApi): Change | null {
  if (!answer || !project.once('only signs in', project.asked, () => project.asked.every(isSignIn))) return null;
  const address = addressOf(url, api);
  const reads = answer.reads.map((read) => readEdit(read, answer, api));
  if (!address || reads.includes(null) || answer.escapes.some(({ path }) => path.length < 2 && !isType(path)))
    return null;
  return {
    description: `Or call \`/userinfo\`, which needs no second request. It returns name, email, \`user_id\` (the old id) and \`sub\` (the ${api.target} id).`,
    edits: [...address, ...reads.flatMap((edits) => edits ?? [])],
  };
}

function isSignIn({ url, origin }: EndpointUsage): boolean {
  return asksForMe(url) && (origin === 'request' || origin === 'text');
}

/** `/me` or `/v1.1/me`, as it is written in one piece, becomes `/userinfo`. */
function addressOf(
  { version, versionSpan, pathSpan, pathText, host, scheme }: CleverUrl,
  api: CleverApi,
): readonly Edit[] | null {
  const isCurrent = scheme === 'https' && api.isCurrentHost(host);
  if (!pathSpan || !isCurrent) return null;
  const text = pathText.startsWith('/') ? '/userinfo' : 'userinfo';
  if (version === null) return [{ ...pathSpan, text }];
  const isOnePiece = versionSpan?.file === pathSpan.file && versionSpan.end === pathSpan.start;
  return isOnePiece ? [{ ...pathSpan, start: versionSpan.start, text: 'userinfo' }] : null;
}

/**
 * What a read becomes: none where it is a part of another one.
 *
 * @returns null where `/userinfo` has nothing in its place, or the code no room for it
 */
function readEdit(read: AnswerRead, answer: Answer, api: CleverApi): readonly Edit[] | null {
  const { path, declaration, element, shared } = read;
  if (declaration || shared) return null;
  if (path.join() === 'data') return !element && isPartOfOthers(read, answer) ? [] : withoutWrapper(read, answer);
  const field = api.meField(path);
  if (field && path.length > field.depth) return [];
  const member = memberFor(read, answer, api);
  if (member === null) return null;
  return element ? elementEdit(element, path.at(-1) ?? '', member) : expressionEdit(read, member);
}

function expressionEdit({ expression, holder }: AnswerRead, member: string): readonly Edit[] | null {
  const root = holder && rootOf(holder.text, holder.path);
  return expression && root ? [{ ...expression, text: `${root}${holder.optional ? '?.' : '.'}${member}` }] : null;
}

/** `{ id }` becomes `{ user_id: id }`. */
function elementEdit({ span, rest }: PatternElement, name: string, member: string): readonly Edit[] {
  if (name === member) return [];
  return [{ ...span, text: rest.startsWith(':') ? `${member}${rest}` : `${member}: ${name}${rest}` }];
}

/**
 * The flat answer has no `data` around it: `const { data } = body` and `const { id } = body.data` take the answer itself.
 *
 * An answer that reports an error is something too, so nothing may ask whether there is a `data`.
 *
 * @returns null where the code does more with it than to read its members
 */
function withoutWrapper(read: AnswerRead, { reads }: Answer): readonly Edit[] | null {
  const { expression, holder, element, mayBeEmpty, merged } = read;
  if (mayBeEmpty || merged) return null;
  if (element) return isReadApart(element, reads) ? withoutPattern(element) : null;
  if (!expression || !holder || holder.optional || holder.path.length > 0) return null;
  const isTakenApart = reads.some(
    ({ element: other }) =>
      other?.pattern.file === expression.file && other.pattern.end + ' = '.length === expression.start,
  );
  const text = /^\((await [\w$.]+\(\))\)$/.exec(holder.text)?.[1] ?? holder.text;
  return isTakenApart ? [{ ...expression, text }] : null;
}

/** Whether a pattern takes only this element, and all that is done with it is to read members. */
function isReadApart({ span, rest, readers, removal, pattern }: PatternElement, reads: readonly AnswerRead[]): boolean {
  if (rest.includes('=')) return false;
  // Nothing but a bracket and a blank is around it.
  if (!readers) return span.start - pattern.start <= 2 && pattern.end - span.end <= 2 && rest.includes('{');
  return (
    removal === null &&
    readers.every(({ file, start }) =>
      reads.some(({ expression }) => expression?.file === file && expression.start === start),
    )
  );
}

/** `{ data }` becomes `data`, `{ data: me }` becomes `me`, and `{ data: { id } }` becomes `{ id }`. */
function withoutPattern({ span, rest, pattern }: PatternElement): readonly Edit[] {
  const taken = /^\s*:\s*/.exec(rest);
  const start = taken ? span.end - rest.length + taken[0].length : span.start;
  return [
    { ...pattern, end: start, text: '' },
    { ...pattern, start: span.end, text: '' },
  ];
}

function memberFor(read: AnswerRead, answer: Answer, api: CleverApi): string | null {
  const { path } = read;
  if (isId(path)) return 'user_id';
  if (isType(path)) return isComparedAlone(read, answer) ? 'user_type' : null;
  if (path.join('.') === 'data.district') return 'district';
  return api.meField(path)?.userinfo?.join('.') ?? null;
}

/** Whether all that is done with a type is to compare it with roles that have the same name in both answers. */
function isComparedAlone({ expression }: AnswerRead, { uses }: Answer): boolean {
  const own = uses.filter(({ span }) => span.file === expression?.file && span.start === expression.start);
  return (
    own.length > 0 &&
    own.every(({ how }) => how.kind === 'compare' && how.literals.every((each) => SAME_ROLES.has(each)))
  );
}

/** Whether `me.data` is read only to read a member of it. */
function isPartOfOthers({ expression }: AnswerRead, { reads }: Answer): boolean {
  return reads.some(
    ({ path, expression: other }) =>
      path.length === 2 && other?.file === expression?.file && other?.start === expression?.start,
  );
}

/** `me` of `me.data`, which the flat answer does not have; a variable that held `data` holds the answer itself. */
function rootOf(text: string, path: readonly string[]): string | null {
  if (!path.length) return /^[\w$.?]+$/.test(text) ? text : null;
  if (/^[\w$]+$/.test(text)) return text;
  return /^([\w$]+(?:\??\.[\w$]+)*?)\??\.data$/.exec(text)?.[1] ?? null;
}
