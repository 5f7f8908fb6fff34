import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { isMember } from '../values/external.js';
import { EMPTY_CONTEXT, siteAt, type Values } from '../values/value.js';
import { isSameExternal, memberOf, type Instance } from './match.js';
import { valuesAt } from './places.js';

/** Bases that were assigned to a client, and whether it certainly has one of them. */
export interface AssignedBases {
  readonly values: Values;
  readonly certain: boolean;
}

/** `api.defaults.baseURL = …`, wherever in the opened files that is written. */
export function assignedBases({ client, value }: Instance, evaluation: Evaluation): AssignedBases {
  const name = client.assignedBase.at(-1);
  if (name === undefined) return { values: [], certain: false };
  const holder = memberOf(value, client.assignedBase.slice(0, -1));
  const assignments = evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) =>
      evaluation
        .evaluate(target.expression, EMPTY_CONTEXT)
        .some((each) => each.kind === 'external' && isSameExternal(each, holder)),
    );
  const values = assignments.flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT));
  return {
    values: values.filter((each) => each.kind === 'text' || each.kind === 'unknown'),
    certain: assignments.some(({ node }) => alwaysRuns(node)),
  };
}

/** Bases that a call elsewhere sets for all clients of a package. */
export function configuredBases(client: Client, evaluation: Evaluation): Values {
  return client.configurations.flatMap(({ module, members, base }) =>
    evaluation.index
      .callsNamed(members.at(-1) ?? '')
      .filter(({ expression }) =>
        evaluation.evaluate(expression, EMPTY_CONTEXT).some((callee) => isMember(callee, module, members)),
      )
      .flatMap((call) => base.flatMap((place) => valuesAt(place, siteAt(call, EMPTY_CONTEXT), evaluation))),
  );
}

/** Whether an assignment is made as soon as its file, or the function that holds it, runs. */
function alwaysRuns(node: ts.Node): boolean {
  return (
    tsc.isExpressionStatement(node.parent) &&
    (tsc.isSourceFile(node.parent.parent) || tsc.isFunctionLike(node.parent.parent.parent))
  );
}
