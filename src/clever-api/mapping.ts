import { admins } from './mapping/admins.js';
import { contacts } from './mapping/contacts.js';
import { coursesAndTerms } from './mapping/courses-and-terms.js';
import { districts } from './mapping/districts.js';
import { events } from './mapping/events.js';
import { me } from './mapping/me.js';
import { schools } from './mapping/schools.js';
import { sections } from './mapping/sections.js';
import { students } from './mapping/students.js';
import { teachers } from './mapping/teachers.js';
import type { MappingRow } from './types.js';

/** Every endpoint before v3, `/me` without a version included, with what replaces it; a version and path occur once. */
export const mappings: readonly MappingRow[] = [
  ...me,
  ...contacts,
  ...students,
  ...teachers,
  ...admins,
  ...districts,
  ...schools,
  ...sections,
  ...coursesAndTerms,
  ...events,
];
