import type { Json } from '../json.js';

export const districtId = '4fd43cc56d11340000000005';
export const larch = '58da8c58155b940248000007';
export const juniper = '58da8c58155b940248000008';
export const arts = '58da8c6b894273be68000091';
export const music = '58da8c6b894273be68000092';
export const year = '58da8c6b894273be68000095';

export const created = '2021-08-30T12:00:00.000Z';
export const lastModified = '2022-05-02T06:30:00.000Z';

/** The one district of the sandbox, as v3.1 has it. */
export const districts: readonly Json[] = [
  {
    id: districtId,
    name: 'Pine Ridge Schools',
    mdr_number: '4031',
    nces_id: '5300001',
    error: '',
    sis_type: 'powerschool',
    last_sync: '2022-07-05T20:00:00.000Z',
    pause_start: null,
    pause_end: null,
    launch_date: '2021-08-30',
    state: 'running',
    login_methods: ['Email/Password'],
    portal_url: 'https://clever.com/in/pine-ridge',
    district_contact: {
      id: '6a1f0c9de2b3a40012000041',
      district: districtId,
      email: 'ruth@pineridge.test',
      name: { first: 'Ruth', middle: '', last: 'Abel' },
      title: 'Superintendent',
    },
    lms_state: 'disconnected',
    lms_type: null,
    last_attendance_sync: null,
  },
];

const schoolDetails = { district: districtId, created, last_modified: lastModified, ext: {} };

/** The schools, as v3.1 has them. */
export const schools: readonly Json[] = [
  {
    id: larch,
    name: 'Larch Elementary',
    school_number: '11',
    sis_id: '11',
    state_id: '5311',
    nces_id: '530000100011',
    mdr_number: '403111',
    phone: '555-0111',
    principal: { name: 'Otto Krull', email: 'otto@pineridge.test' },
    location: { address: '1 Larch Lane', city: 'Pine Ridge', state: 'WA', zip: '98001', lat: '', lon: '' },
    low_grade: 'Kindergarten',
    high_grade: '5',
    ...schoolDetails,
  },
  {
    id: juniper,
    name: 'Juniper Middle',
    school_number: '12',
    sis_id: '12',
    state_id: '5312',
    nces_id: '530000100012',
    mdr_number: '403112',
    phone: '555-0112',
    principal: { name: 'Kim Vega', email: 'kim@pineridge.test' },
    location: { address: '2 Juniper Road', city: 'Pine Ridge', state: 'WA', zip: '98002', lat: '', lon: '' },
    low_grade: '6',
    high_grade: '8',
    ...schoolDetails,
  },
];

/** The courses, as v3.1 has them. */
export const courses: readonly Json[] = [
  { id: arts, district: districtId, name: 'Arts', number: 'ART' },
  { id: music, district: districtId, name: 'Music', number: 'MUS' },
];

/** The terms, as v3.1 has them. */
export const terms: readonly Json[] = [
  { id: year, district: districtId, name: 'Year 22', start_date: '2021-08-30', end_date: '2022-06-17' },
];
