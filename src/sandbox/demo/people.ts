import { withoutPath, type Json } from '../json.js';
import { created, districtId, juniper, larch, lastModified } from './places.js';

/** Somebody in the demo district. */
export interface Person {
  /** How tests and the log call the person: `yara`. */
  readonly key: string;
  /** What makes the person worth a test. */
  readonly about: string;
  /** The user of v3.1. */
  readonly record: Json;
}

const dates = { created, last_modified: lastModified };

function user(id: string, first: string, middle: string, last: string, roles: Json): Json {
  const email = `${first.toLowerCase()}@pineridge.test`;
  return { id, district: districtId, name: { first, middle, last }, email, ...dates, roles };
}

function studentRole(legacyId: string, number: string, school: string, own: Json): Json {
  return {
    legacy_id: legacyId,
    sis_id: `S-${number}`,
    state_id: `77${number}`,
    student_number: number,
    school,
    schools: [school],
    race: '',
    hispanic_ethnicity: '',
    ell_status: 'N',
    home_language: 'English',
    home_language_code: 'eng',
    iep_status: 'N',
    frl_status: 'N',
    section_504_status: 'N',
    gifted_status: 'N',
    location: { address: '4 Mill Road', city: 'Pine Ridge', state: 'WA', zip: '98002', lat: '', lon: '' },
    credentials: { district_username: `student${number}` },
    enrollments: [{ school, start_date: '2021-08-30', end_date: '2022-06-17' }],
    ext: {},
    ...dates,
    ...own,
  };
}

function teacherRole(legacyId: string, number: string, title: string, school: string, name: Json): Json {
  return {
    legacy_id: legacyId,
    sis_id: `T-${number}`,
    state_id: `88${number}`,
    teacher_number: number,
    title,
    school,
    schools: [school],
    name,
    district: districtId,
    credentials: { district_username: `teacher${number}` },
    ext: {},
    ...dates,
  };
}

function staffRole(legacyId: string, staffId: string, title: string, schools: readonly string[]): Json {
  const credentials = { district_username: `staff-${staffId.toLowerCase()}` };
  return {
    legacy_id: legacyId,
    staff_id: staffId,
    title,
    schools,
    credentials,
    department: 'Office',
    roles: [],
    ext: {},
  };
}

function contact(id: string, legacyId: string, name: string, student: string, number: string): Json {
  const [first = ''] = name.split(' ');
  const role = {
    legacy_id: legacyId,
    sis_id: `C-${number}`,
    phone: `555-0${number}`,
    phone_type: 'Cell',
    student_relationships: [{ student, relationship: 'Parent', type: 'Family' }],
  };
  // The whole name of a contact is in `last`.
  return {
    id,
    district: districtId,
    name: { first: '', middle: '', last: name },
    email: `${first.toLowerCase()}@pineridge.test`,
    ...dates,
    roles: { contact: role },
  };
}

const noor = '58da8c63d7dc0ca068000011';
const timo = '58da8c63d7dc0ca068000012';

/** All people of the demo district; only students have the same id in all versions. */
export const people: readonly Person[] = [
  {
    key: 'noor',
    about: 'a student',
    record: user(noor, 'Noor', 'A', "O'Hara", {
      student: studentRole(noor, '71', larch, {
        grade: '5',
        graduation_year: '2029',
        gender: 'F',
        dob: '3/14/2011',
        weighted_gpa: '3.9',
        unweighted_gpa: '3.7',
        preferred_name: { first: 'Noor', middle: '', last: "O'Hara" },
        disability: { disability_status: 'N', disability_type: '', disability_code: '' },
      }),
    }),
  },
  {
    key: 'timo',
    about: 'a young student, who has no email address',
    record: withoutPath(
      user(timo, 'Timo', '', 'Berg', {
        student: studentRole(timo, '72', juniper, {
          grade: '1',
          graduation_year: '2033',
          gender: '',
          dob: '11/2/2015',
        }),
      }),
      'email',
    ),
  },
  {
    key: 'yara',
    about: 'a teacher',
    record: user('6a1f0c9de2b3a40012000021', 'Yara', '', 'Sand', {
      teacher: teacherRole('58da8c63d7dc0ca068000021', '31', 'Dr.', larch, { first: 'Yara', middle: '', last: 'Sand' }),
    }),
  },
  {
    key: 'otto',
    about: 'a school admin, called staff in v3',
    record: user('6a1f0c9de2b3a40012000031', 'Otto', 'M', 'Krull', {
      staff: staffRole('58da8c63d7dc0ca068000031', 'A-1', 'Head', [larch, juniper]),
    }),
  },
  {
    key: 'ruth',
    about: 'a district admin',
    record: user('6a1f0c9de2b3a40012000041', 'Ruth', '', 'Abel', {
      district_admin: { legacy_id: '58da8c63d7dc0ca068000041', title: 'Superintendent' },
    }),
  },
  {
    key: 'kim',
    about: 'a teacher who is also a school admin: two ids before v3, one on v3',
    record: user('6a1f0c9de2b3a40012000051', 'Kim', '', 'Vega', {
      teacher: teacherRole('58da8c63d7dc0ca068000051', '32', 'Ms.', juniper, {
        first: 'Kim',
        middle: '',
        last: 'Vega',
      }),
      staff: staffRole('58da8c63d7dc0ca068000052', 'A-2', 'Deputy', [juniper]),
    }),
  },
  {
    key: 'aoife',
    about: 'a contact of Noor, who cannot sign in',
    record: contact('62b1c0de5f1a2b0001000081', '58da8c70e1b5a60100000081', "Aoife O'Hara", noor, '181'),
  },
  {
    key: 'jonas',
    about: 'a contact of Timo, who cannot sign in',
    record: contact('62b1c0de5f1a2b0001000082', '58da8c70e1b5a60100000082', 'Jonas Berg', timo, '182'),
  },
];

/**
 * Somebody of the demo district.
 *
 * @throws Error for a key that nobody has
 */
export function personCalled(key: string): Person {
  const person = people.find((each) => each.key === key);
  if (!person)
    throw new Error(`There is no '${key}' in the sandbox; there are ${people.map((each) => each.key).join(', ')}`);
  return person;
}
