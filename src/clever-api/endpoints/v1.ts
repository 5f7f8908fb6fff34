import { swaggerFiles, v1 } from '../versions.js';
import { endpointsOf, paging } from './endpoints-of.js';

const pagingAndWhere = [...paging, 'where'];

const me = endpointsOf({ versions: v1, certainty: 'inferred', source: ['doc: API v1 Deprecation'] }, [
  { path: '/me', returns: 'me', shape: 'single' },
]);

const records = endpointsOf({ versions: v1, certainty: 'from-spec', source: swaggerFiles(v1) }, [
  { path: '/contacts', returns: 'contact', shape: 'list', params: paging },
  { path: '/contacts/{id}', returns: 'contact', shape: 'single' },
  { path: '/contacts/{id}/district', returns: 'district', shape: 'single' },
  { path: '/contacts/{id}/student', returns: 'student', shape: 'single' },
  {
    path: '/district_admins',
    returns: 'district_admin',
    shape: 'list',
    params: ['starting_after', 'ending_before', 'show_links'],
    unwrapped: true,
  },
  { path: '/district_admins/{id}', returns: 'district_admin', shape: 'single' },
  { path: '/districts', returns: 'district', shape: 'list' },
  { path: '/districts/{id}', returns: 'district', shape: 'single', params: ['include'] },
  { path: '/districts/{id}/admins', returns: 'district_admin', shape: 'list', unwrapped: true },
  { path: '/districts/{id}/schools', returns: 'school', shape: 'list', params: pagingAndWhere },
  { path: '/districts/{id}/sections', returns: 'section', shape: 'list', params: pagingAndWhere },
  { path: '/districts/{id}/status', returns: 'district_status', shape: 'list' },
  { path: '/districts/{id}/students', returns: 'student', shape: 'list', params: pagingAndWhere },
  { path: '/districts/{id}/teachers', returns: 'teacher', shape: 'list', params: pagingAndWhere },
  { path: '/school_admins', returns: 'school_admin', shape: 'list', params: pagingAndWhere },
  { path: '/school_admins/{id}', returns: 'school_admin', shape: 'single', params: ['include'] },
  { path: '/school_admins/{id}/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/schools', returns: 'school', shape: 'list', params: pagingAndWhere },
  { path: '/schools/{id}', returns: 'school', shape: 'single' },
  { path: '/schools/{id}/district', returns: 'district', shape: 'single' },
  { path: '/schools/{id}/sections', returns: 'section', shape: 'list', params: pagingAndWhere },
  { path: '/schools/{id}/students', returns: 'student', shape: 'list', params: pagingAndWhere },
  { path: '/schools/{id}/teachers', returns: 'teacher', shape: 'list', params: pagingAndWhere },
  { path: '/sections', returns: 'section', shape: 'list', params: pagingAndWhere },
  { path: '/sections/{id}', returns: 'section', shape: 'single' },
  { path: '/sections/{id}/district', returns: 'district', shape: 'single' },
  { path: '/sections/{id}/school', returns: 'school', shape: 'single' },
  { path: '/sections/{id}/students', returns: 'student', shape: 'list', params: paging },
  { path: '/sections/{id}/teacher', returns: 'teacher', shape: 'single' },
  { path: '/sections/{id}/teachers', returns: 'teacher', shape: 'list', params: paging },
  { path: '/students', returns: 'student', shape: 'list', params: pagingAndWhere },
  { path: '/students/{id}', returns: 'student', shape: 'single', params: ['include'] },
  { path: '/students/{id}/contacts', returns: 'contact', shape: 'list', params: ['limit'], unwrapped: true },
  { path: '/students/{id}/district', returns: 'district', shape: 'single' },
  { path: '/students/{id}/school', returns: 'school', shape: 'single' },
  { path: '/students/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/students/{id}/teachers', returns: 'teacher', shape: 'list', params: paging },
  { path: '/teachers', returns: 'teacher', shape: 'list', params: pagingAndWhere },
  { path: '/teachers/{id}', returns: 'teacher', shape: 'single', params: ['include'] },
  { path: '/teachers/{id}/district', returns: 'district', shape: 'single' },
  { path: '/teachers/{id}/grade_levels', returns: 'grade_levels', shape: 'list' },
  { path: '/teachers/{id}/school', returns: 'school', shape: 'single' },
  { path: '/teachers/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/teachers/{id}/students', returns: 'student', shape: 'list', params: paging },
]);

const events = endpointsOf({ versions: v1, certainty: 'from-spec', source: swaggerFiles(v1, 'events') }, [
  { path: '/events', returns: 'event', shape: 'list', params: paging },
  { path: '/events/{id}', returns: 'event', shape: 'single' },
  { path: '/school_admins/{id}/events', returns: 'event', shape: 'list', params: paging },
  { path: '/schools/{id}/events', returns: 'event', shape: 'list', params: paging },
  { path: '/sections/{id}/events', returns: 'event', shape: 'list', params: paging },
  { path: '/students/{id}/events', returns: 'event', shape: 'list', params: paging },
  { path: '/teachers/{id}/events', returns: 'event', shape: 'list', params: paging },
]);

/** Answered in v1.1 although no published Swagger file names them. */
const unpublished = endpointsOf(
  { versions: ['v1.1'], certainty: 'observed', source: ['code: recorded v1.1 traffic'] },
  [
    { path: '/push/events', returns: 'event', shape: 'list' },
    { path: '/push/events/{id}', returns: 'event', shape: 'single' },
    { path: '/districts/{id}/events', returns: 'event', shape: 'list' },
  ],
);

/** What v1.1 and v1.2 served; the two differ in fields only. */
export const v1Endpoints = [...me, ...records, ...events, ...unpublished];
