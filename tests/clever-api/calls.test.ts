import { describe, expect, test } from 'vitest';
import { cleverApi } from '../../src/clever-api/index.js';

const api = cleverApi('v3.0');

describe('mapping', () => {
  test.each([
    ['/me without a version', null, 'GET', '/me', '/v3.0/me'],
    ['/me of v1.1', 'v1.1', 'GET', '/me', '/v3.0/me'],
    ['/me of v2.1', 'v2.1', 'GET', '/me', '/v3.0/me'],
    ['a slash at the end', null, 'GET', '/me/', '/v3.0/me'],
    ['a query', 'v1.2', 'GET', '/students?limit=10', '/v3.0/users?role=student'],
    ['no method', 'v1.1', null, '/students', '/v3.0/users?role=student'],
    ['a method in lower case', 'v1.1', 'get', '/teachers', '/v3.0/users?role=teacher'],
    ['school admins', 'v1.1', 'GET', '/school_admins', '/v3.0/users?role=staff'],
    ['a hole', 'v1.1', 'GET', '/students/{studentId}/contacts', '/v3.0/users/{studentId}/mycontacts'],
    ['a hole within an id', 'v1.1', 'GET', '/students/s-{n}', '/v3.0/users/s-{n}'],
    ['an id', 'v1.1', 'GET', '/students/5a1b2c3d4e5f5a1b2c3d4e5f', '/v3.0/users/5a1b2c3d4e5f5a1b2c3d4e5f'],
    ['an id of a test', 'v1.1', 'GET', '/teachers/teacher-one/', '/v3.0/users/teacher-one'],
    ['a parameter of a route', 'v2.0', 'GET', '/students/:id/sections', '/v3.0/users/:id/sections'],
    ['an id that goes into the query', 'v1.2', 'GET', '/schools/{schoolId}/events', '/v3.0/events?school={schoolId}'],
    ['an id that is dropped', 'v1.1', 'GET', '/districts/{districtId}/students', '/v3.0/users?role=student'],
    ['a literal beside an id', 'v1.1', 'GET', '/districts/{id}/status', '/v3.0/districts/{id}'],
    ['a literal before an id', 'v1.1', 'GET', '/push/events/{eventId}', '/v3.0/events/{eventId}'],
    ['a list of a school', 'v2.1', 'GET', '/schools/1/teachers', '/v3.0/schools/1/users?role=teacher&primary=true'],
  ])('%s', (_, version, method, path, targetPath) => {
    expect(api.mapping(version, method, path)?.targetPath).toBe(targetPath);
  });

  test.each([
    ['another method', 'v1.1', 'POST', '/students'],
    ['a path that never was', 'v1.1', 'GET', '/classes'],
    ['a path without a version other than /me', null, 'GET', '/students'],
    ['a version that is not old', 'v3.0', 'GET', '/me'],
    ['a version that never was', 'v1.0', 'GET', '/me'],
    ['a path of another version', 'v1.2', 'GET', '/courses'],
    ['a word of Clever where an id belongs', 'v1.1', 'GET', '/students/contacts'],
    ['an empty id', 'v1.1', 'GET', '/students//contacts'],
    ['a hole where a word belongs', 'v1.1', 'GET', '/{kind}/{id}'],
    ['more segments than there are', 'v1.1', 'GET', '/students/{id}/contacts/{contact}'],
    ['nothing', 'v1.1', 'GET', ''],
  ])('finds nothing for %s', (_, version, method, path) => {
    expect(api.mapping(version, method, path)).toBeNull();
  });

  test('holds everything a rule needs', () => {
    expect(api.mapping('v1.1', 'GET', '/students/{studentId}/contacts')).toEqual({
      versions: ['v1.1', 'v1.2'],
      method: 'GET',
      path: '/students/{id}/contacts',
      target: '/v3.0/users/{id}/mycontacts',
      targetPath: '/v3.0/users/{studentId}/mycontacts',
      kind: 'path-change',
      autoFix: 'assisted',
      idParam: 'same',
      was: 'list',
      now: 'list',
      resource: 'contact',
      userIds: 'new',
      ssoToken: 'no',
      fieldsLost: [],
      paramsLost: [],
      valueChanges: {},
      instead: null,
      check: null,
      insteadTargets: [],
      note: expect.stringContaining('data[]') as string,
      certainty: 'inferred',
      source: ['doc: Migrating from v2.x Contacts to v3.x Contacts', 'spec: v3.0.yml'],
    });
  });

  test('of /me names the profile that is lost and the values that change', () => {
    const mapping = api.mapping(null, 'GET', '/me');
    expect(mapping?.fieldsLost).toHaveLength(26);
    expect(mapping?.fieldsLost).toContain('data.email');
    expect(mapping?.valueChanges).toMatchObject({
      type: "always 'user'",
      'links[rel=canonical].uri': '/v3.0/users/{id}',
    });
  });

  test('of what was removed has no target, and says what to do', () => {
    const mapping = api.mapping('v1.1', 'GET', '/teachers/{id}/grade_levels');
    expect(mapping).toMatchObject({ kind: 'removed', target: null, targetPath: null, now: null });
    expect(mapping?.instead).toContain('grades');
    expect(mapping?.insteadTargets).toEqual(['/v3.0/users/{id}/sections']);
  });

  test('carries the target version wherever a path is named', () => {
    const newest = cleverApi('v3.1');
    expect(newest.target).toBe('v3.1');
    expect(newest.mapping('v1.1', 'GET', '/students/{one}')).toMatchObject({
      target: '/v3.1/users/{id}',
      targetPath: '/v3.1/users/{one}',
    });
    expect(newest.mapping(null, 'GET', '/me')?.valueChanges['links[rel=canonical].uri']).toBe('/v3.1/users/{id}');
    expect(newest.mapping(null, 'GET', '/me')?.note).toContain('/v3.1/users/{id}');
    expect(newest.mapping('v1.1', 'GET', '/teachers/1/grade_levels')?.insteadTargets).toEqual([
      '/v3.1/users/{id}/sections',
    ]);
  });
});

