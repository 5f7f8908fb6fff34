import type { ts } from 'ts-morph';
import {
  COMPONENTS,
  HANDED_CLIENTS,
  HANDED_PARAMETERS,
  MEMBER_PUTS,
  PROVIDED,
  SHARED_BY_ALL,
  type MemberHolder,
} from '../libraries/shared-members.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { isOuter } from '../syntax/outer.js';
import { fileOf } from '../program/program.js';
import { calleeName } from '../program/syntax-index.js';
import { KEEPING } from './async-storage.js';
import { contextPlace, isSamePlace, placeOfElement } from './contexts.js';
import { declaredMember } from './declared-members.js';
import { variableNamed } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { filledParameter } from './filled-parameters.js';
import { EMPTY_CONTEXT, knownText, type Value, type ValueOf, type Values } from './value.js';

/** A read of a member off an object whose own members are not in sight: `fastify.clever`, `const { $api } = useNuxtApp()`. */
export type SharedRead = ts.PropertyAccessExpression | ts.BindingElement;

/**
 * What a member is where nothing is known of the object but who hands it on.
 *
 * @param holders what the object can be: what the program itself puts on its own object says more than any name
 * @param found what is known of the member by itself
 * @returns empty where that is all
 */
export function sharedOrHanded(
  read: SharedRead,
  name: string,
  holders: Values,
  found: Values,
  evaluation: Evaluation,
): Values {
  if (!found.every(isOpenValue) || isPutByProgram(name, holders, found)) return [];
  const shared = sharedMember(read, name, evaluation);
  if (shared.length) return shared;
  const declared = declaredMember(read, evaluation);
  if (declared.length) return declared;
  const client = handedClient(read, name, found, evaluation);
  return client.length || !found.every(isOfNobody) ? client : variableNamed(name, read, evaluation);
}

/** Whether a thing of a package is a member because the program put it there: `this.client = axios.create(…)`. */
function isPutByProgram(name: string, holders: Values, found: Values): boolean {
  return (
    holders.some((each) => !isOpenValue(each)) && found.some((each) => isThing(each) && !isMemberNamed(each, name))
  );
}

function isThing(value: Value): value is ValueOf<'external'> {
  return value.kind === 'external';
}

/** Whether a package itself has a member: `this.$http` of a class that extends one of Vue's. */
function isMemberNamed({ steps }: ValueOf<'external'>, name: string): boolean {
  const last = steps.at(-1);
  return last?.kind === 'member' && last.name === name;
}

/** Whether nobody says what a value is, whoever calls. */
function isOfNobody(value: Value): boolean {
  return value.kind === 'unknown' && !value.opens && value.variable === undefined;
}

/**
 * What a program put under the name of a member on an object that a framework hands from function to function:
 * `fastify.decorate('clever', client)`, `Vue.prototype.$api = client`, `req.clever = client`.
 *
 * Only what code can be called on is taken: a text under such a name may be that of another request.
 *
 * @param name the member that is read
 * @returns empty where nothing, or more than one thing, is put there
 */
function sharedMember(read: SharedRead, name: string, evaluation: Evaluation): Values {
  const put = [...valuesPut(read, name, evaluation), ...valuesAssigned(read, name, evaluation)];
  const [value, ...others] = new Set(put);
  if (!value || others.length || holds(value, read)) return [];
  return evaluation.evaluate(value, EMPTY_CONTEXT).filter(canBeCalledOn);
}

/**
 * `fetch` of `({ fetch }) => …` and of `event.fetch(…)`, `this.$http`: the client of that name, which a framework hands on.
 *
 * @param found what is known of the member; who calls the function says more than its name
 */
function handedClient(read: SharedRead, name: string, found: Values, evaluation: Evaluation): Values {
  const isOpen = ({ kind }: Value): boolean => kind === 'nothing' && name.startsWith('$');
  if (!HANDED_CLIENTS.has(name) || !found.every((each) => isOpen(each) || (each.kind === 'unknown' && !each.opens)))
    return [];
  const isHanded = tsc.isBindingElement(read)
    ? tsc.findAncestor(read, tsc.isParameter) !== undefined || isReadOff(COMPONENTS, read)
    : contextPlace(read.expression, evaluation)?.path.length === 0 || isReadOff(COMPONENTS, read);
  return isHanded ? clientNamed(name) : [];
}

