import { diffWordsWithSpace, structuredPatch } from 'diff';

import { applyEdits } from '../../model/apply-edits.js';
import type { Edit } from '../../model/finding.js';

/** A stretch of a line; whether it is in one of the two lines alone. */
export interface Stretch {
  readonly text: string;
  readonly isChanged: boolean;
}

/** A line of one side. */
export interface Side {
  readonly line: number;
  readonly stretches: readonly Stretch[];
}

/** Two lines next to each other; null where a side has none. */
export interface Row {
  readonly before: Side | null;
  readonly after: Side | null;
  readonly isChanged: boolean;
}

/** Beyond this a line is bundled code, in which nobody compares words. */
const LONGEST_LINE = 400;

/**
 * Lays the text of a file before and after edits side by side, with three lines of context.
 *
 * @param before the text
 * @param edits what is changed of it; edits of other files do not belong here
 * @returns the rows of each hunk
 */
export function toHunks(before: string, edits: readonly Edit[]): readonly (readonly Row[])[] {
  const { hunks } = structuredPatch('', '', before, applyEdits(before, edits), '', '', { context: 3 });
  return hunks.map(({ lines, oldStart, newStart }) => toRows(lines, oldStart, newStart));
}

function toRows(lines: readonly string[], oldStart: number, newStart: number): readonly Row[] {
  const rows: Row[] = [];
  let [oldLine, newLine] = [oldStart, newStart];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [left, right] = toStretches(removed[index], added[index]);
      rows.push({
        before: left && { line: oldLine++, stretches: left },
        after: right && { line: newLine++, stretches: right },
        isChanged: true,
      });
    }
    [removed, added] = [[], []];
  };
  for (const line of lines) {
    const text = line.slice(1).replace(/\r$/, '');
    if (line.startsWith('-')) removed.push(text);
    else if (line.startsWith('+')) added.push(text);
    else if (line.startsWith(' ')) {
      flush();
      const stretches = [{ text, isChanged: false }];
      rows.push({
        before: { line: oldLine++, stretches },
        after: { line: newLine++, stretches },
        isChanged: false,
      });
    }
  }
  flush();
  return rows;
}

type Stretches = readonly Stretch[] | null;

/** Which words of two lines differ; a line without a counterpart is changed as a whole, and needs no marks. */
function toStretches(before: string | undefined, after: string | undefined): readonly [Stretches, Stretches] {
  const whole = (text: string | undefined): Stretches => (text === undefined ? null : [{ text, isChanged: false }]);
  if (before === undefined || after === undefined || before.length + after.length > LONGEST_LINE) {
    return [whole(before), whole(after)];
  }
  const parts = diffWordsWithSpace(before, after);
  const common = parts.reduce((sum, { added, removed, value }) => sum + (added || removed ? 0 : value.length), 0);
  if (common * 2 < Math.max(before.length, after.length)) return [whole(before), whole(after)];
  return [
    parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, isChanged: removed })),
    parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, isChanged: added })),
  ];
}
