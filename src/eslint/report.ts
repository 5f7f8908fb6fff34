import { applyEdits } from '../model/apply-edits.js';
import { describeChange, type Change, type Finding } from '../model/finding.js';
import { oncePerObject } from '../model/once-per-object.js';
import type { HostFixFunction, HostReport, HostSourceCode } from './host.js';

/**
 * Makes what puts findings into the words of ESLint, for one text. Thousands of findings may offer one change, so its new
 * text is made once and they have it in common.
 *
 * @param sourceCode the text at hand
 */
export function reporterOf(sourceCode: HostSourceCode): (finding: Finding) => HostReport {
  const fixOf = oncePerObject((edits: Change['edits']) => toFix(edits, sourceCode.text));
  return (finding) => toReport(finding, sourceCode, fixOf);
}

/** What concerns a file as a whole. */
export function atStart(message: string): HostReport {
  const start = { line: 1, column: 0 };
  return { message, loc: { start, end: start }, fix: null, suggest: [] };
}

/**
 * Puts a finding into the words of ESLint. What ESLint cannot write, because it changes other files too, is left to the
 * command, and the message says so.
 *
 * @param finding a finding in the text at hand
 * @param fixOf makes a fix of edits of that text
 */
function toReport(
  finding: Finding,
  sourceCode: HostSourceCode,
  fixOf: (edits: Change['edits']) => HostFixFunction,
): HostReport {
  const { message, span, fix, suggestions } = finding;
  const isLocal = (change: Change): boolean => change.edits.every(({ file }) => file === span.file);
  return {
    message: [message, ...adviceFor(finding, isLocal)].join(' '),
    loc: { start: sourceCode.getLocFromIndex(span.start), end: sourceCode.getLocFromIndex(span.end) },
    fix: fix !== null && isLocal(fix) ? fixOf(fix.edits) : null,
    suggest: suggestions.filter(isLocal).map((change) => ({ desc: describeChange(change), fix: fixOf(change.edits) })),
  };
}

function adviceFor({ fix, suggestions }: Finding, isLocal: (change: Change) => boolean): readonly string[] {
  if (fix !== null) return isLocal(fix) ? [] : ['Run `npx clever-audit --fix` to change the other files too.'];
  const isOutOfReach = suggestions.length > 0 && !suggestions.some(isLocal);
  return isOutOfReach ? ['Run `npx clever-audit --interactive` to review the change. It also edits other files.'] : [];
}

/**
 * All edits as one replacement, from where the first begins to where the last ends; ESLint would put them together anew
 * for each finding.
 */
function toFix(edits: Change['edits'], text: string): HostFixFunction {
  const start = edits.reduce((first, edit) => Math.min(first, edit.start), text.length);
  const end = edits.reduce((last, edit) => Math.max(last, edit.end), 0);
  const replacement = applyEdits(text.slice(start, end), edits, start);
  return (fixer) => fixer.replaceTextRange([start, end], replacement);
}
