import { isV1 } from '../src/rule/address.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to Clever whose address cannot be computed, so that nothing can be said of them. */
export default defineRule({
  name: 'no-unresolved-url',
  judges: 'unresolved',
  topic: 'unresolved call',
  description: 'Disallow requests to Clever whose URL cannot be computed',
  levels: { recommended: 'warning', strict: 'error' },
  fixable: false,
  hasSuggestions: false,
  messages: {
    unresolved:
      'This tool cannot compute the URL of this call to Clever, so it cannot check the call. Missing: {{reason}}.',
    unfollowed:
      'This tool could not follow the answer to this call all the way, so it may have missed code that reads the answer. Missing: {{reason}}.',
  },
  check({ url, version, confidence, reason, isOfAnswer }) {
    if (isOfAnswer) return [{ message: 'unfollowed', data: { reason }, at: url, confidence }];
    // The version alone says that the request must move, and no-v1-endpoint that it has to.
    if (isV1(version)) return [];
    return [{ message: 'unresolved', data: { reason }, at: url, confidence }];
  },
});
