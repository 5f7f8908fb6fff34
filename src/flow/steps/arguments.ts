import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { isPassedThrough, isValueOfObservable } from '../../libraries/named-calls.js';
import { mentions } from '../../syntax/contains.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { isNothing } from '../../syntax/nothing.js';
import { holds } from '../../syntax/holds.js';
import type { Call } from '../../syntax/transfer.js';
import { spanOf } from '../../program/program.js';
import { noteAccountHandedOn } from '../account-keys.js';
import { assertionAt } from '../assertions.js';
import { isAskingMethod, isForPeople, isSilentCall, makesPlain } from '../calls.js';
import { isSpoken } from '../spoken.js';
import { move, type Following, type StepForm } from '../following.js';
import { roleName, typeIn, typeWithin } from '../role-names.js';
import { WRITERS } from '../../libraries/frameworks.js';
import { namesPage } from '../../libraries/pages.js';
import { doubted, type Position } from '../position.js';
import {
  awaited,
  eachOf,
  elementShape,
  holder,
  holdsId,
  holdsLink,
  holdsWhole,
  isLinkText,
  isPiped,
  isWatched,
  pathOf,
  promise,
  valueInCell,
  type Shape,
} from '../../clients/shape.js';
import { escapesForStatement } from '../queries.js';
import { columnOf } from '../sql-idioms.js';
import { recordKey, storeKey } from '../stores.js';
import { asksForMember } from './asked-members.js';
import { passToParameter, same } from './callbacks.js';
import { acknowledged } from './acknowledgements.js';
import { askedForState, takenOut } from './cell-readers.js';
import { madeCell } from './cells.js';
import { assignedTo, collected, collectionShape, contentsOf, mappedFrom } from './collections.js';
import { branchesOfMap, noteTable, textsIn } from './comparisons.js';
import { comparedWith } from './operators.js';
import { resolvesPromise } from './deferreds.js';
import { walkedByPath } from './dotted-paths.js';
import { enterCallees } from './entering.js';
import { askedOfLink } from './link-texts.js';
import { isHandedOnFailed, isRefused } from './failed.js';
import { handedBeside, handedTo } from './handing.js';
import { goOnFromCall } from './other-callees.js';
import { keptForReaders } from './places.js';
import { promiseFunction, promiseFunctionAt } from './promise-packages.js';
import { madeStore } from './own-states.js';
import { carried, throughStages } from './stages.js';
import { signedIn } from './sign-in.js';
import { checkedBySchema } from './schemas.js';
import { chainOf, utility } from './utilities.js';
import { makesResult, resultOf } from '../../libraries/results.js';
import { makesInstance } from '../../libraries/transformers.js';
import { externalName } from '../../values/external.js';
import { charactersOf, EMPTY_CONTEXT } from '../../values/value.js';
import { shownInView } from './templates.js';
import { tieClass } from './ties.js';

/** `load()`, where it is the function that holds the answer. */
export const called: StepForm<'called'> = (position, { call }, following) => {
  const { shape } = position;
  if (shape.kind === 'function') return goOnFromCall(position, call, shape, following);
  const state = valueInCell(shape);
  if (state && tsc.isCallExpression(call)) return askedForState(call, state, position, following);
  // A task of fp-ts is a function.
  if (isPiped(shape) && shape.kind === 'promise')
    return move(position, call, promise(shape.holder ?? shape.of), following);
  // A promise or a list is never called: what holds the answer must be something else than was thought.
  if (shape.kind === 'promise' || shape.kind === 'list') following.settle();
};

/** `load(me)` */
export const passed: StepForm<'argument'> = (position, { call: parent, index }, following) => {
  if (isHandedOnFailed(position.node, parent)) return following.settle();
  if (throughStages(position, parent, index, following)) return;
  argument(position, parent, index, following);
};

