import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { isAssignment } from '../syntax/writes.js';
import { spanOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** Names of what decides where a request goes, over the clients' options, `URL` and `Request`. */
const ADDRESS: ReadonlySet<string> = new Set([
  ...['url', 'uri', 'baseURL', 'baseUrl', 'prefixUrl', 'params', 'searchParams', 'query', 'qs'],
  ...['href', 'origin', 'protocol', 'host', 'hostname', 'port', 'path', 'pathname', 'search'],
]);

/** Methods of `URLSearchParams` that change it. */
const CHANGES: ReadonlySet<string> = new Set(['append', 'delete', 'set']);

/**
 * Finds a function of the program that a client calls before each request and that may change its address.
 *
 * It is looked for in the whole program, whichever instance of the client it is given to.
 *
 * @returns where it stands; null if no such function can change an address
 */
export function hookOnAddress(client: Client, evaluation: Evaluation): Span | null {
  const hooks = client.requestHooks.flatMap((name) => hooksNamed(name, evaluation));
  const found = hooks.find((hook) => mayChangeAddress(hook, evaluation));
  return found ? spanOf(found) : null;
}

/** The functions of the program that a client calls before each request. */
export function requestHooksOf(client: Client, evaluation: Evaluation): readonly ts.Node[] {
  const hooks = client.requestHooks.flatMap((name) => hooksNamed(name, evaluation));
  return hooks.flatMap((hook) => {
    if (tsc.isFunctionLike(hook)) return [hook];
    const values = evaluation.evaluate(hook, EMPTY_CONTEXT);
    return values.flatMap((value) => (value.kind === 'function' ? [value.node] : []));
  });
}

/** What is given under the name of a hook: `interceptors.request.use(hook)`, `{ beforeRequest: [hook] }`, `{ onRequest() {} }`. */
function hooksNamed(path: string, evaluation: Evaluation): readonly ts.Node[] {
  const names = path.split('.');
  return evaluation.index.identifiers(names.at(-1) ?? '').flatMap((name): readonly ts.Node[] => {
    const { parent } = name;
    if (tsc.isShorthandPropertyAssignment(parent)) return [name];
    if (tsc.isMethodDeclaration(parent) && parent.name === name) return [parent];
    if (tsc.isPropertyAssignment(parent) && parent.name === name) return elementsOf(parent.initializer);
    if (!isMethodOf(parent, names) || !tsc.isCallExpression(parent.parent)) return [];
    return parent.parent.arguments.slice(0, 1).flatMap(elementsOf);
  });
}

/** `api.interceptors.request.use` for `interceptors.request.use`. */
function isMethodOf(node: ts.Node, names: readonly string[]): boolean {
  return tsc.isPropertyAccessExpression(node) && node.getText().endsWith(`.${names.join('.')}`);
}

function elementsOf(value: ts.Expression): readonly ts.Expression[] {
  return tsc.isArrayLiteralExpression(value) ? value.elements : [value];
}

function mayChangeAddress(hook: ts.Node, evaluation: Evaluation): boolean {
  if (tsc.isFunctionLike(hook)) return touchesAddress(hook, parametersOf(hook));
  const values = evaluation.evaluate(hook, EMPTY_CONTEXT);
  return !values.every(
    (value) =>
      value.kind === 'nothing' || (value.kind === 'function' && !touchesAddress(value.node, parametersOf(value.node))),
  );
}

/** The names under which a hook has what it is given. */
function parametersOf({ parameters }: ts.SignatureDeclaration): ReadonlySet<string> {
  return new Set(parameters.flatMap(({ name }) => (tsc.isIdentifier(name) ? [name.text] : [])));
}

/** Whether code sets a part of an address, makes another request, or hands what it is given to somebody else. */
function touchesAddress(hook: ts.Node, given: ReadonlySet<string>): boolean {
  return contains(hook, (node) => {
    if (tsc.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) && namesAddress(node.left);
    if (tsc.isPropertyAssignment(node)) return ADDRESS.has(node.name.getText());
    if (tsc.isNewExpression(node)) return node.expression.getText() === 'Request';
    return tsc.isCallExpression(node) && (changesQuery(node) || handsOn(node, given) || goesOnWithOther(node, given));
  });
}

/** `next(url.replace(…), options)` of a function that is handed the next one. */
function goesOnWithOther({ expression, arguments: [address] }: ts.CallExpression, given: ReadonlySet<string>): boolean {
  const isNext = tsc.isIdentifier(expression) && given.has(expression.text);
  return isNext && address !== undefined && !tsc.isIdentifier(address);
}

/** `config.url`, `options.url.pathname`, `config['params'].where` */
function namesAddress(target: ts.Node): boolean {
  if (tsc.isPropertyAccessExpression(target)) return ADDRESS.has(target.name.text) || namesAddress(target.expression);
  if (!tsc.isElementAccessExpression(target)) return false;
  const { argumentExpression: name } = target;
  return !tsc.isStringLiteralLike(name) || ADDRESS.has(name.text) || namesAddress(target.expression);
}

/** `options.url.searchParams.set(…)` */
function changesQuery({ expression }: ts.CallExpression): boolean {
  return (
    tsc.isPropertyAccessExpression(expression) &&
    CHANGES.has(expression.name.text) &&
    namesAddress(expression.expression)
  );
}

/** `rewrite(config)`; what is shown on the console comes back as it was. */
function handsOn({ expression, arguments: handed }: ts.CallExpression, given: ReadonlySet<string>): boolean {
  return (
    handed.some((argument) => tsc.isIdentifier(argument) && given.has(argument.text)) &&
    !expression.getText().startsWith('console.')
  );
}
