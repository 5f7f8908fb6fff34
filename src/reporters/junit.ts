import { create } from 'xmlbuilder2';

import type { Finding } from '../model/finding.js';
import { openItemsOf, type OpenItem } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces, type Places } from './places.js';
import { withoutCommandsInXml } from './commands.js';
import { toPrintable } from './printable.js';
import { describeRemedy } from './remedy.js';
import type { Report } from './report.js';

/**
 * A report for servers that show test results: a suite for each file, in which an error is a failure. What could not be
 * judged is a test that was skipped; a file without anything to say has no test.
 *
 * @param report the result and where it is read from
 * @returns XML
 */
export function junit({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places);
  const open = openItemsOf(result, places);
  const files = [
    ...new Set([...findings.map(({ span }) => places.fileOf(span.file)), ...open.map(({ place }) => place.file)]),
  ].sort();
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' }).ele('testsuites', {
    name: 'clever-audit',
    tests: findings.length + open.length,
    failures: errors,
    skipped: open.length,
    time: (result.durationMs / 1000).toFixed(3),
  });
  for (const file of files) {
    const own = findings.filter(({ span }) => places.fileOf(span.file) === file);
    const items = open.filter(({ place }) => place.file === file);
    const suite = root.ele('testsuite', {
      name: toPrintable(file),
      tests: own.length + items.length,
      failures: own.filter(({ severity }) => severity === 'error').length,
      skipped: items.length,
    });
    for (const finding of own) addFinding(suite, finding, places);
    for (const item of items) addItem(suite, item);
  }
  return withoutCommandsInXml(root.end({ prettyPrint: true }));
}

type Element = ReturnType<ReturnType<typeof create>['ele']>;

function addFinding(suite: Element, finding: Finding, places: Places): void {
  const { file, line, column } = places.placeOf(finding.span);
  const test = suite.ele('testcase', { name: `${finding.rule} at ${line}:${column}`, classname: toPrintable(file) });
  const text = toPrintable([finding.message, describeRemedy(finding, places)].filter(Boolean).join(' '));
  if (finding.severity === 'error')
    test.ele('failure', { message: toPrintable(finding.message), type: finding.rule }).txt(text);
  else test.ele('system-out').txt(`${finding.severity}: ${text}`);
}

function addItem(suite: Element, { place, kind, message }: OpenItem): void {
  const test = suite.ele('testcase', {
    name: `${kind} at ${place.line}:${place.column}`,
    classname: toPrintable(place.file),
  });
  test.ele('skipped', { message: toPrintable(message) });
}