/** The answer as an argument: into a function of the program, through one that is known, or out of sight. */
function argument(position: Position, parent: Call, index: number, following: Following): void {
  const ofPackage = promiseFunctionAt(parent.expression, following.evaluation);
  const names = ofPackage ? ['Promise', ofPackage] : namesLeadingTo(parent.expression);
  const name = names.join('.');
  if (name === 'Object.assign') return assignedTo(position, parent, index, following);
  const contents = contentsOf(name, position.shape);
  if (contents) return move(position, parent, contents, following);
  if (mappedFrom(position, parent, index, following)) return;
  const collection = collectionShape(parent, position.shape);
  if (collection) return move(position, parent, collection, following);
  if (isPassedThrough(names)) {
    if (name === 'JSON.parse' && pathOf(position.shape)?.length === 0) following.decode(parent);
    const change = changeBy(name, parent);
    if (change && holdsWhole(position.shape)) following.ledger.escapeTo(position, change, name);
    // What waits for an observable is a promise, whoever gets it.
    const isWaiting = isValueOfObservable(names) && position.shape.kind === 'promise' && isPiped(position.shape);
    if (isWaiting) return move(position, parent, promise(awaited(position.shape)), following);
    return move(position, parent, passedThrough(name, position.shape), following);
  }
  if (ofPackage && promiseFunction(position, parent, index, following)) return;
  if (askedOfLink(position, parent, index, following)) return;
  if (checkedBySchema(position, parent, following)) return;
  if (isOfCell(position, parent, index, following)) return;
  if (tsc.isCallExpression(parent) && isOfUtility(position, parent, index, following)) return;
  if (carried(position, parent, following) || wrapped(position, parent, index, following)) return;
  if (holdsId(position.shape) && escapesForStatement(parent, following.evaluation))
    return move(position, parent, position.shape, following);
  noteKey(position, parent, following);
  noteNamedRole(position, parent, index, following);
  noteRoleColumn(position, parent, following);
  notePage(position, following);
  noteAccountHandedOn(position, parent, following);
  noteRecord(position, parent, following);
  const isAsked = asksForLink(position, following);
  if (tested(position, parent, following)) return;
  if (collected(position, parent, index, following)) return;
  if (enterCallees(position, parent, index, following)) return;
  if (isAsked) return;
  if (signedIn(position, parent, index, following)) return;
  if (index === 0 && resolvesPromise(parent.expression, position.shape, position, following)) return;
  if (callsBack(position, parent, index, following)) return;
  if (keptForReaders(position, parent, index, following)) return;
  if (handedTo(position, parent, following)) return;
  if (asserted(position, parent, index, following)) return;
  if (isSilent(parent, name, index, position.shape, following)) return following.settle();
  if (tsc.isExpression(position.node) && isRefused(position.node, following.evaluation)) return following.settle();
  shownInView(position, parent, index, following);
  handedBeside(position, parent, index, following);
  const list = holdsId(position.shape) ? listAskedFor(parent) : null;
  if (list) following.ledger.use(position, { kind: 'match', other: spanOf(list) });
  following.ledger.escapeTo(position, 'passed to', parent.expression);
  if (tsc.isNewExpression(parent)) madeOf(position, parent, following);
}

/** `useAtom(me)`, `writable(me)`, `defineStore('user', setUp)` */
function isOfCell(position: Position, call: Call, index: number, following: Following): boolean {
  if (takenOut(position, call, index, following) || madeStore(position, call, following)) return true;
  return madeCell(position, call, index, following);
}

/** `_.map(users, …)`, `_.chain(users)` */
function isOfUtility(position: Position, call: ts.CallExpression, index: number, following: Following): boolean {
  return (
    utility(position, call, index, following) ||
    chainOf(position, call, index, following) ||
    walkedByPath(position, call, index, following)
  );
}

/** `section.teachers` of `section.teachers.includes(id)` */
function listAskedFor({ expression }: Call): ts.Expression | null {
  const isAsking = tsc.isPropertyAccessExpression(expression) && /^(includes|indexOf)$/.test(expression.name.text);
  return isAsking ? expression.expression : null;
}

/** `ok(me)` of a package of envelopes, `plainToInstance(Me, body)`: the same value as something else. */
function wrapped(position: Position, parent: Call, index: number, following: Following): boolean {
  const names = following.evaluation.evaluate(parent.expression, EMPTY_CONTEXT).map(externalName);
  if (index === 0 && names.some((name) => name && makesResult(name))) {
    move(position, parent, resultOf(awaited(position.shape)), following);
    return true;
  }
  const [made] = parent.arguments ?? [];
  if (index !== 1 || !made || !names.some((name) => name && makesInstance(name))) return false;
  if (tsc.isIdentifier(made)) tieClass(made, position, following);
  move(position, parent, position.shape, following);
  return true;
}

/** `new Account({ key: id })` of a library: an object that likely has the members that it is made of. */
function madeOf(position: Position, made: ts.NewExpression, following: Following): void {
  if (position.shape.kind !== 'holder') return;
  const likely = doubted(position, made, 'created by an unknown class');
  following.push({ ...likely, node: made, filled: position.carrier ?? position.node });
}

