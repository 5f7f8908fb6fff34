import type { LostPartRow } from './types.js';
import { v1 } from './versions.js';

/** What old versions put around the records of a list and v3 does not, or not as it was. */
export const lostParts = [
  {
    path: ['paging'],
    versions: v1,
    instead: 'follow the `next` link in `links`',
    certainty: 'observed',
    source: ['code: recorded v1.1 traffic', 'spec: v2.0.yml'],
  },
  {
    path: ['count'],
    versions: v1,
    askedBy: 'count',
    instead: 'count the records in code',
    certainty: 'observed',
    source: ['code: the clever npm client'],
  },
  {
    // In no Swagger file; where it came, it named the path of the version that was asked.
    path: ['data', '[]', 'uri'],
    versions: v1,
    instead: 'build the URL from the id of the record',
    certainty: 'observed',
    source: ['code: recorded v1.1 traffic'],
  },
] as const satisfies readonly LostPartRow[];
