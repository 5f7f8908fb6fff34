import { createHash } from 'node:crypto';

import type { Severity } from '../model/finding.js';
import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces } from './places.js';
import { toPrintable, toPrintableJson } from './printable.js';
import type { Report } from './report.js';

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/**
 * A report for GitLab's Code Quality, whose entries are told apart by their fingerprints.
 *
 * @param report the result and where it is read from
 * @returns a JSON array
 */
export function gitlab({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places).map(({ span, severity, rule, message, fingerprint }) => {
    const { file, line, endLine } = places.placeOf(span);
    return {
      description: toPrintable(message),
      check_name: rule,
      fingerprint,
      severity: severities[severity],
      location: { path: file, lines: { begin: line, end: endLine } },
    };
  });
  const open = openItemsOf(result, places).map(({ place, kind, message }) => ({
    description: toPrintable(message),
    check_name: `clever-audit/${kind}`,
    fingerprint: createHash('sha256').update(`${kind}|${place.file}|${message}`).digest('hex').slice(0, 16),
    severity: severities.warning,
    location: { path: place.file, lines: { begin: place.line, end: place.endLine } },
  }));
  return toPrintableJson([...findings, ...open]);
}
