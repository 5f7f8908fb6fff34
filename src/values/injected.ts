import type { ts } from 'ts-morph';
import {
  INJECTED_MEMBERS,
  INJECTING,
  INJECTION_LIST,
  PROVIDER_MEMBER,
  REGISTRATIONS,
  type Registered,
} from '../libraries/injection.js';
import { fileOf } from '../program/program.js';
import { calleeName } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { writtenName } from '../syntax/names.js';
import { outermostOf } from '../syntax/outer.js';
import type { Evaluation } from './evaluation.js';
import { providedFor, tokenOf } from './provided.js';
import { clientNamed } from './shared-members.js';
import { EMPTY_CONTEXT, knownText, type Scope, type Value, type Values } from './value.js';

/** Something that a program registers under a name: `module.factory('Roster', make)`. */
export interface Registration {
  readonly name: string;
  readonly value: ts.Expression;
  readonly made: Registered;
}

/**
 * What a framework hands to a parameter because of its name, or of the name that stands for it in a list: `function (Roster)`,
 * `['Roster', function (api) { … }]`, `Page.$inject = ['Roster']`.
 *
 * @returns empty where nothing, or more than one thing of the package, is registered under the name
 */
export function injectedByName(parameter: ts.ParameterDeclaration, evaluation: Evaluation): Values {
  const token = tokenOf(parameter);
  if (token) return injectedFor(token, evaluation);
  const name = registeringCalls(evaluation).length ? injectedName(parameter, evaluation) : null;
  if (name === null) return [];
  // The client of the framework itself.
  if (name.startsWith('$') && clientNamed(name).length) return clientNamed(name);
  const own = evaluation.sources.packageOf(fileOf(parameter));
  const [found, ...others] = registrations(evaluation).filter(
    (each) => each.name === name && evaluation.sources.packageOf(fileOf(each.value)) === own,
  );
  return found && !others.length ? valuesOf(found, evaluation) : [];
}

/** What is provided for a token; empty where that is nothing, or more than one thing. */
function injectedFor(token: ts.Expression, evaluation: Evaluation): Values {
  const [found, ...others] = providedFor(token, evaluation);
  return found && !others.length ? valuesOf(found, evaluation) : [];
}

/** All that the opened files register; of `['$http', make]`, the last element. */
export function registrations(evaluation: Evaluation): readonly Registration[] {
  return registeringCalls(evaluation).flatMap(({ named, given, made }): readonly Registration[] => {
    const value = tsc.isArrayLiteralExpression(given) && made !== 'itself' ? given.elements.at(-1) : given;
    const name = evaluation.evaluate(named, EMPTY_CONTEXT).map(knownText).find(Boolean);
    return name && value ? [{ name, value, made }] : [];
  });
}

/** A call that registers something, by its arguments. */
interface RegisteringCall {
  readonly named: ts.Expression;
  readonly given: ts.Expression;
  readonly made: Registered;
}

function registeringCalls({ index }: Evaluation): readonly RegisteringCall[] {
  return Object.entries(REGISTRATIONS).flatMap(([method, made]) =>
    index.callsNamed(method).flatMap(({ expression, arguments: all = [] }): readonly RegisteringCall[] => {
      const [named, given] = all;
      const isOne = named && given && all.length === 2 && tsc.isPropertyAccessExpression(expression);
      return isOne ? [{ named, given, made }] : [];
    }),
  );
}

function valuesOf({ value, made }: Omit<Registration, 'name'>, evaluation: Evaluation): Values {
  const values = evaluation.evaluate(value, EMPTY_CONTEXT);
  switch (made) {
    case 'itself':
      return values;
    case 'answer':
      return answersOf(values, evaluation);
    case 'instance':
      return values.flatMap(instanceOf);
    case 'provided':
      return answersOf(
        [...values, ...values.flatMap(instanceOf)].flatMap((each) => evaluation.member(each, PROVIDER_MEMBER)),
        evaluation,
      );
  }
}

/** What functions return, whose parameters are filled by the framework; of `['$http', make]`, the last. */
function answersOf(values: Values, evaluation: Evaluation): Values {
  return values
    .flatMap((each) => {
      const last = each.kind === 'array' ? each.elements.at(-1) : undefined;
      return last ? evaluation.evaluate(last.node, last.context) : [each];
    })
    .flatMap((each) => (each.kind === 'function' ? evaluation.index.returnsOf(each.node) : []))
    .flatMap((returned) => evaluation.evaluate(returned, EMPTY_CONTEXT));
}

