import { describe, expect, test } from 'vitest';
import { cleverApi } from '../../src/clever-api/index.js';

const api = cleverApi('v3.0');

describe('recordField', () => {
  test.each([
    ['student', 'sis_id', 'moved', 'data.roles.student.sis_id', 1],
    ['student', 'sis_id.trim', 'moved', 'data.roles.student.sis_id', 1],
    ['student', 'name.first', 'same', 'data.name.first', 2],
    ['student', 'id', 'same', 'data.id', 1],
    ['teacher', 'id', 'value-change', 'data.id', 1],
    ['teacher', 'title', 'moved', 'data.roles.teacher.title', 1],
    ['school_admin', 'schools.0', 'moved', 'data.roles.staff.schools', 1],
    ['contact', 'name', 'type-change', 'data.name.last', 1],
    ['contact', 'type', 'moved-into-array', 'data.roles.contact.student_relationships[].type', 1],
    ['section', 'course_name', 'moved-to-record', 'data.course', 1],
    ['section', 'term.name', 'moved-to-record', 'data.term_id', 2],
    ['section', 'teacher', 'value-change', 'data.teacher', 1],
    ['section', 'course_description', 'removed', null, 1],
    ['district_status', 'instant_login', 'removed', null, 1],
  ])('%s.%s', (resource, path, change, text, depth) => {
    expect(api.recordField(resource, path.split('.'))).toMatchObject({ resource, change, text, depth });
  });

  test.each([
    ['student', 'name', 'same', 'data.name'],
    ['student', 'location', 'moved', 'data.roles.student.location'],
    // One of its two members is gone; the other tells where it went.
    ['student', 'credentials', 'moved', 'data.roles.student.credentials'],
    ['student', 'enrollments', 'moved', 'data.roles.student.enrollments'],
    ['section', 'term', 'moved-to-record', 'data.term_id'],
    ['school', 'principal', 'same', 'data.principal'],
    ['district', 'district_contact.name', 'same', 'data.district_contact.name'],
  ])('%s.%s as a whole', (resource, path, change, text) => {
    const members = path.split('.');
    expect(api.recordField(resource, members)).toMatchObject({ name: path, change, text, depth: members.length });
  });

  test.each([
    ['enrollments.school', 2],
    ['enrollments.0.school', 3],
    ['enrollments.[].school.id', 3],
  ])('a step into a list may be left out: %s', (path, depth) => {
    expect(api.recordField('student', path.split('.'))).toMatchObject({
      name: 'enrollments[].school',
      depth,
      to: ['roles', 'student', 'enrollments', '[]', 'school'],
    });
  });

  test.each([
    ['a field that no version had', 'student', ['nickname']],
    ['a field of another record', 'student', ['course_name']],
    ['a kind of record that is not there', 'classroom', ['id']],
    ['the record itself', 'student', []],
    ['an index alone', 'student', ['0']],
    ['the beginning of a name', 'student', ['sis']],
  ])('is null for %s', (_, resource, path) => {
    expect(api.recordField(resource, path)).toBeNull();
  });

  test('tells where the old id is, of contacts of v2 only', () => {
    expect(api.recordField('teacher', ['id'])?.oldValueAt).toBe('roles.teacher.legacy_id');
    expect(api.recordField('contact', ['id'], 'v2.1')?.oldValueAt).toBe('roles.contact.legacy_id');
    expect(api.recordField('contact', ['id'], 'v1.1')?.oldValueAt).toBeNull();
  });

  test('takes a field that only another version had for that one', () => {
    expect(api.recordField('student', ['schools'], 'v1.1')?.text).toBe('data.roles.student.schools');
  });

  test('names requests in the target version', () => {
    expect(cleverApi('v3.1').recordField('section', ['course_number'])).toMatchObject({
      fetch: ['/v3.1/courses/{course}', '/v3.1/sections/{id}/course'],
      fetchPath: 'data.number',
    });
  });
});

describe('resource', () => {
  test.each([
    ['student', 'User', 'student', 'same', 'roles.student.legacy_id'],
    ['school_admin', 'User', 'staff', 'new', 'roles.staff.legacy_id'],
    ['section', 'Section', null, 'same', null],
    ['grade_levels', null, null, 'new', null],
  ])('%s', (resource, v3Type, role, ids, legacyIdAt) => {
    expect(api.resource(resource)).toMatchObject({ resource, v3Type, role, ids, legacyIdAt });
  });

  test('that is not there is null', () => {
    expect(api.resource('classroom')).toBeNull();
  });
});
