import type { ts } from 'ts-morph';
import { RUNNER_COMMAND } from '../libraries/command-lines.js';
import { fileOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { operandsOf } from '../syntax/sums.js';
import type { Call } from '../syntax/transfer.js';
import type { Evaluation } from '../values/evaluation.js';
import { isRunByCommand } from './commands.js';
import { isErrorMade, isForPeople, isPrinting } from './calls.js';
import { declaredSymbol, mentionsOfSame } from './references.js';
import { takesErrorsApart } from './words-of-errors.js';

/** Through how many functions a print is followed to the top of a file; one that is called deeper counts as one at the top. */
const DEEPEST_CALLS = 3;

/**
 * Whether an argument is said to people and to nobody else: a line of a log, an assertion, the words of an error.
 *
 * An error is caught, and a program that prints at its top, or as a command, is run for what it prints. There a program may
 * read what is said without words around it: `new Error(me.data.id)`, `console.log(JSON.stringify(me))`.
 *
 * @param said the whole argument
 */
export function isSpoken(call: Call, said: ts.Node, evaluation: Evaluation): boolean {
  const { expression: callee } = call;
  if (!isForPeople(callee, evaluation)) return false;
  if (isErrorMade(callee, evaluation)) return isSentence(said) && !takesErrorsApart(evaluation);
  if (!isPrinting(callee, evaluation) || isLabelled(call.arguments ?? [])) return true;
  if ((call.arguments ?? []).some((each) => saysWords(each, RUNNER_COMMAND))) return false;
  return !isPrintedForPrograms(call, evaluation);
}

/** Whether what is printed may be what the program is run for: it stands at the top of a script, or a command leads to it. */
function isPrintedForPrograms(call: ts.Node, evaluation: Evaluation): boolean {
  return runsAtTop(call, evaluation, DEEPEST_CALLS) || isRunByCommand(fileOf(call), evaluation);
}

/**
 * Whether a function that gets a value later says it to people and to nobody else: `.then(console.error)`.
 *
 * @param call what hands the value to the function
 */
export function isSpokenBy(callback: ts.Expression, call: ts.Node, evaluation: Evaluation): boolean {
  if (!isForPeople(callback, evaluation)) return false;
  return !isPrinting(callback, evaluation) || !isPrintedForPrograms(call, evaluation);
}

/** The blank of `unknown user ${id}` and of `${id}: ${status}`; `user-${id}` may be a key. */
const SENTENCE = /\s/;

/** Whether a text has words for people around what is put into it. */
export function isSentence(text: ts.Node): boolean {
  return saysWords(text, SENTENCE);
}

/** What tells a reader of a log what is printed beside it. */
const LABEL = /\p{L}/u;

/** What a format puts a value in the place of: https://nodejs.org/api/util.html#utilformatformat-args */
const PLACEHOLDERS = /%[sdifjoOc%]/g;

/** What programs read: JSON, settings (`OWNER=…`), SQL, addresses. */
const FOR_PROGRAMS = /[{}<>=]|":|;$|:\/\/|\b(?:INSERT|UPDATE|DELETE|SELECT)\b/;

/** Whether words for people, and nothing else, stand beside what is printed. */
function isLabelled(printed: readonly ts.Expression[]): boolean {
  return printed.some((each) => saysWords(each, LABEL)) && !printed.some((each) => saysWords(each, FOR_PROGRAMS));
}

/** Whether a text is written here, at least in part, and that part is of a kind. */
function saysWords(node: ts.Node, words: RegExp): boolean {
  return operandsOf(node).some((each) => isWritten(each, words));
}

function isWritten(node: ts.Node, words: RegExp): boolean {
  const isOfKind = (text: string): boolean => words.test(text.replaceAll(PLACEHOLDERS, ''));
  if (tsc.isStringLiteralLike(node)) return isOfKind(node.text);
  if (!tsc.isTemplateExpression(node)) return false;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => isOfKind(text));
}

/** Whether code runs because its file is loaded: it is in no function, or in one that the file itself calls, like `main`. */
function runsAtTop(node: ts.Node, evaluation: Evaluation, depth: number): boolean {
  const around = functionAround(node);
  if (!around) return true;
  if (depth === 0) return true;
  return callsInFile(around, evaluation).some((call) => runsAtTop(call, evaluation, depth - 1));
}

/** The calls of a function in its own file: by its name, where it stands, or when a promise is there. */
function callsInFile(around: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  const { parent } = around;
  if (tsc.isParenthesizedExpression(parent)) return isCalled(parent) ? [parent.parent] : [];
  if (tsc.isCallExpression(parent)) return isContinuation(parent) ? [parent] : [];
  const name = nameOf(around);
  if (!name || !declaredSymbol(name, evaluation)) return [];
  return mentionsOfSame(name, evaluation).filter(
    (each) => each !== name && (isCalled(each) || (tsc.isCallExpression(each.parent) && isContinuation(each.parent))),
  );
}

function isCalled(node: ts.Node): boolean {
  return tsc.isCallExpression(node.parent) && node.parent.expression === node;
}

/** `.then(print)` */
function isContinuation({ expression }: ts.CallExpression): boolean {
  return tsc.isPropertyAccessExpression(expression) && /^(?:then|catch|finally)$/.test(expression.name.text);
}

function nameOf(around: ts.Node): ts.Identifier | null {
  if (tsc.isFunctionDeclaration(around)) return around.name ?? null;
  const { parent } = around;
  return tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name) ? parent.name : null;
}
