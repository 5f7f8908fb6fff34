import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { EndpointUsage } from '../model/usage.js';
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
    aboutId(mapping, api),
    aboutIdsInside(mapping, api),
    aboutFields(mapping),
    ...aboutReads(usage, api),
    ...aboutParameters(usage, mapping, api),
    aboutEvents(mapping),
    aboutToken(mapping, project),
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

function aboutForm({ url }: EndpointUsage, { was, now }: Mapping, api: CleverApi): string | null {
  if (was === 'single' && now === 'list') return 'It answers a list.';
  if (was === 'list' && now === 'single') return 'It answers one record, no list.';
  return api.resourceOf(url.version, url.path)?.unwrapped ? 'Each of its records is in a `data` of its own.' : null;
}

function aboutId({ idParam, resource, path }: Mapping, api: CleverApi): string | null {
  if (idParam === 'dropped') return 'The token says which district is meant, so the id goes.';
  if (idParam !== 'new-user-id') return null;
  const owner = /^\/(\w+?)s\//.exec(path)?.[1] ?? resource ?? '';
  const legacyId = api.resource(owner)?.legacyIdAt ?? 'legacy_id';
  return `It takes the id that the person has on v3, where \`${legacyId}\` is the one of before.`;
}

function aboutIdsInside({ userIds, idParam, resource, path }: Mapping, api: CleverApi): string | null {
  if (userIds !== 'new' || idParam === 'new-user-id' || resource === 'event' || path === '/me') return null;
  const { legacyIdAt, userIdsAt = [] } = api.resource(resource ?? '') ?? {};
  if (userIdsAt.length) return `The ids in ${listed(userIdsAt)} may be new.`;
  return legacyIdAt ? `Its records have new ids, and those of before at \`${legacyIdAt}\`.` : null;
}

function aboutFields({ fieldsLost }: Mapping): string | null {
  return fieldsLost.length ? `Its records have no ${listed(fieldsLost)}.` : null;
}

function aboutReads(usage: EndpointUsage, api: CleverApi): readonly string[] {
  return lostReads(usage, api).map(({ name, instead }) => `The answer has no \`${name}\`: ${instead}.`);
}

/** Parameters that are sent; where those are not in sight, all that are lost. */
function aboutParameters(usage: EndpointUsage, mapping: Mapping, api: CleverApi): readonly string[] {
  const sent = lostParameters(usage, mapping, api).map(({ name, instead }) =>
    instead ? `It does not take \`${name}\`: ${instead}.` : `It does not take \`${name}\`.`,
  );
  const isOpen = parametersOf(usage) === null && mapping.was === 'list' && mapping.paramsLost.length > 0;
  return sent.length || !isOpen ? sent : [`It does not take ${listed(mapping.paramsLost)}.`];
}

function aboutEvents({ resource }: Mapping): string | null {
  if (resource !== 'event') return null;
  return 'Events about people are `users.…` there, and a cursor of before does not carry over: sync once as a whole.';
}

/** Only programs that sign people in have tokens that reach no further than the person. */
function aboutToken({ ssoToken }: Mapping, { signsIn }: ProjectFacts): string | null {
  if (!signsIn) return null;
  if (ssoToken === 'no') return 'The token of a sign-in does not reach it: use the one of the district.';
  return ssoToken === 'own-id-only' ? 'The token of a sign-in reaches no other record than that of the person.' : null;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
