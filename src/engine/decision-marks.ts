import wrapAnsi from 'wrap-ansi';
import { lineEndNear } from '../model/lines.js';
import { lineWidthOf } from '../model/line-width.js';
import { nameEdits, openDecisions } from '../model/edits.js';
import type { Change, Edit, Finding } from '../model/finding.js';
import { MARK } from '../model/mark.js';
import { remembered } from '../model/remembered.js';
import { isSameSpan, type Span } from '../model/spans.js';
import { toOneLine } from '../model/one-line.js';
import { commentLineAbove, indentAt, type CommentPlaces } from './marks.js';

/** How long the lines of a file may be, which is measured once for thousands of marks. */
type WidthOf = (file: string) => number;

/**
 * Lets each suggestion write down what is still to be decided once it is made: a comment above its URL. The finding is
 * gone then, so that nothing else would say it.
 *
 * A file that has no comments gets none.
 */
export function withDecisionMarks(findings: readonly Finding[], places: CommentPlaces): readonly Finding[] {
  const nameOf = nameEdits();
  const widths = new Map<string, number>();
  const widthOf: WidthOf = (file) => remembered(widths, file, () => lineWidthOf(places.textOf(file)));
  const marked = new Map<number, Change>();
  for (const finding of findings) {
    for (const change of finding.suggestions) {
      const known = marked.get(nameOf(change.edits));
      // A read of the answer may be far away from the call.
      if (known && finding.topic !== 'call') continue;
      if (isSaidAtCall(change, finding, findings)) continue;
      marked.set(nameOf(change.edits), withMark(change, finding, places, widthOf));
    }
  }
  return findings.map((finding) => ({
    ...finding,
    suggestions: finding.suggestions.map((change) => {
      const edits = marked.get(nameOf(change.edits))?.edits ?? change.edits;
      return edits === change.edits ? change : { ...change, edits };
    }),
  }));
}

/** Whether the change of the call whose answer a finding is about, which goes with its own, writes the same down. */
function isSaidAtCall(change: Change, { topic, calls: [own] }: Finding, findings: readonly Finding[]): boolean {
  if (topic === 'call' || !own) return false;
  const call = findings.find(
    (each) => each.topic === 'call' && each.calls.some(({ span }) => isSameSpan(span, own.span)),
  );
  const said = call?.suggestions.flatMap(openDecisions) ?? [];
  return openDecisions(change).every((decision) => said.includes(decision));
}

/** The same change where nothing is left to decide, or no comment can be put. */
function withMark(change: Change, finding: Finding, places: CommentPlaces, widthOf: WidthOf): Change {
  const decisions = openDecisions(change);
  if (!decisions.length) return change;
  const mark = markAt(finding.span, decisions.join(' '), places, widthOf);
  return mark ? { ...change, edits: [mark, ...change.edits] } : change;
}

function markAt(span: Span, text: string, places: CommentPlaces, widthOf: WidthOf): Edit | null {
  const { file } = span;
  const sign = places.commentSign(file);
  const line = sign === null ? null : commentLineAbove(span, places);
  if (sign === null || line === null) return null;
  const source = places.textOf(file);
  const start = `${indentAt(source, line)}${sign} `;
  const lines = wrapAnsi(toOneLine(`${MARK}: ${text}`), widthOf(file) - start.length).split('\n');
  return { file, start: line, end: line, text: lines.map((each) => start + each + lineEndNear(source, line)).join('') };
}
