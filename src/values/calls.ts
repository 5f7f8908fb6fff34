import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf, spanOf } from '../program/program.js';
import { storedValue } from './async-storage.js';
import { callBuiltin, callMethod } from './builtins.js';
import { checkedEnvironment } from './checked-environment.js';
import { configurationValue, settled } from './configurations/index.js';
import { dottedName } from './environment.js';
import type { Evaluation, Form } from './evaluation.js';
import { shortName } from './literals.js';
import { mapEntry } from './maps.js';
import { required } from './modules.js';
import { passedOn } from './passed-on.js';
import { siteAt } from './call-sites.js';
import { PROMISE_METHODS } from '../syntax/promises.js';
import { placedValues, unknown, type CallSite, type Context, type Value, type ValueOf, type Values } from './value.js';

/** `callee(…)`. */
export const call: Form<ts.CallExpression> = (node, context, evaluation) => {
  const special = moduleCall(node, context, evaluation);
  if (special) return special;
  const site = siteAt(node, context);
  const ofMethod = methodCall(node.expression, site, evaluation);
  if (ofMethod) return ofMethod;
  return evaluation.evaluate(node.expression, context).flatMap((callee) => evaluation.invoke(callee, site, false));
};

/** `new Callee(…)`. */
export const construction: Form<ts.NewExpression> = (node, context, evaluation) =>
  evaluation
    .evaluate(node.expression, context)
    .flatMap((callee) => evaluation.invoke(callee, siteAt(node, context), true));

/** What a call of something the program does not define answers. */
export function callExternal(
  callee: ValueOf<'external'>,
  site: CallSite,
  construct: boolean,
  evaluation: Evaluation,
): Values {
  const known =
    callBuiltin(dottedName(callee), site, evaluation) ??
    mapEntry(callee, site, evaluation) ??
    configurationValue(callee, site, evaluation) ??
    storedValue(callee, evaluation);
  if (known) return known;
  const checked = checkedEnvironment(callee, site, evaluation);
  if (checked) return [checked];
  const result: ValueOf<'external'> = { ...callee, steps: [...callee.steps, { kind: 'call', site, construct }] };
  return site.node ? settled([result], site.node, evaluation) : [result];
}

/** `require('./file')`, `import('./file')`. */
function moduleCall(node: ts.CallExpression, context: Context, evaluation: Evaluation): Values | null {
  const [specifier] = node.arguments;
  if (!specifier || !tsc.isStringLiteralLike(specifier)) return null;
  if (node.expression.kind === tsc.SyntaxKind.ImportKeyword) return [evaluation.imported(specifier.text, fileOf(node))];
  const isRequire = tsc.isIdentifier(node.expression) && node.expression.text === 'require';
  // `createRequire(import.meta.url)('./settings.json')`, by whatever name.
  if (!isRequire && !specifier.text.startsWith('.')) return null;
  const [callee] = evaluation.evaluate(node.expression, context);
  if (callee?.kind !== 'external') return null;
  return isRequire || dottedName(callee) === 'module.createRequire.()' ? required(specifier, evaluation) : null;
}

/** Methods of functions, texts and arrays: `load.bind(null)`, `path.concat(id)`, `parts.join('/')`. */
function methodCall(callee: ts.Expression, site: CallSite, evaluation: Evaluation): Values | null {
  if (!tsc.isPropertyAccessExpression(callee)) return null;
  const receivers = evaluation.evaluate(callee.expression, site.context);
  const results = receivers.map((receiver) => methodOf(receiver, callee.name.text, site, evaluation));
  if (!results.some((result) => result !== null)) return null;
  return results.flatMap((result, index) => result ?? memberCall(receivers[index] as Value, callee, site, evaluation));
}

function memberCall(
  receiver: Value,
  callee: ts.PropertyAccessExpression,
  site: CallSite,
  evaluation: Evaluation,
): Values {
  const functions = evaluation.member(receiver, callee.name.text);
  if (functions.length) return functions.flatMap((each) => evaluation.invoke(each, site, false));
  return [unknown(shortName(callee), `the return value of \`${callee.getText()}\``, spanOf(callee))];
}

function methodOf(receiver: Value, name: string, site: CallSite, evaluation: Evaluation): Values | null {
  if (PROMISE_METHODS.has(name) && isSettledPromise(receiver)) return promiseMethod(receiver, name, site, evaluation);
  if (receiver.kind === 'function') return functionMethod(receiver, name, site, evaluation);
  if (receiver.kind === 'unknown' && isTextMethod(name)) return [receiver];
  return callMethod(receiver, name, site, evaluation);
}

/** A promise counts as what it will hold; those of a library are followed elsewhere. */
export function isSettledPromise(value: Value): boolean {
  // `import('node-fetch')`
  if (value.kind === 'external') return 'module' in value.root && value.steps.length === 0;
  return ['text', 'object', 'module', 'array', 'merge'].includes(value.kind);
}

function promiseMethod(receiver: Value, name: string, site: CallSite, evaluation: Evaluation): Values {
  const [callback] = site.arguments;
  if (name !== 'then' || !callback) return [receiver];
  const given = placedValues(site.node as ts.Expression, [receiver]);
  return evaluation
    .evaluate(callback.node, callback.context)
    .flatMap((each) => evaluation.invoke(each, { ...site, arguments: [given] }, false));
}

function functionMethod(
  receiver: ValueOf<'function'>,
  name: string,
  site: CallSite,
  evaluation: Evaluation,
): Values | null {
  const [self, ...rest] = site.arguments;
  const bound = { ...receiver, receiver: receiverFrom(self, receiver, evaluation) };
  if (name === 'bind') return [{ ...bound, bound: [...receiver.bound, ...rest] }];
  if (name !== 'call' && name !== 'apply') return null;
  return evaluation.invoke(bound, { ...site, arguments: passedOn(name, site.arguments, evaluation) }, false);
}

function receiverFrom(
  self: CallSite['arguments'][number] | undefined,
  callee: ValueOf<'function'>,
  evaluation: Evaluation,
): Value | null {
  const [value] = self ? evaluation.evaluate(self.node, self.context) : [];
  return value && value.kind !== 'nothing' && value.kind !== 'unknown' ? value : callee.receiver;
}

/** Methods that leave an unknown text what it is for a reader: unknown, under the same name. */
function isTextMethod(name: string): boolean {
  return ['trim', 'toString', 'toLowerCase', 'replace', 'replaceAll', 'normalize'].includes(name);
}
