import type { Severity } from '../model/finding.js';
import { toClosingLine } from './headline.js';
import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces, type Place } from './places.js';
import { toPrintable } from './printable.js';
import { describeRemedy } from './remedy.js';
import type { Report } from './report.js';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Annotations of GitHub Actions, the errors first because GitHub shows ten of a kind for each step, and a last line that
 * sums up.
 *
 * @param report the result and where it is read from
 * @returns workflow commands, in which nothing of the audited code is one
 */
export function github({ result, cwd }: Report): string {
  const places = createPlaces(result, cwd);
  const annotations = sortFindings(result, places).map((finding) => {
    const text = [finding.message, describeRemedy(finding, places)].filter(Boolean).join('\n');
    return toCommand(commands[finding.severity], places.placeOf(finding.span), finding.rule, text);
  });
  const open = openItemsOf(result, places).map(({ place, kind, message }) =>
    toCommand('warning', place, `clever-audit: ${kind.replace('-', ' ')}`, message),
  );
  const byWeight = ['error', 'warning', 'notice'].flatMap((command) =>
    [...annotations, ...open].filter((line) => line.startsWith(`::${command} `)),
  );
  return [...byWeight, toPrintable(toClosingLine(result)).replaceAll(/^::/g, ': :')].join('\n');
}

function toCommand(
  command: string,
  { file, line, column, endLine, endColumn }: Place,
  title: string,
  text: string,
): string {
  const properties = Object.entries({
    file,
    line,
    endLine,
    // GitHub takes columns for one line only.
    ...(endLine === line ? { col: column, endColumn } : {}),
    title,
  });
  const spelled = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${command} ${spelled}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text
    .split('\n')
    .map(toPrintable)
    .join('\n')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
