import { swaggerFiles, v2 } from '../versions.js';
import { endpointsOf, paging } from './endpoints-of.js';

const pagingAndCount = [...paging, 'count'];

const me = endpointsOf(
  { versions: v2, certainty: 'documented', source: ["doc: What's New in API v2.0", "doc: What's New in API v2.1"] },
  [{ path: '/me', returns: 'me', shape: 'single' }],
);

const records = endpointsOf({ versions: v2, certainty: 'from-spec', source: swaggerFiles(v2) }, [
  { path: '/contacts/{id}', returns: 'contact', shape: 'single' },
  { path: '/contacts/{id}/district', returns: 'district', shape: 'single' },
  { path: '/contacts/{id}/students', returns: 'student', shape: 'list', params: paging },
  { path: '/courses/{id}', returns: 'course', shape: 'single' },
  { path: '/courses/{id}/district', returns: 'district', shape: 'single' },
  { path: '/courses/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/district_admins/{id}', returns: 'district_admin', shape: 'single' },
  { path: '/district_admins/{id}/district', returns: 'district', shape: 'single' },
  { path: '/districts/{id}', returns: 'district', shape: 'single' },
  { path: '/school_admins/{id}', returns: 'school_admin', shape: 'single' },
  { path: '/school_admins/{id}/district', returns: 'district', shape: 'single' },
  { path: '/school_admins/{id}/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/schools/{id}', returns: 'school', shape: 'single' },
  { path: '/schools/{id}/district', returns: 'district', shape: 'single' },
  { path: '/schools/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/schools/{id}/students', returns: 'student', shape: 'list', params: paging },
  { path: '/schools/{id}/teachers', returns: 'teacher', shape: 'list', params: paging },
  { path: '/sections/{id}', returns: 'section', shape: 'single' },
  { path: '/sections/{id}/course', returns: 'course', shape: 'single' },
  { path: '/sections/{id}/district', returns: 'district', shape: 'single' },
  { path: '/sections/{id}/school', returns: 'school', shape: 'single' },
  { path: '/sections/{id}/students', returns: 'student', shape: 'list', params: paging },
  { path: '/sections/{id}/teacher', returns: 'teacher', shape: 'single' },
  { path: '/sections/{id}/teachers', returns: 'teacher', shape: 'list', params: paging },
  { path: '/sections/{id}/term', returns: 'term', shape: 'single' },
  { path: '/students/{id}', returns: 'student', shape: 'single' },
  { path: '/students/{id}/contacts', returns: 'contact', shape: 'list', params: paging },
  { path: '/students/{id}/district', returns: 'district', shape: 'single' },
  { path: '/students/{id}/school', returns: 'school', shape: 'single' },
  { path: '/students/{id}/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/students/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/students/{id}/teachers', returns: 'teacher', shape: 'list', params: paging },
  { path: '/teachers/{id}', returns: 'teacher', shape: 'single' },
  { path: '/teachers/{id}/district', returns: 'district', shape: 'single' },
  { path: '/teachers/{id}/school', returns: 'school', shape: 'single' },
  { path: '/teachers/{id}/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/teachers/{id}/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/teachers/{id}/students', returns: 'student', shape: 'list', params: paging },
  { path: '/terms/{id}', returns: 'term', shape: 'single' },
  { path: '/terms/{id}/district', returns: 'district', shape: 'single' },
  { path: '/terms/{id}/sections', returns: 'section', shape: 'list', params: paging },
]);

/** v2.0 could not count. */
const listsOfV20 = endpointsOf({ versions: ['v2.0'], certainty: 'from-spec', source: swaggerFiles(['v2.0']) }, [
  { path: '/contacts', returns: 'contact', shape: 'list', params: paging },
  { path: '/courses', returns: 'course', shape: 'list', params: paging },
  { path: '/district_admins', returns: 'district_admin', shape: 'list', params: paging },
  { path: '/districts', returns: 'district', shape: 'list' },
  { path: '/school_admins', returns: 'school_admin', shape: 'list', params: paging },
  { path: '/schools', returns: 'school', shape: 'list', params: paging },
  { path: '/sections', returns: 'section', shape: 'list', params: paging },
  { path: '/students', returns: 'student', shape: 'list', params: paging },
  { path: '/teachers', returns: 'teacher', shape: 'list', params: paging },
  { path: '/terms', returns: 'term', shape: 'list', params: paging },
]);

const listsOfV21 = endpointsOf({ versions: ['v2.1'], certainty: 'from-spec', source: swaggerFiles(['v2.1']) }, [
  { path: '/contacts', returns: 'contact', shape: 'list', params: pagingAndCount },
  { path: '/courses', returns: 'course', shape: 'list', params: pagingAndCount },
  { path: '/district_admins', returns: 'district_admin', shape: 'list', params: pagingAndCount },
  { path: '/districts', returns: 'district', shape: 'list', params: ['count'] },
  { path: '/school_admins', returns: 'school_admin', shape: 'list', params: pagingAndCount },
  { path: '/schools', returns: 'school', shape: 'list', params: pagingAndCount },
  { path: '/sections', returns: 'section', shape: 'list', params: pagingAndCount },
  { path: '/students', returns: 'student', shape: 'list', params: pagingAndCount },
  { path: '/teachers', returns: 'teacher', shape: 'list', params: pagingAndCount },
  { path: '/terms', returns: 'term', shape: 'list', params: pagingAndCount },
]);

const events = endpointsOf({ versions: v2, certainty: 'from-spec', source: swaggerFiles(v2, 'events') }, [
  { path: '/events', returns: 'event', shape: 'list', params: [...paging, 'school', 'record_type'] },
  { path: '/events/{id}', returns: 'event', shape: 'single' },
]);

/** What v2.0 and v2.1 serve. */
export const v2Endpoints = [...me, ...records, ...listsOfV20, ...listsOfV21, ...events];
