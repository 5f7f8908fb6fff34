import type { ts } from 'ts-morph';
import type { FilledParameter } from '../libraries/shared-members.js';
import { tsc } from '../syntax/compiler.js';
import { givenParameters, memberFor } from '../syntax/functions.js';

/**
 * Which of some parameters that packages fill one is: `get` of `{ auth, token, profile: (credentials, params, get) => … }`.
 *
 * @returns undefined for any other
 */
export function filledParameter<Known extends FilledParameter>(
  parameter: ts.ParameterDeclaration,
  known: readonly Known[],
): Known | undefined {
  const scope = parameter.parent;
  const { name, parent: options } = memberFor(scope);
  if (!name || !tsc.isObjectLiteralExpression(options)) return undefined;
  const names = options.properties.map((each) => each.name?.getText());
  return known.find(
    (each) =>
      name.getText() === each.method &&
      givenParameters(scope).indexOf(parameter) === each.parameter &&
      each.beside.every((other) => names.includes(other)),
  );
}
