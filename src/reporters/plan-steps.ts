import type { AuditResult } from '../run/audit-result.js';
import { groupBy } from '../model/group-by.js';
import { toCode, toText } from './markdown-text.js';
import { describeStep, describeUnchecked, toPlan, type PlanItem, type PlanStep } from './plan.js';

/** Where a finding stands, and who owns the file. */
export interface PlanPlace {
  readonly file: string;
  readonly line: number;
  readonly owners: readonly string[];
}

/** A place that was not judged. */
export interface OpenPlace {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The steps of the plan as lists to check off, and what could not be judged.
 *
 * @param findings in the order of every report
 * @param target the version to move to
 * @param placeOf where a finding stands
 * @returns parts of a page in Markdown; no steps where there are no findings
 */
export function stepsInMarkdown<Item extends PlanItem>(
  findings: readonly Item[],
  open: readonly OpenPlace[],
  target: AuditResult['target'],
  placeOf: (finding: Item) => PlanPlace,
): readonly string[] {
  const parts = [
    ...groupBy(
      toPlan(findings, target, (finding) => placeOf(finding).file),
      ({ part }) => part,
    ),
  ].map(([part, steps]) => [`## ${part}`, ...steps.map((step) => toStep(step, placeOf, open.length > 0))].join('\n\n'));
  const places = open.map(({ file, line, message }) => `- [ ] ${toCode(`${file}:${line}`)}: ${toText(message)}`);
  return [...(findings.length > 0 ? parts : []), ...(open.length > 0 ? [['## Open', '', ...places].join('\n')] : [])];
}

function toStep<Item extends PlanItem>(
  step: PlanStep<Item>,
  placeOf: (finding: Item) => PlanPlace,
  isOpen: boolean,
): string {
  const { title, why, advice, findings, unchecked } = step;
  const notChecked = unchecked.length > 0 ? describeUnchecked(unchecked.map(toCode)) : null;
  // While something could not be judged, nobody knows that a step is done.
  if (findings.length === 0 && notChecked !== null) return `- [ ] ${toText(title)}: nothing found, but ${notChecked}`;
  if (findings.length === 0)
    return isOpen ? `- [ ] ${toText(title)}: nothing found` : `- [x] ${toText(title)}: nothing to do`;
  return [
    `- [ ] **${toText(title)}** (${describeStep(step)})`,
    '',
    `  ${toText(why)} ${toText(advice)}`,
    '',
    ...[...groupBy(findings.map(placeOf), ({ file }) => file)].map(([file, places]) => toFile(file, places)),
    ...(notChecked === null ? [] : [`  - [ ] ${notChecked}`]),
  ].join('\n');
}

function toFile(file: string, places: readonly PlanPlace[]): string {
  const lines = [...new Set(places.map(({ line }) => line))];
  const owners = places[0]?.owners ?? [];
  const owned = owners.length > 0 ? ` (${owners.map(toCode).join(', ')})` : '';
  return `  - [ ] ${toCode(file)}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${owned}`;
}
