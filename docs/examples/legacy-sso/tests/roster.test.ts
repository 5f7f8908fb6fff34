import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startFakeClever } from './fake-clever.js';

const clever = await startFakeClever();
const { syncRoster } = await import('../src/roster.js');
const { memoryRoster } = await import('../src/store.js');

after(() => clever.close());

test('copies all pages of all lists', async () => {
  const counts = await syncRoster(memoryRoster(), 'district-token');

  assert.deepEqual(counts, { students: 2, teachers: 1, classes: 1 });
});

test('joins a class to its teacher by the number of the school system', async () => {
  const roster = memoryRoster();
  await syncRoster(roster, 'district-token');

  const [science] = await roster.classes();
  assert.equal(science?.course, 'Science 4');
  assert.equal(science?.lastDay, '2017-06-16');
  assert.equal(science?.teacherSisId, 'T-1');
});

test('a second run overwrites instead of adding', async () => {
  const roster = memoryRoster();
  await syncRoster(roster, 'district-token');
  await syncRoster(roster, 'district-token');

  assert.equal((await roster.classes()).length, 1);
});
