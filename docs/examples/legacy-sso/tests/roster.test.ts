import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startFakeClever } from './fake-clever.js';

const clever = await startFakeClever();
const { syncRoster } = await import('../src/roster.js');
const { memoryRoster } = await import('../src/store.js');

after(() => clever.close());

test('copies all pages of all lists', async () => {
  const counts = await syncRoster(memoryRoster(), 'district-token');

  assert.deepEqual(counts, { students: 2, teachers: 2, classes: 2 });
});

test('joins a class to its teacher by the number of the school system', async () => {
  const roster = memoryRoster();
  await syncRoster(roster, 'district-token');

  const [science] = await roster.classes();
  assert.deepEqual(science, {
    cleverId: 'section-1',
    name: 'Science 4a',
    course: 'Science 4',
    sisId: 'C-1',
    grade: '4',
    lastDay: '2017-06-16',
    teacherSisId: 'T-1',
    studentCleverIds: ['student-1', 'student-2'],
  });
});

test('a class of no course has its own name for one, and no last day without a term', async () => {
  const roster = memoryRoster();
  await syncRoster(roster, 'district-token');

  const [, reading] = await roster.classes();
  assert.equal(reading?.course, 'Reading club');
  assert.equal(reading?.lastDay, null);
  assert.equal(reading?.teacherSisId, 'T-2');
});

test('names teachers with their title', async () => {
  const roster = memoryRoster();
  await syncRoster(roster, 'district-token');

  const shown = (await roster.teachers()).map(({ name, sisId }) => ({ name, sisId }));
  assert.deepEqual(shown, [
    { name: 'Dr. Ines Caldwell', sisId: 'T-1' },
    { name: 'Sam Whitfield', sisId: 'T-2' },
  ]);
});

test('a second run overwrites instead of adding', async () => {
  const roster = memoryRoster();
  await syncRoster(roster, 'district-token');
  await syncRoster(roster, 'district-token');

  assert.equal((await roster.teachers()).length, 2);
  assert.equal((await roster.classes()).length, 2);
});

test('overwrites the teachers that were saved years ago', async () => {
  const roster = memoryRoster();
  await roster.saveTeacher({ cleverId: 'teacher-1', name: 'Ines Caldwell', sisId: 'T-0' });
  await syncRoster(roster, 'district-token');

  assert.deepEqual(
    (await roster.teachers()).map(({ sisId }) => sisId),
    ['T-1', 'T-2'],
  );
});
