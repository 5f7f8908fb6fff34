/** What the Clever of the tests knows, as API v1.1 and as API v3.0 tell it. */

export const district = { id: 'district-1', name: 'Cedar Valley Unified' };
export const school = { id: 'school-1', name: 'Hillside Elementary', district: district.id };
export const course = { id: 'course-1', name: 'Science 4', number: 'SCI4', district: district.id };
export const term = {
  id: 'term-1',
  name: 'Spring',
  start_date: '2017-01-09',
  end_date: '2017-06-16',
  district: district.id,
};

/** What Clever tells of a person, a place or a class. */
export interface CleverRecord {
  id: string;
  [field: string]: unknown;
}

/** A person on API v3.0, with what belongs to each role, and the id that the role's own record had before. */
export interface User extends CleverRecord {
  roles: Partial<
    Record<'student' | 'teacher' | 'staff' | 'district_admin', { legacy_id: string; [field: string]: unknown }>
  >;
}

/** Somebody who can sign in; the code that Clever sends is the key of the person. */
export interface Person {
  /** What `/me` answers on API v1.1. */
  before: { type: string; data: CleverRecord };
  user: User;
}

const maya = { id: 'student-1', district: district.id, name: { first: 'Maya', last: 'Okafor' } };
const mayaAtSchool = { sis_id: 'S-1', grade: '4', school: school.id };
const liam = { id: 'student-2', district: district.id, name: { first: 'Liam', last: 'Petrov' } };
const liamAtSchool = { sis_id: 'S-2', grade: '4', school: school.id };
const ines = { district: district.id, name: { first: 'Ines', last: 'Caldwell' }, email: 'ines@cedarvalley.test' };
const inesAtSchool = { sis_id: 'T-1', title: 'Dr.', school: school.id };
const noor = { district: district.id, name: { first: 'Noor', last: 'Haddad' }, email: 'noor@cedarvalley.test' };
const noorAtSchool = { title: 'Principal', schools: [school.id] };
const tove = { district: district.id, name: { first: 'Tove', last: 'Lindgren' }, email: 'tove@cedarvalley.test' };
const sam = { district: district.id, name: { first: 'Sam', last: 'Whitfield' }, email: 'sam@cedarvalley.test' };
const samAtSchool = { sis_id: 'T-2', school: school.id };

/** One user for each person; only students keep the id of before. */
const mayaUser: User = { ...maya, roles: { student: { legacy_id: 'student-1', ...mayaAtSchool } } };
const liamUser: User = { ...liam, roles: { student: { legacy_id: 'student-2', ...liamAtSchool } } };
const inesUser: User = { ...ines, id: 'user-1', roles: { teacher: { legacy_id: 'teacher-1', ...inesAtSchool } } };
const noorUser: User = { ...noor, id: 'user-2', roles: { staff: { legacy_id: 'school-admin-1', ...noorAtSchool } } };
const toveUser: User = { ...tove, id: 'user-3', roles: { district_admin: { legacy_id: 'district-admin-1' } } };
/** A district admin who teaches had two records, of one id each. */
const samUser: User = {
  ...sam,
  id: 'user-4',
  roles: { teacher: { legacy_id: 'teacher-2', ...samAtSchool }, district_admin: { legacy_id: 'district-admin-2' } },
};
export const users: readonly User[] = [mayaUser, liamUser, inesUser, noorUser, toveUser, samUser];

export const people: Record<string, Person> = {
  maya: { before: { type: 'student', data: { ...maya, ...mayaAtSchool } }, user: mayaUser },
  ines: { before: { type: 'teacher', data: { ...ines, id: 'teacher-1', ...inesAtSchool } }, user: inesUser },
  noor: { before: { type: 'school_admin', data: { ...noor, id: 'school-admin-1', ...noorAtSchool } }, user: noorUser },
  tove: { before: { type: 'district_admin', data: { ...tove, id: 'district-admin-1' } }, user: toveUser },
  sam: { before: { type: 'district_admin', data: { ...sam, id: 'district-admin-2' } }, user: samUser },
};

const science = {
  id: 'section-1',
  name: 'Science 4a',
  sis_id: 'C-1',
  grade: '4',
  school: school.id,
  students: [maya.id, liam.id],
};
const reading = { id: 'section-2', name: 'Reading club', sis_id: 'C-2', grade: '4', school: school.id, students: [] };

/** The lists of API v1.1, by the last part of their path. */
export const oldLists: Record<string, readonly CleverRecord[]> = {
  students: [
    { ...maya, ...mayaAtSchool },
    { ...liam, ...liamAtSchool },
  ],
  teachers: [
    { ...ines, id: 'teacher-1', ...inesAtSchool },
    { ...sam, id: 'teacher-2', ...samAtSchool },
  ],
  sections: [
    {
      ...science,
      teacher: 'teacher-1',
      course_name: course.name,
      term: { name: term.name, start_date: term.start_date, end_date: term.end_date },
    },
    { ...reading, teacher: 'teacher-2' },
  ],
};

/** The lists of API v3.0 but the users, by the last part of their path. */
export const lists: Record<string, readonly CleverRecord[]> = {
  sections: [
    { ...science, teacher: 'user-1', teachers: ['user-1'], course: course.id, term_id: term.id },
    { ...reading, teacher: 'user-4', teachers: ['user-4'] },
  ],
  courses: [course],
  terms: [term],
};
