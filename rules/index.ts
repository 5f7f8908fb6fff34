import type { Rule } from '../src/rule/rule.js';
import noRemovedMeField from './no-removed-me-field.js';
import noUnversionedMe from './no-unversioned-me.js';
import noV1Endpoint from './no-v1-endpoint.js';

/** All rules, in the order in which the documentation lists them. */
export const rules: readonly Rule[] = [noUnversionedMe, noV1Endpoint, noRemovedMeField];
