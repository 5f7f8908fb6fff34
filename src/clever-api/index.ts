import { findAddedEndpoint, findAddedMapping, findAddedPackage, NO_ADDITIONS, type ApiAdditions } from './additions.js';
import { events, newEvents } from './events.js';
import { hosts, unversioned } from './hosts.js';
import { findEndpoint, findLostParameter, findMapping, isContactsPath } from './lookup/calls.js';
import { mayExist } from './lookup/existing-paths.js';
import { findLostPart } from './lookup/lost-parts.js';
import { findMeField, findNeverOnMe } from './lookup/me-fields.js';
import { findPossiblePaths, type PossiblePath } from './lookup/open-paths.js';
import { findPackage } from './lookup/packages.js';
import { findRecordField } from './lookup/record-fields.js';
import { largestPage } from './parameters.js';
import { meAnswers, roleNames, rolePrecedence } from './me.js';
import { resources } from './resources.js';
import { contactsOfV2, lives, spellDate } from './timeline.js';
import type {
  AnswerShape,
  Endpoint,
  EventRow,
  LifeRow,
  LostParameter,
  LostPartRow,
  Mapping,
  MeAnswer,
  MeField,
  NeverOnMe,
  PackageRow,
  RecordField,
  Resource,
  ResourceRow,
  Retirement,
  Role,
  TargetVersion,
  UnversionedRow,
} from './types.js';
import { apiHosts, boundPackages } from './vocabulary.js';

export type {
  ApiAdditions,
  LostParameter,
  LostPartRow,
  Mapping,
  MeField,
  PossiblePath,
  RecordField,
  Role,
  TargetVersion,
};

/** What is known of Clever's API, seen from code that moves to one version of it. */
export interface CleverApi {
  readonly target: TargetVersion;
  /** Scheme and host of today's API. */
  readonly origin: string;
  /** Hosts that serve, or once served, the API. */
  readonly hosts: readonly string[];
  /** Names of the npm packages whose import means Clever. */
  readonly packages: readonly string[];
  /** What `type` said before v3, and the key under `roles` that says it now. */
  readonly roleNames: Readonly<Record<string, Role>>;
  /** Which role stands for a person who holds several. */
  readonly rolePrecedence: readonly Role[];
  /** The most records that a page may have. */
  readonly largestPage: number;
  /** Addresses that never had a version and stay as they are. */
  readonly unversioned: readonly UnversionedRow[];
  /** Event types that v3 brought. */
  readonly newEvents: readonly string[];

  /** Whether a host, in either case and without a port, stands in front of Clever and stays in the addresses it is in. */
  isProxy(host: string): boolean;

  /** Whether a host, in either case and without a port, serves the API today. */
  isCurrentHost(host: string): boolean;

  /**
   * What replaces an endpoint before v3.
   *
   * @param version `v1.1`; null for a path without a version
   * @param method in either case; null means GET
   * @param path below the version, concrete or with holes: `/students/{studentId}/contacts`
   * @returns null for what no version before v3 had
   */
  mapping(version: string | null, method: string | null, path: string): Mapping | null;

  /** A parameter of an old call that its target does not take; null if it does, or if Clever never knew it. */
  lostParameter(mapping: Mapping, name: string): LostParameter | null;

  /** A part of the envelope around the records that v3 does not have, such as `paging`; null for what it has too. */
  lostPart(version: string | null, path: readonly string[]): LostPartRow | null;

  /** The endpoints that a path with holes in its words may name, such as `/{type}s/{id}`; none if it says too little. */
  possiblePaths(version: string, path: string): readonly PossiblePath[];

  /** An endpoint that a version has; a null method takes any. Null if Clever never had it. */
  endpoint(version: string, method: string | null, path: string): Endpoint | null;

  /** Whether a version of v3 may have a path, whatever its holes stand for; true for versions that are not known. */
  mayExist(version: string, path: string): boolean;

  /** Whether a path is one of v1's or v2's about student contacts. */
  isLegacyContacts(version: string | null, path: string): boolean;

  /** What a GET of a path answers; null for a path that the version does not have. */
  resourceOf(version: string | null, path: string): AnswerShape | null;

  /** How v3 knows a kind of record of old versions: its model, its role, where the old id is. */
  resource(name: string): ResourceRow | null;

  /** What `/me` answers in a version, or without one. */
  meAnswer(version: string | null): MeAnswer | null;

  /**
   * The field that v3 removed from `/me` and that a path reads.
   *
   * @param path member names from the top of the body: `['data', 'name', 'first']`
   * @returns null for what v3 still has there, and for what never was there
   */
  meField(path: readonly string[]): MeField | null;

  /** The field that a path reads off `/me` although no version had it there. */
  neverOnMe(path: readonly string[]): NeverOnMe | null;

  /**
   * What became of a field of a record.
   *
   * @param resource the kind of record, as `resourceOf` tells it
   * @param path member names below the record's `data`: `['sis_id']`
   * @param version the version that answered, where fields of one name differ
   * @returns the field, unchanged ones included; null for a field that no old version had
   */
  recordField(resource: string, path: readonly string[], version?: string | null): RecordField | null;