/** `assert.notEqual(me.data.id, DEMO_TEACHER)`: a person is let in, or a test passes, by an id that was written down. */
function asserted(position: Position, parent: Call, index: number, following: Following): boolean {
  if (!holdsId(position.shape)) return false;
  const [other] = assertionAt(parent, index)?.expected ?? [];
  if (!other || !isForPeople(parent.expression, following.evaluation)) return false;
  comparedWith(position, other, following);
  return true;
}

/** How a function that answers what it is given may yet change it; null where it does not. */
function changeBy(name: string, parent: Call): 'renamed by' | 'changed through' | null {
  if (name === 'camelcaseKeys') return 'renamed by';
  const isJson = name === 'JSON.parse' || name === 'JSON.stringify';
  const given = isJson ? parent.arguments?.[1] : undefined;
  return given && !isNothing(given) ? 'changed through' : null;
}

/** Whether nothing can be read later of what a call was given: it is logged, or tested. */
function isSilent(call: Call, name: string, index: number, shape: Shape, { evaluation }: Following): boolean {
  const { expression: callee } = call;
  const watched = isWatched(shape);
  if (isAskingMethod(callee) || name === 'Object.entries' || name === 'Object.values') return !watched;
  if (name === 'Object.keys') return !holdsWhole(shape);
  // `parseInt(id, 16) % 2` computes with an id that will be another one.
  if ((name === 'parseInt' || name === 'Number') && watched) return false;
  const said = watched ? call.arguments?.[index] : undefined;
  return said ? isSpoken(call, said, evaluation) || makesPlain(callee, evaluation) : isSilentCall(callee, evaluation);
}

/** A link that is asked for as it is. */
function asksForLink(position: Position, { ledger, requested }: Following): boolean {
  const path = pathOf(position.shape);
  if (!path || !holdsLink(position.shape) || !requested.has(position.node)) return false;
  ledger.use({ ...position, shape: { kind: 'body', path } }, { kind: 'url', at: spanOf(position.node) });
  return true;
}

/** An address, or the path of one. */
const PATH = /^(?:https?:\/)?\/./i;

/** The id given to a store. */
function noteKey(position: Position, parent: Call, following: Following): void {
  const { ledger, evaluation, request, requested } = following;
  // What Clever is asked with is no key, whatever the client is called.
  if (parent.arguments?.some((argument) => requested.has(argument))) return;
  const carrier = position.carrier ?? position.node;
  const path = pathOf(position.shape);
  if (path === null || !holdsId(position.shape) || !holds(parent, carrier)) return;
  const key = storeKey(parent, carrier, path, evaluation);
  if (!key) return;
  const callees = evaluation.evaluate(parent.expression, request.context);
  const isOwn = callees.length > 0 && callees.every(({ kind }) => kind === 'function');
  if (isOwn && makesPath(parent, following)) return;
  ledger.use({ ...position, node: carrier, shape: { kind: 'body', path } }, key, isOwn ? parent : null);
}

/** `paths.user(me.data.id)`: a function that puts the id into a path keeps nothing, and looks for nothing. */
function makesPath(call: Call, { evaluation, request }: Following): boolean {
  const made = evaluation.evaluate(call, request.context);
  return made.length > 0 && made.every((value) => value.kind === 'text' && PATH.test(charactersOf(value.pieces)));
}

/** `query('INSERT INTO users (user_type) VALUES ($1)', [me.type])`: kept as what somebody is, as the column says. */
function noteRoleColumn(position: Position, call: Call, { ledger }: Following): void {
  const node = position.carrier ?? position.node;
  const type = typeWithin(position.shape);
  const column = type && tsc.isCallExpression(call) ? columnOf(call, node) : null;
  const says = type && column ? roleName(column, type) : null;
  if (type && says) ledger.keptAs(says, { ...position, node, shape: type });
}

/** `res.redirect(me.type)`: everybody is led to the page of a role. */
function notePage(position: Position, { ledger }: Following): void {
  if (typeIn(position.shape) && namesPage(position.node)) ledger.keptAs('role', position);
}

/** `user.set('role', me.type)`: kept as the role of somebody, as the name before it says. */
function noteNamedRole(position: Position, call: Call, index: number, { ledger }: Following): void {
  const name = call.arguments?.[index - 1];
  const method = tsc.isPropertyAccessExpression(call.expression) ? call.expression.name.text : '';
  const isKept = name && tsc.isStringLiteralLike(name) && WRITERS.has(method);
  const says = isKept ? roleName(name.text, position.shape) : null;
  if (says && says !== 'type') ledger.keptAs(says, position);
}

