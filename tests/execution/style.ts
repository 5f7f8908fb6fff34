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
    return [...tooLong(old, text), ...pastedTwice(old, text), ...blanksAtEnd(old, text)].map(
      (objection) => `${file}: ${objection}`,
    );
  });
}

/** Lines that are wider than their file, and were not before. */
function tooLong(before: string, after: string): readonly string[] {
  const width = lineWidthOf(before);
  return added(before, after)
    .filter((line) => line.length > width)
    .map((line) => `wider than ${width}: ${line.trim()}`);
}

function blanksAtEnd(before: string, after: string): readonly string[] {
  return added(before, after)
    .filter((line) => line !== line.trimEnd())
    .map((line) => `blanks at the end: ${line.trim()}`);
}

/** Long expressions that a change wrote in two places. */
function pastedTwice(before: string, after: string): readonly string[] {
  const old = countsOf(before);
  return [...countsOf(after)]
    .filter(([text, count]) => count > 1 && count > (old.get(text) ?? 0) + 1)
    .map(([text]) => `written twice: ${text}`);
}

/** How often each long expression stands in a text. */
function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    const own = node.getText().replaceAll(/\s+/g, ' ');
    if (ts.isExpression(node) && own.length >= LONG_EXPRESSION) counts.set(own, (counts.get(own) ?? 0) + 1);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('program.tsx', text, ts.ScriptTarget.Latest, true));
  return counts;
}

/** The lines of a text that another one does not have. */
function added(before: string, after: string): readonly string[] {
  const old = new Set(linesOf(before));
  return linesOf(after).filter((line) => !old.has(line));
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
