import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isNothing } from '../syntax/nothing.js';
import { contains } from '../syntax/contains.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { boundNames, namesLeadingTo } from '../syntax/names.js';
import { outcomeOf } from '../syntax/outcome.js';
import { innerOf } from '../syntax/outer.js';
import { catchesFailure } from '../syntax/promises.js';
import { endsInThrow, isRejection, lastOf } from '../syntax/throwing.js';
import { isShortCircuit } from '../syntax/writes.js';
import type { Request } from '../requests/requests.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Accessor } from './accessor.js';
import type { AddressCall } from './address-call.js';
import type { Place } from './place.js';
import { keepsFailing } from './error-hooks.js';

type Returning = ts.FunctionLikeDeclaration;

/** Methods and functions that make no other answer of the one they get. */
const HARMLESS_METHODS: ReadonlySet<string> = new Set(
  'json text then toString join stringify parse set append'.split(' '),
);
const HARMLESS_FUNCTIONS: ReadonlySet<string> = new Set(['String', 'Boolean', 'encodeURIComponent']);

/**
 * The condition under which the answer of a first request is one that a second request can be made with.
 *
 * Where the first request failed the code must see what it saw before: the failed answer.
 *
 * @param flag the member by which what the function resolves to says that it holds an answer; null without one
 * @returns null where the request never resolves unless it succeeded
 */
export function successOf(access: Accessor, flag: string | null, place: Place): string | null {
  const { request, address, evaluation } = place;
  const wrappers = wrappersOf(request, address);
  const isStraight = wrappers.every((wrapper) => callsOnly(wrapper, request) && !mayAnswerOtherwise(wrapper, request));
  if (!isStraight) return flag ? `${access.name}.${flag}` : heldBy(access, wrappers, evaluation);
  const isChecked = rejects(request, evaluation) || wrappers.some((wrapper) => contains(wrapper, isCheck));
  return isChecked ? null : dataGuard(access);
}

/**
 * What is true of an answer that holds an id, whatever else the answer may be: an empty body, `null`, an error of the server.
 *
 * @returns `me.body?.data` of a response, which is always there; `me?.data` of a body; `me.ok` of a response that must be
 *   read first
 */
export function dataGuard({ name, holder, success, isBody }: Accessor): string {
  if (holder === null) return success;
  const asked = optional(success);
  return isBody ? asked : asked.replace(`${name}?.`, `${name}.`);
}

