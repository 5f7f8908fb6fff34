import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Context, Scope, Value, Values } from '../values/value.js';
import { authorizationOf } from './basic-key.js';
import { requestsIn, type Request } from './requests.js';

/**
 * The setting of the deployment, or the text of the program, that holds the token of a request.
 *
 * Such a token is the same whoever signs in, so it is no sign-in token.
 *
 * @returns what names it; null where the token comes from elsewhere, or is not in sight
 */
export function fixedTokenOf(request: Request, evaluation: Evaluation, callers: Callers): string | null {
  const names = tokensOf(request, evaluation, callers).map(fixedName);
  return names.length && !names.includes(null) ? [...new Set(names)].join(' or ') : null;
}

/** The tokens that a request may send, also where a caller of its function hands one in that got it from its own caller. */
function tokensOf(request: Request, evaluation: Evaluation, callers: Callers): Values {
  const tokensIn = (context: Context): Values =>
    requestsIn(request.call, context, evaluation).flatMap((each) => authorizationOf(each, evaluation));
  const contexts = callers.contexts((context) => {
    const scope = openedBy(tokensIn(context));
    return scope ? { scope, isClevers: true } : null;
  });
  return contexts.filter((context) => agrees(context, request.context)).flatMap(tokensIn);
}

/** The function whose callers say what one of some values is; null where none can. */
function openedBy(values: Values): Scope | null {
  for (const value of values) {
    const opens =
      value.kind === 'text' ? value.pieces.map((piece) => piece.opens) : 'opens' in value ? [value.opens] : [];
    const scope = opens.find((each) => each !== null);
    if (scope) return scope;
  }
  return null;
}

/** Whether each function that was entered in both contexts was entered by the same call. */
function agrees({ opened }: Context, other: Context): boolean {
  return [...other.opened].every(([scope, site]) => {
    const own = opened.get(scope);
    return own === undefined || own?.node === site?.node;
  });
}

/** The names of the settings, and the places of the texts, that a value is made of; null where it is made of anything else. */
function fixedName(value: Value): string | null {
  if (value.kind === 'unknown') return value.variable ?? null;
  if (value.kind !== 'text') return null;
  const names = value.pieces.map(({ hole, variable, span }) =>
    hole ? (variable ?? null) : (variable ?? (span ? `${span.file}:${span.start}` : '')),
  );
  return names.includes(null) ? null : names.join(' ');
}
