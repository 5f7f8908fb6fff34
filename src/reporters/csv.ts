import { stringify } from 'csv-stringify/sync';

import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces } from './places.js';
import { toPrintable } from './printable.js';
import { describeRemedy } from './remedy.js';
import type { Report } from './report.js';

const columns = [
  'file',
  'line',
  'column',
  'severity',
  'confidence',
  'rule',
  'method',
  'request',
  'target',
  'message',
  'remedy',
  'fingerprint',
];

/**
 * A table for spreadsheets. Text that a spreadsheet would take for a formula is escaped.
 *
 * @param report the result and where it is read from
 * @returns records with a header, separated by line breaks
 */
export function csv({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places).map((finding) => {
    const { file, line, column } = places.placeOf(finding.span);
    const { method = '', version = null, path = '', target = '' } = finding.endpoint ?? {};
    const request = version === null ? path : `/${version}${path}`;
    return [
      file,
      line,
      column,
      finding.severity,
      finding.confidence,
      finding.rule,
      method,
      request,
      target,
      finding.message,
      describeRemedy(finding, places),
      finding.fingerprint,
    ];
  });
  const open = openItemsOf(result, places).map(({ place, kind, message }) => [
    place.file,
    place.line,
    place.column,
    'open',
    '',
    kind,
    '',
    '',
    '',
    message,
    '',
    '',
  ]);
  const records = [...findings, ...open].map((record) =>
    record.map((cell) => (typeof cell === 'string' ? toPrintable(cell) : cell)),
  );
  return stringify([columns, ...records], { escape_formulas: true, record_delimiter: '\n' }).trimEnd();
}
