import type { ts } from 'ts-morph';
import type { Call } from '../../syntax/transfer.js';
import {
  ACCESSOR_PAIRS,
  ACCESSORS,
  ASYNC_HOOKS,
  BOXING,
  CONTINUATIONS,
  DATA_TAKERS,
  OWN_ANSWERS,
  PAGED_QUERIES,
  PAGE_TAKERS,
  PER_ELEMENT,
  QUERIES,
  REGISTRATIONS,
  SELECTORS,
} from '../../libraries/frameworks.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters } from '../../syntax/functions.js';
import { calleeName } from '../../program/syntax-index.js';
import { delegateOf } from '../../values/delegates.js';
import type { Values } from '../../values/value.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import {
  awaited,
  elementShape,
  holder,
  holdsWhole,
  listOf,
  memberShape,
  methodShape,
  promise,
  type Shape,
} from '../../clients/shape.js';
import { enterCallback, same } from './callbacks.js';

/**
 * A function that answers the answer, handed to a function of a package.
 *
 * @returns whether the argument holds such a function
 */
export function handedTo(position: Position, parent: Call, following: Following): boolean {
  if (calledOnIt(position, parent, following)) return true;
  const answered = answeredBy(position.shape);
  const name = calleeName(parent.expression);
  if (!answered || !name) return false;
  // Its own step knows what the call makes of it.
  if (delegateOf(parent, following.evaluation)) return true;
  const value = awaited(answered);
  if (position.shape.kind === 'function' && name === BOXING)
    // That of Angular is called.
    pushAll(position, parent, [boxed(value), { kind: 'function', returns: value }], following);
  else if (position.shape.kind === 'function' && CONTINUATIONS.test(name))
    pushAll(position, parent, [promise(value)], following);
  else if (QUERIES.test(name)) handToQuery(position, parent, name, value, following);
  else if (ACCESSORS.test(name)) pushAll(position, parent, [{ kind: 'function', returns: value }], following);
  else if (ACCESSOR_PAIRS.test(name))
    pushAll(position, parent, [holder({ 0: { kind: 'function', returns: value } })], following);
  else if (ASYNC_HOOKS.test(name)) pushAll(position, parent, asyncShapes(value), following);
  else {
    following.ledger.escapeTo(position, 'returned to', parent.expression);
    if (REGISTRATIONS.test(name) || position.shape.kind !== 'function') return true;
    const likely = doubted(position, parent, `\`${name}\` may return the result of the function that is passed to it`);
    pushAll(likely, parent, [promise(value), { kind: 'function', returns: promise(value) }], following);
  }
  return true;
}

/** `call([response, 'json'])` of a saga: what the method of the answer's holder answers. */
function calledOnIt({ node, ...position }: Position, parent: Call, following: Following): boolean {
  const method = tsc.isExpression(node) && tsc.isArrayLiteralExpression(node) ? node.elements[1] : undefined;
  const name = method && (tsc.isStringLiteralLike(method) ? method.text : calleeName(method));
  const held = memberShape(position.shape, '0');
  const answered = name && held ? methodShape(held, name) : null;
  if (!answered || !delegateOf(parent, following.evaluation)) return false;
  following.push({ ...position, node: parent, shape: answered });
  return true;
}

/** A hook holds what its function answers in `data`, or what `select` makes of it, and hands it to other functions beside it. */
function handToQuery(position: Position, parent: Call, name: string, value: Shape, following: Following): void {
  const held = PAGED_QUERIES.test(name) ? holder({ pages: listOf(value) }) : value;
  const options = optionsOf(position.node, following);
  const taker = (named: RegExp): ts.Expression | undefined => {
    const member = options.find((each) => named.test(each.name?.getText() ?? ''));
    // A method is no expression to the compiler, but has a value like one.
    return member && (tsc.isPropertyAssignment(member) ? member.initializer : (member as ts.Node as ts.Expression));
  };
  const enter = (callback: ts.Expression | undefined, parameters: readonly Shape[], returns: boolean): void => {
    const wrap = (returned: Shape): Shape => holder({ data: awaited(returned) });
    if (callback) enterCallback({ callback, parameters, call: parent, wrap, returns }, position, following);
  };
  enter(taker(PAGE_TAKERS), [value, listOf(value)], false);
  const select = taker(SELECTORS);
  enter(select, [held], true);
  if (select) return;
  enter(taker(DATA_TAKERS), [held], false);
  pushAll(position, parent, [holder({ data: held }), holder({ data: boxed(held) })], following);
}

