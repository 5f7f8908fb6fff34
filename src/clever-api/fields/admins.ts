import { beforeV3, v1 } from '../versions.js';
import { fieldsOf } from './fields-of.js';

/** Fields of a school admin before v3. */
export const schoolAdminFields = fieldsOf('school_admin', [
  {
    from: 'id',
    to: 'id',
    change: 'value-change',
    versions: beforeV3,
    type: 'string',
    oldValueAt: 'roles.staff.legacy_id',
    certainty: 'documented',
    source: ['doc: API v1 Deprecation', 'doc: Multi-Role Users in Clever'],
  },
  { from: 'district', to: 'district', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name.first', to: 'name.first', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name.last', to: 'name.last', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name.middle', to: 'name.middle', change: 'same', versions: v1, type: 'string', note: 'not in v2' },
  { from: 'email', to: 'email', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'staff_id', to: 'roles.staff.staff_id', change: 'moved', versions: beforeV3, type: 'string' },
  { from: 'title', to: 'roles.staff.title', change: 'moved', versions: beforeV3, type: 'string' },
  {
    from: 'schools',
    to: 'roles.staff.schools',
    change: 'moved',
    versions: beforeV3,
    type: 'string[]',
    note: 'the staff role has no school in the singular',
  },
  {
    from: 'credentials.district_username',
    to: 'roles.staff.credentials.district_username',
    change: 'moved',
    versions: beforeV3,
    type: 'string',
  },
  { from: 'department', to: 'roles.staff.department', change: 'moved', versions: ['v2.1'], type: 'string' },
  { from: 'ext', to: 'roles.staff.ext', change: 'moved', versions: ['v2.1'], type: 'object' },
]);

/** Fields of a district admin before v3. */
export const districtAdminFields = fieldsOf('district_admin', [
  {
    from: 'id',
    to: 'id',
    change: 'value-change',
    versions: beforeV3,
    type: 'string',
    oldValueAt: 'roles.district_admin.legacy_id',
    certainty: 'documented',
    source: ['doc: API v1 Deprecation', 'doc: Multi-Role Users in Clever'],
  },
  { from: 'district', to: 'district', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name.first', to: 'name.first', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name.last', to: 'name.last', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name.middle', to: 'name.middle', change: 'same', versions: v1, type: 'string', note: 'not in v2' },
  { from: 'email', to: 'email', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'title', to: 'roles.district_admin.title', change: 'moved', versions: beforeV3, type: 'string' },
]);
