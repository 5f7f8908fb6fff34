import type { Finding } from '../model/finding.js';
import { changesOf, keyOfChange } from './changes.js';
import { toClosingLine, toHeadline } from './headline.js';
import { toCode, toText } from './markdown-text.js';
import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces, type Places } from './places.js';
import { describeRemedy } from './remedy.js';
import type { Report } from './report.js';

/**
 * A table for pull requests, wikis and job summaries.
 *
 * @param report the result and where it is read from
 * @returns Markdown in which nothing of the audited code is markup
 */
export function markdown({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places);
  const open = openItemsOf(result, places);
  return [
    '## clever-audit',
    toText(toHeadline(result)),
    ...(findings.length > 0 ? [toTable(findings, places)] : []),
    ...(open.length > 0
      ? [
          [
            '### Open',
            '',
            ...open.map(({ place, message }) => `- ${toCode(`${place.file}:${place.line}`)}: ${toText(message)}`),
          ].join('\n'),
        ]
      : []),
    ...(findings.length + open.length > 0 ? [toText(toClosingLine(result))] : []),
  ].join('\n\n');
}

function toTable(findings: readonly Finding[], places: Places): string {
  const shown = new Map<string, ShownAt>();
  const rows = findings.map((finding) => {
    const { file, line, column } = places.placeOf(finding.span);
    const place = toCode(`${file}:${line}`);
    const at = { place, precisely: toCode(`${file}:${line}:${column}`) };
    const cells = [
      place,
      finding.severity,
      toCode(finding.rule),
      toText(finding.message),
      toRemedy(finding, at, shown, places),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| place | severity | rule | finding | what can be done |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** The place of a row, as its first cell names it, and with its column. */
interface ShownAt {
  readonly place: string;
  readonly precisely: string;
}

/**
 * What can be done about a finding; a change that several findings share is told at the first of them.
 *
 * @param shown the places that tell a change, by its edits; takes the place of this one
 */
function toRemedy(finding: Finding, at: ShownAt, shown: Map<string, ShownAt>, places: Places): string {
  const [change] = changesOf(finding);
  const known = change && shown.get(keyOfChange(change));
  if (known) return `The same change as at ${known.place === at.place ? known.precisely : known.place}.`;
  if (change) shown.set(keyOfChange(change), at);
  return toText(describeRemedy(finding, places));
}
