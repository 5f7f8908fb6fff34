import type { ts } from 'ts-morph';
import { readsOf } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';

/** `const request = https.request(…)`, and what the code does with it. */
export interface KeptRequest {
  readonly name: string;
  /** `request.on('error', …)` */
  readonly hearsErrors: boolean;
  /** `request.end()` */
  readonly isEnded: boolean;
}

/**
 * The variable that holds a request.
 *
 * @returns null where none does, undefined where something is done with it that cannot be done with a second request
 */
export function keptRequest(chain: ts.CallExpression, evaluation: Evaluation): KeptRequest | null | undefined {
  const { parent } = chain;
  if (!tsc.isVariableDeclaration(parent)) return null;
  if (!tsc.isIdentifier(parent.name)) return undefined;
  const uses = readsOf(parent.name, evaluation).map(useOf);
  if (!uses.every((use) => use !== null)) return undefined;
  return { name: parent.name.text, hearsErrors: uses.includes('errors'), isEnded: uses.includes('end') };
}

/** What a statement does with a request; null for anything but waiting for errors and ending it. */
function useOf(name: ts.Identifier): 'errors' | 'end' | null {
  const { parent } = name;
  const call = parent.parent;
  if (!tsc.isPropertyAccessExpression(parent) || !tsc.isCallExpression(call) || call.expression !== parent) return null;
  const [event] = call.arguments;
  if (parent.name.text === 'end') return !event && tsc.isExpressionStatement(call.parent) ? 'end' : null;
  if (parent.name.text !== 'on' || !event || !tsc.isStringLiteral(event) || event.text !== 'error') return null;
  const outer = call.parent;
  return tsc.isExpressionStatement(outer) ? 'errors' : null;
}
