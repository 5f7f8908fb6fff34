import type { CleverApi } from '../clever-api/index.js';
import type { PackageRow } from '../clever-api/types.js';
import type { PackageCall } from '../model/usage.js';
import type { Step } from '../model/spans.js';

/** The name of the package that a module specifier names: `clever` for `clever/mock`, with its scope if it has one. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * Tells what a call of a package's model is on v3.
 *
 * @param row what is known of the package
 * @returns null for a model that is not known
 */
export function stepOf({ model, method, span }: PackageCall, row: PackageRow, api: CleverApi): Step | null {
  const list = Object.hasOwn(row.models ?? {}, model) ? row.models?.[model] : undefined;
  if (list === undefined) return null;
  const path = method === 'findById' ? `${list}/{id}` : list;
  const mapping = api.mapping(row.api, 'GET', path);
  if (mapping === null) return null;
  const now = mapping.targetPath ?? mapping.instead;
  const move = now === null ? `nothing replaces it on API ${api.target}` : `on API ${api.target}, call \`${now}\``;
  const lost = path === list && api.lostParameter(mapping, 'where')?.instead;
  const instead = lost ? `; if you send \`where\`, ${lost}` : '';
  return {
    span,
    message: `\`${model}.${method}\` calls \`${path}\`; ${move}${instead}`,
  };
}
