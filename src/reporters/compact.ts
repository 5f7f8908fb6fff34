import { toClosingLine, toHeadline } from './headline.js';
import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces } from './places.js';
import { toPrintable } from './printable.js';
import type { Report } from './report.js';

/**
 * One line for each finding, as editors and `grep` like it, between a first and a last line that sum up.
 *
 * @param report the result and where it is read from
 */
export function compact({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places).map(
    ({ span, severity, message, rule }) => `${places.headerOf(span)}: ${severity}: ${toPrintable(message)} [${rule}]`,
  );
  const open = openItemsOf(result, places).map(
    ({ place, kind, message }) =>
      `${toPrintable(place.file)}:${place.line}:${place.column}: ${kind}: ${toPrintable(message)}`,
  );
  const lines = [...findings, ...open];
  return lines.length > 0 ? [toHeadline(result), ...lines, toClosingLine(result)].join('\n') : toClosingLine(result);
}
