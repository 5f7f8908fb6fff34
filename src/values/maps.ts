import { argumentValues } from './arguments.js';
import { choicesOfKey } from './conditions.js';
import { dottedName } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { knownText, withChoices, type CallSite, type ValueOf, type Values } from './value.js';

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
  const [asked] = site.arguments;
  const wanted = keys.map(knownText);
  const lists = argumentValues(made.site, evaluation)[0] ?? [];
  const entries = lists.flatMap((list) => (list.kind === 'array' ? list.elements : []));
  const found = entries.flatMap(({ node, context }) =>
    evaluation.evaluate(node, context).flatMap((entry): Values => {
      const names = evaluation.member(entry, '0').map(knownText);
      if (!wanted.includes(null) && !names.some((name) => wanted.includes(name))) return [];
      const known = names.filter((name) => name !== null);
      const isKnown = asked !== undefined && known.length === names.length;
      const chosen = isKnown ? choicesOfKey(asked.node, known, true, asked.context, evaluation) : [];
      return withChoices(evaluation.member(entry, '1'), chosen);
    }),
  );
  return found.length ? found : null;
}
