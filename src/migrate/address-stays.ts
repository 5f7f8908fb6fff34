import type { CleverApi } from '../clever-api/index.js';
import type { EndpointUsage } from '../model/usage.js';
import { canMoveHost, moveToVersion } from '../rule/address.js';
import { NOT_IN_ONE_PIECE } from '../rule/offer.js';
import { movePath, takesNoQuery } from './path-move.js';

/**
 * Why no edit can move a URL.
 *
 * @param target the path that it would get, with its query and without a version; null where only the version changes
 */
export function whyAddressStays(usage: EndpointUsage, target: string | null, api: CleverApi): string {
  const { url, urlQuery } = usage;
  if (!canMoveHost(usage, api)) return whyHostStays(usage, api);
  if (url.versionIn !== undefined)
    return `the version is in the value that \`env\` in the configuration gives \`${url.versionIn}\`; change it in your deployment, then in the configuration`;
  const [path = '', query] = target?.split('?') ?? [];
  const isQueryAlone =
    query !== undefined && moveToVersion(usage, api.target, api) !== null && movePath(url, path) !== null;
  if (!isQueryAlone) return NOT_IN_ONE_PIECE;
  const needs = `the new path needs \`?${query}\``;
  if (takesNoQuery(url)) return `${needs}, and a query is not possible in \`pathname\``;
  return urlQuery === 'unseen'
    ? `${needs}, and this tool cannot see whether the options set another query`
    : `${needs}, and the code sets the query elsewhere`;
}

/** What of the beginning of a URL must change, where no edit can change it. */
function whyHostStays(usage: EndpointUsage, api: CleverApi): string {
  const { url } = usage;
  const isOldHost = !api.isCurrentHost(url.host);
  const what = isOldHost ? `the host \`${url.host}\`` : '`http:`';
  const instead = isOldHost ? '' : ' to `https:`';
  if (usage.origin === 'request' && usage.usesKey)
    return `${what} must change${instead} too, and the API key to a token, and this tool cannot change them here`;
  return `${what} must change${instead} too, and this tool cannot change it here`;
}
