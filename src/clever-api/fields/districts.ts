import { beforeV3, v1, v2 } from '../versions.js';
import { fieldsOf } from './fields-of.js';

/** Fields of a district before v3. */
export const districtFields = fieldsOf('district', [
  { from: 'id', to: 'id', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name', to: 'name', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'mdr_number', to: 'mdr_number', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'error', to: 'error', change: 'same', versions: v2, type: 'string' },
  { from: 'nces_id', to: 'nces_id', change: 'same', versions: v2, type: 'string' },
  { from: 'sis_type', to: 'sis_type', change: 'same', versions: v2, type: 'string' },
  { from: 'last_sync', to: 'last_sync', change: 'same', versions: v2, type: 'timestamp' },
  { from: 'pause_start', to: 'pause_start', change: 'same', versions: v2, type: 'timestamp' },
  { from: 'pause_end', to: 'pause_end', change: 'same', versions: v2, type: 'timestamp' },
  { from: 'launch_date', to: 'launch_date', change: 'type-change', versions: v2, type: 'timestamp, then date' },
  { from: 'state', to: 'state', change: 'same', versions: v2, type: 'enum' },
  { from: 'login_methods', to: 'login_methods', change: 'same', versions: ['v2.1'], type: 'string[]' },
  { from: 'portal_url', to: 'portal_url', change: 'same', versions: ['v2.1'], type: 'string' },
  {
    from: 'district_contact.id',
    to: 'district_contact.id',
    change: 'same',
    versions: ['v2.1'],
    type: 'string',
    note: 'may be the v3 user id; district_contact otherwise gains name.middle only',
  },
  {
    from: 'district_contact.district',
    to: 'district_contact.district',
    change: 'same',
    versions: ['v2.1'],
    type: 'string',
  },
  { from: 'district_contact.email', to: 'district_contact.email', change: 'same', versions: ['v2.1'], type: 'string' },
  {
    from: 'district_contact.name.first',
    to: 'district_contact.name.first',
    change: 'same',
    versions: ['v2.1'],
    type: 'string',
  },
  {
    from: 'district_contact.name.last',
    to: 'district_contact.name.last',
    change: 'same',
    versions: ['v2.1'],
    type: 'string',
  },
  { from: 'district_contact.title', to: 'district_contact.title', change: 'same', versions: ['v2.1'], type: 'string' },
  {
    from: 'goals_enabled',
    to: null,
    change: 'removed',
    versions: ['v2.1'],
    type: 'string',
    note: 'in the first releases of v2.1 only',
    certainty: 'documented',
    source: ['doc: page not noted down'],
  },
]);

/** Fields of a district's status before v3. */
export const districtStatusFields = fieldsOf('district_status', [
  { from: 'id', to: 'id', change: 'same', versions: v1, type: 'string' },
  { from: 'error', to: 'error', change: 'same', versions: v1, type: 'string' },
  { from: 'sis_type', to: 'sis_type', change: 'same', versions: v1, type: 'string' },
  { from: 'last_sync', to: 'last_sync', change: 'same', versions: v1, type: 'timestamp' },
  { from: 'state', to: 'state', change: 'same', versions: v1, type: 'enum' },
  { from: 'pause_start', to: 'pause_start', change: 'same', versions: ['v1.2'], type: 'timestamp' },
  { from: 'pause_end', to: 'pause_end', change: 'same', versions: ['v1.2'], type: 'timestamp' },
  { from: 'launch_date', to: 'launch_date', change: 'type-change', versions: ['v1.2'], type: 'timestamp, then date' },
  { from: 'instant_login', to: null, change: 'removed', versions: v1, type: 'boolean' },
]);
