import type { ts } from 'ts-morph';
import { constantValue, declaredSymbol, mentionsOfSame } from '../flow/references.js';
import { isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isNothing } from '../syntax/nothing.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { privateMentions } from '../syntax/private-mentions.js';
import { endsInThrow } from '../syntax/throwing.js';
import { writeAt } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Context, type Value } from '../values/value.js';
import { isMadeIn, rootOf, type RunCode } from './run-code.js';

/** Methods that put something into what they are called on. */
const FILLING_METHODS: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set', 'append', 'delete', 'clear']);

/** Methods that take something out of what they are called on, and give it to the code: it is gone the second time. */
const TAKING_METHODS: ReadonlySet<string> = new Set(['pop', 'shift', 'splice', 'next', 'reverse']);

/** Methods that add another entry each time. */
const ADDING_METHODS: ReadonlySet<string> = new Set(['push', 'unshift', 'append']);

/** Methods that look for one entry. */
const KEYED_METHODS: ReadonlySet<string> = new Set(['get', 'has', 'set', 'delete']);

/** Methods that are called on something as a statement and leave it what it is. */
const LEAVING_METHODS: ReadonlySet<string> = new Set(['forEach', 'then', 'catch', 'finally', 'throwIfAborted']);

/**
 * How code changes something: it uses what it changes while it does so (`queue.shift()`, `next = count++`), it does not
 * (`count += 1`), or it calls a method of it whose answer it does not use: `histogram.record(1)`.
 */
type Way = 'used' | 'unused' | 'for its effect';

/** A variable or a member that code changes. */
interface Change {
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly way: Way;
}

/**
 * Finds something that the program changes whenever it makes a request, and that it reads again: a counter, the last
 * URL, a list of codes that work once. A second request changes it again.
 *
 * @param run what runs whenever the request is made
 * @param known the calls that lead to the request, and the request
 * @param follows whether the value of an expression goes with the address, so that the second request has another
 * @param context what is known of the call
 * @returns its name; null where there is none
 */
export function setByRequest(
  run: readonly RunCode[],
  known: ReadonlySet<ts.Node>,
  follows: (node: ts.Expression) => boolean,
  { evaluation, context }: { readonly evaluation: Evaluation; readonly context: Context },
): string | null {
  for (const code of run) {
    const found = changesIn(code, known, evaluation, context).find((change) =>
      isSeen(change, run, follows, evaluation),
    );
    if (found) return found.name.text;
  }
  return null;
}

/** `count` of `count += 1`, `last` of `this.last = url`, `asked` of `this.asked.push(url)`, `tries` of `tries[url] = 1`. */
function changesIn(
  { scope, isOfOwnObject }: RunCode,
  known: ReadonlySet<ts.Node>,
  evaluation: Evaluation,
  context: Context,
): readonly Change[] {
  const changes: Change[] = [];
  visit(scope);
  return changes;

  function visit(node: ts.Node): void {
    const change = nameOf(node) && changeAt(node, known);
    if (change) add(node as ts.Expression, change);
    tsc.forEachChild(node, visit);
  }

  function add(node: ts.Expression, way: Way): void {
    const changed = gotFrom(node, evaluation) ?? node;
    const name = nameOf(changed);
    if (!name || isOwn(changed, name)) return;
    if (way === 'for its effect' && !isKeptBeyond(changed, node)) return;
    changes.push({ name, way: isLeftChanged(node) ? 'used' : way });
  }

  /** Whether a method whose code is out of sight is called on something that the program makes before its requests. */
  function isKeptBeyond(changed: ts.Expression, receiver: ts.Expression): boolean {
    if (isInSight(receiver)) return false;
    const root = rootOf(changed);
    if (root.kind === tsc.SyntaxKind.ThisKeyword) return true;
    const declaration = tsc.isIdentifier(root) ? declaredSymbol(root, evaluation)?.valueDeclaration : undefined;
    if (!declaration || !tsc.isVariableDeclaration(declaration) || holds(scope, declaration)) return false;
    return !evaluation.evaluate(root, EMPTY_CONTEXT).some(isOfLibrary);
  }

  /** Whether a method is one of the program, whose code is looked at by itself. */
  function isInSight(receiver: ts.Expression): boolean {
    const call = calledOn(receiver)?.call;
    const values = call ? [EMPTY_CONTEXT, context].flatMap((each) => evaluation.evaluate(call.expression, each)) : [];
    return values.some(({ kind }) => kind === 'function');
  }

  /** Whether what the function is called with is changed once the request is made, so that the next one gets what is left. */
  function isLeftChanged(node: ts.Expression): boolean {
    const root = rootOf(node);
    const declaration = tsc.isIdentifier(root) ? declaredSymbol(root, evaluation)?.valueDeclaration : undefined;
    if (!declaration || !tsc.isParameter(declaration)) return false;
    return [...known].some((call) => call.end <= node.pos && functionAround(call) === functionAround(node));
  }

  function isOwn(node: ts.Expression, name: Change['name']): boolean {
    const root = rootOf(node);
    if (root.kind === tsc.SyntaxKind.ThisKeyword) return isOfOwnObject;
    if (node !== name)
      return isMadeIn(scope, root, evaluation) && (isThrown(root) || !isSeenOutside(name, [scope], evaluation));
    return tsc.isIdentifier(name) && isDeclaredIn(scope, name, evaluation) && !isOfCaller(node, name);
  }

  /** Whether something is taken out of what the function is called with, which both requests are given. */
  function isOfCaller(node: ts.Expression, name: ts.Identifier): boolean {
    const method = calledOn(node)?.name ?? '';
    if (!TAKING_METHODS.has(method) && !ADDING_METHODS.has(method)) return false;
    return !isInSight(node) && isGivenToFunction(name, evaluation);
  }
}