function instanceOf(value: Value): Values {
  if (value.kind !== 'class' && value.kind !== 'function') return [];
  return [{ kind: 'instance', node: value.node, site: null, context: EMPTY_CONTEXT, from: null }];
}

/** The name by which a parameter is filled; null where nothing says that it is. */
function injectedName(parameter: ts.ParameterDeclaration, evaluation: Evaluation): string | null {
  const { parent: declaration } = parameter;
  const place = declaration.parameters.indexOf(parameter);
  const scope = (tsc.isConstructorDeclaration(declaration) ? declaration.parent : declaration) as Scope;
  const listed = listFor(scope, evaluation)?.elements[place];
  if (listed) return evaluation.evaluate(listed, EMPTY_CONTEXT).map(knownText).find(Boolean) ?? null;
  return isInjected(scope, evaluation) && tsc.isIdentifier(parameter.name) ? parameter.name.text : null;
}

/** The list of names: the array that ends in the function or its name, or its `$inject`. */
function listFor(scope: Scope, evaluation: Evaluation): ts.ArrayLiteralExpression | null {
  const around = [outermostOf(scope), ...mentionsOf(scope, evaluation)].find(isLastOfInjected)?.parent;
  if (around && tsc.isArrayLiteralExpression(around)) return around;
  const name = nameOf(scope);
  const assigned = evaluation.index
    .assignmentsTo(INJECTION_LIST)
    .find(({ target }) => target.getSourceFile() === scope.getSourceFile() && calleeName(target.expression) === name);
  const own = tsc.isClassLike(scope)
    ? scope.members.find((member) => member.name && writtenName(member.name) === INJECTION_LIST)
    : undefined;
  const list = own ? listIn(own, evaluation) : assigned?.value;
  return list && tsc.isArrayLiteralExpression(list) ? list : null;
}

function isLastOfInjected(node: ts.Node): boolean {
  const { parent: list } = node;
  return tsc.isArrayLiteralExpression(list) && list.elements.at(-1) === node && isGivenToInjector(list);
}

/** `static $inject = [ … ]`, `static get $inject() { return [ … ]; }` */
function listIn(member: ts.ClassElement, { index }: Evaluation): ts.Expression | undefined {
  if (tsc.isPropertyDeclaration(member)) return member.initializer;
  return tsc.isGetAccessorDeclaration(member) ? index.returnsOf(member)[0] : undefined;
}

/** Whether a function or class is given to a method of the framework, at once or by its name. */
function isInjected(scope: Scope, evaluation: Evaluation): boolean {
  if (isGivenToInjector(outermostOf(scope))) return true;
  return mentionsOf(scope, evaluation).some(isGivenToInjector);
}

/** Where a function or class is mentioned by its name, in its own file and others. */
function mentionsOf(scope: Scope, { index }: Evaluation): readonly ts.Identifier[] {
  const name = nameOf(scope);
  return name === null ? [] : index.identifiers(name);
}

function isGivenToInjector(node: ts.Node): boolean {
  const { parent } = node;
  const member = tsc.isPropertyAssignment(parent) ? parent : node;
  if (tsc.isPropertyAssignment(member) || tsc.isMethodDeclaration(member))
    return INJECTED_MEMBERS.has(writtenName(member.name) ?? '');
  if (tsc.isBinaryExpression(parent))
    return parent.right === node && INJECTED_MEMBERS.has(calleeName(parent.left) ?? '');
  if (!tsc.isCallExpression(parent) || !tsc.isPropertyAccessExpression(parent.expression)) return false;
  const place = parent.arguments.findIndex((each) => each === node);
  const before = parent.arguments[place - 1];
  const isNamed = place === 1 && before !== undefined && tsc.isStringLiteralLike(before);
  const method = parent.expression.name.text;
  return place === 0 ? INJECTING.alone.has(method) : isNamed && INJECTING.named.has(method);
}

function nameOf(scope: Scope): string | null {
  if (scope.name) return writtenName(scope.name);
  const { parent } = outermostOf(scope);
  return tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name) ? parent.name.text : null;
}