describe('lostParameter', () => {
  test.each([
    ['v1.1', '/students', 'where', 'filter the pages in code, or fetch a single record by its id'],
    ['v1.1', '/students/{id}', 'include', 'request the related records one by one'],
    ['v1.1', '/district_admins', 'show_links', 'call without it'],
    ['v1.1', '/sections', 'page', 'follow the `next` link in `links`'],
    ['v1.1', '/events', 'type', 'use record_type'],
    ['v1.2', '/schools/{id}/sections', 'count', 'count the records in code'],
    ['v1.1', '/students/{id}/events', 'limit', null],
  ])('%s %s?%s', (version, path, name, instead) => {
    const mapping = api.mapping(version, 'GET', path);
    expect(mapping && api.lostParameter(mapping, name)).toEqual({ name, instead });
  });

  test.each([
    ['one that stays', '/students', 'limit'],
    ['count on a top-level list', '/schools', 'count'],
    ['count on users', '/students', 'count'],
    ['one of another path', '/students', 'type'],
    ['one that Clever does not know', '/students', 'cache_buster'],
  ])('is null for %s', (_, path, name) => {
    const mapping = api.mapping('v1.1', 'GET', path);
    expect(mapping).not.toBeNull();
    expect(mapping && api.lostParameter(mapping, name)).toBeNull();
  });
});

describe('endpoint', () => {
  test.each([
    ['v3.0', 'GET', '/me', '/me'],
    ['v3.0', 'GET', '/users/{userId}/', '/users/{id}'],
    ['v3.0', 'GET', '/users/5a1b/mystudents', '/users/{id}/mystudents'],
    ['v3.0', 'GET', '/users?role=teacher', '/users'],
    ['v3.1', 'PATCH', '/sections/{id}/assignments/{a}', '/sections/{section_id}/assignments/{assignment_id}'],
    ['v3.1', null, '/sections/1/assignments', '/sections/{section_id}/assignments'],
    ['v1.1', 'GET', '/push/events', '/push/events'],
    ['v2.0', 'GET', '/terms', '/terms'],
  ])('%s %s %s exists', (version, method, path, found) => {
    expect(api.endpoint(version, method, path)?.path).toBe(found);
  });

  test.each([
    ['v3.0', 'GET', '/students'],
    ['v3.0', 'GET', '/students/{id}'],
    ['v3.0', 'GET', '/teachers'],
    ['v3.0', 'GET', '/teachers/{id}'],
    ['v3.0', 'GET', '/school_admins'],
    ['v3.0', 'GET', '/district_admins'],
    ['v3.0', 'GET', '/contacts'],
    ['v3.0', 'GET', '/sections/{id}/students'],
    ['v3.0', 'GET', '/sections/{id}/teachers'],
    ['v3.0', 'GET', '/schools/{id}/students'],
    ['v3.0', 'GET', '/schools/{id}/teachers'],
    ['v3.0', 'GET', '/classes'],
    ['v3.0', 'GET', '/users/me'],
    ['v3.0', 'POST', '/users'],
    ['v3.0', null, '/sections/{id}/assignments'],
    ['v4.0', 'GET', '/users'],
  ])('%s %s %s does not', (version, method, path) => {
    expect(api.endpoint(version, method, path)).toBeNull();
  });
});

