import { districtAdminFields, schoolAdminFields } from './fields/admins.js';
import { contactFields } from './fields/contacts.js';
import { courseFields, termFields } from './fields/courses-and-terms.js';
import { districtFields, districtStatusFields } from './fields/districts.js';
import { schoolFields } from './fields/schools.js';
import { gradeLevelsFields, sectionFields } from './fields/sections.js';
import { studentFields } from './fields/students.js';
import { teacherFields } from './fields/teachers.js';
import type { FieldRow } from './types.js';

/** Every field of a record before v3, with its place on the v3 record. */
export const fields: readonly FieldRow[] = [
  ...studentFields,
  ...teacherFields,
  ...schoolAdminFields,
  ...districtAdminFields,
  ...contactFields,
  ...sectionFields,
  ...gradeLevelsFields,
  ...schoolFields,
  ...districtFields,
  ...districtStatusFields,
  ...courseFields,
  ...termFields,
];
