import type { ts } from 'ts-morph';
import { RTK_MODULES } from '../clients/rtk-query.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { isMember } from '../values/external.js';
import { EMPTY_CONTEXT, type Value, type ValueOf, type Values } from '../values/value.js';
import { memberOf } from './match.js';

/**
 * The values of a callee like `builder.query`, where `builder` is what RTK Query hands to `endpoints`.
 *
 * @returns the base query of the API with that member; empty for any other callee
 */
export function endpointValues(callee: ts.Expression, evaluation: Evaluation): Values {
  if (!tsc.isPropertyAccessExpression(callee) || !['query', 'mutation'].includes(callee.name.text)) return [];
  const definition = definitionAround(callee.expression, evaluation);
  if (!definition) return [];
  return baseQueries(definition, evaluation).map((value) => memberOf(value, [callee.name.text]));
}

/** The call `createApi({ endpoints: (builder) => … })` of which a name is the builder. */
function definitionAround(builder: ts.Expression, evaluation: Evaluation): ts.CallExpression | null {
  const parameter = evaluation.checker.getSymbolAtLocation(builder)?.valueDeclaration;
  if (!parameter || !tsc.isParameter(parameter)) return null;
  const scope: ts.Node = parameter.parent;
  const property = tsc.isMethodDeclaration(scope) ? scope : scope.parent;
  const isEndpoints =
    (tsc.isMethodDeclaration(property) || tsc.isPropertyAssignment(property)) &&
    property.name.getText() === 'endpoints';
  const call = isEndpoints ? property.parent.parent : null;
  return call && tsc.isCallExpression(call) ? call : null;
}

/** What a definition says of its base query; `api.injectEndpoints` has that of the API. */
function baseQueries(definition: ts.CallExpression, evaluation: Evaluation): readonly ValueOf<'external'>[] {
  return evaluation.evaluate(definition.expression, EMPTY_CONTEXT).flatMap((callee) => {
    const site = isCreation(callee) ? definition : injectedInto(callee);
    const [options] = site?.arguments ?? [];
    if (!options) return [];
    const values = evaluation.evaluate(options, EMPTY_CONTEXT).flatMap((each) => evaluation.member(each, 'baseQuery'));
    return values.filter((value) => value.kind === 'external');
  });
}

function injectedInto(callee: Value): ts.CallExpression | ts.NewExpression | null {
  if (callee.kind !== 'external') return null;
  const [made, member] = callee.steps.slice(-2);
  if (made?.kind !== 'call' || member?.kind !== 'member' || member.name !== 'injectEndpoints') return null;
  return isCreation({ ...callee, steps: callee.steps.slice(0, -2) }) ? made.site.node : null;
}

function isCreation(callee: Value): boolean {
  return RTK_MODULES.some((module) => isMember(callee, module, ['createApi']));
}
