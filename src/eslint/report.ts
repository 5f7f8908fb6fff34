import { describeChange, type Change, type Finding } from '../model/finding.js';
import type { HostFixFunction, HostReport, HostSourceCode } from './host.js';

/**
 * Puts a finding into the words of ESLint. What ESLint cannot write, because it changes other files too, is left to the
 * command, and the message says so.
 *
 * @param finding a finding in the text at hand
 * @param sourceCode the text at hand
 */
export function toReport(finding: Finding, sourceCode: HostSourceCode): HostReport {
  const { message, span, fix, suggestions } = finding;
  const isLocal = (change: Change): boolean => change.edits.every(({ file }) => file === span.file);
  return {
    message: [message, ...adviceFor(finding, isLocal)].join(' '),
    loc: { start: sourceCode.getLocFromIndex(span.start), end: sourceCode.getLocFromIndex(span.end) },
    fix: fix !== null && isLocal(fix) ? toFix(fix) : null,
    suggest: suggestions.filter(isLocal).map((change) => ({ desc: describeChange(change), fix: toFix(change) })),
  };
}

function adviceFor({ fix, suggestions }: Finding, isLocal: (change: Change) => boolean): readonly string[] {
  if (fix !== null) return isLocal(fix) ? [] : ['Run `npx clever-audit --fix` to change the other files too.'];
  const isOutOfReach = suggestions.length > 0 && !suggestions.some(isLocal);
  return isOutOfReach
    ? ['Run `npx clever-audit --interactive` to decide on the change, which other files need too.']
    : [];
}

function toFix({ edits }: Change): HostFixFunction {
  return (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}
