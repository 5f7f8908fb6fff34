import { describe, expect, test } from 'vitest';
import { cleverApi } from '../../src/clever-api/index.js';

const api = cleverApi('v3.0');

describe('meField', () => {
  test.each([
    ['data.email', 'email', 'data.email', []],
    ['data.email.toLowerCase', 'email', 'data.email', []],
    ['data.name', 'name', 'data.name', []],
    ['data.name.first', 'name', 'data.name', []],
    ['data.created', 'created', 'data.created', []],
    ['data.grade', 'grade', 'data.roles.student.grade', ['student']],
    ['data.location.city', 'location', 'data.roles.student.location', ['student']],
    ['data.weighted_gpa', 'weighted_gpa', 'data.roles.student.weighted_gpa', ['student']],
    ['data.teacher_number', 'teacher_number', 'data.roles.teacher.teacher_number', ['teacher']],
    ['data.staff_id', 'staff_id', 'data.roles.staff.staff_id', ['staff']],
    ['data.sis_id', 'sis_id', 'data.roles.<role>.sis_id', ['student', 'teacher']],
    ['data.title', 'title', 'data.roles.<role>.title', ['teacher', 'staff', 'district_admin']],
    ['data.schools.0', 'schools', 'data.roles.<role>.schools', ['student', 'teacher', 'staff']],
    [
      'data.credentials.district_username',
      'credentials',
      'data.roles.<role>.credentials',
      ['student', 'teacher', 'staff'],
    ],
  ])('%s', (path, name, text, roles) => {
    const field = api.meField(path.split('.'));
    expect(field).toMatchObject({ name, depth: 2, text });
    expect(field?.replacement).toEqual({ path: text.split('.'), underRole: roles.length > 0, roles });
  });

  test.each([
    ['id', ['data', 'id']],
    ['district', ['data', 'district']],
    ['type', ['data', 'type']],
    ['type at the top', ['type']],
    ['authorized_by', ['data', 'authorized_by']],
    ['links', ['links', '0', 'uri']],
    ['data as a whole', ['data']],
    ['the whole body', []],
    ['a removed name outside data', ['email']],
    ['a removed name further in', ['data', 'extra', 'email']],
    ['a name that /me never had', ['data', 'roles']],
    ['a name of Object.prototype', ['data', 'constructor']],
  ])('is null for %s', (_, path) => {
    expect(api.meField(path)).toBeNull();
  });

  test('district_password is nowhere in v3', () => {
    expect(api.meField(['data', 'credentials', 'district_password'])).toMatchObject({
      name: 'credentials',
      depth: 2,
      replacement: null,
      text: null,
    });
  });

  test.each([
    ['email', ['email'], false],
    ['name', ['name'], false],
    ['schools', ['schools'], true],
    ['sis_id', null, true],
  ])('%s on /userinfo, and whether it takes Secure Sync', (name, userinfo, needsSync) => {
    expect(api.meField(['data', name])).toMatchObject({ userinfo, needsSync });
  });
});

describe('neverOnMe', () => {
  test.each([
    ['roles', '/v3.0/users/{id}', 'data.roles'],
    ['legacy_id', '/v3.0/users/{id}', 'data.roles.<role>.legacy_id'],
    ['multi_role_user_id', '/userinfo', 'multi_role_user_id'],
    ['user_type', '/userinfo', 'user_type'],
    ['given_name', '/userinfo', 'given_name'],
    ['family_name', '/userinfo', 'family_name'],
    ['sections', '/v3.0/users/{id}/sections', null],
  ])('%s', (name, request, at) => {
    expect(api.neverOnMe(['data', name, 'deeper'])).toMatchObject({ name, depth: 2, request, at });
  });

  test.each([[['data', 'email']], [['data', 'id']], [['roles']], [[]]])('is null for %j', (path) => {
    expect(api.neverOnMe(path)).toBeNull();
  });

  test('names the request in the target version', () => {
    expect(cleverApi('v3.1').neverOnMe(['data', 'roles'])?.request).toBe('/v3.1/users/{id}');
  });
});

describe('roles', () => {
  test.each([
    ['student', 'student'],
    ['teacher', 'teacher'],
    ['school_admin', 'staff'],
    ['district_admin', 'district_admin'],
  ])('%s is %s', (type, role) => {
    expect(api.roleNames[type]).toBe(role);
  });

  test('a person with several is, first of all, the one with the widest reach', () => {
    expect(api.rolePrecedence).toEqual(['district_admin', 'staff', 'teacher', 'student']);
    expect(Object.values(api.roleNames).sort()).toEqual([...api.rolePrecedence].sort());
  });
});

describe('meAnswer', () => {
  test.each([
    [null, true, ['id', 'district', 'type'], 'student', '/v1.1/{type}s/{id}'],
    ['v1.2', true, ['id', 'district', 'type'], 'student', '/v1.2/{type}s/{id}'],
    ['v2.0', false, ['id', 'district', 'type'], 'student', '/v2.0/{type}s/{id}'],
    ['v2.1', false, ['id', 'district', 'type', 'authorized_by'], 'student', '/v2.1/{type}s/{id}'],
    ['v3.0', false, ['id', 'district', 'type', 'authorized_by'], 'user', '/v3.0/users/{id}'],
  ])('%s', (version, profile, data, type, canonical) => {
    const answer = api.meAnswer(version);
    expect(answer).toMatchObject({ profile, data, canonical });
    expect(answer?.types[0]).toBe(type);
  });

  test('of a version that never was is null', () => {
    expect(api.meAnswer('v1.0')).toBeNull();
  });
});
