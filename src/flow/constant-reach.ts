import type { ts } from 'ts-morph';
import { declaredSymbol, readsOf } from './references.js';
import { isAsked, isReduced, isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { isExportsObject } from '../syntax/exports.js';
import { innerOf } from '../syntax/outer.js';
import { namesLeadingTo, writtenName } from '../syntax/names.js';
import { transferOf, type Call, type TransferOf } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import { MAXIMUM_NAMES } from './limits.js';
import { spanOf } from '../program/program.js';
import type { Evaluation } from '../values/evaluation.js';
import { lineage } from '../values/inheritance.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { isInside } from '../model/spans.js';

/** Methods of a list that hand its elements on. */
const ELEMENT_TAKING = new Set(['at', 'map', 'flatMap', 'forEach', 'shift', 'pop']);

/** Methods that look for what they are given in a text, and put nothing of it where it is asked for. */
const TEXT_MAKING: ReadonlySet<string> = new Set(['replace', 'split']);

/** What a list of addresses is called that says which are allowed, or which are gone. */
const SPEAKING_LIST =
  /allow|permit|trust|safe|white|accept|deny|block|black|forbid|ignore|skip|known|valid|remove|retired|deprecat|obsolete|dead|cors|csp|origin/i;

/** How a text came to an expression. */
interface Way {
  /** How many names it went by. */
  readonly names: number;
  /** The reads that were looked at: one look at each is enough. */
  readonly seen: Set<ts.Identifier>;
}

/**
 * The way on by the reads of a name that were not looked at before.
 *
 * @returns null where there are more names than are followed, so that the text may reach anything
 */
function furtherOn(
  { names, seen }: Way,
  reads: readonly ts.Identifier[],
): (Way & { readonly reads: readonly ts.Identifier[] }) | null {
  const fresh = reads.filter((read) => !seen.has(read));
  if (fresh.length && names >= MAXIMUM_NAMES) return null;
  for (const read of fresh) seen.add(read);
  return { names: names + 1, seen, reads: fresh };
}

/**
 * Whether an expression reaches anything that might ask for it.
 *
 * @param way how it came here
 */
export function mayBeRequested(
  node: ts.Expression,
  evaluation: Evaluation,
  way: Way = { names: 0, seen: new Set() },
): boolean {
  const transfer = transferOf(node);
  switch (transfer.kind) {
    case 'same':
    case 'awaited':
    case 'choice':
    case 'joined':
      return mayBeRequested(transfer.to, evaluation, way);
    case 'assigned':
      return isReadAgain(transfer, node, evaluation, way) || mayBeRequested(transfer.to, evaluation, way);
    case 'argument':
      return !isHarmlessCall(transfer.call, evaluation) && goesOn(transfer, evaluation, way);
    case 'bound':
      return !tsc.isVariableDeclaration(transfer.declaration) || isUsed(transfer.name, evaluation, way);
    case 'element':
      return isAmongArguments(transfer.to)
        ? mayBeTaken(transfer.to, evaluation)
        : isChosenFrom(transfer.to, evaluation, way);
    case 'member':
      return tsc.isPropertyAssignment(transfer.member) || goesOnAsMember(transfer.to, evaluation, way);
    case 'shown':
      return isHandedToComponent(transfer.by);
    case 'field':
    case 'enumerated':
    case 'returned':
    case 'yielded':
    case 'exported':
      return true;
    default:
      return false;
  }
}

/** A method of HTTP, beside which an address stands for a request. */
const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/i;

/**
 * Whether a list holds what a function is called with, rather than addresses alone: `['call', fetch, url, { headers }]`,
 * `['GET', url, 401]`.
 */
function isAmongArguments({ elements }: ts.ArrayLiteralExpression): boolean {
  return elements.some((each) => {
    const inner = innerOf(each);
    if (tsc.isStringLiteralLike(inner)) return METHOD.test(inner.text);
    return tsc.isObjectLiteralExpression(inner) || tsc.isNumericLiteral(inner) || tsc.isFunctionLike(inner);
  });
}

/** Whether such a list may come to be called with: what is said, compared, or named as what is gone does not. */
function mayBeTaken(list: ts.Expression, evaluation: Evaluation): boolean {
  const transfer = transferOf(list);
  switch (transfer.kind) {
    case 'same':
    case 'awaited':
    case 'choice':
    case 'element':
      return mayBeTaken(transfer.to, evaluation);
    case 'argument':
      return !isHarmlessCall(transfer.call, evaluation) && !isTable(transfer.call);
    case 'member':
      return !SPEAKING_LIST.test(writtenName(transfer.member.name) ?? '') && mayBeTaken(transfer.to, evaluation);
    case 'field':
      return !SPEAKING_LIST.test(writtenName(transfer.declaration.name) ?? '');
    case 'bound':
      return !(tsc.isIdentifier(transfer.name) && SPEAKING_LIST.test(transfer.name.text));
    case 'read':
      return tsc.isElementAccessExpression(transfer.access) || ELEMENT_TAKING.has(transfer.access.name.text);
    case 'compared':
    case 'searched':
    case 'thrown':
    case 'tested':
      return false;
    default:
      return true;
  }
}

/** `new Map([[url, 1]])`, in which an address is looked for. */
function isTable({ expression }: Call): boolean {
  return /^(?:Map|WeakMap|Object\.fromEntries)$/.test(namesLeadingTo(expression).join('.'));
}

/** Whether an object that has the address under the name of a variable is more than what its module exports. */
function goesOnAsMember(object: ts.ObjectLiteralExpression, evaluation: Evaluation, way: Way): boolean {
  const transfer = transferOf(object);
  const isExported = transfer.kind === 'exported' || (transfer.kind === 'assigned' && isExportsObject(transfer.target));
  return !isExported && mayBeRequested(object, evaluation, way);
}

/**
 * Whether an address of a list may be requested: one that is taken out, or one of a list of servers. A list that is
 * searched, or handed on as it is, says what is allowed or what is gone.
 */
function isChosenFrom(list: ts.Expression, evaluation: Evaluation, way: Way): boolean {
  const transfer = transferOf(list);
  switch (transfer.kind) {
    case 'same':
    case 'awaited':
    case 'choice':
      return isChosenFrom(transfer.to, evaluation, way);
    case 'assigned':
      return isUsedAgain(transfer.target, evaluation, way) || isChosenFrom(transfer.to, evaluation, way);
    case 'read':
      return tsc.isElementAccessExpression(transfer.access)
        ? mayBeRequested(transfer.access, evaluation, way)
        : ELEMENT_TAKING.has(transfer.access.name.text);
    case 'iterated':
    case 'yielded':
      return true;
    case 'member':
      return isServerList(writtenName(transfer.member.name) ?? '');
    case 'field':
      return isServerList(writtenName(transfer.declaration.name) ?? '');
    case 'bound':
      return tsc.isVariableDeclaration(transfer.declaration) && isUsedList(transfer.name, evaluation, way);
    default:
      return false;
  }
}

function isUsedList(name: ts.BindingName, evaluation: Evaluation, way: Way): boolean {
  if (!tsc.isIdentifier(name)) return tsc.isArrayBindingPattern(name);
  const reads = readsInPrograms(name, evaluation);
  if (!reads.length) return isServerList(name.text);
  const further = furtherOn(way, reads);
  return further === null || further.reads.some((read) => isChosenFrom(read, evaluation, further));
}

/** Whether a variable that a list is given to is read again. */
function isUsedAgain(target: ts.Expression, evaluation: Evaluation, way: Way): boolean {
  return tsc.isIdentifier(target) && isUsedList(target, evaluation, way);
}

/** The reads of a name, but for an export of it. */
function readsInPrograms(name: ts.Identifier, evaluation: Evaluation): readonly ts.Identifier[] {
  return readsOf(name, evaluation).filter((read) => !tsc.isExportSpecifier(read.parent));
}

/** Whether a name says that a list holds what can be asked, or what is asked with, and not what may be. */
function isServerList(name: string): boolean {
  const isNamed = /(server|url|base|host|target|endpoint|upstream|backend|home|argument|arg|param)s?\b/i.test(name);
  return isNamed && !SPEAKING_LIST.test(name);
}

function isUsed(name: ts.BindingName, evaluation: Evaluation, way: Way): boolean {
  if (!tsc.isIdentifier(name)) return false;
  const reads = readsInPrograms(name, evaluation);
  if (!reads.length) return !isOverwritten(name, evaluation);
  return isRequestedAtOneOf(reads, evaluation, way);
}

function isRequestedAtOneOf(reads: readonly ts.Identifier[], evaluation: Evaluation, way: Way): boolean {
  const further = furtherOn(way, reads);
  return further === null || further.reads.some((read) => mayBeRequested(read, evaluation, further));
}

/** Whether what is assigned may be asked for: kept in a member, which anybody can read, or in a variable. */
function isReadAgain(
  { target }: TransferOf<'assigned'>,
  value: ts.Expression,
  evaluation: Evaluation,
  way: Way,
): boolean {
  if (!tsc.isIdentifier(target)) return tsc.isPropertyAccessExpression(target) || tsc.isElementAccessExpression(target);
  const reads = readsOf(target, evaluation).filter((read) => mayHold(read, value, evaluation));
  return isRequestedAtOneOf(reads, evaluation, way);
}

/** Whether a variable, where it is read, can hold the text of an expression. */
function mayHold(read: ts.Identifier, expression: ts.Expression, evaluation: Evaluation): boolean {
  const held = spanOf(expression);
  return evaluation
    .evaluate(read, EMPTY_CONTEXT)
    .some((value) => value.kind === 'text' && value.pieces.some(({ span }) => span !== null && isInside(span, held)));
}

/** Whether a call does more with an argument than look at it, as far as is in sight. */
function goesOn({ call, index }: TransferOf<'argument'>, evaluation: Evaluation, way: Way): boolean {
  if (!tsc.isCallExpression(call)) return true;
  const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  if (!callees.length) return true;
  return callees.some((callee) => {
    const parameter = callee.kind === 'function' ? givenParameters(callee.node)[index] : undefined;
    if (!parameter || !tsc.isIdentifier(parameter.name) || parameter.dotDotDotToken) return true;
    return isRequestedAtOneOf(readsOf(parameter.name, evaluation), evaluation, way);
  });
}

/** Whether a variable that is never read with its first value is given another. */
function isOverwritten(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = declaredSymbol(name, evaluation);
  return evaluation.index
    .changesIn(name.getSourceFile(), name.text)
    .some((each) => declaredSymbol(each, evaluation) === symbol);
}

/** Logs, errors, tests of a text, and methods of the text itself. */
export function isHarmlessCall(call: Call, evaluation: Evaluation): boolean {
  const names = namesLeadingTo(call.expression);
  return (
    isSaid(names) ||
    isAsked(names) ||
    isReduced(names) ||
    TEXT_MAKING.has(names.at(-1) ?? '') ||
    (tsc.isNewExpression(call) && isError(call.expression, evaluation))
  );
}

/** Whether a class is one of errors, whatever its name. */
export function isError(callee: ts.Expression, evaluation: Evaluation): boolean {
  const classes = evaluation
    .evaluate(callee, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'class' ? [value] : []));
  return classes.some(({ node }) =>
    lineage(node, evaluation).some(({ heritageClauses }) =>
      heritageClauses?.some(({ types }) => types.some(({ expression }) => isSaid(namesLeadingTo(expression)))),
    ),
  );
}

/** Where a page leads whoever reads it, which asks for nothing by itself. */
const LEADING: ReadonlySet<string> = new Set(['href', 'to']);

/** `<Table url="…" />`: a component of the program, or of a package, may ask for what it is given; an element does not. */
function isHandedToComponent(by: ts.JsxExpression | ts.JsxAttribute): boolean {
  const attribute = tsc.isJsxAttribute(by) ? by : by.parent;
  if (!tsc.isJsxAttribute(attribute) || LEADING.has(attribute.name.getText())) return false;
  const { tagName } = attribute.parent.parent;
  return !tsc.isJsxNamespacedName(tagName) && /^[A-Z]|\./.test(namesLeadingTo(tagName).join('.'));
}