/** The client that a framework hands on under a name; empty for any other name. */
export function clientNamed(name: string): Values {
  return HANDED_CLIENTS.has(name) ? [{ kind: 'external', root: { global: name }, steps: [] }] : [];
}

/** `get` of `{ auth, token, profile: (credentials, params, get) => … }`: the client that a package hands to the function. */
export function clientHandedTo(parameter: ts.ParameterDeclaration): Values {
  const handed = filledParameter(parameter, HANDED_PARAMETERS);
  if (!handed) return [];
  return [{ kind: 'external', root: { module: handed.module }, steps: [{ kind: 'member', name: handed.member }] }];
}

/** A value that a program puts under a name on such an object. */
export interface SharedPut {
  readonly name: string;
  readonly value: ts.Expression;
}

/**
 * All that some of the opened files put there.
 *
 * @param isMeant which files; the others are not looked at
 */
export function sharedPuts(evaluation: Evaluation, isMeant: (file: string) => boolean): readonly SharedPut[] {
  const { index } = evaluation;
  const stands = (node: ts.Node): boolean => isMeant(fileOf(node));
  const calls = MEMBER_PUTS.flatMap((put) =>
    index.callsNamed(put.method).flatMap(({ arguments: given = [] }): readonly SharedPut[] => {
      const [named, value] = [given[put.name], given[put.value]];
      if (!named || !value || !stands(value)) return [];
      const name = evaluation.evaluate(named, EMPTY_CONTEXT).map(knownText).find(Boolean);
      return name ? [{ name: put.prefix + name, value }] : [];
    }),
  );
  const provided = index.identifiers(PROVIDED.member).flatMap(({ parent }): readonly SharedPut[] => {
    const members = tsc.isPropertyAssignment(parent) ? parent.initializer : null;
    if (!members || !tsc.isObjectLiteralExpression(members)) return [];
    return members.properties.flatMap((each): readonly SharedPut[] => {
      const value = valueOfMember(each);
      return value && each.name && stands(value) ? [{ name: PROVIDED.prefix + each.name.getText(), value }] : [];
    });
  });
  const assigned = [...index.allAssignments()].flatMap(({ target, value }): readonly SharedPut[] => {
    if (!stands(value)) return [];
    const isShared = isOfAll(target.expression, evaluation) || (contextPlace(target, evaluation)?.path.length ?? 0) > 0;
    const name = isShared && mayHoldFunctions(value) ? calleeName(target) : null;
    return name === null ? [] : [{ name, value }];
  });
  return [...calls, ...provided, ...assigned, ...kept(evaluation).filter(({ value }) => stands(value))];
}

/** What a storage keeps is read by the name of the storage: `storage.run(client, next)`. */
function kept({ index }: Evaluation): readonly SharedPut[] {
  return KEEPING.flatMap((method) =>
    index.callsNamed(method).flatMap(({ expression, arguments: given = [] }): readonly SharedPut[] => {
      const name = tsc.isPropertyAccessExpression(expression) ? calleeName(expression.expression) : null;
      return name !== null && given[0] ? [{ name, value: given[0] }] : [];
    }),
  );
}

/** Whether an expression can be more than a text or a number. */
function mayHoldFunctions(node: ts.Expression): boolean {
  return (
    tsc.isNewExpression(node) ||
    tsc.isCallExpression(node) ||
    tsc.isIdentifier(node) ||
    tsc.isPropertyAccessExpression(node) ||
    tsc.isObjectLiteralExpression(node) ||
    tsc.isFunctionLike(node) ||
    isOuter(node)
  );
}

function valueOfMember(member: ts.ObjectLiteralElementLike): ts.Expression | null {
  if (tsc.isPropertyAssignment(member)) return member.initializer;
  return tsc.isShorthandPropertyAssignment(member) ? member.name : null;
}

