import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/clever-api/endpoints.js';
import { events } from '../../src/clever-api/events.js';
import { fields } from '../../src/clever-api/fields.js';
import { hosts, unversioned } from '../../src/clever-api/hosts.js';
import { findEndpoint } from '../../src/clever-api/lookup/calls.js';
import { mappings } from '../../src/clever-api/mapping.js';
import { keptOnMe, meAnswers, neverOnMeFields, removedMeFields, rolePrecedence } from '../../src/clever-api/me.js';
import { packages } from '../../src/clever-api/packages.js';
import { parameters } from '../../src/clever-api/parameters.js';
import { resources } from '../../src/clever-api/resources.js';
import { listTable } from '../../src/clever-api/table.js';
import { contactsOfV2, lives } from '../../src/clever-api/timeline.js';
import type { Endpoint, MappingRow, Sourced } from '../../src/clever-api/types.js';
import { beforeV3, v3 } from '../../src/clever-api/versions.js';

interface Table {
  readonly name: string;
  readonly rows: readonly Sourced[];
  readonly size: number;
  /** What may occur only once. */
  readonly keys: readonly string[];
}

/** One key for each version of a row, since rows hold several. */
function perVersion(row: { readonly versions: readonly string[] }, rest: string): readonly string[] {
  return row.versions.map((version) => `${version} ${rest}`);
}

const tables: readonly Table[] = [
  {
    name: 'endpoints',
    rows: endpoints,
    size: 174,
    keys: endpoints.flatMap((row) => perVersion(row, `${row.method} ${row.path}`)),
  },
  {
    name: 'mappings',
    rows: mappings,
    size: 87,
    keys: mappings.flatMap((row) => perVersion(row, `${row.method} ${row.path}`)),
  },
  {
    name: 'fields',
    rows: fields,
    size: 169,
    keys: fields.flatMap((row) => perVersion(row, `${row.resource} ${row.from}`)),
  },
  { name: 'events', rows: events, size: 33, keys: events.map((row) => row.from) },
  { name: 'resources', rows: resources, size: 12, keys: resources.map((row) => row.resource) },
  { name: 'removed fields of /me', rows: removedMeFields, size: 26, keys: removedMeFields.map((row) => row.name) },
  { name: 'fields never on /me', rows: neverOnMeFields, size: 7, keys: neverOnMeFields.map((row) => row.name) },
  { name: 'answers of /me', rows: meAnswers, size: 7, keys: meAnswers.map((row) => row.version) },
  { name: 'packages', rows: packages, size: 10, keys: packages.map((row) => `${row.name} ${row.first}`) },
  { name: 'hosts', rows: hosts, size: 5, keys: hosts.map((row) => row.host) },
  { name: 'unversioned addresses', rows: unversioned, size: 8, keys: unversioned.map((row) => row.method + row.url) },
  { name: 'parameters', rows: parameters, size: 16, keys: parameters.map((row) => row.name) },
  { name: 'lives of versions', rows: lives, size: 7, keys: lives.map((row) => row.version) },
  { name: 'contacts of v2', rows: [contactsOfV2], size: 1, keys: ['contacts of v2'] },
];

describe.each(tables)('$name', ({ rows, size, keys }) => {
  test('has all its rows', () => {
    expect(rows).toHaveLength(size);
  });

  test('has no row twice', () => {
    const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(repeated).toEqual([]);
  });

  test('says of each row how it is known, and whence', () => {
    const certainties = ['documented', 'from-spec', 'observed', 'inferred'];
    const unsourced = rows.filter((row) => !certainties.includes(row.certainty) || row.source.length === 0);
    expect(unsourced).toEqual([]);
  });

  test('names each source as a page, a Swagger file or code', () => {
    const unclear = rows.flatMap((row) => row.source).filter((source) => !/^(?:doc|spec|code): \S/.test(source));
    expect(unclear).toEqual([]);
  });
});

describe('endpoints', () => {
  test.each([
    // The Swagger files' 52, and three that only recorded traffic shows.
    ['v1.1', 55],
    ['v1.2', 52],
    ['v2.0', 54],
    ['v2.1', 54],
    ['v3.0', 45],
    ['v3.1', 54],
  ])('%s has %i', (version, count) => {
    expect(endpoints.filter((row) => (row.versions as readonly string[]).includes(version))).toHaveLength(count);
  });

  test('v3.1 keeps all that v3.0 has', () => {
    const lost = endpoints.filter(
      (row) => row.versions.includes('v3.0') && findEndpoint('v3.1', row.method, row.path) === null,
    );
    expect(lost).toEqual([]);
  });
});

function has(row: { readonly versions: readonly string[] }, version: string): boolean {
  return row.versions.includes(version);
}