describe('resourceOf', () => {
  test.each([
    [null, '/me', { resource: 'me', list: false, unwrapped: false, role: null }],
    ['v1.1', '/students/{id}', { resource: 'student', list: false, unwrapped: false, role: null }],
    ['v1.1', '/sections/{id}/teacher', { resource: 'teacher', list: false, unwrapped: false, role: null }],
    ['v1.2', '/students/{id}/contacts', { resource: 'contact', list: true, unwrapped: true, role: null }],
    ['v2.1', '/students/{id}/contacts', { resource: 'contact', list: true, unwrapped: false, role: null }],
    ['v3.0', '/users', { resource: 'user', list: true, unwrapped: false, role: null }],
    ['v3.0', '/users/{id}/mystudents', { resource: 'user', list: true, unwrapped: false, role: 'student' }],
    ['v3.0', '/users/{id}/myteachers', { resource: 'user', list: true, unwrapped: false, role: 'teacher' }],
    ['v3.0', '/users/{id}/mycontacts', { resource: 'user', list: true, unwrapped: false, role: 'contact' }],
    [null, '/students', null],
    ['v3.0', '/students', null],
  ])('%s %s', (version, path, expected) => {
    expect(api.resourceOf(version, path)).toEqual(expected);
  });
});

describe('isLegacyContacts', () => {
  test.each([
    ['v1.1', '/contacts', true],
    ['v1.2', '/contacts/', true],
    ['v2.0', '/contacts/{id}/students', true],
    ['v2.1', '/students/{studentId}/contacts', true],
    ['v1.1', '/students/5a1b/contacts?limit=5', true],
    ['v1.1', '/students/{id}', false],
    ['v1.1', '/contactsheets', false],
    ['v1.1', '/students/{id}/contacts-export', false],
    ['v3.0', '/contacts', false],
    [null, '/contacts', false],
  ])('%s %s: %s', (version, path, expected) => {
    expect(api.isLegacyContacts(version, path)).toBe(expected);
  });
});

describe('hosts', () => {
  test('serve, or served, the API', () => {
    expect(api.origin).toBe('https://api.clever.com');
    expect(api.hosts).toEqual(['api.clever.com', 'api.getclever.com']);
  });

  test.each([
    ['api.clever.com', true],
    ['API.clever.com', true],
    ['api.getclever.com', false],
    ['clever.com', false],
    ['api.clever-cloud.com', false],
    ['api.clever.com.evil.example', false],
  ])('%s is current: %s', (host, expected) => {
    expect(api.isCurrentHost(host)).toBe(expected);
  });

  test('addresses without a version name a host of Clever', () => {
    const names = api.unversioned.map((row) => new URL(row.url).host);
    expect(new Set(names)).toEqual(new Set(['api.clever.com', 'clever.com']));
  });
});

describe('retired', () => {
  test.each([
    ['v1.1', { deprecated: 'June 2022', gone: 'December 2022' }],
    ['v1.2', { deprecated: 'June 2022', gone: 'December 2022' }],
    ['v1.0', { deprecated: 'June 2022', gone: 'December 2022' }],
    ['v1', { deprecated: 'June 2022', gone: 'December 2022' }],
    [null, { deprecated: 'December 2022', gone: null }],
    ['v2.1', null],
    ['v2', null],
    ['v3.0', null],
    ['v9.9', null],
  ])('%s', (version, expected) => {
    expect(api.retired(version)).toEqual(expected);
  });

  test.each([
    ['v1.1', { deprecated: 'June 2022', gone: 'December 2022' }],
    ['v2.0', { deprecated: 'July 31, 2025', gone: null }],
    ['v2.1', { deprecated: 'July 31, 2025', gone: null }],
    ['v3.0', null],
  ])('contacts of %s', (version, expected) => {
    expect(api.contactsRetired(version)).toEqual(expected);
  });
});
