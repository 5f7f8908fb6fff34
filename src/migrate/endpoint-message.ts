import type { CleverApi } from '../clever-api/index.js';
import type { EndpointUsage } from '../model/usage.js';
import { groupBy } from '../model/group-by.js';
import { adviceFor, listed } from './endpoint-advice.js';
import { asksForMe } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';

/** What has become of an endpoint before v3. */
export type EndpointFate =
  /** another path, or the same one of v3, answers it */
  | 'moved'
  /** nothing answers it */
  | 'removed'
  /** no old version had it, but v3 has */
  | 'never'
  /** which one it is, is not known; one of several */
  | 'open'
  /** no endpoint, but what several stand below */
  | 'base'
  /** no version had it, or nothing is known of it */
  | 'unknown';

/** Texts for the places of a message about an endpoint. */
export interface EndpointMessage {
  readonly fate: EndpointFate;
  readonly replacement: string | null;
  /** Sentences; empty where there is nothing more to say. */
  readonly advice: string;
}

/** What to say of a request to an old version, apart from since when it is gone. */
export function describeFate(usage: EndpointUsage, api: CleverApi, project: ProjectFacts): EndpointMessage {
  const { version, path } = usage.url;
  if (path === '/') return { fate: 'base', replacement: null, advice: '' };
  const mapping = api.mapping(version, usage.method, path);
  if (mapping?.targetPath) {
    const advice = asksForMe(usage.url) ? '' : adviceFor(usage, mapping, api, project);
    return { fate: 'moved', replacement: mapping.targetPath, advice };
  }
  if (mapping) {
    const targets = mapping.insteadTargets.map((target) => `Instead, call \`${target}\`.`);
    return { fate: 'removed', replacement: null, advice: [...targets, mapping.instead ?? ''].join(' ').trim() };
  }
  if (api.endpoint(api.target, usage.method, path)) {
    return { fate: 'never', replacement: `/${api.target}${path}`, advice: '' };
  }
  const possible = version === null ? [] : possibilities(version, path, api);
  return { fate: possible.length ? 'open' : 'unknown', replacement: null, advice: possible.join('; ') };
}

/** `` `/students/{id}` or `/teachers/{id}` with `/v3.0/users/{id}` ``, by what replaces them. */
function possibilities(version: string, path: string, api: CleverApi): readonly string[] {
  const byTarget = groupBy(api.possiblePaths(version, path), ({ target }) => target);
  return [...byTarget].map(([target, possible]) => {
    const paths = listed(
      possible.map((each) => each.path),
      'or',
    );
    return target === null ? `nothing replaces ${paths}` : `${paths} with \`${target}\``;
  });
}
