import type { ts } from 'ts-morph';
import { isAssertion, isTestRunner } from '../libraries/assertions.js';
import type { ExternalName } from '../libraries/external-name.js';
import { isLogger } from '../libraries/loggers.js';
import { isErrorClass, isPlainFunction } from '../libraries/runtime.js';
import { tsc } from '../syntax/compiler.js';
import { isAsked } from '../libraries/named-calls.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { lineage } from '../values/inheritance.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';

/** Whether a callee is for people alone: a log, by its import, an assertion of a test, or a class of errors. */
export function isForPeople(callee: ts.Expression, evaluation: Evaluation): boolean {
  // `console[level](…)`: whatever the method is.
  const speaking = tsc.isElementAccessExpression(callee) ? callee.expression : (baseOf(callee) ?? callee);
  const values = evaluation.evaluate(speaking, EMPTY_CONTEXT);
  if (values.length > 0 && values.every((value) => isLog(value) || isError(value, evaluation))) return true;
  return isTestContext(callee, evaluation) || isDeclaredLogger(callee, evaluation);
}

/** The class that `super(…)` calls. */
function baseOf(callee: ts.Expression): ts.Expression | null {
  if (callee.kind !== tsc.SyntaxKind.SuperKeyword) return null;
  const scope = tsc.findAncestor(callee, tsc.isClassLike);
  const base = scope?.heritageClauses?.find(({ token }) => token === tsc.SyntaxKind.ExtendsKeyword);
  return base?.types[0]?.expression ?? null;
}

/** Whether nothing can be read later of what a call was given: it is logged, asserted, or made a plain value. */
export function isSilentCall(callee: ts.Expression, evaluation: Evaluation): boolean {
  if (isForPeople(callee, evaluation)) return true;
  const values = evaluation.evaluate(callee, EMPTY_CONTEXT);
  return values.length > 0 && values.every((value) => isNamed(value, isPlainFunction));
}

/** Whether a callee is a method by which a text, or a list, is asked for something. */
export function isAskingMethod(callee: ts.Expression): boolean {
  return isAsked(namesLeadingTo(callee));
}

function isLog(value: Value): boolean {
  return isNamed(value, isLogger) || isNamed(value, isAssertion);
}

/** A class of errors of the runtime, or one of the program's own that extends it and adds nothing by itself. */
function isError(value: Value, evaluation: Evaluation): boolean {
  if (isNamed(value, isErrorClass)) return true;
  if (value.kind !== 'class') return false;
  const bases =
    lineage(value.node, evaluation)
      .at(-1)
      ?.heritageClauses?.flatMap(({ types }) => types) ?? [];
  return bases.some(({ expression }) =>
    evaluation.evaluate(expression, EMPTY_CONTEXT).some((base) => isNamed(base, isErrorClass)),
  );
}

/** `this.log.warn` of `constructor(private readonly log: Logger)`, which somebody else hands in. */
function isDeclaredLogger(callee: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isPropertyAccessExpression(callee)) return false;
  const { expression: logger } = callee;
  const name = tsc.isPropertyAccessExpression(logger) ? logger.name : logger;
  const declaration = evaluation.checker.getSymbolAtLocation(name)?.valueDeclaration;
  const isTyped = declaration && (tsc.isParameter(declaration) || tsc.isPropertyDeclaration(declaration));
  const type = isTyped ? declaration.type : undefined;
  if (!type || !tsc.isTypeReferenceNode(type) || !tsc.isIdentifier(type.typeName)) return false;
  return evaluation.evaluate(type.typeName, EMPTY_CONTEXT).some((value) => isNamed(value, isLogger));
}

/** `t` of `test('…', (t) => t.is(me.type, 'user'))` */
function isTestContext(callee: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isPropertyAccessExpression(callee) || !tsc.isIdentifier(callee.expression)) return false;
  const parameter = evaluation.checker.getSymbolAtLocation(callee.expression)?.valueDeclaration;
  if (!parameter || !tsc.isParameter(parameter)) return false;
  const test = parameter.parent.parent;
  if (!tsc.isCallExpression(test)) return false;
  return evaluation.evaluate(test.expression, EMPTY_CONTEXT).some((value) => isNamed(value, isTestRunner));
}

function isNamed(value: Value, is: (name: ExternalName) => boolean): boolean {
  const name = externalName(value);
  return name !== null && is(name);
}
