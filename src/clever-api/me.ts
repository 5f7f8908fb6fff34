import type { MeAnswer, MeFieldRow, NeverOnMeRow, Role } from './types.js';
import { swaggerFiles } from './versions.js';

const oldTypes = ['student', 'teacher', 'school_admin', 'district_admin'];
const v3Swagger = swaggerFiles(['v3.0']);

/**
 * What `/me` answers, version by version.
 *
 * The full profile came to apps with Secure Sync or Secure Sync Lite; apps that only sign users in got id, district
 * and type in v1 already.
 */
export const meAnswers = [
  {
    version: 'unversioned',
    data: ['id', 'district', 'type'],
    profile: true,
    types: oldTypes,
    canonical: '/v1.1/{type}s/{id}',
    certainty: 'documented',
    source: ['doc: API v1 Deprecation', 'code: recorded 2015 and 2016 answers'],
  },
  {
    version: 'v1.1',
    data: ['id', 'district', 'type'],
    profile: true,
    types: oldTypes,
    canonical: '/v1.1/{type}s/{id}',
    certainty: 'inferred',
    source: ['doc: API v1 Deprecation', 'doc: Upgrading to API v2.0'],
  },
  {
    version: 'v1.2',
    data: ['id', 'district', 'type'],
    profile: true,
    types: oldTypes,
    canonical: '/v1.2/{type}s/{id}',
    certainty: 'inferred',
    source: ['doc: API v1 Deprecation', 'doc: Upgrading to API v2.0'],
  },
  {
    version: 'v2.0',
    data: ['id', 'district', 'type'],
    profile: false,
    types: oldTypes,
    canonical: '/v2.0/{type}s/{id}',
    certainty: 'documented',
    source: ["doc: What's New in API v2.0", 'doc: Upgrading to API v2.0'],
  },
  {
    version: 'v2.1',
    data: ['id', 'district', 'type', 'authorized_by'],
    profile: false,
    types: oldTypes,
    canonical: '/v2.1/{type}s/{id}',
    certainty: 'documented',
    source: ["doc: What's New in API v2.1"],
  },
  {
    version: 'v3.0',
    data: ['id', 'district', 'type', 'authorized_by'],
    profile: false,
    types: ['user'],
    canonical: '/v3.0/users/{id}',
    certainty: 'documented',
    source: ["doc: What's New in API v3.0", 'doc: OAuth Implementation'],
  },
  {
    version: 'v3.1',
    data: ['id', 'district', 'type', 'authorized_by'],
    profile: false,
    types: ['user'],
    canonical: '/v3.1/users/{id}',
    certainty: 'inferred',
    source: ["doc: What's New in API v3.1"],
  },
] as const satisfies readonly MeAnswer[];

const documented = {
  certainty: 'documented',
  source: ['doc: API v1 Deprecation', "doc: What's New in API v3.0", 'doc: The /userinfo Endpoint', ...v3Swagger],
} as const;

const forStudents = { ...documented, members: [], roles: ['student'], needsSync: true, userinfo: null } as const;

/** Restricted fields that only Clever's files for some clients list. */
const restricted = { ...forStudents, certainty: 'from-spec', source: ['spec: the -client files'] } as const;

/** Fields under `data` of `/me` that v3 does not have there, and where v3 has them. */
export const removedMeFields: readonly MeFieldRow[] = [
  {
    ...documented,
    name: 'name',
    members: ['first', 'middle', 'last'],
    roles: [],
    needsSync: false,
    userinfo: ['name'],
  },
  { ...documented, name: 'email', members: [], roles: [], needsSync: false, userinfo: ['email'] },
  {
    ...documented,
    name: 'credentials',
    members: ['district_username', 'district_password'],
    lostMembers: ['district_password'],
    roles: ['student', 'teacher', 'staff'],
    needsSync: true,
    userinfo: null,
  },
  { ...documented, name: 'sis_id', members: [], roles: ['student', 'teacher'], needsSync: true, userinfo: null },
  { ...documented, name: 'state_id', members: [], roles: ['student', 'teacher'], needsSync: true, userinfo: null },
  { ...forStudents, name: 'student_number' },
  { ...documented, name: 'teacher_number', members: [], roles: ['teacher'], needsSync: true, userinfo: null },
  { ...documented, name: 'staff_id', members: [], roles: ['staff'], needsSync: true, userinfo: null },
  {
    ...documented,
    name: 'title',
    members: [],
    roles: ['teacher', 'staff', 'district_admin'],
    needsSync: true,
    userinfo: null,
  },
  { ...documented, name: 'school', members: [], roles: ['student', 'teacher'], needsSync: true, userinfo: null },
  {
    ...documented,
    name: 'schools',
    members: [],
    roles: ['student', 'teacher', 'staff'],
    needsSync: true,
    userinfo: ['schools'],
  },
  { ...forStudents, name: 'grade' },
  { ...forStudents, name: 'graduation_year' },
  { ...forStudents, name: 'gender' },
  // A recorded answer of v1 has an ISO timestamp, and the Swagger files of v3 say M/D/YYYY.
  { ...forStudents, name: 'dob', isReformatted: true },
  { ...forStudents, name: 'race' },
  { ...forStudents, name: 'hispanic_ethnicity' },
  { ...forStudents, name: 'ell_status' },
  { ...forStudents, name: 'frl_status' },
  { ...forStudents, name: 'iep_status' },
  { ...forStudents, name: 'home_language' },
  { ...restricted, name: 'weighted_gpa' },
  { ...restricted, name: 'unweighted_gpa' },
  { ...forStudents, name: 'location', members: ['address', 'city', 'state', 'zip', 'lat', 'lon'] },
  { ...documented, name: 'created', members: [], roles: [], needsSync: true, userinfo: null },
  { ...documented, name: 'last_modified', members: [], roles: [], needsSync: true, userinfo: null },
];

/** Members of the body, and of its `data`, that v3 still has. */
export const keptOnMe = ['type', 'links', 'data.id', 'data.district', 'data.type', 'data.authorized_by'] as const;

const seenInCode = { certainty: 'inferred', source: ['code: public code that reads it off /v3.0/me'] } as const;

/** Fields under `data` of `/me` that no version had there, and the answer that has them. */
export const neverOnMeFields = [
  { name: 'roles', request: '/v3.0/users/{id}', at: 'data.roles', ...seenInCode },
  { name: 'legacy_id', request: '/v3.0/users/{id}', at: 'data.roles.<role>.legacy_id', ...seenInCode },
  { name: 'multi_role_user_id', request: '/userinfo', at: 'multi_role_user_id', ...seenInCode },
  { name: 'user_type', request: '/userinfo', at: 'user_type', ...seenInCode },
  { name: 'given_name', request: '/userinfo', at: 'given_name', ...seenInCode },
  { name: 'family_name', request: '/userinfo', at: 'family_name', ...seenInCode },
  { name: 'sections', request: '/v3.0/users/{id}/sections', at: null, ...seenInCode },
] as const satisfies readonly NeverOnMeRow[];

/** What `type` of `/me` said before v3, and the key under `roles` that says it now. */
export const roleNames = {
  district_admin: 'district_admin',
  school_admin: 'staff',
  teacher: 'teacher',
  student: 'student',
} as const satisfies Readonly<Record<string, Role>>;

/** Which role stands for a person who holds several, where old code knew of one. */
export const rolePrecedence = ['district_admin', 'staff', 'teacher', 'student'] as const satisfies readonly Role[];
