import type { Finding } from '../model/finding.js';
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
  const rows = findings.map((finding) => {
    const { file, line } = places.placeOf(finding.span);
    const cells = [
      toCode(`${file}:${line}`),
      finding.severity,
      toCode(finding.rule),
      toText(finding.message),
      toText(describeRemedy(finding)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| place | severity | rule | finding | what can be done |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
