import type { Change, Edit, Finding } from '../model/finding.js';
import { describeChange } from '../model/finding.js';
import { changesOf, keyOfChange } from './changes.js';
import { toClosingLine } from './headline.js';
import { openItemsOf } from './open-items.js';
import { toShellWords } from './next-command.js';
import { sortFindings } from './order.js';
import { createPlaces, type Places } from './places.js';
import { toPrintable } from './printable.js';
import { toBlockingPlace } from './remedy.js';
import type { Report } from './report.js';

/**
 * One line for each finding with the recipe of its fix, for machines that write code: what is wrong, what to run or what to
 * write where, and what to ask a person first.
 *
 * @param report the result and where it is read from
 */
export function agent({ result, cwd, options }: Report): string {
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places);
  const command = `npx clever-audit --fix${toShellWords([...(options?.shared ?? []), ...(options?.audit ?? [])])}`;
  const carriers = new Map<string, Finding>();
  const lines = findings.map((finding) => {
    const { span, severity, confidence, rule, message } = finding;
    const [change] = changesOf(finding);
    const first = change && carriers.get(keyOfChange(change));
    if (change && !first) carriers.set(keyOfChange(change), finding);
    const recipe = first
      ? `same change as at ${places.headerOf(first.span)}`
      : toRecipe(finding, change, places, command);
    return `${places.headerOf(span)} ${severity} ${confidence} ${rule} | ${toPrintable(message)} | ${recipe}`;
  });
  const open = openItemsOf(result, places).map(
    ({ place, kind, message }) =>
      `${toPrintable(place.file)}:${place.line}:${place.column} ${kind} | ${toPrintable(message)}`,
  );
  return [...lines, ...open, toClosingLine(result)].join('\n');
}

function toRecipe(finding: Finding, change: Change | undefined, places: Places, command: string): string {
  if (!change)
    return finding.refusal === null
      ? 'this tool has no change to offer'
      : `change by hand, because ${toPrintable(`${finding.refusal}${toBlockingPlace([finding], finding, places)}`)}`;
  const how = finding.fix ? `safe: ${command} writes it` : 'ask a person first';
  const edits = change.edits.map((edit) => toEdit(edit, places)).join('; ');
  return `${how} | ${toPrintable(describeChange(change))} | ${edits}`;
}

/** `src/sso.ts:3:23-3:26 => "/v3.0/me"` */
function toEdit(edit: Edit, places: Places): string {
  const { file, line, column, endLine, endColumn } = places.placeOf(edit);
  return `${toPrintable(file)}:${line}:${column}-${endLine}:${endColumn} => ${toPrintable(JSON.stringify(edit.text))}`;
}
