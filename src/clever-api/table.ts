import { endpoints } from './endpoints.js';
import { lostParts } from './envelope.js';
import { fields } from './fields.js';
import { findLostParameter, findMapping, isContactsPath } from './lookup/calls.js';
import { findByPath, wordsOf } from './lookup/paths.js';
import { mappings } from './mapping.js';
import { parameters } from './parameters.js';
import { contactsOfV2, lives } from './timeline.js';
import type {
  AutoFix,
  LifeRow,
  LostParameter,
  LostPartRow,
  Mapping,
  MappedVersion,
  ParameterRow,
  TargetVersion,
} from './types.js';
import { v2 } from './versions.js';

/** A field of a record and its place on the record of v3; both below the record's `data`. */
export interface MovedField {
  readonly from: string;
  readonly to: string;
}

/** One endpoint of one version before v3, with all that the tables say of it. */
export interface TableRow extends Omit<Mapping, 'targetPath' | 'fieldsLost' | 'paramsLost' | 'autoFix' | 'check'> {
  readonly version: MappedVersion;
  /** `never` where a person decides, however little changes: v2 still answers, and contacts have new ids. */
  readonly autoFix: AutoFix | 'never';
  /** Dates as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where Clever names none. */
  readonly since: string | null;
  readonly deprecated: string | null;
  readonly until: string | null;
  /** Fields that v3 has nowhere; those of `/me` from the top of the body. */
  readonly lostFields: readonly string[];
  readonly movedFields: readonly MovedField[];
  readonly lostParameters: readonly LostParameter[];
  /** What stood around the records of a list, and v3 does not have: `paging`. */
  readonly lostParts: readonly LostPart[];
}

/** A part of an answer beside the fields of its records. */
export interface LostPart {
  /** From the top of the body: `paging`, `data[].uri`. */
  readonly name: string;
  readonly instead: string;
}

const lifeRows: readonly LifeRow[] = lives;
const parameterRows: readonly ParameterRow[] = parameters;
const lostPartRows: readonly LostPartRow[] = lostParts;
const listed: ReadonlySet<string> = new Set(endpoints.flatMap(({ params }) => params));
const words = wordsOf(mappings.map(({ path }) => path));

/** The versions that have rows, in the order in which they came. */
export const tableVersions: readonly MappedVersion[] = lifeRows
  .map(({ version }) => version)
  .filter((version): version is MappedVersion => mappings.some(({ versions }) => versions.includes(version as never)));

/** When a version came, was deprecated and went. */
export function lifeOf(version: MappedVersion): LifeRow | null {
  return lifeRows.find((row) => row.version === version) ?? null;
}

/**
 * Lists what became of every endpoint before v3.
 *
 * @param target the version to move to, which all targets carry
 * @returns a row for each version and path; by version, then by path
 */
export function listTable(target: TargetVersion): readonly TableRow[] {
  return tableVersions.flatMap((version) => {
    const own = mappings.filter((row) => row.versions.includes(version));
    const paths = own.map(({ path }) => path).sort();
    return paths.flatMap((path) => toRow(version, path, target) ?? []);
  });
}

/**
 * Picks the rows about a path and about the paths below it.
 *
 * @param rows the table, or a part of it
 * @param path below the version, concrete or with holes: `/students`, `/students/123`
 * @returns none for a path that no row is about
 */
export function rowsBelow(rows: readonly TableRow[], path: string): readonly TableRow[] {
  const wanted = findByPath(rows, path, words)?.row.path ?? path.replace(/\/$/, '');
  return rows.filter((row) => row.path === wanted || row.path.startsWith(`${wanted}/`));
}

function toRow(version: MappedVersion, path: string, target: TargetVersion): TableRow | null {
  const mapping = findMapping(version === 'unversioned' ? null : version, 'GET', path, target);
  if (mapping === null) return null;
  const life = lifeOf(version);
  const isOfV2 = v2.includes(version as never);
  const isContacts = isContactsPath(version, path);
  const { method, target: replacement, kind, idParam, was, now, resource, userIds, ssoToken } = mapping;
  const { valueChanges, instead, insteadTargets, note, certainty, source } = mapping;
  return {
    version,
    method,
    path,
    target: replacement,
    since: life?.published ?? null,
    deprecated: isOfV2 && isContacts ? contactsOfV2.deprecated : (life?.deprecated ?? null),
    until: life?.gone ?? null,
    kind,
    autoFix: replacement !== null && (isOfV2 || isContacts) ? 'never' : mapping.autoFix,
    idParam,
    was,
    now,
    resource,
    userIds,
    ssoToken,
    lostFields: [...new Set([...mapping.fieldsLost, ...fieldsWithout(mapping, version)])],
    movedFields: movedFields(mapping, version),
    lostParameters: lostParameters(mapping, version),
    lostParts: lostPartsOf(mapping, version),
    valueChanges,
    instead,
    insteadTargets,
    note,
    certainty,
    source,
  };
}

function fieldsOf({ resource }: Mapping, version: MappedVersion) {
  return fields.filter((row) => row.resource === resource && row.versions.includes(version as never));
}

function fieldsWithout(mapping: Mapping, version: MappedVersion): readonly string[] {
  return fieldsOf(mapping, version)
    .filter(({ change }) => change === 'removed')
    .map(({ from }) => from);
}

function movedFields(mapping: Mapping, version: MappedVersion): readonly MovedField[] {
  return fieldsOf(mapping, version).flatMap(({ from, to }) => (to === null || to === from ? [] : [{ from, to }]));
}

/** What the old endpoint took and the target does not. */
function lostParameters(mapping: Mapping, version: MappedVersion): readonly LostParameter[] {
  if (mapping.target === null) return [];
  const old = endpoints.find((row) => row.versions.includes(version as never) && row.path === mapping.path);
  const unlisted = mapping.was === 'list' ? unlistedParameters(mapping, version) : [];
  const names = new Set([...(old?.params ?? []), ...mapping.paramsLost, ...unlisted]);
  return [...names].flatMap((name) => findLostParameter(mapping, name) ?? []);
}

/** What every list took although no Swagger file says so, such as a page number. */
function unlistedParameters({ path }: Mapping, version: MappedVersion): readonly string[] {
  return parameterRows
    .filter(
      ({ name, versions, on }) =>
        versions.includes(version as never) && !listed.has(name) && (on === null || on === path),
    )
    .map(({ name }) => name);
}

function lostPartsOf({ was, target }: Mapping, version: MappedVersion): readonly LostPart[] {
  if (was !== 'list' || target === null) return [];
  return lostPartRows
    .filter(({ versions }) => versions.includes(version as never))
    .map(({ path, instead }) => ({ name: path.join('.').replaceAll('.[]', '[]'), instead }));
}
