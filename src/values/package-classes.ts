import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { extendedBy } from '../syntax/heritage.js';
import type { Evaluation } from './evaluation.js';
import { isMeaningful, startsWith } from './external.js';
import { lineage, superCall } from './inheritance.js';
import { siteAt } from './call-sites.js';
import { EMPTY_CONTEXT, type CallSite, type Value, type ValueOf } from './value.js';

/**
 * What an instance is to the package whose class it extends: `class Api extends RESTDataSource`. It is as if the package's
 * own class was constructed, by what the class hands to `super(…)`.
 *
 * @returns null where the class extends none of a package that sends requests
 */
export function asOfPackage(value: ValueOf<'instance'>, evaluation: Evaluation): ValueOf<'external'> | null {
  if (!tsc.isClassLike(value.node)) return null;
  const last = lineage(value.node, evaluation).at(-1);
  const base = last && extendedBy(last);
  if (!base) return null;
  const found = evaluation.evaluate(base, EMPTY_CONTEXT).find((each) => isOfClient(each, evaluation));
  if (found?.kind !== 'external') return null;
  const site: CallSite = { ...constructionOf(last, value), heir: value };
  return { ...found, steps: [...found.steps, { kind: 'call', construct: true, site }] };
}

/** Whether a value is a class of a package that is a client once it is constructed. */
function isOfClient(value: Value, { clients }: Evaluation): boolean {
  if (value.kind !== 'external' || !('module' in value.root)) return false;
  const { module } = value.root;
  const steps = value.steps.filter(isMeaningful);
  return clients.some(
    ({ modules, instances }) =>
      modules.includes(module) &&
      instances.some(
        ({ members }) => members.length > 0 && members.length === steps.length && startsWith(steps, members),
      ),
  );
}

function constructionOf(node: ts.ClassLikeDeclaration, { site, context }: ValueOf<'instance'>): CallSite {
  const call = superCall(node);
  return call ? siteAt(call, context) : (site ?? { node: null, arguments: [], context });
}
