import type { Finding } from '../model/finding.js';
import { paintSeverity, type Canvas } from './describe-block.js';
import { groupBy } from '../model/group-by.js';
import { wrapBehind } from './layout.js';
import { toPrintable } from './printable.js';

/**
 * Lists findings one by one below the file or the rule that they have in common.
 *
 * @param findings in the order of every report
 * @returns a text of several lines for each file or rule
 */
export function listFindings(findings: readonly Finding[], by: 'file' | 'rule', canvas: Canvas): readonly string[] {
  const groups = groupBy(findings, ({ span, rule }) => (by === 'file' ? canvas.places.fileOf(span.file) : rule));
  return [...groups]
    .toSorted(([left], [right]) => (by === 'file' ? 0 : left < right ? -1 : 1))
    .map(([key, group]) =>
      [canvas.colours.bold(toPrintable(key)), ...group.flatMap((finding) => toLines(finding, by, canvas))].join('\n'),
    );
}

function toLines(finding: Finding, by: 'file' | 'rule', canvas: Canvas): readonly string[] {
  const { line, column } = canvas.places.placeOf(finding.span);
  const place = by === 'file' ? `${line}:${column}` : canvas.places.headerOf(finding.span);
  const label = by === 'file' ? `  ${canvas.colours.dim(finding.rule)}` : '';
  return [
    `  ${place}  ${paintSeverity(finding, canvas.colours)}${label}`,
    ...wrapBehind('    ', toPrintable(finding.message), canvas.width, 4),
  ];
}
