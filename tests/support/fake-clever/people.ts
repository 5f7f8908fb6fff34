/** The roles a person can hold, under the names they have in v3. */
export type RoleName = 'student' | 'teacher' | 'staff' | 'district_admin';

/** What Clever knows of a person in one role. */
export interface RoleRecord {
  /** The person's id in v1 and v2, one for each role. */
  readonly oldId: string;
  /** Fields of the role, under the names they have in every version. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Somebody who can sign in. */
export interface Person {
  /** The person's single sign-on token. */
  readonly token: string;
  /** The person's id in v3. */
  readonly id: string;
  readonly name: { readonly first: string; readonly middle: string; readonly last: string };
  /** Null for somebody of whom the district did not say. */
  readonly email: string | null;
  readonly roles: Partial<Readonly<Record<RoleName, RoleRecord>>>;
}

export const district = { id: '4fd43cc56d11340000000005', name: 'Pine Ridge Schools', state: 'running' };

export const schools = [
  { id: '58da8c58155b940248000007', name: 'Larch Elementary', school_number: '11', district: district.id },
  { id: '58da8c58155b940248000008', name: 'Juniper Middle', school_number: '12', district: district.id },
];
const [larch, juniper] = schools.map(({ id }) => id) as [string, string];

/** A student: the id stays in v3. */
const student: Person = {
  token: 'il-noor',
  id: '58da8c63d7dc0ca068000011',
  name: { first: 'Noor', middle: 'A', last: "O'Hara" },
  email: 'noor@pineridge.test',
  roles: {
    student: {
      oldId: '58da8c63d7dc0ca068000011',
      fields: { sis_id: 'S-71', student_number: '71', school: larch, schools: [larch], grade: '5', gender: 'F' },
    },
  },
};

/** A student without a mail address, as young ones are. */
const youngStudent: Person = {
  token: 'il-timo',
  id: '58da8c63d7dc0ca068000012',
  name: { first: 'Timo', middle: '', last: 'Berg' },
  email: null,
  roles: {
    student: {
      oldId: '58da8c63d7dc0ca068000012',
      fields: { sis_id: 'S-72', student_number: '72', school: juniper, schools: [juniper], grade: '1', gender: '' },
    },
  },
};

const teacher: Person = {
  token: 'il-yara',
  id: '6a1f0c9de2b3a40012000021',
  name: { first: 'Yara', middle: '', last: 'Sand' },
  email: 'yara@pineridge.test',
  roles: {
    teacher: {
      oldId: '58da8c63d7dc0ca068000021',
      fields: { sis_id: 'T-31', teacher_number: '31', title: 'Dr.', school: larch, schools: [larch] },
    },
  },
};

const staff: Person = {
  token: 'il-otto',
  id: '6a1f0c9de2b3a40012000031',
  name: { first: 'Otto', middle: 'M', last: 'Krull' },
  email: 'otto@pineridge.test',
  roles: {
    staff: { oldId: '58da8c63d7dc0ca068000031', fields: { staff_id: 'A-1', title: 'Head', schools: [larch, juniper] } },
  },
};

const districtAdmin: Person = {
  token: 'il-ruth',
  id: '6a1f0c9de2b3a40012000041',
  name: { first: 'Ruth', middle: '', last: 'Abel' },
  email: 'ruth@pineridge.test',
  roles: { district_admin: { oldId: '58da8c63d7dc0ca068000041', fields: { title: 'Superintendent' } } },
};

/** Teaches and administers a school: one id for each role before v3, one for both since. */
const teacherAndStaff: Person = {
  token: 'il-kim',
  id: '6a1f0c9de2b3a40012000051',
  name: { first: 'Kim', middle: '', last: 'Vega' },
  email: 'kim@pineridge.test',
  roles: {
    teacher: {
      oldId: '58da8c63d7dc0ca068000051',
      fields: { sis_id: 'T-32', teacher_number: '32', title: 'Ms.', school: juniper, schools: [juniper] },
    },
    staff: { oldId: '58da8c63d7dc0ca068000052', fields: { staff_id: 'A-2', title: 'Deputy', schools: [juniper] } },
  },
};

export const people: readonly Person[] = [student, youngStudent, teacher, staff, districtAdmin, teacherAndStaff];

/** In which role somebody with several signs in to an API that knows one only. */
export const precedence: readonly RoleName[] = ['district_admin', 'staff', 'teacher', 'student'];

/** What is taught. */
export const courses = [{ id: '58da8c6b894273be68000091', name: 'Arts', number: 'ART', district: district.id }];

/** When it is taught. */
export const terms = [{ id: '58da8c6b894273be68000095', name: 'Year 22', district: district.id }];
const [arts, year] = [...courses, ...terms].map(({ id }) => id) as [string, string];

/** A group of students and those who teach it. */
export interface Section {
  readonly id: string;
  readonly name: string;
  readonly school: string;
  readonly grade: string;
  readonly course: string;
  readonly term_id: string;
  readonly teachers: readonly Person[];
  readonly students: readonly Person[];
}

export const sections: readonly Section[] = [
  {
    id: '58da8c6b894273be68000071',
    name: 'Art 5',
    school: larch,
    grade: '5',
    course: arts,
    term_id: year,
    teachers: [teacher],
    students: [student],
  },
  {
    id: '58da8c6b894273be68000072',
    name: 'Music 1',
    school: juniper,
    grade: '1',
    course: arts,
    term_id: year,
    teachers: [teacherAndStaff],
    students: [youngStudent, student],
  },
];

/** A token of an application for a whole district. */
export const districtToken = 'district-token';

/** What happened lately; v3 tells of people as users. */
export const events = [
  {
    id: '62c4a1b2d7dc0ca0680000a1',
    type: 'users.updated',
    created: '2022-07-05T20:00:00.000Z',
    person: student,
  },
  {
    id: '62c4a1b2d7dc0ca0680000a2',
    type: 'users.created',
    created: '2022-07-06T20:00:00.000Z',
    person: teacher,
  },
] as const;