function targetsOf(row: MappingRow): readonly string[] {
  return [...(row.target === null ? [] : [row.target]), ...(row.insteadTargets ?? [])];
}

function endpointOfTarget(target: string): Endpoint | null {
  const [, version = '', path = ''] = /^\/(v3\.0)(\/[^?]*)/.exec(target) ?? [];
  return endpoints.find((row) => has(row, version) && row.method === 'GET' && row.path === path) ?? null;
}

describe('mappings', () => {
  test.each(beforeV3.map((version) => [version]))('every endpoint of %s has exactly one', (version) => {
    const counts = endpoints
      .filter((row) => has(row, version))
      .map(({ method, path }) => ({
        path,
        count: mappings.filter((row) => has(row, version) && row.method === method && row.path === path).length,
      }));
    expect(counts.filter(({ count }) => count !== 1)).toEqual([]);
  });

  test.each(beforeV3.map((version) => [version]))('nothing is mapped that %s did not have', (version) => {
    const paths = endpoints.filter((row) => has(row, version)).map((row) => row.path);
    expect(mappings.filter((row) => has(row, version) && !paths.includes(row.path))).toEqual([]);
  });

  test('only /me is mapped without a version', () => {
    expect(mappings.filter((row) => has(row, 'unversioned')).map((row) => row.path)).toEqual(['/me']);
  });

  test.each([
    ['drop-in', 25],
    ['path-change', 39],
    ['id-change', 18],
    ['removed', 5],
  ])('%s is the kind of %i', (kind, count) => {
    expect(mappings.filter((row) => row.kind === kind)).toHaveLength(count);
  });

  test('every target is an endpoint of v3.0', () => {
    expect(mappings.flatMap(targetsOf).filter((target) => endpointOfTarget(target) === null)).toEqual([]);
  });

  test('every target sends only parameters, and values, that the endpoint takes', () => {
    const wrong = mappings.flatMap(targetsOf).filter((target) => {
      const endpoint = endpointOfTarget(target);
      return [...new URL(target, 'https://api.clever.com').searchParams].some(
        ([name, value]) => !endpoint?.params.includes(name) || !(endpoint.values?.[name] ?? [value]).includes(value),
      );
    });
    expect(wrong).toEqual([]);
  });

  test('every target has as many records as the row says', () => {
    const wrong = mappings.filter((row) => row.target !== null && endpointOfTarget(row.target)?.shape !== row.now);
    expect(wrong).toEqual([]);
  });

  test('every old endpoint answers what the row says', () => {
    const wrong = mappings.filter((row) => {
      const [version] = row.versions;
      if (version === undefined || version === 'unversioned') return false;
      const endpoint = findEndpoint(version, row.method, row.path);
      return endpoint?.shape !== row.was || endpoint.returns !== row.resource;
    });
    expect(wrong).toEqual([]);
  });

  test('rows without a target, and only those, are removed and say what to do', () => {
    const removed = mappings.filter((row) => row.kind === 'removed');
    expect(removed).toEqual(mappings.filter((row) => row.target === null));
    expect(removed.filter((row) => row.instead === undefined || row.insteadTargets === undefined)).toEqual([]);
  });

  test('what changes ids is never called safe, guarded or assisted', () => {
    const changed = mappings.filter((row) => row.kind === 'id-change');
    expect(changed.filter((row) => row.autoFix !== 'manual' || row.idParam !== 'new-user-id')).toEqual([]);
  });
});

describe('fields', () => {
  test.each([
    ['student', 37],
    ['teacher', 16],
    ['school_admin', 12],
    ['district_admin', 7],
    ['contact', 12],
    ['section', 24],
    ['school', 22],
    ['district', 20],
    ['district_status', 9],
    ['course', 4],
    ['term', 5],
    ['grade_levels', 1],
  ])('%s has %i', (resource, count) => {
    expect(fields.filter((row) => row.resource === resource)).toHaveLength(count);
  });

  test('what several people have is at the same place under the role of each', () => {
    const roleOf = (name: string): string | null => resources.find(({ resource }) => resource === name)?.role ?? null;
    const moved = fields.filter((row) => row.change === 'moved' && roleOf(row.resource) !== null);
    const places = moved.map(
      (row) => `${row.from} ${row.to?.replace(`roles.${roleOf(row.resource)}`, 'roles.<role>')}`,
    );
    expect(new Set(places).size).toBe(new Set(moved.map(({ from }) => from)).size);
  });

  test('only removed fields lack a place in v3', () => {
    expect(fields.filter((row) => (row.to === null) !== (row.change === 'removed'))).toEqual([]);
  });

  test('unchanged fields keep their place, moved ones do not', () => {
    const wrong = fields.filter(
      (row) => (row.change === 'same' && row.from !== row.to) || (row.change === 'moved' && row.from === row.to),
    );
    expect(wrong).toEqual([]);
  });

  test('a field under a role is under the role of its record', () => {
    const wrong = fields.filter((row) => {
      const role = resources.find((resource) => resource.resource === row.resource)?.role ?? null;
      return row.to?.startsWith('roles.') === true && !row.to.startsWith(`roles.${role}.`);
    });
    expect(wrong).toEqual([]);
  });

  test('what moved to another record tells how to fetch it', () => {
    const moved = fields.filter((row) => row.change === 'moved-to-record');
    expect(moved).toHaveLength(5);
    expect(moved.filter((row) => row.fetch === undefined || row.fetchPath === undefined)).toEqual([]);
    const requests = moved.flatMap((row) => row.fetch ?? []);
    expect(requests.filter((request) => findEndpoint('v3.0', 'GET', request.replace('/v3.0', '')) === null)).toEqual(
      [],
    );
  });
});

