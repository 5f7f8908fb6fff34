import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../../src/clever-api/endpoints.js';
import { fields } from '../../src/clever-api/fields.js';
import type { Endpoint, FieldRow, Version } from '../../src/clever-api/types.js';
import { startClever, type Clever } from '../../src/sandbox/index.js';

let clever: Clever;
beforeAll(async () => {
  clever = await startClever();
});
afterAll(() => clever.close());

/** JSON of any shape, about which each test says what it must be. */
type Body = ReturnType<typeof JSON.parse>;

interface Answered {
  readonly status: number;
  readonly body: Body;
}

async function get(path: string, token = clever.districtToken): Promise<Answered> {
  const response = await fetch(clever.origin + path, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** An id for the place of `{id}` in a path of a version. */
async function idFor(version: Version, path: string): Promise<string> {
  const [, collection = ''] = /^\/(?:push\/)?(\w+)\/\{/.exec(path) ?? [];
  const list = collection === 'users' ? `${collection}?role=student` : collection;
  const { body } = await get(`/${version}/${list}`);
  const [first] = body.data;
  return first?.data?.id ?? first?.id ?? '';
}

const notPlayed = /^\/(attendance|sections\/\{section_id\})/;
const served = endpoints
  .filter(
    ({ method, path, returns }) => method === 'GET' && path !== '/me' && !notPlayed.test(path) && returns !== null,
  )
  .flatMap((endpoint) => endpoint.versions.map((version) => ({ version, endpoint })));

/** Whether a record of the demo district has what a path needs: nothing in it is a resource. */
const isEmpty = ({ path, returns }: Endpoint): boolean => path.startsWith('/resources/') || returns === 'resource';

describe.each(served)('$version $endpoint.path', ({ version, endpoint }) => {
  test(`answers ${endpoint.shape === 'list' ? 'a list' : 'one record'}`, async () => {
    const path =
      endpoint.path.includes('{') && !endpoint.path.startsWith('/resources')
        ? endpoint.path.replace('{id}', await idFor(version, endpoint.path))
        : endpoint.path;
    const { status, body } = await get(`/${version}${path}`);
    if (endpoint.path.startsWith('/resources/')) {
      expect(status).toBe(404);
      return;
    }
    expect(status).toBe(200);
    expect(Array.isArray(body.data)).toBe(endpoint.shape === 'list');
    expect(body.links[0]).toEqual({ rel: 'self', uri: `/${version}${path}` });
    if (isEmpty(endpoint)) expect(body.data).toEqual([]);
    else expect([body.data].flat()).not.toEqual([]);
    if (endpoint.returns === 'grade_levels') return;
    for (const item of [body.data].flat()) {
      expect(endpoint.shape === 'list' && !endpoint.unwrapped ? item.data.id : item.id).toMatch(/^[0-9a-f]{24}$/);
    }
  });
});

const resourcePaths: Readonly<Record<string, string>> = {
  student: '/students',
  teacher: '/teachers',
  school_admin: '/school_admins',
  district_admin: '/district_admins',
  contact: '/contacts',
  section: '/sections',
  school: '/schools',
  district: '/districts',
  district_status: '/districts/4fd43cc56d11340000000005/status',
  course: '/courses',
  term: '/terms',
};

/** Where a value is that the tables say was never announced, or seen once, and that nobody's record has. */
const neverThere = ['credentials.district_password', 'section_group', 'goals_enabled', 'data[]'];

describe('a record has every field of the tables, and no other', () => {
  const versions: readonly Version[] = ['v1.1', 'v1.2', 'v2.0', 'v2.1'];
  const kinds = versions.flatMap((version) => Object.keys(resourcePaths).map((resource) => ({ version, resource })));

  test.each(kinds)('$resource of $version', async ({ version, resource }) => {
    const rows = fields.filter((row: FieldRow) => row.resource === resource && row.versions.includes(version as never));
    if (rows.length === 0) return;
    const { body } = await get(`/${version}${resourcePaths[resource]}`);
    const records = body.data.map((item: Body) => item.data ?? item);
    const found = new Set(records.flatMap((record: object) => leavesOf(record)));
    const expected = rows.map(({ from }) => from).filter((from) => !neverThere.includes(from));
    expect([...found].sort()).toEqual([...new Set(expected)].sort());
  });
});

/** The places of a record that hold values, as the tables write them. */
function leavesOf(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value) && typeof value[0] === 'object') return leavesOf(value[0], `${prefix}[]`);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !/(^|\.)ext$/.test(prefix);
  if (!isObject) return [prefix];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, prefix ? `${prefix}.${name}` : name));
}