  /** What v3 calls an event type before v3; null if it calls it the same, or never knew it. */
  eventChange(type: string): EventRow | null;

  /** The record in an event of a type before v3; null for other types. */
  recordOfEvent(type: string): Resource | null;

  /**
   * The records that the events of a version are about.
   *
   * @param part what their types hold: `students.`
   */
  recordsOfEvents(version: string | null, part: string): readonly Resource[];

  /** A package that speaks Clever's API; the newest release where the version, or range, says nothing. */
  clientPackage(name: string, version?: string): PackageRow | null;

  /**
   * When a version, or the path without one, was deprecated and switched off; null if it was not. What Clever never had, such
   * as v1.0, went with the last version of its kind.
   */
  retired(version: string | null): Retirement | null;

  /** The same for the contacts endpoints of a version. */
  contactsRetired(version: string | null): Retirement | null;
}

const eventRows: readonly EventRow[] = events;
const resourceRows: readonly ResourceRow[] = resources;
const meRows: readonly MeAnswer[] = meAnswers;
const lifeRows: readonly LifeRow[] = lives;

function resourceOf(version: string | null, path: string): AnswerShape | null {
  if (version === null) {
    return findMapping(null, 'GET', path, 'v3.0') && { resource: 'me', list: false, unwrapped: false, role: null };
  }
  const endpoint = findEndpoint(version, 'GET', path);
  if (endpoint === null || endpoint.returns === null) return null;
  const { returns, shape, unwrapped = false, role = null } = endpoint;
  return { resource: returns, list: shape === 'list', unwrapped, role };
}

function eventNamed(type: string): EventRow | null {
  return eventRows.find((event) => event.from === type || event.spelling === type) ?? null;
}

function eventChange(type: string): EventRow | null {
  const row = eventNamed(type);
  return row === null || row.from === row.to ? null : row;
}

function recordsOfEvents(version: string | null, part: string): readonly Resource[] {
  const rows = eventRows.filter(
    ({ versions, from, spelling }) =>
      versions.some((each) => each === version) && (from.includes(part) || spelling?.includes(part)),
  );
  return [...new Set(rows.map(({ record }) => record))];
}

function retired(version: string | null): Retirement | null {
  const wanted = version ?? 'unversioned';
  const [major = ''] = wanted.split('.');
  const life =
    lifeRows.find((row) => row.version === wanted) ?? lifeRows.findLast((row) => row.version.startsWith(`${major}.`));
  if (life === undefined || life.deprecated === null) return null;
  return { deprecated: spellDate(life.deprecated), gone: life.gone === null ? null : spellDate(life.gone) };
}

function contactsRetired(version: string | null): Retirement | null {
  const ofV2 = version === 'v2.0' || version === 'v2.1';
  return ofV2 ? { deprecated: spellDate(contactsOfV2.deprecated), gone: null } : retired(version);
}

/**
 * Gives the lookups over all tables.
 *
 * @param target the version that code is moved to; all paths in answers carry it, but those of additions
 * @param additions what the user's configuration adds; it goes before the tables
 * @returns the lookups; they keep nothing from one call to the next
 */
export function cleverApi(target: TargetVersion, additions: ApiAdditions = NO_ADDITIONS): CleverApi {
  return {
    target,
    origin: 'https://api.clever.com',
    hosts: [...apiHosts, ...additions.hosts],
    packages: [...boundPackages, ...additions.packages.map(({ name }) => name)],
    roleNames,
    rolePrecedence,
    largestPage,
    unversioned,
    newEvents,
    isProxy: (host) => additions.hosts.includes(host.toLowerCase()),
    isCurrentHost: (host) =>
      hosts.some((row) => row.serves === 'api' && row.current && row.host === host.toLowerCase()),
    mapping: (version, method, path) =>
      findAddedMapping(additions, version, method, path) ?? findMapping(version, method, path, target),
    lostParameter: findLostParameter,
    lostPart: findLostPart,
    possiblePaths: (version, path) => findPossiblePaths(version, path, target),
    endpoint: (version, method, path) =>
      findAddedEndpoint(additions, version, method, path) ?? findEndpoint(version, method, path),
    mayExist: (version, path) => mayExist(version, path) || findAddedEndpoint(additions, version, null, path) !== null,
    isLegacyContacts: isContactsPath,
    resourceOf,
    resource: (name) => resourceRows.find((row) => row.resource === name) ?? null,
    meAnswer: (version) => meRows.find((row) => row.version === (version ?? 'unversioned')) ?? null,
    meField: findMeField,
    neverOnMe: (path) => findNeverOnMe(path, target),
    recordField: (resource, path, version = null) => findRecordField(resource, path, version, target),
    eventChange,
    recordOfEvent: (type) => eventNamed(type)?.record ?? null,
    recordsOfEvents,
    clientPackage: (name, version) => findAddedPackage(additions, name) ?? findPackage(name, version, target),
    retired,
    contactsRetired,
  };
}