/**
 * Whether a variable holds an object that its function was given, or a part of one: a parameter, another name for it. A
 * call makes a list of its own, and so does the dots' parameter.
 */
function isGivenToFunction(
  name: ts.Identifier,
  evaluation: Evaluation,
  entered: ReadonlySet<ts.Node> = new Set(),
): boolean {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  const owner = tsc.findAncestor(declaration, (each) => tsc.isParameter(each) || tsc.isVariableDeclaration(each));
  if (!owner || entered.has(owner)) return false;
  if (tsc.isParameter(owner)) return owner.dotDotDotToken === undefined || owner !== declaration;
  const made = tsc.isVariableDeclaration(owner) && owner.initializer ? rootOf(owner.initializer) : undefined;
  if (!made || !tsc.isIdentifier(made)) return false;
  const isCalled = contains(owner.initializer as ts.Expression, (each) => tsc.isCallExpression(each));
  return !isCalled && isGivenToFunction(made, evaluation, new Set([...entered, owner]));
}

/** `error` of `const error = new Error(); error.status = 401; throw error;`, behind which there is no second request. */
function isThrown(made: ts.Expression): boolean {
  const block = tsc.findAncestor(made, tsc.isBlock);
  const isMade = (node: ts.Node): boolean => tsc.isVariableDeclaration(node) && node.name.getText() === made.getText();
  return block !== undefined && endsInThrow(block) && block.statements.some((statement) => contains(statement, isMade));
}

/** A library, or a part of it, as opposed to what the program makes by it. */
function isOfLibrary(value: Value): boolean {
  return value.kind === 'external' && !value.steps.some(({ kind }) => kind === 'call');
}

/** `als` of `const list = als.getStore()`: what is put into the variable is put into what it was got from. */
function gotFrom(node: ts.Expression, evaluation: Evaluation): ts.Expression | null {
  const value = tsc.isIdentifier(node) ? constantValue(node, evaluation) : undefined;
  const inner = value && innerOf(value);
  if (!inner || !tsc.isCallExpression(inner) || !tsc.isPropertyAccessExpression(inner.expression)) return null;
  return isGetting(inner.expression.name.text) ? inner.expression.expression : null;
}

function isGetting(method: string): boolean {
  return /^get(?![a-z])/.test(method);
}

/** The variable or the member that an expression is, or an entry of. */
function nameOf(node: ts.Node): Change['name'] | null {
  if (tsc.isElementAccessExpression(node)) return nameOf(node.expression);
  if (tsc.isIdentifier(node)) return isMemberName(node) ? null : node;
  return tsc.isPropertyAccessExpression(node) ? node.name : null;
}

