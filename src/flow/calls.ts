import type { ts } from 'ts-morph';
import { keepsForReaders } from './log-destinations.js';
import { isAssertion, isTestRunner } from '../libraries/assertions.js';
import type { ExternalName } from '../libraries/external-name.js';
import { isLogger, isPrinter } from '../libraries/loggers.js';
import { isErrorClass, isPlainFunction } from '../libraries/runtime.js';
import { tsc } from '../syntax/compiler.js';
import { isAsked } from '../libraries/named-calls.js';
import { remembered } from '../model/remembered.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isAssignmentTarget } from './references.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { lineage } from '../values/inheritance.js';
import { EMPTY_CONTEXT, type Value, type Values } from '../values/value.js';

/** Whether a callee is for people alone: a log, by its import, an assertion of a test, or a class of errors. */
export function isForPeople(callee: ts.Expression, evaluation: Evaluation): boolean {
  const values = speakersOf(callee, evaluation);
  if (values.length > 0 && values.every((value) => isLog(value) || isError(value, evaluation)))
    return !values.some((value) => isReplacedConsole(value, evaluation) || keepsForReaders(value, evaluation));
  return isTestContext(callee, evaluation) || isDeclaredLogger(callee, evaluation);
}

/** Whether a callee is a class of errors. */
export function isErrorMade(callee: ts.Expression, evaluation: Evaluation): boolean {
  return speakersOf(callee, evaluation).some((value) => isError(value, evaluation));
}

/** Whether a callee writes to the standard output, which another program may read: https://nodejs.org/api/console.html */
export function isPrinting(callee: ts.Expression, evaluation: Evaluation): boolean {
  return speakersOf(callee, evaluation).some((value) => isNamed(value, isPrinter));
}

/** What a call asks to speak: of `console[level](…)` the console, whatever the method is. */
function speakersOf(callee: ts.Expression, evaluation: Evaluation): Values {
  const speaking = tsc.isElementAccessExpression(callee) ? callee.expression : (baseOf(callee) ?? callee);
  return evaluation.evaluate(speaking, EMPTY_CONTEXT);
}

/** What is known of the files that are open: whether one of them puts a function of its own into the console. */
const replacedConsoles = new WeakMap<ts.TypeChecker, boolean>();

/** `console.log = (line) => lines.push(line)`: what is logged is kept. */
function isReplacedConsole(value: Value, { checker, index }: Evaluation): boolean {
  if (!isNamed(value, ({ root, isGlobal }) => isGlobal && root === 'console')) return false;
  return remembered(replacedConsoles, checker, () =>
    index
      .identifiers('console')
      .some(
        ({ parent }) =>
          (tsc.isPropertyAccessExpression(parent) || tsc.isElementAccessExpression(parent)) &&
          isAssignmentTarget(parent),
      ),
  );
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
  return isForPeople(callee, evaluation) || makesPlain(callee, evaluation);
}

/** Whether a callee makes a number, a text or a truth of what it is given. */
export function makesPlain(callee: ts.Expression, evaluation: Evaluation): boolean {
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
