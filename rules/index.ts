import type { Rule } from '../src/rule/rule.js';
import noLegacyContacts from './no-legacy-contacts.js';
import noMeTypeAsRole from './no-me-type-as-role.js';
import noPreV3Event from './no-pre-v3-event.js';
import noPreV3Field from './no-pre-v3-field.js';
import noRemovedMeField from './no-removed-me-field.js';
import noUnmigratedId from './no-unmigrated-id.js';
import noUnknownEndpoint from './no-unknown-endpoint.js';
import noUnresolvedUrl from './no-unresolved-url.js';
import noUnversionedMe from './no-unversioned-me.js';
import noV1Client from './no-v1-client.js';
import noV1Endpoint from './no-v1-endpoint.js';
import noV2Endpoint from './no-v2-endpoint.js';

/** All rules, in the order in which the documentation lists them. */
export const rules: readonly Rule[] = [
  noUnversionedMe,
  noV1Endpoint,
  noRemovedMeField,
  noMeTypeAsRole,
  noPreV3Field,
  noUnmigratedId,
  noV1Client,
  noPreV3Event,
  noLegacyContacts,
  noUnknownEndpoint,
  noV2Endpoint,
  noUnresolvedUrl,
];
