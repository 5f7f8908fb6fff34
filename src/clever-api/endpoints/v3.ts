import { swaggerFiles, v3 } from '../versions.js';
import { endpointsOf, paging } from './endpoints-of.js';

const pagingAndCount = [...paging, 'count'];

/** No v3 file lists `/me`; the pages about signing in do. */
const meOfV30 = endpointsOf(
  { versions: ['v3.0'], certainty: 'documented', source: ["doc: What's New in API v3.0", 'doc: OAuth Implementation'] },
  [{ path: '/me', returns: 'me', shape: 'single' }],
);

const meOfV31 = endpointsOf({ versions: ['v3.1'], certainty: 'inferred', source: ["doc: What's New in API v3.1"] }, [
  { path: '/me', returns: 'me', shape: 'single' },
]);

const records = endpointsOf({ versions: v3, certainty: 'from-spec', source: swaggerFiles(v3) }, [
  { path: '/courses', returns: 'course', shape: 'list', params: pagingAndCount },
  { path: '/courses/{id}', returns: 'course', shape: 'single' },
  { path: '/courses/{id}/district', returns: 'district', shape: 'single' },
  { path: '/courses/{id}/resources', returns: 'resource', shape: 'list', params: paging },
  { path: '/courses/{id}/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/courses/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/districts', returns: 'district', shape: 'list', params: ['count'] },
  { path: '/districts/{id}', returns: 'district', shape: 'single' },
  { path: '/resources', returns: 'resource', shape: 'list', params: paging },
  { path: '/resources/{id}', returns: 'resource', shape: 'single' },
  { path: '/resources/{id}/courses', returns: 'course', shape: 'list', params: paging },
  { path: '/resources/{id}/sections', returns: 'section', shape: 'list', params: paging },
  {
    path: '/resources/{id}/users',
    returns: 'user',
    shape: 'list',
    params: [...paging, 'role'],
    values: { role: ['student', 'teacher'] },
  },
  { path: '/schools', returns: 'school', shape: 'list', params: pagingAndCount },
  { path: '/schools/{id}', returns: 'school', shape: 'single' },
  { path: '/schools/{id}/courses', returns: 'course', shape: 'list', params: paging },
  { path: '/schools/{id}/district', returns: 'district', shape: 'single' },
  { path: '/schools/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/schools/{id}/terms', returns: 'term', shape: 'list', params: paging },
  {
    path: '/schools/{id}/users',
    returns: 'user',
    shape: 'list',
    params: [...paging, 'role', 'primary'],
    values: { role: ['staff', 'student', 'teacher'], primary: ['true'] },
  },
  { path: '/sections', returns: 'section', shape: 'list', params: pagingAndCount },
  { path: '/sections/{id}', returns: 'section', shape: 'single' },
  { path: '/sections/{id}/course', returns: 'course', shape: 'single' },
  { path: '/sections/{id}/district', returns: 'district', shape: 'single' },
  { path: '/sections/{id}/resources', returns: 'resource', shape: 'list', params: paging },
  { path: '/sections/{id}/school', returns: 'school', shape: 'single' },
  { path: '/sections/{id}/term', returns: 'term', shape: 'single' },
  {
    path: '/sections/{id}/users',
    returns: 'user',
    shape: 'list',
    params: [...paging, 'role'],
    values: { role: ['student', 'teacher'] },
  },
  { path: '/terms', returns: 'term', shape: 'list', params: pagingAndCount },
  { path: '/terms/{id}', returns: 'term', shape: 'single' },
  { path: '/terms/{id}/district', returns: 'district', shape: 'single' },
  { path: '/terms/{id}/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/terms/{id}/sections', returns: 'section', shape: 'list', params: paging },
  {
    path: '/users',
    returns: 'user',
    shape: 'list',
    params: [...paging, 'role', 'count'],
    values: { role: ['contact', 'district_admin', 'staff', 'student', 'teacher'] },
  },
  { path: '/users/{id}', returns: 'user', shape: 'single' },
  { path: '/users/{id}/district', returns: 'district', shape: 'single' },
  { path: '/users/{id}/mycontacts', returns: 'user', shape: 'list', params: paging, role: 'contact' },
  { path: '/users/{id}/mystudents', returns: 'user', shape: 'list', params: paging, role: 'student' },
  { path: '/users/{id}/myteachers', returns: 'user', shape: 'list', params: paging, role: 'teacher' },
  { path: '/users/{id}/resources', returns: 'resource', shape: 'list', params: paging },
  {
    path: '/users/{id}/schools',
    returns: 'school',
    shape: 'list',
    params: [...paging, 'primary'],
    values: { primary: ['true'] },
  },
  { path: '/users/{id}/sections', returns: 'section', shape: 'list', params: paging },
]);

const events = endpointsOf({ versions: v3, certainty: 'from-spec', source: swaggerFiles(v3, 'events') }, [
  { path: '/events', returns: 'event', shape: 'list', params: [...paging, 'school', 'record_type'] },
  { path: '/events/{id}', returns: 'event', shape: 'single' },
]);

const lms = endpointsOf({ versions: ['v3.1'], certainty: 'from-spec', source: swaggerFiles(['v3.1'], 'lms') }, [
  { method: 'POST', path: '/sections/{section_id}/assignments', returns: 'assignment', shape: 'single' },
  { method: 'DELETE', path: '/sections/{section_id}/assignments/{assignment_id}', returns: null, shape: 'none' },
  { path: '/sections/{section_id}/assignments/{assignment_id}', returns: 'assignment', shape: 'single' },
  {
    method: 'PATCH',
    path: '/sections/{section_id}/assignments/{assignment_id}',
    returns: 'assignment',
    shape: 'single',
  },
  {
    path: '/sections/{section_id}/assignments/{assignment_id}/submissions',
    returns: 'submission',
    shape: 'list',
    params: ['cursor', 'limit'],
  },
  {
    path: '/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}',
    returns: 'submission',
    shape: 'single',
  },
  {
    method: 'PATCH',
    path: '/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}',
    returns: 'submission',
    shape: 'single',
  },
]);

const attendance = endpointsOf(
  { versions: ['v3.1'], certainty: 'from-spec', source: swaggerFiles(['v3.1'], 'attendance') },
  [
    {
      path: '/attendance/schools/{school_id}',
      returns: 'attendance',
      shape: 'list',
      params: [...paging, 'date_range_start', 'date_range_end', 'attendance_status'],
      values: { attendance_status: ['present', 'absent', 'tardy'] },
    },
    {
      path: '/attendance/sections/{section_id}',
      returns: 'attendance',
      shape: 'list',
      params: [...paging, 'date_range_start', 'date_range_end', 'attendance_status'],
      values: { attendance_status: ['present', 'absent', 'tardy'] },
    },
  ],
);

/** What v3.0 and v3.1 serve. */
export const v3Endpoints = [...meOfV30, ...meOfV31, ...records, ...events, ...lms, ...attendance];
