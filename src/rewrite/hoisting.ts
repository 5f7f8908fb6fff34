import type { ts } from 'ts-morph';
import { isRepeatable, mentionsShared } from '../flow/repeatable.js';
import type { Hindrance } from '../model/hindrance.js';
import type { Edit } from '../model/spans.js';
import { fileOf, spanOf } from '../program/program.js';
import { isAccess } from '../syntax/accesses.js';
import { valuesOfMembers } from '../syntax/argument-parts.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { layoutAt, reindented, semicolonOf } from '../syntax/layout.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isWithin } from './address-call.js';
import { hinderedBy } from './hindered.js';
import { passingPart } from './lasting.js';
import { liftedText } from './lifted-options.js';
import { declaring, semicolonOf as semicolonAt } from './named-functions.js';
import type { Asked } from './place.js';
import { givenTo } from './request-chain.js';
import { setForUser } from './set-for-user.js';

/** An argument longer than this is given a name rather than written twice. */
const LONGEST_REPEATED = 40;

/** Names for a value that two requests share, where its own name is taken, or it has none. */
const VALUES = ['credentials', 'cleverCredentials', 'cleverArgument', 'cleverValue'];

/** Declarations that go before the first request, and the names that take the place of what they hold. */
export interface Hoisted {
  /** What is given a name, and evaluated once. */
  readonly shared: readonly ts.Expression[];
  readonly declarations: readonly string[];
  readonly uses: readonly Edit[];
}

export const NOTHING_HOISTED: Hoisted = { shared: [], declarations: [], uses: [] };

/** A part of a request that is given a name, and the text of its declaration. */
interface Lifted {
  readonly node: ts.Expression;
  readonly text: string;
}

/** What of a request is named, and where. */
interface Hoisting {
  readonly asked: Asked;
  /** The calls of the chain, from the last to the one with the address. */
  readonly calls: readonly ts.CallExpression[];
  /** What the declarations go before: a statement, or the body of a function. */
  readonly place: ts.Node;
  /** Functions that are named otherwise. */
  readonly without: readonly ts.Node[];
}

/**
 * Gives names to what both requests need and is too long, or too much alive, to be written twice, and to all that may have
 * another value by the time of the second one.
 *
 * @param calls the calls of the chain, from the last to the one with the address
 * @param place the statement that the declarations go before, or the body of an arrow function that becomes a block
 * @returns null where one of them cannot be named
 */
export function hoistArguments(asked: Asked, calls: readonly ts.CallExpression[], place: ts.Node): Hoisted | null {
  const { address, evaluation } = asked;
  if (!isRepeatable(address.argument, evaluation)) return null;
  // What is called behind the address, `.set(…)` of a chain, is written twice.
  const rest = calls.filter((each) => each !== address.call);
  if (!givenTo(rest).every((each) => isRepeatable(each, evaluation) || holds(each, address.call))) return null;
  const hoisting = { asked, calls, place, without: [] };
  const long = address.call.arguments.filter((each) => !isAddress(each, hoisting) && !isShort(each, asked));
  const passing = passingIn(hoisting);
  if (!passing.length && long.length > 1) return null;
  return hoist(passing.length && long.length > 1 ? passing : [...new Set([...passing, ...long])], hoisting);
}

/**
 * Gives names to what may have another value by the time of the second request.
 *
 * @param without functions that are given names otherwise
 */
export function hoistPassing(
  asked: Asked,
  calls: readonly ts.CallExpression[],
  place: ts.Node,
  without: readonly ts.Node[],
): Hoisted | null {
  const hoisting = { asked, calls, place, without };
  return hoist(passingIn(hoisting), hoisting);
}

/** The arguments that may have another value later on; of one with the address, the members that are not it. */
function passingIn(hoisting: Hoisting): readonly ts.Expression[] {
  return givenTo(hoisting.calls)
    .flatMap(besidesAddress)
    .filter((each) => isPassing(each, hoisting));

  function besidesAddress(each: ts.Expression): readonly ts.Expression[] {
    const isLeft = !isAddress(each, hoisting) && !hoisting.without.some((other) => holds(each, other));
    if (isLeft) return [each];
    return tsc.isObjectLiteralExpression(each) ? valuesOfMembers(each).flatMap(besidesAddress) : [];
  }
}

function isAddress(each: ts.Expression, { asked }: Hoisting): boolean {
  return isWithin(spanOf(asked.address.argument), each);
}

function isPassing(node: ts.Expression, { asked, without }: Hoisting): boolean {
  return passingPart(node, asked.evaluation, without) !== null;
}

function hoist(nodes: readonly ts.Expression[], hoisting: Hoisting): Hoisted | null {
  const lifted = nodes.map((node) => liftedParts(node, hoisting));
  if (!lifted.every((each) => each !== null)) return null;
  const named = lifted
    .flat()
    .sort((left, right) => left.node.pos - right.node.pos)
    .map((each) => ({ ...each, name: nameOf(each.node, hoisting) }));
  if (named.some(({ name }) => name === null)) return null;
  const keyword = declaring(hoisting.place, 'const');
  return {
    shared: named.map(({ node }) => node),
    declarations: named.map(({ name, text }) => `${keyword} ${String(name)} = ${text}`),
    uses: named.map(({ node, name }) => useOf(node, String(name))),
  };
}

