import { levelIn } from '../engine/judge.js';
import type { Cause } from '../engine/one-cause.js';
import { findOldIds, findUnknownIds, type FoundId } from '../id-map/find-ids.js';
import type { IdMap } from '../id-map/id-map.js';
import type { Project } from './project.js';
import type { Rule } from '../rule/rule.js';
import type { Span } from '../model/spans.js';
import type { SettledOptions } from './settled-options.js';

/** The rule that speaks of ids which v3.0 no longer has. */
const RULE = 'no-unmigrated-id';

/** Finds the old ids that files hold, for runs that were given a map; texts alone are looked at. */
export function judgeIds(project: Project, options: SettledOptions): readonly Cause[] {
  const { idMap } = options;
  const rule = options.rules.find(({ name }) => name === RULE);
  if (!idMap || !rule) return [];
  return project.allFiles().flatMap((file) => {
    const severity = levelIn(rule, file, options);
    if (severity === 'off') return [];
    return findOldIds(project.textOf(file), idMap).map((found) => toJudgement(file, found, rule, severity, idMap));
  });
}

/** Finds ids that look like Clever's and that the map does not know; none without a map. */
export function unknownIds(project: Project, { idMap }: SettledOptions): readonly Span[] {
  if (!idMap) return [];
  return project
    .allFiles()
    .filter((file) => project.selection.includes(file))
    .flatMap((file) => findUnknownIds(project.textOf(file), idMap).map((place) => ({ file, ...place })));
}

function toJudgement(
  file: string,
  { start, end, id, newId, isText }: FoundId,
  rule: Rule,
  severity: Cause['severity'],
  { name }: IdMap,
): Cause {
  const change = {
    description: `Use the new id, \`${newId}\`.`,
    edits: [{ file, start, end, text: newId }],
  };
  return {
    rule,
    usage: null,
    severity,
    confidence: 'certain',
    at: { file, start, end },
    message: `\`${id}\` is a Clever id from before v3.0. Use \`${newId}\`, the new id in ${name}.`,
    brief: { subject: id, instead: newId },
    calls: [],
    related: [],
    fix: isText ? change : null,
    suggestions: isText ? [] : [change],
    refusal: null,
  };
}
