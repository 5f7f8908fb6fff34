import { expect, test } from 'vitest';
import { cleverApi } from '../../src/clever-api/index.js';

const api = cleverApi('v3.0');

test.each([
  ['students.created', 'users.created', 'data.object.roles.student'],
  ['teachers.updated', 'users.updated', 'data.object.roles.teacher'],
  ['schooladmins.deleted', 'users.deleted', 'data.object.roles.staff'],
  ['districtadmins.created', 'users.created', 'data.object.roles.district_admin'],
  ['district_admins.created', 'users.created', 'data.object.roles.district_admin'],
  ['studentcontacts.created', 'users.created', 'data.object.roles.contact'],
  ['contacts.updated', 'users.updated', 'data.object.roles.contact'],
])('%s became %s', (type, to, filter) => {
  expect(api.eventChange(type)).toMatchObject({ to, filter });
});

test.each(['sections.created', 'users.created', 'resources.created', 'students', 'students.moved', ''])(
  '"%s" did not change',
  (type) => {
    expect(api.eventChange(type)).toBeNull();
  },
);

test('what v3 brought is no change of an old type', () => {
  expect(api.newEvents).toEqual(['resources.created', 'resources.updated', 'resources.deleted']);
});
