import { eventChangeOf, offerForEvent } from '../src/migrate/event-change.js';
import { defineRule } from '../src/rule/rule.js';

/** Names of event types, and of the kinds of records that events are about, from before v3. */
export default defineRule({
  name: 'no-pre-v3-event',
  judges: 'event',
  topic: 'event',
  description: 'Disallow event names from before API v3.0',
  levels: { recommended: 'warning', strict: 'error' },
  fixable: false,
  hasSuggestions: true,
  messages: {
    type: '{{target}} has no event type `{{name}}`. Use `{{to}}`, and tell roles apart with `{{filter}}`. Do not use old cursors: sync everything once when you switch.',
    kind: '{{target}} has no record type `{{name}}` in its events. Use `{{to}}`, and tell roles apart with `{{filter}}`. Do not use old cursors: sync everything once when you switch.',
  },
  check(usage, api) {
    const change = eventChangeOf(usage, api);
    if (!change) return [];
    return [
      {
        message: usage.what === 'type' ? 'type' : 'kind',
        data: { target: api.target, name: usage.name, to: change.to, filter: change.filter ?? 'the record' },
        brief: { subject: usage.name, instead: change.to },
        at: usage.span,
        confidence: usage.confidence,
        related: usage.trail,
        ...offerForEvent(usage, change),
      },
    ];
  },
});
