import { cleverApi } from '../clever-api/index.js';

/** A request that the sandbox got, and what becomes of it at Clever. */
export interface SandboxRequest {
  readonly method: string;
  /** The host that the program meant: `api.clever.com`, or the sandbox's own where it was asked by its address. */
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  /** Who it spoke for: `yara`, or `district`; null for a request without a token. */
  readonly owner: string | null;
  /** `v1.1`; null for a path without a version. */
  readonly version: string | null;
  /** Below the version, with `{id}` for ids; null for a path that Clever never had there. */
  readonly endpoint: string | null;
  /** What Clever did with the endpoint; null for one that it serves on. */
  readonly end: EndpointEnd | null;
}

/** How an endpoint came to its end. */
export interface EndpointEnd {
  /** `gone`: Clever has switched it off. `deprecated`: Clever has named no end yet. */
  readonly state: 'gone' | 'deprecated';
  /** In words, such as `December 2022`. */
  readonly since: string;
  /** What replaces it; null where no single request does. */
  readonly target: string | null;
}

/** What a path says: a version and what stands below it, without the query. */
export interface VersionedPath {
  readonly version: string | null;
  readonly path: string;
}

const api = cleverApi('v3.0');

/** Takes the version off a path. */
export function splitVersion(path: string): VersionedPath {
  const [, version = null, rest] = /^\/(v\d+\.\d+)(\/.*)$/.exec(path) ?? [];
  return { version, path: rest ?? path };
}

/**
 * What became of an endpoint.
 *
 * @param method in upper case
 * @returns null for an endpoint that Clever serves on, and for what it never had
 */
export function endOf({ version, path }: VersionedPath, method: string): EndpointEnd | null {
  const mapping = api.mapping(version, method, path);
  if (mapping === null) return null;
  const isContacts = api.isLegacyContacts(version, path);
  const retired = isContacts ? api.contactsRetired(version) : api.retired(version);
  if (retired === null) return null;
  return {
    state: retired.gone === null ? 'deprecated' : 'gone',
    since: retired.gone ?? retired.deprecated,
    target: mapping.target,
  };
}

/** Whether a Clever without its retired API refuses an endpoint: what is switched off, and the `/me` without a version. */
export function isRefused(place: VersionedPath, method: string): boolean {
  const end = endOf(place, method);
  return end !== null && (end.state === 'gone' || place.version === null);
}

/** The endpoint as the tables write it: `/students/{id}`; null for what Clever never had. */
export function endpointOf({ version, path }: VersionedPath, method: string): string | null {
  if (version === null) return path === '/me' || path === '/userinfo' ? path : null;
  return api.endpoint(version, method, path)?.path ?? null;
}
