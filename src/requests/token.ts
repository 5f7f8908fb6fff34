import type { Evaluation } from '../values/evaluation.js';
import type { Value } from '../values/value.js';
import { authorizationOf } from './basic-key.js';
import type { Request } from './requests.js';

/**
 * The setting of the deployment, or the text of the program, that holds the token of a request.
 *
 * Such a token is the same whoever signs in, so it is no sign-in token.
 *
 * @returns what names it; null where the token comes from elsewhere, or is not in sight
 */
export function fixedTokenOf(request: Request, evaluation: Evaluation): string | null {
  const names = authorizationOf(request, evaluation).map(fixedName);
  return names.length && !names.includes(null) ? [...new Set(names)].join(' or ') : null;
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
