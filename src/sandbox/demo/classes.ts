import type { Json } from '../json.js';
import { personCalled } from './people.js';
import { arts, created, districtId, juniper, larch, lastModified, music, schools, year } from './places.js';

const idOf = (key: string): unknown => personCalled(key).record['id'];

function section(id: string, name: string, period: string, own: Json): Json {
  return {
    id,
    district: districtId,
    name,
    period,
    section_number: period,
    sis_id: `C-${period}`,
    term_id: year,
    created,
    last_modified: lastModified,
    ext: {},
    lms_status: { synced_in_lms: false },
    ...own,
  };
}

/** The sections, as v3.1 has them. */
export const sections: readonly Json[] = [
  section('58da8c6b894273be68000071', 'Art 5', '1', {
    school: larch,
    grade: '5',
    subject: 'arts and music',
    course: arts,
    teacher: idOf('yara'),
    teachers: [idOf('yara')],
    students: [idOf('noor')],
  }),
  section('58da8c6b894273be68000072', 'Music 1', '2', {
    school: juniper,
    grade: '1',
    subject: 'arts and music',
    course: music,
    teacher: idOf('kim'),
    teachers: [idOf('kim')],
    students: [idOf('timo'), idOf('noor')],
  }),
];

/** Something that happened to a record. */
export interface DemoEvent {
  readonly id: string;
  readonly action: 'created' | 'updated' | 'deleted';
  readonly created: string;
  /** The kind of the record as v3 has it. */
  readonly kind: 'users' | 'sections' | 'schools';
  readonly record: Json;
}

/** What happened lately, oldest first. */
export const events: readonly DemoEvent[] = [
  event('62c4a1b2d7dc0ca0680000a1', 'updated', '2022-07-05T20:00:00.000Z', 'users', personCalled('noor').record),
  event('62c4a1b2d7dc0ca0680000a2', 'created', '2022-07-06T20:00:00.000Z', 'users', personCalled('yara').record),
  event('62c4a1b2d7dc0ca0680000a3', 'created', '2022-07-07T20:00:00.000Z', 'users', personCalled('aoife').record),
  event('62c4a1b2d7dc0ca0680000a4', 'updated', '2022-07-08T20:00:00.000Z', 'sections', sections[0] ?? {}),
  event('62c4a1b2d7dc0ca0680000a5', 'updated', '2022-07-09T20:00:00.000Z', 'schools', schools[0] ?? {}),
];

function event(
  id: string,
  action: DemoEvent['action'],
  happened: string,
  kind: DemoEvent['kind'],
  record: Json,
): DemoEvent {
  return { id, action, created: happened, kind, record };
}
