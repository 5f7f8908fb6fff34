import picocolors from 'picocolors';

import type { Change, Finding, Severity } from '../model/finding.js';
import { documentationUrl } from '../rule/documentation.js';
import type { Step } from '../model/usage.js';
import { drawFrame } from './frame.js';
import { sortFindings } from './order.js';
import { createPlaces, type Places } from './places.js';
import { toPrintable } from './printable.js';
import { remarks } from './remarks.js';
import type { Report } from './report.js';

type Colours = ReturnType<typeof picocolors.createColors>;

/** A base that fifty calls use is one finding; its frame must not drown in them. */
const mostRelated = 5;

/**
 * The report for people: every finding with its code, what will be done and where to read more, then the remarks.
 *
 * @param report the result and where it is read from
 * @returns text for a terminal
 */
export function pretty(report: Report): string {
  const places = createPlaces(report.result, report.cwd);
  const colours = picocolors.createColors(report.colours);
  const findings = sortFindings(report.result, places);
  const carriers = firstCarriers(findings);
  const described = findings.map((finding) => {
    const remedies = toRemedies(finding, carriers, places, colours);
    return describe(finding, remedies, places, colours, report.colours);
  });
  return [...described, remarks(report)].join('\n\n');
}

function describe(
  finding: Finding,
  remedies: readonly string[],
  places: Places,
  colours: Colours,
  coloured: boolean,
): string {
  const header = [
    colours.bold(places.headerOf(finding.span)),
    toSeverity(finding, colours),
    colours.dim(finding.rule),
  ].join('  ');
  const notes = [...toTrail(finding.related, places), ...remedies, colours.dim(documentationUrl(finding.rule))];
  return [
    header,
    indent(toPrintable(finding.message)),
    '',
    indent(drawFrame(finding.span, places, coloured)),
    '',
    indent(notes.join('\n')),
  ].join('\n');
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
    .map(({ span, message }) => `${places.headerOf(span)}  ${toPrintable(message)}`);
  const hidden = related.length - shown.length;
  return hidden > 0 ? [...shown, `and ${hidden} more ${hidden === 1 ? 'place' : 'places'}`] : shown;
}

/** Which finding carries a change first; the others refer to it, since all findings of one answer carry one change. */
function firstCarriers(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const carriers = new Map<string, Finding>();
  for (const finding of findings) {
    for (const change of changesOf(finding)) if (!carriers.has(keyOf(change))) carriers.set(keyOf(change), finding);
  }
  return carriers;
}

function toRemedies(
  finding: Finding,
  carriers: ReadonlyMap<string, Finding>,
  places: Places,
  colours: Colours,
): readonly string[] {
  if (finding.refusal !== null) return [`${colours.yellow('no change:')} ${toPrintable(finding.refusal)}`];
  return changesOf(finding).map((change) => {
    const kind = change === finding.fix ? colours.green('fix:') : colours.cyan('suggestion:');
    const first = carriers.get(keyOf(change));
    if (!first || first === finding) return `${kind} ${toPrintable(change.description)}`;
    return `${kind} the one of ${places.headerOf(first.span)}`;
  });
}

function changesOf({ fix, suggestions }: Finding): readonly Change[] {
  return [...(fix ? [fix] : []), ...suggestions];
}

function keyOf({ edits }: Change): string {
  return JSON.stringify(edits);
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
