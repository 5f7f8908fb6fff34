import { beforeV3 } from '../versions.js';
import { fieldsOf } from './fields-of.js';

/** Fields of a school before v3. */
export const schoolFields = fieldsOf('school', [
  { from: 'id', to: 'id', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'district', to: 'district', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'name', to: 'name', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'mdr_number', to: 'mdr_number', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'nces_id', to: 'nces_id', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'phone', to: 'phone', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'principal.name', to: 'principal.name', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'principal.email', to: 'principal.email', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'school_number', to: 'school_number', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'sis_id', to: 'sis_id', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'state_id', to: 'state_id', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'location.address', to: 'location.address', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'location.city', to: 'location.city', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'location.state', to: 'location.state', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'location.zip', to: 'location.zip', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'location.lat', to: 'location.lat', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'location.lon', to: 'location.lon', change: 'same', versions: beforeV3, type: 'string' },
  { from: 'created', to: 'created', change: 'same', versions: beforeV3, type: 'timestamp' },
  { from: 'last_modified', to: 'last_modified', change: 'same', versions: beforeV3, type: 'timestamp' },
  { from: 'high_grade', to: 'high_grade', change: 'same', versions: beforeV3, type: 'enum' },
  { from: 'low_grade', to: 'low_grade', change: 'same', versions: beforeV3, type: 'enum' },
  { from: 'ext', to: 'ext', change: 'same', versions: ['v2.1'], type: 'object' },
]);
