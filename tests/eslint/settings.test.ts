import { expect, test } from 'vitest';
import { KnownError } from '../../src/discover/errors.js';
import { readSettings } from '../../src/eslint/settings.js';

const defaults = { project: true, target: null, root: null };

test.each([
  ['no settings', {}, {}],
  ['settings of others', { react: { version: '19' } }, {}],
  ['empty settings', { clever: {} }, {}],
  ['a setting without a value', { clever: { target: undefined } }, {}],
  ['the file alone', { clever: { project: false } }, { project: false }],
  ['the later version', { clever: { target: 'v3.1' } }, { target: 'v3.1' }],
  ['a root', { clever: { root: '..' } }, { root: '..' }],
])('%s', (_, settings, expected) => {
  expect(readSettings(settings)).toEqual({ ...defaults, ...expected });
});

test.each([
  [{ project: 'no' }, 'settings.clever.project must be true or false, not "no".'],
  [{ target: 'v4' }, 'settings.clever.target must be "v3.0" or "v3.1", not "v4".'],
  [{ root: 3 }, 'settings.clever.root must be the path of a folder, not 3.'],
  [{ root: '' }, 'settings.clever.root must be the path of a folder, not "".'],
  [{ targt: 'v3.1' }, 'settings.clever.targt does not exist; the settings are project, target, root.'],
  [{ toString: 1 }, 'settings.clever.toString does not exist; the settings are project, target, root.'],
  [false, 'settings.clever must be an object, not false.'],
  [['v3.0'], 'settings.clever must be an object, not ["v3.0"].'],
  [() => 1, 'settings.clever must be an object, not function.'],
])('%o is refused in one line', (clever, message) => {
  expect(() => readSettings({ clever })).toThrow(new KnownError(message));
});
