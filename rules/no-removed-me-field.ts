import { asksForMe, describeEndpoint } from '../src/rule/address.js';
import { offerForMe } from '../src/migrate/changes.js';
import { defineRule } from '../src/rule/rule.js';
import { refuse } from '../src/rule/offer.js';
import { isOnlyHolderOfLost } from '../src/migrate/records.js';
import { withoutMergedReads } from '../src/migrate/merged-reads.js';
import { neverOnMeReads } from '../src/migrate/me-answer.js';

/** Reads of fields that `/me` of v3 does not have, and of such as no version of `/me` had. */
export default defineRule({
  name: 'no-removed-me-field',
  judges: 'endpoint',
  topic: 'field',
  description: 'Disallow reads of fields that `/me` does not have on API v3.0',
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    moved: 'On {{target}}, `/me` has no `{{field}}`. Read `{{replacement}}` from `/{{target}}/users/{id}`.',
    gone: 'On {{target}}, `/me` has no `{{field}}`, and no other endpoint returns it. Remove this read.',
    declared:
      'On {{target}}, `/me` has no `{{field}}`, so this type is wrong. Read `{{replacement}}` from `/{{target}}/users/{id}`.',
    never: 'No version of `/me` has `{{field}}`. Read `{{replacement}}` from `{{request}}`.',
    neverHere: 'No version of `/me` has `{{field}}`. Call `{{request}}`.',
  },
  check(usage, api, project) {
    const { answer } = withoutMergedReads(usage, project, api);
    if (!answer || !asksForMe(usage.url)) return [];
    const offer = offerForMe(usage, api, project);
    const isLost = (path: readonly string[]): boolean => api.meField(path)?.text === null;
    const removed = answer.reads.flatMap((read) => {
      const field = api.meField(read.path);
      if (!field) return [];
      // `name.first` is one read, of `name`; of `credentials.district_password`, the password is gone.
      const isGone = field.text === null && read.path.length === field.depth + 1;
      if (!isGone && (read.path.length !== field.depth || isOnlyHolderOfLost(read, answer.reads, isLost))) return [];
      const name = isGone ? `${field.name}.${read.path.at(-1) ?? ''}` : field.name;
      const state = field.text === null ? 'gone' : read.declaration ? 'declared' : 'moved';
      return [
        {
          message: state,
          data: { field: name, replacement: field.text ?? '', target: api.target },
          brief: {
            subject: name,
            // `data.name` of the record is read as `data.name` of `/me` was: only the answer is another.
            instead: field.text === read.path.join('.') ? null : field.text,
            fate: field.text === null ? 'missing' : 'moved',
          },
          at: read.span,
          confidence: read.confidence,
          endpoint: describeEndpoint(usage, `/${api.target}/users/{id}`),
          related: [...usage.trail, ...read.trail],
          ...offer,
        } as const,
      ];
    });
    const never = neverOnMeReads(answer, api).map(
      ({ read, field }) =>
        ({
          message: field.at === null ? 'neverHere' : 'never',
          data: { field: field.name, replacement: field.at ?? '', request: field.request },
          brief: {
            subject: field.name,
            instead: field.at === null ? field.request : `${field.at} of ${field.request}`,
            fate: 'never there',
          },
          at: read.span,
          confidence: read.confidence,
          endpoint: describeEndpoint(usage, field.request),
          related: [...usage.trail, ...read.trail],
          ...refuse('no version of `/me` had it, so the code does not say what it expects'),
        }) as const,
    );
    return [...removed, ...never];
  },
});
