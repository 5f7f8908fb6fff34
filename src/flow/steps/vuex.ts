import type { ts } from 'ts-morph';
import {
  ACTIONS,
  COMMITS,
  COMPUTED,
  GETTERS,
  HAVING_STATE,
  MAPPING,
  MUTATIONS,
  STATE_MEMBER,
  STATE_PARAMETERS,
} from '../../libraries/vuex.js';
import { awaited, holder, type Shape } from '../../clients/shape.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters, memberFor, memberOfLiteral } from '../../syntax/functions.js';
import { writtenName } from '../../syntax/names.js';
import type { Call } from '../../syntax/transfer.js';
import { openInPackages } from '../../values/contexts.js';
import type { Evaluation } from '../../values/evaluation.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { bind } from './names.js';
import { showInTemplate } from './templates.js';

/** In how many modules a state may stand: `store.state.school.user.me`. */
const MODULE_LEVELS = 2;

/**
 * `commit('setMe', me)`, `commit({ type: 'setMe', me })`, `dispatch('user/login', me)`: to the functions of that name.
 *
 * @returns whether there is such a function
 */
export function committed(position: Position, parent: Call, index: number, following: Following): boolean {
  const { evaluation } = following;
  const method = calleeName(parent.expression) ?? '';
  const table = Object.hasOwn(COMMITS, method) ? COMMITS[method] : undefined;
  const name = table === undefined ? null : nameCommitted(position, parent, index, evaluation);
  if (table === undefined || name === null) return false;
  openInPackages(parent, name, [table], evaluation);
  const functions = functionsIn(table, name, evaluation);
  const handed = { ...doubted(position, parent, `passed to \`${name}\` of the ${table}`), descent: null };
  for (const each of functions) {
    const [, payload] = givenParameters(each);
    if (payload) bind(payload.name, { ...handed, node: payload }, following);
  }
  if (functions.length) following.ledger.escapeTo(position, 'passed to', parent.expression);
  return functions.length > 0;
}

/** The last part of the name by which a function is asked for; null where nobody knows. */
function nameCommitted({ node }: Position, call: Call, index: number, evaluation: Evaluation): string | null {
  const [first] = call.arguments ?? [];
  const named = first ? evaluation.evaluate(first, EMPTY_CONTEXT) : [];
  const values = index === 0 && node === first ? named.flatMap((each) => evaluation.member(each, 'type')) : named;
  const [text, ...others] = values.map(knownText);
  const isMeant = index <= 1 && typeof text === 'string' && !others.length;
  return isMeant ? (/[^/]+$/.exec(text)?.[0] ?? null) : null;
}

/** The functions that the tables of a name have under a name: `mutations: { setMe(state, me) {} }`. */
function functionsIn(table: string, name: string, evaluation: Evaluation): readonly ts.FunctionLikeDeclaration[] {
  const tables = evaluation.index.identifiers(table).flatMap(({ parent }) => {
    if (tsc.isShorthandPropertyAssignment(parent)) return [parent.name];
    const isTable = tsc.isPropertyAssignment(parent) || tsc.isVariableDeclaration(parent);
    return isTable && writtenName(parent.name) === table && parent.initializer ? [parent.initializer] : [];
  });
  const functions = tables
    .flatMap((each) => evaluation.evaluate(each, EMPTY_CONTEXT))
    .flatMap((each) => evaluation.member(each, name))
    .flatMap((each) => (each.kind === 'function' ? [each.node] : []));
  return [...new Set(functions)];
}

/** Whether a function stands in a table: `getters: { me: (state) => … }`. */
function isInTable(scope: ts.Node, names: readonly string[]): boolean {
  const member = memberOfLiteral(scope as ts.FunctionLikeDeclaration);
  if (!member) return false;
  const { parent } = member.literal;
  const isNamed = tsc.isPropertyAssignment(parent) || tsc.isVariableDeclaration(parent);
  return isNamed && names.includes(writtenName(parent.name) ?? '');
}

/** Whether the first parameter of a function is a state that it changes. */
export function isMutation(scope: ts.Node): boolean {
  return isInTable(scope, [MUTATIONS]);
}

/**
 * A member of a state that a mutation sets: to all that read it.
 *
 * @param path the names that lead to it in the state of its module
 * @param at what sets it
 */
export function keptInModule(path: readonly string[], at: ts.Node, position: Position, following: Following): void {
  const [name = ''] = path;
  const shape = path.slice(1).reduceRight((inner: Shape, each) => holder({ [each]: inner }), position.shape);
  keepUnder(STATE_MEMBER, name, shape, at, position, following);
}

