import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** What is found in a program that goes through the events of an answer: the rule, what is marked, and how sure it is. */
function findingsIn(code: string, query = '', around = ''): readonly string[] {
  const program = `${around}export async function poll(headers) {
  const { data } = await (await fetch('https://api.clever.com/v2.1/events${query}', { headers })).json();
  for (const { data: event } of data) {
    ${code}
  }
}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'poll.js': program });
  const { findings } = audit({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
  return findings
    .filter(({ rule }) => /id$|field$|event$/.test(rule))
    .map(({ rule, span, confidence }) => {
      const text = program.slice(span.start, span.end);
      return `${rule.replace(/^clever\/no-(?:pre-v3-|unmigrated-)/, '')} ${text}${confidence === 'likely' ? ' (likely)' : ''}`;
    });
}

describe('the record in an event is of the kind that the type says', () => {
  test.each([
    [
      'compared',
      "if (event.type === 'teachers.updated') await db.staff.updateOne({ _id: event.data.object.id }, event.data.object.title);",
      ['event teachers.updated', 'id event.data.object.id', 'field title'],
    ],
    [
      'another type left out',
      `if (event.type !== 'students.created') continue;
    await db.kids.updateOne({ _id: event.data.object.id }, { grade: event.data.object.grade });`,
      ['event students.created', 'field grade'],
    ],
    [
      'cases that stand together',
      `switch (event.type) {
      case 'teachers.created':
      case 'teachers.updated':
        await db.staff.updateOne({ _id: event.data.object.id }, { number: event.data.object.teacher_number });
        break;
      case 'sections.created':
        await db.sections.updateOne({ _id: event.data.object.id }, { grade: event.data.object.grade });
    }`,
      ['event teachers.created', 'event teachers.updated', 'id event.data.object.id', 'field teacher_number'],
    ],
    [
      'the beginning of the type',
      `if (event.type.startsWith('students.')) await db.kids.updateOne({ _id: event.data.object.id }, event.data.object.sis_id);`,
      ['event students', 'field sis_id'],
    ],
    [
      'a part of the type',
      `const [kind, action] = event.type.split('.');
    const { object } = event.data;
    if (kind === 'teachers' && action === 'deleted') await db.staff.deleteOne({ _id: object.id });
    if (kind === 'schools') await db.schools.updateOne({ _id: object.id }, { sis: object.sis_id });`,
      ['event teachers', 'id object.id'],
    ],
  ])('%s', (_name, code, expected) => {
    expect(findingsIn(code)).toEqual(expected);
  });

  test('a table of functions', () => {
    const table = `const handlers = {
  'teachers.deleted': (record) => db.staff.deleteOne({ _id: record.id }),
  'students.updated': (record) => db.kids.updateOne({ _id: record.id }, { grade: record.grade }),
};
`;
    expect(findingsIn('await handlers[event.type]?.(event.data.object);', '', table)).toEqual([
      'event teachers.deleted',
      'id record.id',
      'event students.updated',
      'field grade',
    ]);
  });

  test('the kind that is asked for', () => {
    const code = 'await db.staff.updateOne({ _id: event.data.object.id }, { sis: event.data.object.sis_id });';
    expect(findingsIn(code, '?record_type=teachers')).toEqual([
      'event teachers',
      'id event.data.object.id',
      'field sis_id',
    ]);
    expect(findingsIn(code, '?record_type=schools')).toEqual([]);
  });
});

describe('where nothing says what an event is about', () => {
  test('an id may be one that is new', () => {
    expect(findingsIn('await db.records.deleteOne({ _id: event.data.object.id });')).toEqual([
      'id event.data.object.id (likely)',
    ]);
  });
  test('a field that only people had has moved', () => {
    expect(findingsIn('console.log(event.data.object.student_number);')).toEqual(['field student_number']);
  });
  test.each([
    ['a field that some records keep', 'console.log(event.data.object.sis_id);'],
    ['a field that all records keep', 'console.log(event.data.object.name);'],
    ['what stands around the record', 'console.log(event.id, event.created, event.data.previous_attributes);'],
  ])('nothing is said of %s', (_name, code) => {
    expect(findingsIn(code)).toEqual([]);
  });
});

/** The events and fields that are found in the files beside a poll of events. */
function foundBeside(files: Readonly<Record<string, string>>, code: string, around: string): readonly string[] {
  const poll = `${around}
export async function poll(headers) {
  const { data } = await (await fetch('https://api.clever.com/v2.1/events', { headers })).json();
  for (const { data: event } of data) {
    ${code}
  }
}
`;
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'poll.js': poll, ...files });
  const { findings } = audit({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
  return findings
    .filter(({ rule }) => /(?:field|event)$/.test(rule))
    .map(({ span, confidence }) => {
      const text = (files[span.file] ?? poll).slice(span.start, span.end);
      return `${span.file} ${text}${confidence === 'likely' ? ' (likely)' : ''}`;
    });
}

describe('what is compared with the type of an event is found in other modules', () => {
  test.each([
    [
      'a default export',
      { 'handlers.js': "export default { 'students.created'(record) { save(record.grade); } };" },
      'handlers[event.type]?.(event.data.object);',
      "import handlers from './handlers.js';",
      ['handlers.js students.created', 'handlers.js grade'],
    ],
    [
      'a map',
      {
        'handlers.js': "export const handlers = new Map([['students.created', (record) => save(record.grade)]]);",
      },
      'const handler = handlers.get(event.type) ?? ignore; handler(event.data.object);',
      "import { handlers } from './handlers.js';",
      ['handlers.js students.created', 'handlers.js grade'],
    ],
    [
      'a function under another name',
      {
        'handlers.cjs':
          "function onStudent(record) { save(record.grade); }\nexports['students.created'] = onStudent;\nexports['schools.updated'] = (record) => save(record.grade);",
      },
      'handlers[event.type](event.data.object);',
      "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst handlers = require('./handlers.cjs');",
      ['handlers.cjs grade', 'handlers.cjs students.created'],
    ],
    [
      'computed names',
      {
        'types.js': "export class Types { static CREATED = 'students.created'; }",
        'handlers.js':
          "import { Types } from './types.js';\nexport const handlers = { [Types.CREATED]: (record) => save(record.grade) };",
      },
      'handlers[event.type]?.(event.data.object);',
      "import { handlers } from './handlers.js';",
      ['handlers.js grade', 'types.js students.created'],
    ],
    [
      'tables spread into one',
      {
        'students.js': "export const students = { 'students.created': (record) => save(record.grade) };",
        'handlers.js': "import { students } from './students.js';\nexport const handlers = { ...students };",
      },
      'const handler = handlers[event.type];\n    if (handler) await handler(event.data.object);',
      "import { handlers } from './handlers.js';",
      ['students.js students.created', 'students.js grade'],
    ],
    [
      'constants of a switch',
      { 'types.js': "export const CREATED = 'students.created';\nexport const UPDATED = 'students.updated';" },
      'switch (event.type) { case CREATED: case UPDATED: save(event.data.object.grade); }',
      "import { CREATED, UPDATED } from './types.js';",
      ['poll.js grade', 'types.js students.created', 'types.js students.updated'],
    ],
    [
      'a bus',
      {
        'bus.js': "import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter();",
        'students.js':
          "import { bus } from './bus.js';\nbus.on('students.created', (record) => save(record.grade));\nbus.on('error', (record) => save(record.grade));",
      },
      'bus.emit(event.type, event.data.object);',
      "import { bus } from './bus.js';",
      ['students.js students.created', 'students.js grade (likely)'],
    ],
  ])('%s', (_name, files, code, around, expected) => {
    expect(foundBeside(files as Record<string, string>, code, around)).toEqual(expected);
  });

  test.each([
    [
      'a table that the types of others are looked up in',
      {
        'handlers.js':
          "export const handlers = { 'students.created': (record) => save(record.grade) };\nexport const onRoster = (message) => handlers[message.type](message.student);",
      },
      'save(event.id);',
      "import { onRoster } from './handlers.js';",
    ],
    [
      'another bus',
      {
        'roster.js':
          "import { EventEmitter } from 'node:events';\nexport const roster = new EventEmitter();\nroster.on('students.created', (record) => save(record.grade));",
      },
      'bus.emit(event.type, event.data.object);',
      "import './roster.js';\nimport { bus } from 'app-bus';",
    ],
    [
      'what the table has under a name that no event has',
      { 'handlers.js': "export const handlers = { 'students.merged': (record) => save(record.name) };" },
      'handlers[event.type]?.(event.data.object);',
      "import { handlers } from './handlers.js';",
    ],
  ])('nothing is said of %s', (_name, files, code, around) => {
    expect(foundBeside(files as Record<string, string>, code, around)).toEqual([]);
  });
});
