import { asksForMe, describeEndpoint, isV3, targetOf } from '../src/rule/address.js';
import { offerForFields } from '../src/migrate/endpoint-change.js';
import { withoutMergedReads } from '../src/migrate/merged-reads.js';
import { describeNewPlace, findMovedField, isOnlyHolderOfLost, recordWithNewField } from '../src/migrate/records.js';
import { defineRule } from '../src/rule/rule.js';
import { findFieldOfReaders } from '../src/migrate/shared-reads.js';

/** Reads of fields of people and section records where v3 does not have them. */
export default defineRule({
  name: 'no-pre-v3-field',
  judges: 'endpoint',
  topic: 'field',
  description: 'Disallow reads of record fields that moved, or are gone, on API v3.0',
  levels: { recommended: 'warning', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    moved: 'On {{target}}, a {{record}} record has `{{field}}` in another place. Read `{{replacement}}`.',
    added:
      'API {{version}} did not return `{{field}}`. On {{target}}, a {{record}} record has it: read `{{replacement}}`.',
    fetched: 'On {{target}}, a {{record}} record has no `{{field}}`. Call {{request}} and read `{{replacement}}`.',
    referenced:
      'On {{target}}, a {{record}} record has only `{{replacement}}` instead of `{{field}}`. Call {{request}} for the rest.',
    gone: 'On {{target}}, a {{record}} record has no `{{field}}`, and no other endpoint returns it. Remove this read.',
  },
  check(usage, api, project) {
    const { answer } = withoutMergedReads(usage, project, api);
    if (!answer || asksForMe(usage.url)) return [];
    const offer = offerForFields(usage, api, project);
    const isLost = (path: readonly string[]): boolean => findMovedField(usage, path, api)?.change === 'removed';
    return answer.reads.flatMap((read) => {
      // What a type lists of a record, nobody may read.
      const field = read.declaration ? null : findFieldOfReaders(read, usage, project, api);
      if (!field || isOnlyHolderOfLost(read, answer.reads, isLost)) return [];
      const isNew = !isV3(usage.url.version) && recordWithNewField(usage.url, read.path, api) !== null;
      const found = isNew ? 'added' : field.text ? 'moved' : 'gone';
      const message = field.fetch.length === 0 ? found : field.fetchPath === null ? 'referenced' : 'fetched';
      return [
        {
          message,
          data: {
            target: api.target,
            version: usage.url.version ?? '',
            record: field.record,
            field: field.name,
            replacement: field.fetchPath ?? field.text ?? '',
            request: field.fetch.map((request) => `\`${request}\``).join(' or '),
          },
          brief: {
            subject: field.name,
            instead: describeNewPlace(field),
            fate: message === 'added' ? 'new' : message === 'gone' ? 'missing' : 'moved',
          },
          at: read.span,
          confidence: read.confidence,
          endpoint: describeEndpoint(usage, targetOf(usage, api)),
          related: [...usage.trail, ...read.trail],
          ...offer,
        } as const,
      ];
    });
  },
});
