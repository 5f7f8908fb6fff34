import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { isMember } from '../values/external.js';
import { siteAt } from '../values/call-sites.js';
import { charactersOf, EMPTY_CONTEXT, type ValueOf, type Values } from '../values/value.js';
import { boundNames } from '../syntax/names.js';
import { isOfHost } from './url.js';
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

/** Who may send requests below a base that is assigned: the files that mention a package, or those that read an instance. */
export type AskersBelow = { readonly module: string } | { readonly made: ts.Node; readonly names: readonly string[] };

/**
 * Who may ask below a base of Clever's that the program assigns to a client, or sets for all clients of a package:
 * `axios.defaults.baseURL = 'https://…'` counts in files that do not import the one in which it stands.
 */
export function askersBelowSet(hosts: readonly string[], evaluation: Evaluation): readonly AskersBelow[] {
  const names = new Set(evaluation.clients.flatMap(({ assignedBase }) => assignedBase.slice(-1)));
  const assigned = [...names]
    .flatMap((name) => evaluation.index.assignmentsTo(name))
    .filter(({ value }) => areOfHost(evaluation.evaluate(value, EMPTY_CONTEXT), hosts))
    .flatMap(({ target }) => evaluation.evaluate(target.expression, EMPTY_CONTEXT))
    .flatMap((holder) => (holder.kind === 'external' ? (askersOf(holder) ?? []) : []));
  const configured = evaluation.clients
    .filter((client) => areOfHost(configuredBases(client, evaluation), hosts))
    .flatMap(({ modules }) => modules.map((module) => ({ module })));
  return [...assigned, ...configured];
}

function askersOf({ root, steps }: ValueOf<'external'>): AskersBelow | null {
  const made = steps.findLast((step) => step.kind === 'call')?.site.node;
  if (!made) return 'module' in root ? { module: root.module } : null;
  const declaration = tsc.findAncestor(made, tsc.isVariableDeclaration);
  return { made, names: ['default', 'exports', ...(declaration ? boundNames(declaration.name) : [])] };
}

function areOfHost(values: Values, hosts: readonly string[]): boolean {
  return values.some((value) => value.kind === 'text' && isOfHost(charactersOf(value.pieces), hosts));
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
