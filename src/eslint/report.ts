import { applyEdits } from '../model/apply-edits.js';
import { describeChange, type Change, type Finding } from '../model/finding.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import type { HostFixFunction, HostReport, HostSourceCode } from './host.js';

/**
 * New text that the messages of one rule may hold for a file, in characters. ESLint writes a change out with each message
 * that offers it, and cannot print more than 500 million characters.
 */
const LARGEST_CHANGES = 4_000_000;

/**
 * Makes what puts findings into the words of ESLint, for one text. Thousands of findings may offer one change, so its new
 * text is made once and they have it in common. Where that would still be too much, only the first of them offers it.
 *
 * @param sourceCode the text at hand
 */
export function reporterOf(sourceCode: HostSourceCode): (finding: Finding) => HostReport {
  const replacementOf = oncePerObject((edits: Change['edits']) => toReplacement(edits, sourceCode.text));
  const firstOffers = new Map<Change['edits'], Finding>();
  let left = LARGEST_CHANGES;
  return (finding) =>
    toReport(finding, sourceCode, ({ edits }) => {
      // Many of them may stand in one line.
      const first = remembered(firstOffers, edits, () => finding);
      const { fix, length } = replacementOf(edits);
      left -= length;
      return left > 0 || first === finding ? fix : sourceCode.getLocFromIndex(first.span.start).line;
    });
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
 * @param offer makes a fix of a change of that text; for one that another message offers, answers the line of that
 */
function toReport(
  finding: Finding,
  sourceCode: HostSourceCode,
  offer: (change: Change) => HostFixFunction | number,
): HostReport {
  const { message, span, fix, suggestions } = finding;
  const isLocal = (change: Change): boolean => change.edits.every(({ file }) => file === span.file);
  const fixed = fix !== null && isLocal(fix) ? offer(fix) : null;
  const suggested = suggestions.filter(isLocal).map((change) => ({ desc: describeChange(change), fix: offer(change) }));
  const elsewhere = [fixed, ...suggested.map((each) => each.fix)].find((each) => typeof each === 'number');
  const advice = elsewhere === undefined ? [] : [`The message at line ${elsewhere} offers this change.`];
  return {
    message: [message, ...adviceFor(finding, isLocal), ...advice].join(' '),
    loc: { start: sourceCode.getLocFromIndex(span.start), end: sourceCode.getLocFromIndex(span.end) },
    fix: typeof fixed === 'number' ? null : fixed,
    suggest: suggested.flatMap((each) => (typeof each.fix === 'number' ? [] : { ...each, fix: each.fix })),
  };
}

function adviceFor({ fix, suggestions }: Finding, isLocal: (change: Change) => boolean): readonly string[] {
  if (fix !== null)
    return isLocal(fix)
      ? []
      : ['ESLint cannot write this fix, because it changes other files too: run `npx clever-audit --fix`.'];
  const isOutOfReach = suggestions.length > 0 && !suggestions.some(isLocal);
  return isOutOfReach ? ['Run `npx clever-audit --interactive` to review the change. It also edits other files.'] : [];
}

/** The new text of a change. */
interface Replacement {
  readonly fix: HostFixFunction;
  /** In characters. */
  readonly length: number;
}

/**
 * All edits as one replacement, from where the first begins to where the last ends; ESLint would put them together anew
 * for each finding.
 */
function toReplacement(edits: Change['edits'], text: string): Replacement {
  const start = edits.reduce((first, edit) => Math.min(first, edit.start), text.length);
  const end = edits.reduce((last, edit) => Math.max(last, edit.end), 0);
  const replacement = applyEdits(text.slice(start, end), edits, start);
  return { fix: (fixer) => fixer.replaceTextRange([start, end], replacement), length: replacement.length };
}
