import { removedMeFields } from '../me.js';
import type { MappingRow } from '../types.js';
import { v1, v2 } from '../versions.js';

/** From the top of the body. */
const profileFields = removedMeFields.map((field) => `data.${field.name}`);

const newValuesSinceV2 = {
  type: "always 'user'",
  'data.type': "always 'user'",
  'data.id': 'v3 user id, the same for students only',
} as const;

const newValues = {
  ...newValuesSinceV2,
  'links[rel=canonical].uri': '/v3.0/users/{id}',
  'links[rel=district].uri': '/v3.0/districts/{id}',
} as const;

const note =
  "Apart from links, the answer has only id, district, type and authorized_by. Read profile fields from /v3.0/users/{id}. type is always 'user', and id is the v3 user id (the same only for students).";

/** What becomes of `/me`, with and without a version. */
export const me = [
  {
    versions: ['unversioned'],
    method: 'GET',
    path: '/me',
    target: '/v3.0/me',
    kind: 'path-change',
    autoFix: 'assisted',
    idParam: 'none',
    was: 'single',
    now: 'single',
    resource: 'me',
    userIds: 'new',
    ssoToken: 'yes',
    fieldsLost: profileFields,
    valueChanges: newValues,
    note,
    certainty: 'documented',
    source: ['doc: API v1 Deprecation', "doc: What's New in API v3.0"],
  },
  {
    versions: v1,
    method: 'GET',
    path: '/me',
    target: '/v3.0/me',
    kind: 'path-change',
    autoFix: 'assisted',
    idParam: 'none',
    was: 'single',
    now: 'single',
    resource: 'me',
    userIds: 'new',
    ssoToken: 'yes',
    fieldsLost: profileFields,
    valueChanges: newValues,
    note,
    certainty: 'documented',
    source: ['doc: API v1 Deprecation', "doc: What's New in API v3.0", 'doc: Upgrading to API v2.0'],
  },
  {
    versions: v2,
    method: 'GET',
    path: '/me',
    target: '/v3.0/me',
    kind: 'path-change',
    autoFix: 'manual',
    idParam: 'none',
    was: 'single',
    now: 'single',
    resource: 'me',
    userIds: 'new',
    ssoToken: 'yes',
    valueChanges: newValuesSinceV2,
    note: "The fields stay, but type is 'user' for everyone, and only students keep their id. Read roles from /v3.0/users/{id}.",
    certainty: 'documented',
    source: ["doc: What's New in API v3.0", 'spec: v2.0-identity.yml (2018 history)'],
  },
] as const satisfies readonly MappingRow[];
