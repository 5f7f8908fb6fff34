import type { Certainty, EventRow, OldVersion, Resource, Role } from './types.js';
import { beforeV3, swaggerFiles, v1, v2 } from './versions.js';

const actions = ['created', 'updated', 'deleted'] as const;
const contactsPage = ['doc: Migrating from v2.x Contacts to v3.x Contacts'];
const eventFiles = swaggerFiles(['v3.0'], 'events');

/** What stands before the dot of an event type. */
interface EventSubject {
  readonly from: string;
  /** The record that such an event holds. */
  readonly record: Resource;
  readonly spelling?: string;
  readonly versions: readonly OldVersion[];
  readonly to: string;
  /** The role by which events about users are told apart. */
  readonly role: Role | null;
  readonly certainty: Certainty;
  readonly source: readonly string[];
}

const subjects: readonly EventSubject[] = [
  {
    from: 'students',
    record: 'student',
    versions: beforeV3,
    to: 'users',
    role: 'student',
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'teachers',
    record: 'teacher',
    versions: beforeV3,
    to: 'users',
    role: 'teacher',
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'schooladmins',
    record: 'school_admin',
    versions: beforeV3,
    to: 'users',
    role: 'staff',
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'districtadmins',
    record: 'district_admin',
    // The Swagger files write it without the underscore, a page about upgrading with it.
    spelling: 'district_admins',
    versions: v2,
    to: 'users',
    role: 'district_admin',
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'studentcontacts',
    record: 'contact',
    versions: v1,
    to: 'users',
    role: 'contact',
    certainty: 'inferred',
    source: contactsPage,
  },
  {
    from: 'contacts',
    record: 'contact',
    versions: v2,
    to: 'users',
    role: 'contact',
    certainty: 'documented',
    source: contactsPage,
  },
  {
    from: 'schools',
    record: 'school',
    versions: beforeV3,
    to: 'schools',
    role: null,
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'sections',
    record: 'section',
    versions: beforeV3,
    to: 'sections',
    role: null,
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'districts',
    record: 'district',
    versions: beforeV3,
    to: 'districts',
    role: null,
    certainty: 'from-spec',
    source: eventFiles,
  },
  {
    from: 'courses',
    record: 'course',
    versions: v2,
    to: 'courses',
    role: null,
    certainty: 'from-spec',
    source: eventFiles,
  },
  { from: 'terms', record: 'term', versions: v2, to: 'terms', role: null, certainty: 'from-spec', source: eventFiles },
];

function eventsOf(subject: EventSubject): readonly EventRow[] {
  return actions.map((action) => ({
    from: `${subject.from}.${action}`,
    ...(subject.spelling === undefined ? {} : { spelling: `${subject.spelling}.${action}` }),
    versions: subject.versions,
    record: subject.record,
    to: `${subject.to}.${action}`,
    filter: subject.role === null ? null : `data.object.roles.${subject.role}`,
    certainty: subject.certainty,
    source: subject.source,
  }));
}

/** Every event type before v3 with its type in v3. */
export const events: readonly EventRow[] = subjects.flatMap(eventsOf);

/** Event types that v3 brought; a program that throws on types it does not know will meet them. */
export const newEvents = ['resources.created', 'resources.updated', 'resources.deleted'] as const;
