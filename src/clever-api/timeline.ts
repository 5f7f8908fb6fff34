import type { LifeRow } from './types.js';

/** When each version came, was deprecated and went. */
export const lives = [
  // Follows v1's rules and was deprecated along with v1's end; no page says when it stops.
  {
    version: 'unversioned',
    published: null,
    deprecated: '2022-12',
    gone: null,
    certainty: 'documented',
    source: ['doc: API v1 Deprecation'],
  },
  {
    version: 'v1.1',
    published: '2012-08-12',
    deprecated: '2022-06',
    gone: '2022-12',
    certainty: 'documented',
    source: ['doc: API v1 Deprecation'],
  },
  {
    version: 'v1.2',
    published: '2017-03-15',
    deprecated: '2022-06',
    gone: '2022-12',
    certainty: 'documented',
    source: ['doc: API v1 Deprecation'],
  },
  {
    version: 'v2.0',
    published: '2017-11-06',
    deprecated: null,
    gone: null,
    certainty: 'documented',
    source: ["doc: What's New in API v2.0"],
  },
  {
    version: 'v2.1',
    published: '2019-07-15',
    deprecated: null,
    gone: null,
    certainty: 'documented',
    source: ["doc: What's New in API v2.1"],
  },
  {
    version: 'v3.0',
    published: '2020-12-15',
    deprecated: null,
    gone: null,
    certainty: 'documented',
    source: ["doc: What's New in API v3.0"],
  },
  {
    version: 'v3.1',
    published: null,
    deprecated: null,
    gone: null,
    certainty: 'documented',
    source: ["doc: What's New in API v3.1"],
  },
] as const satisfies readonly LifeRow[];

/** The contacts endpoints and events of v2 were deprecated before the rest of v2. */
export const contactsOfV2 = {
  deprecated: '2025-07-31',
  certainty: 'documented',
  source: [
    'doc: Migrating from v2.x Contacts to v3.x Contacts',
    'doc: Migrating to API 3.0',
    "doc: What's New in API v3.0",
  ],
} as const;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * Spells a date of this table for a message.
 *
 * @param date `2022-06` or `2025-07-31`
 * @returns `June 2022` or `July 31, 2025`
 */
export function spellDate(date: string): string {
  const [year, month, day] = date.split('-');
  const name = months[Number(month) - 1] ?? '';
  return day === undefined ? `${name} ${year ?? ''}` : `${name} ${Number(day)}, ${year ?? ''}`;
}
