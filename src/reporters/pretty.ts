import picocolors from 'picocolors';

import type { Finding, Severity } from '../engine/finding.js';
import { documentationUrl } from '../rule/documentation.js';
import type { Step } from '../scan/usage.js';
import { sortFindings } from './order.js';
import { createPlaces, type Place, type Places } from './places.js';
import { toPrintable } from './printable.js';
import type { Report } from './report.js';
import { summarise } from './summary.js';
import { drawFrame } from './frame.js';

type Colours = ReturnType<typeof picocolors.createColors>;

/** A base that fifty calls use is one finding; its frame must not drown in them. */
const mostRelated = 5;

/**
 * The report for people: every finding with its code, what will be done and where to read more; then what could not be
 * judged; then one line that sums up.
 *
 * @param report the result and where it is read from
 * @returns text for a terminal
 */
export function pretty(report: Report): string {
  const { result } = report;
  const places = createPlaces(result, report.cwd);
  const colours = picocolors.createColors(report.colours);
  const unresolved = result.unresolved.map(
    ({ span, reason }) => `  ${toHeader(places.placeOf(span))}  ${toPrintable(reason)}`,
  );
  const skipped = result.skipped.map(
    ({ file, reason }) => `  ${toPrintable(places.fileOf(file))}  ${toPrintable(reason)}`,
  );
  return [
    ...sortFindings(result, places).map((finding) => describe(finding, places, colours, report.colours)),
    ...toSection(colours.bold('Calls whose URL could not be computed:'), unresolved),
    ...toSection(colours.bold('Files that could not be analysed:'), skipped),
    summarise(result),
  ].join('\n\n');
}

function toSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [[title, ...lines].join('\n')] : [];
}

function describe(finding: Finding, places: Places, colours: Colours, coloured: boolean): string {
  const header = [
    colours.bold(toHeader(places.placeOf(finding.span))),
    toSeverity(finding, colours),
    colours.dim(finding.rule),
  ].join('  ');
  const notes = [
    ...toTrail(finding.related, places),
    ...toRemedies(finding, colours),
    colours.dim(documentationUrl(finding.rule)),
  ];
  return [
    header,
    indent(toPrintable(finding.message)),
    '',
    indent(drawFrame(finding.span, places, coloured)),
    '',
    indent(notes.join('\n')),
  ].join('\n');
}

/** `file:line:column` at the start of a word is what terminals and editors turn into a link. */
function toHeader(place: Place): string {
  return `${toPrintable(place.file)}:${place.line}:${place.column}`;
}

function toSeverity({ severity, confidence }: Finding, colours: Colours): string {
  const paint: Record<Severity, (text: string) => string> = {
    error: colours.red,
    warning: colours.yellow,
    info: colours.blue,
  };
  return paint[severity](confidence === 'likely' ? `${severity} (likely)` : severity);
}

function toTrail(related: readonly Step[], places: Places): readonly string[] {
  const shown = related
    .slice(0, mostRelated)
    .map(({ span, message }) => `${toHeader(places.placeOf(span))}  ${toPrintable(message)}`);
  const hidden = related.length - shown.length;
  return hidden > 0 ? [...shown, `and ${hidden} more ${hidden === 1 ? 'place' : 'places'}`] : shown;
}

function toRemedies({ fix, suggestions }: Finding, colours: Colours): readonly string[] {
  return [
    ...(fix ? [`${colours.green('fix:')} ${toPrintable(fix.description)}`] : []),
    ...suggestions.map(({ description }) => `${colours.cyan('suggestion:')} ${toPrintable(description)}`),
  ];
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