/** Whether a name is a member of what stands before it. */
export function isMemberName(
  node: ts.Node,
): node is (ts.Identifier | ts.PrivateIdentifier) & { readonly parent: ts.PropertyAccessExpression } {
  return tsc.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function isDeclaredIn(scope: ts.Node, name: ts.Identifier, evaluation: Evaluation): boolean {
  return declaredSymbol(name, evaluation)?.declarations?.some((each) => holds(scope, each)) ?? false;
}

/** Whether code changes a variable or a member, and how. */
function changeAt(node: ts.Node, known: ReadonlySet<ts.Node> = new Set()): Way | null {
  const called = calledOn(node);
  if (called && TAKING_METHODS.has(called.name)) return 'used';
  if (called && FILLING_METHODS.has(called.name)) return 'unused';
  if (called && isForItsEffect(called)) return 'for its effect';
  // `als.getStore().push(…)`
  if (called && isGetting(called.name)) return changeAt(called.call, known);
  const { parent } = node;
  if (tsc.isDeleteExpression(parent)) return 'used';
  if (tsc.isElementAccessExpression(parent) && parent.expression === node) {
    if (tsc.isDeleteExpression(parent.parent)) return 'used';
    if (writeAt(parent)) return 'unused';
  }
  const write = writeAt(node);
  // `pending ??= load(path)`: what is kept is the answer, which the second request would get again.
  const keepsAnswer = write !== null && [...known].some((call) => holds(write.node, call));
  if (!write || (isSetOnce(node, write.node) && !keepsAnswer)) return null;
  const isStatement = tsc.isExpressionStatement(write.node.parent) || !tsc.isExpression(write.node);
  return isStatement ? 'unused' : 'used';
}

/** A method that is called on something. */
interface Called {
  readonly name: string;
  readonly call: ts.CallExpression;
}

/** `push` of `asked.push(…)`. */
function calledOn(node: ts.Node): Called | null {
  const { parent } = outermostOf(node);
  const isCalled = tsc.isPropertyAccessExpression(parent) && tsc.isCallExpression(parent.parent);
  return isCalled && parent.parent.expression === parent ? { name: parent.name.text, call: parent.parent } : null;
}

/** Whether a call does something that is not for people alone, and nothing uses what it answers. */
function isForItsEffect({ name, call }: Called): boolean {
  if (!tsc.isExpressionStatement(call.parent)) return false;
  return !LEAVING_METHODS.has(name) && !isSaid(namesLeadingTo(call.expression));
}

/** `agent ??= new Agent()`, `if (!agent) agent = new Agent()`: there is nothing left to set the second time. */
export function isSetOnce(target: ts.Node, write: ts.Node): boolean {
  if (!tsc.isBinaryExpression(write)) return false;
  const { BarBarEqualsToken, QuestionQuestionEqualsToken } = tsc.SyntaxKind;
  const kind = write.operatorToken.kind;
  if (kind === BarBarEqualsToken || kind === QuestionQuestionEqualsToken) return true;
  const statement = tsc.isBlock(write.parent.parent) ? write.parent.parent.parent : write.parent.parent;
  if (!tsc.isIfStatement(statement) || !isMakingValue(write.right)) return false;
  return asksWhetherMissing(statement.expression, target.getText());
}

function isMakingValue(node: ts.Expression): boolean {
  const inner = innerOf(node);
  return tsc.isNewExpression(inner) || tsc.isCallExpression(inner) || tsc.isObjectLiteralExpression(inner);
}

/** `!agent`, `agent === undefined` */
function asksWhetherMissing(test: ts.Expression, name: string): boolean {
  const inner = innerOf(test);
  if (tsc.isPrefixUnaryExpression(inner))
    return inner.operator === tsc.SyntaxKind.ExclamationToken && inner.operand.getText() === name;
  if (!tsc.isBinaryExpression(inner)) return false;
  const { EqualsEqualsToken, EqualsEqualsEqualsToken } = tsc.SyntaxKind;
  const isEquality = [EqualsEqualsToken, EqualsEqualsEqualsToken].includes(inner.operatorToken.kind);
  return isEquality && inner.left.getText() === name && isNothing(inner.right);
}

function isSeen(
  { name, way }: Change,
  run: readonly RunCode[],
  follows: (node: ts.Expression) => boolean,
  evaluation: Evaluation,
): boolean {
  const scopes = run.map(({ scope }) => scope);
  if (way === 'used') return true;
  if (way === 'for its effect') return mentionsOf(name, evaluation).some(isReadBesidesEffects);
  if (isSeenOutside(name, scopes, evaluation)) return true;
  return mentionsOf(name, evaluation).some((each) => isReadAt(each) && !isOfOneEntry(each, follows));
}

/** `cache.get(url)` and `cache[url]`: the second request has an entry of its own. */
function isOfOneEntry(name: Change['name'], follows: (node: ts.Expression) => boolean): boolean {
  const holder = isMemberName(name) ? name.parent : name;
  const called = calledOn(holder);
  const [key] = called && KEYED_METHODS.has(called.name) ? called.call.arguments : [];
  if (key) return follows(key);
  const { parent } = holder;
  return tsc.isElementAccessExpression(parent) && parent.expression === holder && follows(parent.argumentExpression);
}

function isSeenOutside(name: Change['name'], scopes: readonly ts.Node[], evaluation: Evaluation): boolean {
  return mentionsOf(name, evaluation).some((each) => isReadAt(each) && !scopes.some((scope) => holds(scope, each)));
}

/** Every mention of a variable or of a member, the given one among them. */
export function mentionsOf(name: Change['name'], evaluation: Evaluation): readonly Change['name'][] {
  if (tsc.isPrivateIdentifier(name)) return privateMentions(name);
  return mentionsOfSame(name, evaluation);
}

/** Whether a mention is neither a declaration nor what is only set there. */
function isReadAt(name: Change['name']): boolean {
  const { parent } = name;
  const isDeclared = (tsc.isVariableDeclaration(parent) || tsc.isPropertyDeclaration(parent)) && parent.name === name;
  return !isDeclared && changeAt(isMemberName(name) ? parent : name) !== 'unused';
}

/** The same, where calls of its methods for their effect tell the code nothing of it. */
function isReadBesidesEffects(name: Change['name']): boolean {
  const { parent } = name;
  if (tsc.isImportSpecifier(parent) || tsc.isExportSpecifier(parent) || tsc.isImportClause(parent)) return false;
  return isReadAt(name) && changeAt(isMemberName(name) ? parent : name) !== 'for its effect';
}
