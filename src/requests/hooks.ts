import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import { isQuestion, isSaid } from '../libraries/named-calls.js';
import { contains } from '../syntax/contains.js';
import { boundNames, namesLeadingTo } from '../syntax/names.js';
import { tellsPath } from '../syntax/path-question.js';
import { transferOf } from '../syntax/transfer.js';
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
 * Finds a function of the program that a client calls before each request and that may change its address, or do
 * something by it: send a token to some paths alone.
 *
 * It is looked for in the whole program, whichever instance of the client it is given to.
 *
 * @param words the words of Clever's paths
 * @returns where it stands; null if no such function looks at an address
 */
export function hookOnAddress(client: Client, evaluation: Evaluation, words: ReadonlySet<string>): Span | null {
  const hooks = client.requestHooks.flatMap((name) => hooksNamed(name, evaluation));
  const touches = (hook: ts.SignatureDeclaration): boolean =>
    touchesAddress(hook, parametersOf(hook)) || readsAddress(hook, words);
  const found = hooks.find((hook) => mayTouchAddress(hook, touches, evaluation));
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

function mayTouchAddress(
  hook: ts.Node,
  touches: (hook: ts.SignatureDeclaration) => boolean,
  evaluation: Evaluation,
): boolean {
  if (tsc.isFunctionLike(hook)) return touches(hook);
  const values = evaluation.evaluate(hook, EMPTY_CONTEXT);
  return !values.every((value) => value.kind === 'nothing' || (value.kind === 'function' && !touches(value.node)));
}

/** Whether code reads a part of the address that it is given, for more than a log or a question about the origin. */
function readsAddress(hook: ts.SignatureDeclaration, words: ReadonlySet<string>): boolean {
  const given = new Set<string>();
  contains(hook, (node) => {
    if (tsc.isParameter(node)) boundNames(node.name).forEach((name) => given.add(name));
    return false;
  });
  return contains(hook, (node) => {
    if (tsc.isBindingElement(node)) return isAddressTaken(node, given);
    return isAddressRead(node) && given.has(namesLeadingTo(node)[0] ?? '') && !isHarmlessRead(node, words);
  });
}

/** `config.url`, `config['url']` */
function isAddressRead(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  if (tsc.isPropertyAccessExpression(node)) return ADDRESS.has(node.name.text);
  if (!tsc.isElementAccessExpression(node) || !tsc.isStringLiteralLike(node.argumentExpression)) return false;
  return ADDRESS.has(node.argumentExpression.text);
}

/** `({ url, headers }) => …`, `const { url } = config` */
function isAddressTaken({ parent, propertyName, name }: ts.BindingElement, given: ReadonlySet<string>): boolean {
  const taken = propertyName ?? name;
  if (!tsc.isIdentifier(taken) || !ADDRESS.has(taken.text)) return false;
  const declaration = parent.parent;
  if (!tsc.isVariableDeclaration(declaration)) return true;
  return declaration.initializer !== undefined && given.has(namesLeadingTo(declaration.initializer)[0] ?? '');
}

/** Whether nothing is decided by what is read: it is shown, or asked for what a move of the path leaves as it is. */
function isHarmlessRead(read: ts.Expression, words: ReadonlySet<string>): boolean {
  let node: ts.Node = read;
  for (;;) {
    const transfer = transferOf(node);
    switch (transfer.kind) {
      case 'same':
      case 'joined':
      case 'choice':
        node = transfer.to;
        break;
      case 'argument':
        return isSaid(namesLeadingTo(transfer.call.expression));
      case 'compared':
        return !tellsPath(transfer.other, null, words);
      case 'read':
        return isHarmlessMember(transfer.access, words);
      case 'tested':
        return true;
      default:
        return false;
    }
  }
}

/** `config.url.startsWith('https://')`; a longer access is looked at for itself. */
function isHarmlessMember(access: ts.Expression, words: ReadonlySet<string>): boolean {
  if (!tsc.isPropertyAccessExpression(access)) return false;
  const { parent, name } = access;
  if (!tsc.isCallExpression(parent) || parent.expression !== access) return ADDRESS.has(name.text);
  const [other] = parent.arguments;
  return isQuestion(name.text) && other !== undefined && !tellsPath(other, name.text, words);
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
