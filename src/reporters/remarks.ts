import { createPlaces } from './places.js';
import { toPrintable } from './printable.js';
import type { Report } from './report.js';
import { count, summarise } from './summary.js';

const mostIds = 10;

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
  const unknown = result.unknownIds.map((span) => places.headerOf(span));
  return [
    ...toSection('Calls whose URL could not be computed:', unresolved),
    ...toSection(`${count(unknown.length, 'id')} near Clever that the id map does not know:`, toSample(unknown)),
    ...toSection('Comments left by --mark that are out of date:', stale),
    ...toSection('Files that could not be analysed:', skipped),
    summarise(result),
  ].join('\n\n');
}

/** A seed file can hold thousands. */
function toSample(lines: readonly string[]): readonly string[] {
  const hidden = lines.length - mostIds;
  return hidden > 0 ? [...lines.slice(0, mostIds), `and ${hidden} more`] : lines;
}

function toSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [[title, ...lines.map((line) => `  ${line}`)].join('\n')] : [];
}