/** Whether nothing is known of a value but where it comes from. */
function isOpenValue({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'nothing' || kind === 'external';
}

function canBeCalledOn({ kind }: Value): boolean {
  return ['function', 'object', 'instance', 'class', 'external', 'merge', 'members', 'module'].includes(kind);
}

/** `fastify.decorate('clever', client)`, `{ provide: { api: client } }` */
function valuesPut(read: SharedRead, name: string, evaluation: Evaluation): readonly ts.Expression[] {
  const { index } = evaluation;
  const calls = MEMBER_PUTS.filter(({ prefix }) => name.startsWith(prefix)).flatMap((put) =>
    index.callsNamed(put.method).flatMap(({ arguments: given = [] }) => {
      const [named, value] = [given[put.name], given[put.value]];
      if (!named || !value || !isNamed(named, name.slice(put.prefix.length), evaluation)) return [];
      return isReadOff(put.holder, read) ? [value] : [];
    }),
  );
  return [...calls, ...valuesProvided(read, name, evaluation)];
}

function isNamed(node: ts.Expression, name: string, evaluation: Evaluation): boolean {
  if (tsc.isStringLiteralLike(node)) return node.text === name;
  return tsc.isIdentifier(node) && evaluation.evaluate(node, EMPTY_CONTEXT).some((each) => knownText(each) === name);
}

function valuesProvided(read: SharedRead, name: string, { index }: Evaluation): readonly ts.Expression[] {
  if (!name.startsWith(PROVIDED.prefix) || !isReadOff(COMPONENTS, read)) return [];
  const own = name.slice(PROVIDED.prefix.length);
  return index.identifiers(own).flatMap(({ parent }) => {
    if (!tsc.isObjectLiteralElementLike(parent) || parent.name?.getText() !== own) return [];
    const outer = parent.parent.parent;
    if (!tsc.isPropertyAssignment(outer) || outer.name.getText() !== PROVIDED.member) return [];
    return valueOfMember(parent) ?? [];
  });
}

/** `Vue.prototype.$api = client`, `app.config.globalProperties.$api = client`, `req.clever = client` */
function valuesAssigned(read: SharedRead, name: string, evaluation: Evaluation): readonly ts.Expression[] {
  const assignments = evaluation.index.assignmentsTo(name);
  if (!assignments.length) return [];
  const place = tsc.isBindingElement(read) ? placeOfElement(read, evaluation) : contextPlace(read, evaluation);
  const own = functionAround(read);
  const isPutThere = (target: ts.Expression & { readonly expression: ts.Expression }): boolean => {
    if (isOfAll(target.expression, evaluation)) return isReadOff(COMPONENTS, read);
    return place !== null && functionAround(target) !== own && isSamePlace(contextPlace(target, evaluation), place);
  };
  // What is assigned is worked out last: for a name like `url` that is work all over the program.
  const isSomething = (value: ts.Expression): boolean =>
    !evaluation.evaluate(value, EMPTY_CONTEXT).every(({ kind }) => kind === 'nothing');
  return assignments
    .filter(({ target, value }) => target !== read && isPutThere(target) && isSomething(value))
    .map(({ value }) => value);
}

/** `Vue.prototype` of a package, `app.config.globalProperties` */
function isOfAll(target: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isPropertyAccessExpression(target) || !SHARED_BY_ALL.has(target.name.text)) return false;
  return evaluation.evaluate(target.expression, EMPTY_CONTEXT).every(isOpenValue);
}

function isReadOff(holder: MemberHolder, read: SharedRead): boolean {
  if (!tsc.isBindingElement(read)) return isHolder(holder, read.expression);
  const { parent } = read.parent;
  if (tsc.isParameter(parent)) return isTyped(holder, parent) || holder === COMPONENTS;
  return tsc.isVariableDeclaration(parent) && parent.initializer !== undefined && isHolder(holder, parent.initializer);
}

function isHolder(holder: MemberHolder, node: ts.Expression): boolean {
  if (isOuter(node)) return isHolder(holder, node.expression);
  if (node.kind === tsc.SyntaxKind.ThisKeyword) return holder.isThis;
  if (tsc.isCallExpression(node)) return isHolder(holder, node.expression);
  if (tsc.isPropertyAccessExpression(node)) return holder.names.includes(node.name.text);
  return tsc.isIdentifier(node) && holder.names.includes(node.text);
}

function isTyped({ types }: MemberHolder, { type }: ts.ParameterDeclaration): boolean {
  const name = type && tsc.isTypeReferenceNode(type) ? type.typeName.getText() : '';
  return types.some((each) => name.endsWith(each));
}