/** The members of options, also of those that a function of the program answers: `useQuery(queries.me())`. */
function optionsOf(node: ts.Node, { evaluation, request }: Following): readonly ts.ObjectLiteralElementLike[] {
  if (tsc.isObjectLiteralExpression(node)) {
    const spread = node.properties.flatMap((each) =>
      tsc.isSpreadAssignment(each) ? literalsOf(evaluation.evaluate(each.expression, request.context)) : [],
    );
    return [...node.properties, ...spread.flatMap(({ properties }) => [...properties])];
  }
  if (!tsc.isExpression(node)) return [];
  return literalsOf(evaluation.evaluate(node, request.context)).flatMap(({ properties }) => [...properties]);
}

function literalsOf(values: Values): readonly ts.ObjectLiteralExpression[] {
  return values.flatMap((value) => {
    if (value.kind === 'merge') return literalsOf(value.parts);
    return value.kind === 'object' && tsc.isObjectLiteralExpression(value.node) ? [value.node] : [];
  });
}

/**
 * `withPerson(me, (person) => …)`: a function beside the answer is likely handed it by a function that is not in sight.
 *
 * What sends or keeps the answer calls back with what somebody else answered.
 */
export function handedBeside(position: Position, parent: Call, index: number, following: Following): void {
  const name = calleeName(parent.expression);
  const value = valueOf(position.shape);
  if (!name || OWN_ANSWERS.test(name) || !value || !holdsWholeOrMany(value)) return;
  const likely = doubted(position, parent, `this tool cannot see \`${name}\``);
  const shape = PER_ELEMENT.test(name) ? elementShape(value) : value;
  for (const callback of [parent.arguments?.[index - 1], parent.arguments?.[index + 1]]) {
    if (!callback || !tsc.isFunctionLike(callback) || isFailureFirst(callback)) continue;
    enterCallback({ callback, parameters: [shape], call: parent, wrap: same, returns: true }, likely, following);
  }
}

/** The value inside a promise, a getter or a box. */
function valueOf(shape: Shape): Shape | null {
  if (shape.kind === 'function') return awaited(shape.returns);
  const inner = awaited(shape);
  return inner.kind === 'holder' && Object.keys(inner.members).join() === 'value' ? memberShape(inner, 'value') : inner;
}

function holdsWholeOrMany(shape: Shape): boolean {
  return holdsWhole(shape) || shape.kind === 'list';
}

/** `(error, result) => …` */
function isFailureFirst(scope: ts.SignatureDeclarationBase): boolean {
  const [first] = givenParameters(scope);
  return first !== undefined && tsc.isIdentifier(first.name) && /^(_.*|e|er|err|error|ex)$/i.test(first.name.text);
}

/** What the function answers that a value is, or has as a member: `{ queryKey, queryFn: load }`. */
function answeredBy(shape: Shape): Shape | null {
  if (shape.kind === 'function') return shape.returns;
  if (shape.kind !== 'holder') return null;
  const member = Object.values(shape.members).find((each) => each.kind === 'function');
  return member?.kind === 'function' ? member.returns : null;
}

function asyncShapes(value: Shape): readonly Shape[] {
  return ['data', 'value', 'result', 'state'].map((name) => holder({ [name]: value }));
}

function boxed(value: Shape): Shape {
  return holder({ value });
}

function pushAll(position: Position, node: ts.Expression, shapes: readonly Shape[], following: Following): void {
  for (const shape of shapes) following.push({ ...position, node, shape });
}
