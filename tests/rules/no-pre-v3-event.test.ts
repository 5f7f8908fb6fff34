import { testRule } from '../support/rule-tester.js';

const poll = `const EVENTS = 'https://api.clever.com/v3.0/events';

`;

testRule('no-pre-v3-event', {
  valid: [
    {
      name: 'the types of v3',
      filename: 'src/poll.js',
      code: `${poll}export async function poll(token) {
  const { data } = await (await fetch(EVENTS, { headers: { Authorization: token } })).json();
  return data.filter(({ data: event }) => event.type === 'users.created' || event.type === 'sections.updated');
}
`,
    },
    {
      name: 'types of another service, in a file that says nothing of Clever',
      filename: 'src/hubspot.js',
      code: `export const handle = (event) => event.type === 'contacts.created';
`,
    },
    {
      name: 'names that are compared with no type',
      filename: 'src/clever/names.js',
      code: `// Names of queues that hold what came from Clever.
export const QUEUE = 'students.created';
export const isQueue = (queue) => queue.name === 'students.created';
export const send = (bus) => bus.publish('teachers.updated');
export const open = (queue = 'teachers.updated') => queue;
`,
    },
    {
      name: 'record types of v3, and of a request for something else',
      filename: 'src/types.js',
      code: `export const users = () => fetch('https://api.clever.com/v3.0/events?record_type=users');
export const other = () => fetch('https://roster.example.com/events?record_type=students');
`,
    },
  ],
  invalid: [
    {
      name: 'the default of a parameter',
      filename: 'src/clever/bus.js',
      code: `// Clever's events.
export function on(type = 'students.created', handle) {
  bus[type] = handle;
}
`,
      errors: [{ text: 'students.created', line: 2, confidence: 'likely' }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'compared with the type of an answer',
      filename: 'src/poll.js',
      code: `${poll}export async function poll() {
  const { data } = await (await fetch(EVENTS)).json();
  return data.filter((item) => item.data.type === 'students.created');
}
`,
      errors: [
        {
          text: 'students.created',
          line: 5,
          confidence: 'certain',
          message:
            'v3.0 has no event type `students.created`. Use `users.created`, and tell roles apart with `data.object.roles.student`. Do not use old cursors: sync everything once when you switch.',
        },
      ],
      fixed: null,
      suggested: `${poll}export async function poll() {
  const { data } = await (await fetch(EVENTS)).json();
  return data.filter(
    (item) =>
      (item.data.type === 'users.created' &&
        item.data.data.object.roles.student !== undefined),
  );
}
`,
    },
    {
      name: 'compared the other way, and denied',
      filename: 'src/poll.js',
      code: `${poll}export async function poll(keep) {
  const { data } = await (await fetch(EVENTS)).json();
  for (const { data: event } of data) {
    if ("schooladmins.deleted" !== event.type) keep(event.id);
  }
}
`,
      errors: [{ text: 'schooladmins.deleted', confidence: 'certain' }],
      suggested: `${poll}export async function poll(keep) {
  const { data } = await (await fetch(EVENTS)).json();
  for (const { data: event } of data) {
    if (
      !(
        event.type === "users.deleted" &&
        event.data.object.roles.staff !== undefined
      )
    )
      keep(event.id);
  }
}
`,
    },
    {
      name: 'switched over, where a case has no place for the role',
      filename: 'src/poll.js',
      code: `${poll}export async function poll(save) {
  const { data } = await (await fetch(EVENTS)).json();
  for (const { data: { type, data: { object } } } of data) {
    switch (type) {
      case 'students.created':
      case 'teachers.created':
        save(object);
        break;
      case 'teachers.deleted':
        break;
      case 'sections.created':
        save(object);
    }
  }
}
`,
      errors: [
        { text: 'students.created', confidence: 'certain' },
        { text: 'teachers.created', confidence: 'certain' },
        { text: 'teachers.deleted', confidence: 'certain' },
      ],
      suggested: null,
    },
    {
      name: 'keys of a table in which the type is looked up, and items of a list',
      files: {
        'src/handlers.js': `export const HANDLERS = {
  'students.updated': (student) => student.id,
  'schools.updated': (school) => school.id,
};
export const IGNORED = ['teachers.deleted', 'terms.deleted'];
`,
        'src/poll.js': `import { HANDLERS, IGNORED } from './handlers.js';

${poll}export async function poll() {
  const { data } = await (await fetch(EVENTS)).json();
  const wanted = data.filter((item) => !IGNORED.includes(item.data.type));
  return wanted.map((item) => HANDLERS[item.data.type]?.(item.data.data.object));
}
`,
      },
      errors: [
        {
          text: 'students.updated',
          confidence: 'certain',
          related: [{ file: 'src/poll.js', text: 'item.data.type', message: 'is compared with it' }],
        },
        { text: 'teachers.deleted', confidence: 'certain' },
      ],
      suggested: null,
    },
    {
      name: 'names of the types, kept as members and as a constant',
      files: {
        'src/events.ts': `export enum Type { Created = 'contacts.created' }
export const TYPES = { updated: 'district_admins.updated' } as const;
export const DELETED = 'teachers.deleted';
`,
        'src/poll.ts': `import { DELETED, Type, TYPES } from './events.js';

export async function poll() {
  const { data } = await (await fetch('https://api.clever.com/v3.0/events/1')).json();
  if (data.type === DELETED) return null;
  return data.type === Type.Created || data.type === TYPES.updated ? data.data.object : null;
}
`,
      },
      errors: [
        { file: 'src/events.ts', text: 'contacts.created' },
        { file: 'src/events.ts', text: 'district_admins.updated' },
        { file: 'src/events.ts', text: 'teachers.deleted' },
      ],
    },
    {
      name: 'a webhook of a file that names Clever',
      filename: 'src/webhook.js',
      code: `// Clever tells us what changed.
export function handle(request, response, save) {
  const event = request.body;
  if (event.type === 'students.created') save(event.data.object);
  const { type } = request.body;
  if (type === 'teachers.created') save(event.data.object);
  response.end();
}
`,
      errors: [
        { text: 'students.created', line: 4, confidence: 'likely' },
        { text: 'teachers.created', line: 6, confidence: 'likely' },
      ],
      suggested: `// Clever tells us what changed.
export function handle(request, response, save) {
  const event = request.body;
  if (
    (event.type === 'users.created' &&
      event.data.object.roles.student !== undefined)
  )
    save(event.data.object);
  const { type } = request.body;
  if (type === 'teachers.created') save(event.data.object);
  response.end();
}
`,
    },
    {
      name: 'events of an old version, whose names stay until the request has moved',
      filename: 'src/old.js',
      code: `export async function poll() {
  const { data } = await (await fetch('https://api.clever.com/v2.1/events?record_type=students')).json();
  return data.filter((item) => item.data.type === 'students.created').length;
}
`,
      errors: [{ text: 'students', confidence: 'certain' }, { text: 'students.created' }],
    },
    {
      name: 'a set and a map of handlers, with a name that the documentation spells otherwise',
      filename: 'src/sync.js',
      code: `const SKIPPED = new Set(['district_admins.deleted']);
const HANDLERS = new Map([['studentcontacts.created', console.log]]);

export async function sync(get) {
  const { data } = await (await fetch('https://api.clever.com/v3.1/events')).json();
  for (const { data: event } of data) {
    if (!SKIPPED.has(event.type)) HANDLERS.get(event.type)?.(event);
  }
}
`,
      errors: [
        { text: 'district_admins.deleted', confidence: 'certain', message: /`data\.object\.roles\.district_admin`/ },
        { text: 'studentcontacts.created', confidence: 'certain' },
      ],
    },
    {
      name: 'the kind of records in the address and in the options',
      filename: 'src/record-types.js',
      code: `import axios from 'axios';

export const students = () => fetch('https://api.clever.com/v3.0/events?limit=5&record_type=students');
export const others = (token) =>
  axios.get('https://api.clever.com/v3.0/events', {
    params: { record_type: ['teachers', 'sections'] },
    headers: { Authorization: token },
  });
`,
      errors: [
        {
          text: 'students',
          line: 3,
          confidence: 'certain',
          message: /^v3\.0 has no record type `students` in its events\. Use `users`/,
        },
        { text: 'teachers', line: 6, confidence: 'certain' },
      ],
      fixed: null,
      suggested: null,
    },
  ],
});
