import type { AnswerUse } from '../model/answer.js';
import { placeKey } from '../model/spans.js';
import type { ProjectFacts } from '../rule/rule.js';

/**
 * Whether an id only goes into, or is looked for in, a `Map` or a `Set` that the program makes empty and whose other keys
 * all come from Clever: it holds no id of an earlier run.
 */
export function isKeptInMemory({ how, span }: AnswerUse, project: ProjectFacts): boolean {
  if (how.kind !== 'key' || !how.keysInMemory) return false;
  const read = project.once('places of reads', project.asked, () => placesOfReads(project));
  return how.keysInMemory.every((key) => placeKey(key) === placeKey(span) || read.has(placeKey(key)));
}

function placesOfReads({ asked }: ProjectFacts): ReadonlySet<string> {
  const answers = asked.flatMap(({ answer }) => answer ?? []);
  const read = answers.flatMap(({ reads }) => reads.flatMap(({ expression }) => expression ?? []));
  const used = answers.flatMap(({ uses }) => uses.map(({ span }) => span));
  return new Set([...read, ...used].map(placeKey));
}
