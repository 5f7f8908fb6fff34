import { v2 } from '../versions.js';
import { fieldsOf } from './fields-of.js';

/** Fields of a course before v3. */
export const courseFields = fieldsOf('course', [
  { from: 'id', to: 'id', change: 'same', versions: v2, type: 'string' },
  { from: 'district', to: 'district', change: 'same', versions: v2, type: 'string' },
  { from: 'name', to: 'name', change: 'same', versions: v2, type: 'string' },
  { from: 'number', to: 'number', change: 'same', versions: v2, type: 'string' },
]);

/** Fields of a term before v3. */
export const termFields = fieldsOf('term', [
  { from: 'id', to: 'id', change: 'same', versions: v2, type: 'string' },
  { from: 'district', to: 'district', change: 'same', versions: v2, type: 'string' },
  { from: 'name', to: 'name', change: 'same', versions: v2, type: 'string' },
  { from: 'start_date', to: 'start_date', change: 'same', versions: v2, type: 'timestamp' },
  { from: 'end_date', to: 'end_date', change: 'same', versions: v2, type: 'timestamp' },
]);
