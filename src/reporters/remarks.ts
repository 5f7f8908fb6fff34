import { createPlaces } from './places.js';
import { toPrintable } from './printable.js';
import type { Report } from './report.js';
import { summarise } from './summary.js';

/**
 * The end of the report for people, and all of it where nothing was found: what could not be judged, then one line that
 * sums up. Most runs need no more, so nothing is imported here that only findings need.
 *
 * @param report the result and where it is read from
 * @returns text for a terminal
 */
export function remarks({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const unresolved = result.unresolved.map(({ span, reason }) => `${places.headerOf(span)}  ${toPrintable(reason)}`);
  const skipped = result.skipped.map(
    ({ file, reason }) => `${toPrintable(places.fileOf(file))}  ${toPrintable(reason)}`,
  );
  const stale = result.staleMarks.map(({ span, reason }) => `${places.headerOf(span)}  ${toPrintable(reason)}`);
  return [
    ...toSection('Calls whose URL could not be computed:', unresolved),
    ...toSection('Comments left by --mark that are out of date:', stale),
    ...toSection('Files that could not be analysed:', skipped),
    summarise(result),
  ].join('\n\n');
}

function toSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [[title, ...lines.map((line) => `  ${line}`)].join('\n')] : [];
}