/** What a function of `getters`, of `mapState` or of `computed` answers is a member of the store, or of the component. */
export function answersInStore(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const member = memberOfLiteral(scope);
  const name = member && writtenName(member.name);
  if (!name) return;
  if (isInTable(scope, [GETTERS])) return keepUnder(GETTERS, name, shape, scope, position, following);
  const call = member.literal.parent;
  const isMapped = tsc.isCallExpression(call) && Object.hasOwn(MAPPING, calleeName(call.expression) ?? '');
  if (isMapped || isInTable(scope, [COMPUTED])) expose(name, shape, scope, position, following);
}

function keepUnder(
  member: string,
  name: string,
  shape: Shape,
  at: ts.Node,
  position: Position,
  following: Following,
): void {
  const { evaluation, ledger } = following;
  openInPackages(at, name, [], evaluation);
  ledger.escapeTo(position, 'kept in', at);
  const kept = { ...doubted(position, at, `stored in \`${name}\` of a store`), descent: null };
  for (const { parent: read } of evaluation.index.identifiers(name)) {
    const isRead = tsc.isPropertyAccessExpression(read) && writtenName(read.name) === name;
    if (isRead && isState(read.expression, member, evaluation))
      following.push({ ...kept, node: read.expression, shape: holder({ [name]: shape }) });
  }
  for (const [mapping, meant] of Object.entries(MAPPING))
    if (meant === member)
      for (const call of evaluation.index.callsNamed(mapping))
        for (const alias of aliasesIn(call, name)) expose(alias, shape, call, kept, following);
  showInStoreTemplates(member, name, awaited(shape), kept, following);
}

/** `{{ $store.state.user.me }}` */
function showInStoreTemplates(
  member: string,
  name: string,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const { index, sources } = following.evaluation;
  for (const file of sources.filesMentioning(name)) {
    const source = sources.component(file)?.mentions('$store') ? index.fileAt(file) : undefined;
    if (!source) continue;
    const own = holder({ [name]: shape });
    for (const each of [own, { kind: 'table', of: own } as const])
      showInTemplate(['$store', member], source, { ...position, shape: each }, following);
  }
}

/** Whether an expression is the state, or what getters make of it: of a store, or of one of its modules. */
function isState(node: ts.Expression, member: string, evaluation: Evaluation): boolean {
  let at = node;
  for (let level = 0; level <= MODULE_LEVELS && tsc.isPropertyAccessExpression(at); level += 1) {
    const { expression: owner, name } = at;
    const last = calleeName(tsc.isCallExpression(owner) ? owner.expression : owner) ?? '';
    if (name.text === member && HAVING_STATE.test(last)) return true;
    at = owner;
  }
  return tsc.isIdentifier(at) && isStateParameter(at, member, evaluation);
}

/** `state` of a function in a table, or in `mapState`; `{ state }` of an action. */
function isStateParameter(node: ts.Identifier, member: string, evaluation: Evaluation): boolean {
  const declared = evaluation.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declared || !STATE_PARAMETERS.has(node.text)) return false;
  const isOfGetters = /getters/i.test(node.text);
  if (isOfGetters !== (member === GETTERS)) return false;
  const parameter = tsc.isBindingElement(declared) ? declared.parent.parent : declared;
  if (!tsc.isParameter(parameter)) return false;
  const { parent: scope } = parameter;
  if (isInTable(scope, [GETTERS, ACTIONS, MUTATIONS])) return true;
  const call = memberFor(scope).parent?.parent;
  return call !== undefined && tsc.isCallExpression(call) && Object.hasOwn(MAPPING, calleeName(call.expression) ?? '');
}

/** The names that `mapState(['me'])`, `mapState('user', { mine: 'me' })` give a member. */
export function aliasesIn({ arguments: given }: ts.CallExpression | ts.NewExpression, name: string): readonly string[] {
  const list = given?.at(-1);
  if (list && tsc.isArrayLiteralExpression(list))
    return list.elements.some((each) => isPathTo(each, name)) ? [name] : [];
  if (!list || !tsc.isObjectLiteralExpression(list)) return [];
  return list.properties.flatMap((each) =>
    tsc.isPropertyAssignment(each) && isPathTo(each.initializer, name) ? [writtenName(each.name) ?? ''] : [],
  );
}

function isPathTo(node: ts.Expression, name: string): boolean {
  return tsc.isStringLiteralLike(node) && (node.text === name || node.text.endsWith(`/${name}`));
}

/** Goes on from a member that a component comes to have: `this.me`, and `me` in its template. */
export function expose(name: string, shape: Shape, at: ts.Node, position: Position, following: Following): void {
  const held = { ...position, shape: awaited(shape), descent: null };
  showInTemplate([name], at, held, following);
  const component = tsc.findAncestor(
    at,
    (each) => tsc.isPropertyAssignment(each) && writtenName(each.name) === COMPUTED,
  )?.parent;
  const visit = (node: ts.Node): void => {
    if (node.kind === tsc.SyntaxKind.ThisKeyword)
      following.push({ ...held, node, shape: holder({ [name]: awaited(shape) }) });
    tsc.forEachChild(node, visit);
  };
  if (component) visit(component);
}
