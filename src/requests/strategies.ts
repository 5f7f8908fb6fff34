import type { ts } from 'ts-morph';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS } from '../clients/client.js';
import { BODY } from '../clients/shape.js';
import type { CleverUrl } from '../model/url.js';
import type { StrategyPackage } from '../model/vocabulary.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import type { FoundCallback } from './answers.js';
import type { Asked } from './requests.js';
import { unwrittenUrl } from './url.js';

/** A strategy of a package that asks Clever who signs in, and hands the answer to a function of the program. */
export interface PackageAnswer {
  readonly asked: Asked;
  readonly url: CleverUrl;
}

/**
 * The strategies of packages that the program constructs: `new CleverStrategy(options, verify)`.
 *
 * @param packages those that are known to hand on Clever's answer
 * @param host whom they ask
 * @param path and for what: `/me`
 */
export function packageAnswers(
  packages: readonly StrategyPackage[],
  host: string,
  path: string,
  evaluation: Evaluation,
): readonly PackageAnswer[] {
  const isUsed = evaluation.index.moduleSpecifiers.some(({ text }) => packages.some((each) => each.package === text));
  if (!isUsed) return [];
  return evaluation.index.calls.filter(tsc.isNewExpression).flatMap((call) => {
    const roots = evaluation.evaluate(call.expression, EMPTY_CONTEXT).map((value) => externalName(value)?.root);
    const found = packages.find((each) => roots.includes(each.package));
    return found ? [{ asked: askedBy(call, found, evaluation), url: unwrittenUrl(host, found.version, path) }] : [];
  });
}

function askedBy(call: ts.NewExpression, { package: name }: StrategyPackage, evaluation: Evaluation): Asked {
  const client = {
    ...CLIENT_DEFAULTS,
    urlQuery: 'kept' as const,
    name,
    modules: [],
    requests: [],
    answer: null,
    errors: ANSWERS_ERRORS,
    decodes: false,
  };
  return { client: { ...client, callbacks: verifiers(call, evaluation) }, call, context: EMPTY_CONTEXT };
}

/** The functions that verify, which get the answer before their own callback. */
function verifiers({ arguments: given }: ts.NewExpression, evaluation: Evaluation): readonly FoundCallback[] {
  const node = given?.at(-1);
  if (!node) return [];
  return evaluation.evaluate(node, EMPTY_CONTEXT).flatMap((value) => {
    if (value.kind !== 'function') return [];
    const before = Array<null>(Math.max(0, value.node.parameters.length - 2)).fill(null);
    return [{ argument: 'last' as const, parameters: [...before, BODY], leaves: true, node }];
  });
}
