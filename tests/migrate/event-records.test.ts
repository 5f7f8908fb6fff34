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
