import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { EndpointUsage } from '../model/usage.js';
import { getsNewId } from './ids-between-calls.js';
import { sendsOtherToken } from './sign-in-token.js';
import { lostParameters, lostReads, parametersOf } from './losses.js';
import type { ProjectFacts } from '../rule/rule.js';

/**
 * What somebody must know who moves a request to the path that answers now: what becomes of the answer, the id, the
 * parameters and the token.
 *
 * @returns sentences; empty where nothing but the address changes
 */
export function adviceFor(usage: EndpointUsage, mapping: Mapping, api: CleverApi, project: ProjectFacts): string {
  const sentences = [
    aboutForm(usage, mapping, api),
    aboutId(usage, mapping, project, api),
    aboutIdsInside(mapping, api),
    aboutFields(mapping),
    ...aboutReads(usage, api),
    ...aboutParameters(usage, mapping, api),
    aboutEvents(mapping, api),
    aboutToken(usage, mapping, project, api),
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

function aboutForm({ url }: EndpointUsage, { was, now }: Mapping, api: CleverApi): string | null {
  if (was === 'single' && now === 'list') return 'The answer is a list.';
  if (was === 'list' && now === 'single') return 'The answer is one record, not a list.';
  return api.resourceOf(url.version, url.path)?.unwrapped ? 'Each record is wrapped in `data`.' : null;
}

function aboutId(
  usage: EndpointUsage,
  { idParam, resource, path }: Mapping,
  project: ProjectFacts,
  api: CleverApi,
): string | null {
  if (idParam === 'dropped') return 'Leave out the district id: the token determines the district.';
  if (idParam !== 'new-user-id' || getsNewId(usage, project, api)) return null;
  const owner = /^\/(\w+?)s\//.exec(path)?.[1] ?? resource ?? '';
  const legacyIdAt = api.resource(owner)?.legacyIdAt;
  const place = legacyIdAt ? `data.${legacyIdAt}` : 'legacy_id';
  return `Pass the ${api.target} id of the person. The old id is in \`${place}\`.`;
}

function aboutIdsInside({ userIds, idParam, resource, path }: Mapping, api: CleverApi): string | null {
  if (userIds !== 'new' || idParam === 'new-user-id' || resource === 'event' || path === '/me') return null;
  const { legacyIdAt, userIdsAt = [] } = api.resource(resource ?? '') ?? {};
  if (userIdsAt.length)
    return `Clever does not document whether the ids in ${listed(userIdsAt, 'and')} are new user ids on ${api.target}. Assume that they are, and check.`;
  return legacyIdAt ? `The records have new ids. The old ids are in \`data.${legacyIdAt}\`.` : null;
}

/** So many fields are named; the reads of the others are findings of their own. */
const MOST_FIELDS = 3;

function aboutFields({ fieldsLost }: Mapping): string | null {
  const hidden = fieldsLost.length - MOST_FIELDS;
  if (hidden < 2) return fieldsLost.length ? `The records no longer have ${listed(fieldsLost, 'or')}.` : null;
  const named = fieldsLost.slice(0, MOST_FIELDS).map((field) => `\`${field}\``);
  return `The records no longer have ${named.join(', ')} and other fields.`;
}

function aboutReads(usage: EndpointUsage, api: CleverApi): readonly string[] {
  return lostReads(usage, api).map(({ name, instead, beside }) =>
    beside === null
      ? `The answer no longer has \`${name}\`: ${instead}.`
      : `On ${api.target}, \`${name}\` may ignore \`${beside}\`: ${instead}.`,
  );
}

/** Parameters that are sent; where those are not in sight, and the URL spells none, all that are lost. */
function aboutParameters(usage: EndpointUsage, mapping: Mapping, api: CleverApi): readonly string[] {
  const sent = lostParameters(usage, mapping, api).map(({ name, instead }) =>
    instead ? `Do not send \`${name}\`. Instead, ${instead}.` : `Do not send \`${name}\`.`,
  );
  const isOpen =
    parametersOf(usage) === null && usage.url.query === '' && mapping.was === 'list' && mapping.paramsLost.length > 0;
  return sent.length || !isOpen
    ? sent
    : [`If the call sends ${listed(mapping.paramsLost, 'or')}, leave it out: ${api.target} does not accept it.`];
}

function aboutEvents({ resource }: Mapping, { target }: CleverApi): string | null {
  if (resource !== 'event') return null;
  return `On ${target}, the types of events about people start with \`users.\`. Do not use old cursors: sync everything once.`;
}

/** Only programs that sign people in have tokens that reach no further than the person. */
function aboutToken(
  usage: EndpointUsage,
  { ssoToken }: Mapping,
  project: ProjectFacts,
  { target }: CleverApi,
): string | null {
  if (ssoToken === 'yes' || !project.signsIn() || sendsOtherToken(usage, project)) return null;
  if (ssoToken === 'no') return `Use a district token: ${target} does not accept a sign-in token here.`;
  return ssoToken === 'own-id-only' ? 'A sign-in token can read only the record of its own user.' : null;
}

/** `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` `` */
export function listed(names: readonly string[], joint: 'and' | 'or'): string {
  const codes = names.map((name) => `\`${name}\``);
  const last = codes.pop() ?? '';
  return codes.length > 0 ? `${codes.join(', ')} ${joint} ${last}` : last;
}
