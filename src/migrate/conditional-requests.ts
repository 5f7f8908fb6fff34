import type { EndpointUsage } from '../model/usage.js';
import { spellPath } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';

/**
 * What a reader must check of a request that asks whether an earlier answer still holds, in sentences: the validator that
 * another call was given is one of another URL once this one moves.
 */
export function checksOfCondition(usage: EndpointUsage, project: ProjectFacts): readonly string[] {
  if (usage.origin !== 'request' || !givingValidators(project).some((other) => other !== usage)) return [];
  const header = usage.condition();
  if (header === null) return [];
  const path = spellPath(usage.url);
  return [
    `Check the header \`${header}\` of \`${path}\`: its value comes from another call, and after the change the two URLs differ.`,
  ];
}

/** The calls whose answers are asked for what tells whether they still hold. */
function givingValidators(project: ProjectFacts): readonly EndpointUsage[] {
  return project.once('calls that give validators', project.asked, () =>
    project.asked.filter(({ answer }) => answer?.escapes.some(({ reason }) => reason.kind === 'asked for its ETag by')),
  );
}