const ID: ReadonlySet<string> = new Set(['id']);

/** A whole record given to a store, which keeps its id with it: `users.insertOne({ ...me.data })`. */
function noteRecord(position: Position, call: Call, { ledger, evaluation, requested }: Following): void {
  const path = idOfRecord(position.shape);
  if (!path || call.arguments?.some((argument) => requested.has(argument))) return;
  const carrier = position.carrier ?? position.node;
  // `insert(Object.values(me))`
  const isListed = namesLeadingTo(call.expression).join('.') === 'Object.values' && tsc.isCallExpression(call.parent);
  const store = isListed && call.parent.expression !== call ? call.parent : call;
  // The id that is named as well is told of by itself.
  if (mentions(store, ID)) return;
  const key = holds(store, carrier) ? recordKey(store, carrier, path, evaluation) : null;
  if (key) ledger.use({ ...position, node: carrier, shape: { kind: 'body', path } }, key);
}

/** Where the id stands in a record that a value holds as a whole; null where the value is no record, or has no id. */
function idOfRecord(shape: Shape): readonly string[] | null {
  const path = pathOf(shape);
  if (!path || (shape.kind === 'body' && shape.without?.includes('id'))) return null;
  const last = path.at(-1);
  if (path.length === 0 || last === '[]') return [...path, 'data', 'id'];
  return last === 'data' ? [...path, 'id'] : null;
}

/** `ROLES.includes(type)`, `ROLES.get(type)`, `ROLES.hasOwnProperty(type)`, `/^teacher$/.test(type)` */
function tested(position: Position, parent: Call, following: Following): boolean {
  const { shape } = position;
  const callee = parent.expression;
  if (shape.kind !== 'body' || holdsId(shape) || isLinkText(shape) || !tsc.isPropertyAccessExpression(callee))
    return false;
  const name = callee.name.text;
  if (name === 'test' && holdsWhole(shape)) return false;
  if (name === 'hasOwnProperty') noteTable(position, callee.expression, following);
  else if (name === 'hasOwn') askedByFunction(position, parent, following);
  else if (['includes', 'indexOf', 'has', 'get', 'test'].includes(name)) {
    const parts = textsInPattern(callee.expression);
    const literals = parts ?? textsIn(callee.expression, following);
    if (!literals) return false;
    const branches = name === 'get' ? branchesOfMap(callee.expression, following) : [];
    const how = { kind: 'compare', literals, comparison: null, branches } as const;
    following.ledger.use(position, parts ? { ...how, inPart: true } : how);
  } else return false;
  return true;
}

/** `Object.hasOwn(me.data, 'email')`, `Object.hasOwn(ROLES, type)` */
function askedByFunction(position: Position, parent: Call, following: Following): void {
  const [table, name] = parent.arguments ?? [];
  if (table && name === position.node) return noteTable(position, table, following);
  asksForMember(position, name, following);
}

/** The words that a regular expression asks for. */
function textsInPattern(node: ts.Expression): readonly string[] | null {
  if (!tsc.isRegularExpressionLiteral(node)) return null;
  return node.text.match(/[a-z]\w*/gi) ?? [];
}

/** `callback(null, body)`, where the callback is a parameter. */
function callsBack(position: Position, parent: Call, index: number, following: Following): boolean {
  const parameters = [...Array<null>(index).fill(null), position.shape];
  const handover = { callback: parent.expression, parameters, call: parent, wrap: same, returns: false };
  return passToParameter(handover, position, following) || acknowledged(handover, position, following);
}

function passedThrough(name: string, shape: Shape): Shape {
  if (name === 'Promise.resolve') return promise(awaited(shape));
  if (name.startsWith('Promise.')) return promise(settledList(name, shape));
  return (name === 'Buffer.concat' && elementShape(shape)) || shape;
}

/** What `Promise.all` resolves to: the same list, each element awaited. */
function settledList(name: string, shape: Shape): Shape {
  const unwrap = (each: Shape): Shape =>
    name === 'Promise.allSettled' ? holder({ value: awaited(each) }) : awaited(each);
  const one = elementShape(shape);
  if ((name === 'Promise.any' || name === 'Promise.race') && one) return awaited(one);
  return eachOf(shape, unwrap);
}