/** The name in the place of a value; `{ headers }` for `{ headers: headers }`. */
function useOf(node: ts.Expression, name: string): Edit {
  const { parent } = node;
  const isMember = tsc.isPropertyAssignment(parent) && tsc.isIdentifier(parent.name) && parent.name.text === name;
  return { ...spanOf(isMember ? parent : node), text: name };
}

/** The whole of a value, or where that would have another type by itself, the parts of it that may change. */
function liftedParts(node: ts.Expression, hoisting: Hoisting): readonly Lifted[] | null {
  const text = liftedText(node, hoisting.asked.evaluation.checker);
  if (text !== null) return [{ node, text: reindented(text, node, marginAt(hoisting.place)) }];
  if (!tsc.isObjectLiteralExpression(node) || !isPassing(node, hoisting)) return null;
  const parts = valuesOfMembers(node).filter((each) => isPassing(each, hoisting));
  const inner = parts.map((each) => liftedParts(each, hoisting));
  return inner.length && inner.every((each) => each !== null) ? inner.flat() : null;
}

function nameOf(node: ts.Expression, { asked, calls, place }: Hoisting): string | null {
  const { names, address } = asked;
  const own = ownNames(node);
  const isWhole = address.call.arguments.some((each) => each === node);
  if (isWhole && !own.length) return names.argument(node, calls[0] ?? address.call, place.parent);
  return names.value([...own, ...VALUES], `${fileOf(node)}:${String(node.pos)}`, place);
}

/** `headers` for `headers: { … }`, `options` for `this.options`. */
function ownNames(node: ts.Expression): readonly string[] {
  const { parent } = node;
  const own = isAccess(node) ? namesLeadingTo(node).at(-1) : undefined;
  const named = tsc.isPropertyAssignment(parent) ? parent.name.getText() : own;
  if (named === undefined || !/^[a-z]\w*$/.test(named)) return [];
  return [named, ...['request', 'clever'].map((word) => word + named.charAt(0).toUpperCase() + named.slice(1))];
}

/** Whether an argument may be written twice as it is. */
function isShort(node: ts.Expression, { address, evaluation, flow }: Asked): boolean {
  const again = { call: address.call, repeated: [node], run: [], entering: [], shared: [] };
  return (
    // What is computed is better computed once, and a function written once.
    !contains(node, (each) => tsc.isCallExpression(each) || tsc.isFunctionLike(each)) &&
    !mentionsShared(node, evaluation) &&
    setForUser(again, { evaluation, callers: flow.callers }) === null &&
    isRepeatable(node, evaluation) &&
    node.getText().length <= LONGEST_REPEATED &&
    !node.getText().includes('\n')
  );
}

/**
 * What of a request may have another value by the time of the second one, and is evaluated for both.
 *
 * @param calls the calls of the chain
 * @param without what is evaluated once
 */
export function changedBetween(
  { address, evaluation }: Asked,
  calls: readonly ts.CallExpression[],
  without: readonly ts.Node[],
): Hindrance | null {
  const { call, argument } = address;
  const found = givenTo(calls)
    .map((each) => passingPart(each, evaluation, [...without, argument]))
    .find((each) => each !== null);
  const callee = contains(call.expression, tsc.isElementAccessExpression) ? call.expression : null;
  const isPassing = found ?? (callee && passingPart(callee, evaluation));
  return isPassing ? hinderedBy('changed between', call) : null;
}

/** Lines before a statement, or in a block around what was the body of an arrow function. */
export function declaredBefore(place: ts.Node, lines: readonly string[]): readonly Edit[] {
  if (!lines.length) return [];
  const { newline } = layoutAt(place);
  const file = fileOf(place);
  const start = place.getStart();
  const margin = newline + marginAt(place);
  const { parent } = place;
  if (!tsc.isArrowFunction(parent)) {
    const semicolon = semicolonOf(place as ts.Statement);
    return [{ file, start, end: start, text: lines.map((line) => line + semicolon + margin).join('') }];
  }
  const semicolon = semicolonAt(place);
  const arrow = parent.equalsGreaterThanToken;
  const opening = ` {${lines.map((line) => margin + line + semicolon).join('')}${margin}return `;
  const closing = `${semicolon}${newline}${layoutAt(arrow).indent}}`;
  const { end } = place;
  return [
    { file, start: arrow.end, end: start, text: opening },
    { file, start: end, end, text: closing },
  ];
}

/** How far lines beside a statement are indented, or lines in a block around an arrow function's body. */
function marginAt(place: ts.Node): string {
  if (!tsc.isArrowFunction(place.parent)) return layoutAt(place).indent;
  const { indent, step } = layoutAt(place.parent.equalsGreaterThanToken);
  return indent + step;
}