describe('v3.0 against v3.1', () => {
  test('v3.0 has no field that v3.1 added', async () => {
    const { body } = await get('/v3.0/users?role=student');
    const { body: newer } = await get('/v3.1/users?role=student');
    expect(body.data[0].data.roles.student).not.toHaveProperty('preferred_name');
    expect(newer.data[0].data.roles.student).toHaveProperty('preferred_name');
  });
});

describe('ids', () => {
  test('a student has one id in all versions, a teacher another one in v3', async () => {
    const idsOf = async (key: string) => {
      const answers = await Promise.all(
        ['/me', '/v1.1/me', '/v1.2/me', '/v2.1/me', '/v3.0/me', '/v3.1/me'].map((path) =>
          get(path, clever.tokenOf(key)),
        ),
      );
      return answers.map(({ body }) => body.data.id);
    };
    expect(new Set(await idsOf('noor')).size).toBe(1);
    const [unversioned, first, second, third, fourth, fifth] = await idsOf('yara');
    expect([first, second, third]).toEqual([unversioned, unversioned, unversioned]);
    expect(fourth).not.toBe(unversioned);
    expect(fifth).toBe(fourth);
  });

  test('v3 has the id of before as legacy_id, for each role', async () => {
    const ids = async (key: string) => (await get('/v2.1/me', clever.tokenOf(key))).body.data.id;
    const me = (await get('/v3.0/me', clever.tokenOf('kim'))).body.data;
    const { roles } = (await get(`/v3.0/users/${me.id}`, clever.tokenOf('kim'))).body.data;
    expect([roles.staff.legacy_id, roles.teacher.legacy_id]).toEqual([await ids('kim'), await ids('kim-as-teacher')]);
  });

  test('the id of before is no id of v3', async () => {
    const { body } = await get('/v1.1/teachers');
    const old = body.data[0].data.id;
    expect((await get(`/v1.1/teachers/${old}`)).status).toBe(200);
    expect((await get(`/v3.0/users/${old}`)).status).toBe(404);
  });

  test('sections name teachers by the ids of their version', async () => {
    const teachers = async (version: string) => (await get(`/${version}/sections`)).body.data[0].data.teachers;
    expect(await teachers('v1.1')).toEqual(['58da8c63d7dc0ca068000021']);
    expect(await teachers('v3.0')).toEqual(['6a1f0c9de2b3a40012000021']);
  });
});

describe('/me', () => {
  test('has the profile and the role in v1, and neither in v3', async () => {
    const old = (await get('/v1.1/me', clever.tokenOf('otto'))).body;
    expect(old).toMatchObject({
      type: 'school_admin',
      data: { type: 'school_admin', name: { first: 'Otto' }, staff_id: 'A-1' },
    });
    const now = (await get('/v3.0/me', clever.tokenOf('otto'))).body;
    expect(now.type).toBe('user');
    expect(Object.keys(now.data).sort()).toEqual(['authorized_by', 'district', 'id', 'type']);
    expect(now.links).toContainEqual({ rel: 'canonical', uri: `/v3.0/users/${now.data.id}` });
  });

  test('the canonical link of an old version leads to the record', async () => {
    const { body } = await get('/v2.0/me', clever.tokenOf('ruth'));
    const canonical = body.links.find(({ rel }: { rel: string }) => rel === 'canonical').uri;
    expect((await get(canonical, clever.tokenOf('ruth'))).body.data.id).toBe(body.data.id);
  });

  test('userinfo has both ids', async () => {
    const { body } = await get('/userinfo', clever.tokenOf('yara'));
    expect(body).toMatchObject({
      sub: '6a1f0c9de2b3a40012000021',
      user_id: '58da8c63d7dc0ca068000021',
      user_type: 'teacher',
    });
  });
});