function optional(text: string): string {
  return text.replaceAll(/\.|(?=\[)/g, '?.');
}

/** What says that a function has an answer: the answer itself, and its id where the function may answer `{}` instead. */
function heldBy({ text, holder, success }: Accessor, wrappers: readonly ts.Node[], { index }: Evaluation): string {
  const isEmpty = (node: ts.Node): boolean => tsc.isObjectLiteralExpression(node) && !node.properties.length;
  const answers = wrappers.flatMap((each) => (tsc.isFunctionLike(each) ? index.returnsOf(each as Returning) : []));
  const mayBeEmpty = holder !== null && answers.some((answer) => contains(answer, isEmpty));
  return optional(mayBeEmpty ? text : success);
}

/** Whether the client's promise is rejected when the server answers with an error. */
function rejects({ client: { errors } }: Request, evaluation: Evaluation): boolean {
  const mentions = errors.lenient.flatMap((name) => evaluation.index.identifiers(name));
  return errors.rejects && mentions.every((mention) => keepsFailing(mention, evaluation));
}

/**
 * Whether a function may go on after an error, or answer something else where there is no answer: `null`, `{ error }`,
 * `{ body: null }`.
 */
function mayAnswerOtherwise(scope: ts.Node, request: Request): boolean {
  const body = bodyOf(scope);
  const sent = callsTo(request);
  const isOutside = (node: ts.Node): boolean =>
    tsc.findAncestor(node, (each) => (each === body ? 'quit' : sent.has(each))) === undefined;
  return (
    !endsInOneAnswer(body) ||
    contains(body, isHandler) ||
    answersOf(body, isOutside).some((part) => contains(part, (node) => isOtherWay(node) && isOutside(node)))
  );
}

/** What a function does, without what its parameters are where nobody gives them. */
function bodyOf(scope: ts.Node): ts.Node {
  return tsc.isFunctionLike(scope) && 'body' in scope && scope.body ? scope.body : scope;
}

/** Whether a body answers at its end and nowhere else. */
function endsInOneAnswer(body: ts.Node): boolean {
  if (!tsc.isBlock(body)) return true;
  const last = body.statements.at(-1);
  const isEarlier = (node: ts.Node): boolean =>
    tsc.isReturnStatement(node) &&
    node !== last &&
    !isRejection(node.expression) &&
    functionAround(node)?.body === body;
  return last !== undefined && tsc.isReturnStatement(last) && !contains(body, isEarlier);
}

/** What a function answers, and the variables of its own that this is made of. */
function answersOf(body: ts.Node, isOutside: (node: ts.Node) => boolean): readonly ts.Node[] {
  if (!tsc.isBlock(body)) return [body];
  const declared: ts.VariableDeclaration[] = [];
  const collect = (node: ts.Node): void => {
    if (tsc.isVariableDeclaration(node)) declared.push(node);
    tsc.forEachChild(node, collect);
  };
  collect(body);
  const parts = new Set<ts.Node>(body.statements.slice(-1));
  for (const part of parts)
    for (const each of declared) {
      const names = new Set(boundNames(each.name));
      const isNamed = (node: ts.Node): boolean => tsc.isIdentifier(node) && names.has(node.text) && isOutside(node);
      if (contains(part, isNamed)) parts.add(each);
    }
  return [...parts];
}

/** `catch {}`, `.catch()`, and `.then()` with a second function */
function isHandler(node: ts.Node): boolean {
  return tsc.isCatchClause(node) || catchesFailure(node);
}

/** What an answer may be made of that is not always there. */
function isOtherWay(node: ts.Node): boolean {
  if (tsc.isConditionalExpression(node)) return !isCheck(node);
  if (tsc.isVariableDeclaration(node)) return !node.initializer;
  if (tsc.isPropertyAccessExpression(node)) return node.questionDotToken !== undefined;
  if (tsc.isBinaryExpression(node)) return isShortCircuit(node.operatorToken.kind);
  return tsc.isExpression(node) && isNoAnswer(node);
}

/** `null`, `undefined`, `false` */
function isNoAnswer(node: ts.Expression): boolean {
  return isNothing(node) || node.kind === tsc.SyntaxKind.FalseKeyword;
}

/**
 * `if (!response.ok) throw …`, `if (response.status >= 400) return Promise.reject(…)`, and
 * `response.ok ? response.json() : Promise.reject(…)`
 */
function isCheck(node: ts.Node): boolean {
  if (tsc.isIfStatement(node)) return asksStatus(node.expression) && endsInThrow(node.thenStatement);
  if (!tsc.isConditionalExpression(node)) return false;
  const outcome = outcomeOf(node.condition);
  return outcome?.isStatus === true && isRejection(innerOf(outcome.isFailure ? node.whenTrue : node.whenFalse));
}

/** Whether a test holds wherever the server answered with an error. */
function asksStatus(test: ts.Expression): boolean {
  const outcome = outcomeOf(test);
  return outcome !== null && outcome.isStatus && outcome.isFailure;
}

/** Whether the code around a request goes no further with a response that says that it failed: `if (!response.ok) throw …`. */
export function isCheckedAfter(call: ts.CallExpression): boolean {
  const declaration = tsc.findAncestor(call, (each) =>
    tsc.isStatement(each) ? 'quit' : tsc.isVariableDeclaration(each),
  );
  const block = tsc.findAncestor(call, tsc.isBlock);
  if (!declaration || !block || !tsc.isVariableDeclaration(declaration) || !tsc.isIdentifier(declaration.name))
    return false;
  const name = declaration.name.text;
  return block.statements.some(
    (statement) => tsc.isIfStatement(statement) && refuses(statement, name) && statement.pos >= declaration.end,
  );
}

/** `if (!response.ok) throw …`, or `return …` */
function refuses({ expression, thenStatement }: ts.IfStatement, name: string): boolean {
  if (!asksStatus(expression) || outcomeOf(expression)?.subject.getText() !== name) return false;
  const last = lastOf(thenStatement);
  return last !== undefined && (tsc.isThrowStatement(last) || tsc.isReturnStatement(last));
}

/** The functions of the program between the call with the address and the client. */
export function wrappersOf(request: Request, { call }: AddressCall): readonly ts.Node[] {
  if (call === request.call) return [];
  return [...request.context.opened.keys()].filter((scope) => !holds(scope, call));
}

/** The calls that lead from one function of the program to the next, and the request. */
export function callsTo(request: Request): ReadonlySet<ts.Node> {
  const known = new Set<ts.Node>([request.call]);
  for (const site of request.context.opened.values()) if (site?.node) known.add(site.node);
  return known;
}

/** Whether a function calls nothing that could make another answer of the one it gets. */
function callsOnly(scope: ts.Node, request: Request): boolean {
  const known = callsTo(request);
  const visit = (node: ts.Node): boolean => {
    // What a failure is made of is no answer.
    if (tsc.isThrowStatement(node) || (tsc.isExpression(node) && isRejection(node))) return true;
    if (tsc.isCallExpression(node) && !known.has(node) && !isHarmless(node)) return false;
    return tsc.forEachChild(node, (child) => (visit(child) ? undefined : true)) === undefined;
  };
  return visit(scope);
}

function isHarmless({ expression }: ts.CallExpression): boolean {
  if (expression.kind === tsc.SyntaxKind.ImportKeyword) return true;
  const names = namesLeadingTo(expression);
  return (names.length > 1 ? HARMLESS_METHODS : HARMLESS_FUNCTIONS).has(names.at(-1) ?? '');
}