describe('/me', () => {
  test('no field is both removed and kept', () => {
    const kept = keptOnMe.map((place) => place.replace('data.', ''));
    expect(removedMeFields.filter((field) => (kept as readonly string[]).includes(field.name))).toEqual([]);
  });

  test('every removed field that is kept on users is where the field tables say', () => {
    const roleOf = new Map(resources.map((row) => [row.role, row.resource]));
    const wrong = removedMeFields.flatMap((field) =>
      field.roles.filter((role) => {
        const names = [field.name, ...field.members.map((member) => `${field.name}.${member}`)];
        return !fields.some(
          (row) =>
            row.resource === roleOf.get(role) && names.includes(row.from) && row.to === `roles.${role}.${row.from}`,
        );
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every field that /me never had is answered by an endpoint or an address without a version', () => {
    const addresses = unversioned.map((row) => row.url.replace('https://api.clever.com', ''));
    const unanswered = neverOnMeFields.filter(
      ({ request }) => !(addresses as readonly string[]).includes(request) && endpointOfTarget(request) === null,
    );
    expect(unanswered).toEqual([]);
  });

  test('precedence names each role once', () => {
    expect([...new Set(rolePrecedence)]).toEqual(['district_admin', 'staff', 'teacher', 'student']);
  });
});

describe('events', () => {
  test('v3 calls events after what it has', () => {
    const subjects = ['courses', 'districts', 'resources', 'schools', 'sections', 'terms', 'users'];
    expect(events.filter((row) => !subjects.includes(row.to.split('.')[0] ?? ''))).toEqual([]);
  });

  test('events about users, and only those, are told apart by a role', () => {
    expect(events.filter((row) => row.to.startsWith('users.') !== (row.filter !== null))).toEqual([]);
  });
});

describe('parameters', () => {
  test('what v3 does not take tells what to do instead', () => {
    expect(parameters.filter((row) => row.inV3 === (row.instead !== null))).toEqual([]);
  });

  test('what v3 takes names its versions', () => {
    const current: readonly string[] = v3;
    expect(parameters.filter((row) => row.inV3 !== row.versions.some((version) => current.includes(version)))).toEqual(
      [],
    );
  });
});

describe('rows of one kind say the same', () => {
  const replaced = mappings.filter(({ target }) => target !== null) as readonly MappingRow[];
  const lists = replaced.filter(({ now }) => now === 'list');

  test.each([
    [
      'takes the new id of a person',
      replaced.filter(({ idParam }) => idParam === 'new-user-id'),
      /Takes the v3 user id/,
    ],
    [
      'lists people with new ids',
      lists.filter(
        ({ resource, userIds }) => userIds === 'new' && /^(?:teacher|school_admin|district_admin)$/.test(resource),
      ),
      /users with new ids/,
    ],
    [
      'has sections with ids of teachers',
      replaced.filter(({ resource, userIds }) => resource === 'section' && userIds === 'new'),
      /v3 user ids/,
    ],
    ['lists students as users', lists.filter(({ resource }) => resource === 'student'), /users/],
  ])('what %s', (_what, rows, note) => {
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((row) => !note.test(row.note ?? '')).map(({ path, versions }) => [path, versions])).toEqual([]);
  });

  test('no row says that a version lost a parameter which it never had', () => {
    const told = listTable('v3.0').flatMap(({ version, path, lostParameters }) =>
      lostParameters.map(({ name }) => ({ version, path, name })),
    );
    const wrong = told.filter(
      ({ version, name }) =>
        !parameters.some((row) => row.name === name && (row.versions as readonly string[]).includes(version)),
    );
    expect(wrong).toEqual([]);
    expect(
      told.filter(({ name }) => name === 'where' || name === 'include').map(({ version }) => version),
    ).not.toContain('v2.1');
  });
});