describe('who may ask', () => {
  test.each([
    ['/v3.0/me', 'nobody', 401],
    ['/v3.0/users', 'il-yara', 403],
    ['/v3.0/sections', 'il-yara', 403],
    ['/v3.0/users/6a1f0c9de2b3a40012000021', 'il-yara', 200],
    ['/v3.0/users/6a1f0c9de2b3a40012000031', 'il-yara', 403],
    ['/v3.0/districts/4fd43cc56d11340000000005', 'il-yara', 200],
    ['/v3.0/schools/58da8c58155b940248000007', 'il-yara', 200],
    ['/v3.0/schools/58da8c58155b940248000008', 'il-yara', 403],
    ['/v1.1/teachers', 'il-yara', 200],
    ['/v3.0/me', 'district-token', 403],
    ['/userinfo', 'district-token', 403],
  ])('%s with %s: %i', async (path, token, status) => {
    expect((await get(path, token)).status).toBe(status);
  });
});

describe('lists', () => {
  test('are read page after page, forth and back', async () => {
    const seen: string[] = [];
    let last: Body;
    for (let path = '/v1.1/students?limit=1'; path;) {
      const { body } = await get(path);
      seen.push(...body.data.map((item: Body) => item.data.id));
      last = body;
      path = body.links.find(({ rel }: Body) => rel === 'next')?.uri ?? '';
    }
    expect(seen).toHaveLength(2);
    expect(last.paging).toEqual({ current: 2, total: 2, count: 2 });
    const previous = last.links.find(({ rel }: Body) => rel === 'prev').uri;
    expect((await get(previous)).body.data[0].data.id).toBe(seen[0]);
  });

  test.each([
    ['/v3.0/users?limit=0', 400],
    ['/v3.0/users?limit=10001', 413],
    ['/v3.0/users?role=school_admin', 400],
    ['/v3.0/users?where={}', 400],
    ['/v3.0/users?count=true', 200],
    ['/v2.0/students?count=true', 400],
    ['/v1.1/students?include=schools', 501],
    ['/v1.1/students?page=2', 501],
    ['/v1.1/students?where={"$or":[]}', 501],
    ['/v3.0/students', 404],
    ['/v4.0/users', 404],
    ['/v3.1/attendance/sections/58da8c6b894273be68000071', 501],
  ])('%s: %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test('`where` of v1 finds what is equal', async () => {
    const { body } = await get(`/v1.1/students?where=${encodeURIComponent('{"name.first":"Timo"}')}`);
    expect(body.data.map((item: Body) => item.data.name.first)).toEqual(['Timo']);
  });

  test('a path that is not there answers a page', async () => {
    expect((await get('/v3.0/students')).body).toContain('Clever has no GET /v3.0/students.');
  });
});

describe('events', () => {
  test.each([
    [
      'v1.1',
      ['students.updated', 'teachers.created', 'studentcontacts.created', 'sections.updated', 'schools.updated'],
    ],
    ['v2.1', ['students.updated', 'teachers.created', 'contacts.created', 'sections.updated', 'schools.updated']],
    ['v3.0', ['users.updated', 'users.created', 'users.created', 'sections.updated', 'schools.updated']],
  ])('of %s', async (version, types) => {
    const { body } = await get(`/${version}/events`);
    expect(body.data.map((item: Body) => item.data.type)).toEqual(types);
  });

  test('are chosen by type', async () => {
    expect((await get('/v3.0/events?record_type=sections')).body.data).toHaveLength(1);
    expect((await get('/v1.1/events?type=students.updated')).body.data).toHaveLength(1);
  });
});
