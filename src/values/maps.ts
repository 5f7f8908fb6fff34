import { argumentValues } from './arguments.js';
import { dottedName } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { knownText, type CallSite, type ValueOf, type Values } from './value.js';

/**
 * What `new Map([[key, value], …]).get(key)` answers: any of its values where the key is not known.
 *
 * @returns null for any other call
 */
export function mapEntry(callee: ValueOf<'external'>, site: CallSite, evaluation: Evaluation): Values | null {
  if (dottedName(callee) !== 'Map.().get') return null;
  const [made] = callee.steps;
  if (made?.kind !== 'call') return null;
  const [keys = []] = argumentValues(site, evaluation);
  const wanted = keys.map(knownText);
  const lists = argumentValues(made.site, evaluation)[0] ?? [];
  const entries = lists.flatMap((list) => (list.kind === 'array' ? list.elements : []));
  const found = entries.flatMap(({ node, context }) =>
    evaluation.evaluate(node, context).flatMap((entry): Values => {
      const isWanted =
        wanted.includes(null) || evaluation.member(entry, '0').some((key) => wanted.includes(knownText(key)));
      return isWanted ? evaluation.member(entry, '1') : [];
    }),
  );
  return found.length ? found : null;
}
