import { district } from './people.js';
import { hasUsers, isRetired, type Version } from './records.js';

type Json = Readonly<Record<string, unknown>>;

/** Somebody to call about a student. */
interface Contact {
  readonly id: string;
  /** Before v3; v1 has one for each student. */
  readonly oldId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly phoneType: string;
  readonly relationship: string;
  readonly type: string;
  /** The id of the student. */
  readonly student: string;
}

const contacts: readonly Contact[] = [
  {
    id: '62b1c0de5f1a2b0001000081',
    oldId: '58da8c70e1b5a60100000081',
    name: "Aoife O'Hara",
    email: 'aoife@pineridge.test',
    phone: '555-0181',
    phoneType: 'Cell',
    relationship: 'Mother',
    type: 'Family',
    student: '58da8c63d7dc0ca068000011',
  },
  {
    id: '62b1c0de5f1a2b0001000082',
    oldId: '58da8c70e1b5a60100000082',
    name: 'Jonas Berg',
    email: 'jonas@pineridge.test',
    phone: '555-0182',
    phoneType: 'Home',
    relationship: 'Father',
    type: 'Family',
    student: '58da8c63d7dc0ca068000012',
  },
];

/** All contacts, as a version has them. */
export function contactRecords(version: Version): readonly Json[] {
  return contacts.map((contact) => contactRecord(contact, version));
}

/** The contacts of one student, as a version has them. */
export function contactsOf(student: string, version: Version): readonly Json[] {
  return contacts.filter((contact) => contact.student === student).map((contact) => contactRecord(contact, version));
}

/** v1 names one student, v2 lists them, v3 has them with the relationship below the role. */
function contactRecord(contact: Contact, version: Version): Json {
  const { id, oldId, name, email, phone, phoneType, relationship, type, student } = contact;
  if (hasUsers(version)) {
    const relationships = [{ relationship, type, student }];
    const role = { legacy_id: oldId, phone, phone_type: phoneType, student_relationships: relationships };
    return { id, district: district.id, name: { last: name }, email, roles: { contact: role } };
  }
  const whose = isRetired(version) ? { student } : { students: [student] };
  return { id: oldId, district: district.id, name, email, phone, phone_type: phoneType, relationship, type, ...whose };
}
