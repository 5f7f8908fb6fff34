import ts from 'typescript';
import { lineWidthOf } from '../../src/model/line-width.js';
import type { Texts } from './runner/runner.js';

/** Shorter expressions may stand in a program twice: `me.data.id`. */
const LONG_EXPRESSION = 40;

/**
 * What a reviewer would object to in a change, whatever it does.
 *
 * @returns the objections, each with its file and what it is about
 */
export function objectionsOfStyle(before: Texts, after: Texts): readonly string[] {
  return Object.entries(after).flatMap(([file, text]) => {
    const old = before[file] ?? '';
    if (text === old || !/\.[cm]?[jt]s$/.test(file)) return [];
    const found = [...pastedTwice(old, text), ...blanksAtEnd(old, text), ...tooWide(old, text)];
    return found.map((objection) => `${file}: ${objection}`);
  });
}

function blanksAtEnd(before: string, after: string): readonly string[] {
  return added(before, after)
    .filter((line) => line !== line.trimEnd())
    .map((line) => `blanks at the end: ${line.trim()}`);
}

/** One text, which has no place for a new line, and what ends the argument or the statement. */
const ONE_TEXT = /^\s*(?:`[^`]*`|'[^']*'|"[^"]*")[,;)]*$/;

function tooWide(before: string, after: string): readonly string[] {
  const width = lineWidthOf(before);
  const wide = linesOf(before).filter((line) => line.length > width);
  return added(before, after)
    .filter((line) => line.length > width && !ONE_TEXT.test(line))
    .filter((line) => !wide.some((old) => isEditedWithin(old, line)))
    .map((line) => `wider than ${width}: ${line.trim()}`);
}

/** Of a line that was too wide, a change may exchange a part: whoever wrote it so does not mind its width. */
function isEditedWithin(old: string, line: string): boolean {
  let start = 0;
  while (start < line.length && old[start] === line[start]) start += 1;
  let end = 0;
  while (end < line.length - start && old.at(-1 - end) === line.at(-1 - end)) end += 1;
  return line.length <= old.length && start + end > LEAST_KEPT * line.length;
}

/** How much of a line is what it was. */
const LEAST_KEPT = 0.8;

/** Long values that a change wrote twice into one statement, where they should have a name. */
function pastedTwice(before: string, after: string): readonly string[] {
  const old = new Set(before.split('\n').map((line) => line.trim()));
  const twice = statementsOf(after).flatMap((statement) => {
    const values = valuesIn(statement);
    return values.filter((value, index) => values.indexOf(value) !== index);
  });
  return [...new Set(twice)]
    .filter((value) => ![...old].some((line) => line.includes(value)))
    .map((value) => `written twice: ${value}`);
}

/** The statements of a text that hold no others. */
function statementsOf(text: string): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableStatement(node) || ts.isExpressionStatement(node) || ts.isReturnStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('program.tsx', text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The long expressions of a statement that ask nobody: calls may be made twice. */
function valuesIn(statement: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = node.getText().replaceAll(/\s+/g, ' ');
    if (ts.isBinaryExpression(node) && text.length >= LONG_EXPRESSION && !holdsCall(node)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function holdsCall(node: ts.Node): boolean {
  return ts.isCallExpression(node) || (ts.forEachChild(node, (child) => holdsCall(child) || undefined) ?? false);
}

/** The lines of a text that another one does not have. */
function added(before: string, after: string): readonly string[] {
  const old = new Set(linesOf(before));
  return linesOf(after).filter((line) => !old.has(line));
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
