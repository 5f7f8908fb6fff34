import { expect, test } from 'vitest';
import { findOldIds, findUnknownIds } from '../../src/id-map/find-ids.js';

const old = '4fd43cc56d11340000000005';
const fresh = '63c59df2a3b1c40055d2f001';
const map = {
  name: 'ids.csv',
  ids: new Map([
    [old, fresh],
    ['abcdefabcdefabcdefabcdef', fresh],
    ['123456789012345678901234', fresh],
    ['77', '78'],
    ['teacher-1', 'user-1'],
    ['58da8c5d58da8c5d58da8c5d', '58da8c5d58da8c5d58da8c5d'],
  ]),
};

test.each([
  ['a string', `find('${old}')`, true],
  ['a path', `get("/users/${old}/sections")`, true],
  ['a template', `\`\${base}/${old}\``, true],
  ['a key of JSON', `{ "${old}": 1 }`, true],
  ['a value of an env file', `TEACHER=${old}`, true],
  ['a list', `${old},${old.replace('4', '5')}`, true],
  ['a name with an underscore', `teacher_${old}`, true],
  ['letters alone, in quotes', `'abcdefabcdefabcdefabcdef'`, true],
  ['letters alone, which may be a name', `abcdefabcdefabcdefabcdef + 1`, false],
  ['digits alone, which may be a number', `x = 123456789012345678901234;`, false],
  ['another form of id, in quotes', `'teacher-1'`, true],
  ['a short id, in quotes', `"77"`, true],
])('an id in %s is found', (_name, text, isText) => {
  expect(
    findOldIds(text, map).map((found) => ({ at: text.slice(found.start, found.end), isText: found.isText })),
  ).toEqual([{ at: expect.stringMatching(/^[\w-]+$/), isText }]);
});

test.each([
  ['behind it', `'${old}': '${fresh}'`, true],
  ['before it', `${fresh},${old}\n`, true],
  ['on the line above', `${fresh}\n${old}`, false],
  ['on the line below', `${old}\n${fresh}`, false],
  ['far away', `${old}${' '.repeat(200)}${fresh}`, false],
])('a new id %s makes a pair: %s', (_name, text, isPaired) => {
  expect(findOldIds(text, map).map((found) => found.isPaired)).toEqual([isPaired]);
});

test.each([
  ['a longer run of digits', `'${old}0'`],
  ['a longer run before it', `'a${old}'`],
  ['capitals', `'${old.toUpperCase()}'`],
  ['a short id that is not all of a string', `'77 trombones' + 77`],
  ['another form that is not all of a string', `'teacher-1a' + 'a teacher-1'`],
  ['an id that stays', `'58da8c5d58da8c5d58da8c5d'`],
  ['a new id', `'${fresh}'`],
])('%s is none', (_name, text) => {
  expect(findOldIds(text, map)).toEqual([]);
});

test.each([
  ['on its line', `cleverId: '5a5a5a5a5a5a5a5a5a5a5a5a'`, 1],
  ['three lines above', `// Clever\n\n\nid = '5a5a5a5a5a5a5a5a5a5a5a5a'`, 1],
  ['three lines below', `id = '5a5a5a5a5a5a5a5a5a5a5a5a'\n\n\n// Clever`, 1],
  ['further away', `// Clever\n\n\n\nid = '5a5a5a5a5a5a5a5a5a5a5a5a'`, 0],
  ['nowhere', `id = '5a5a5a5a5a5a5a5a5a5a5a5a'`, 0],
  ['next to an old id of the map', `clever('${old}')`, 0],
  ['next to a new id of the map', `clever('${fresh}')`, 0],
  ['next to a longer hash', `clever('5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a')`, 0],
])('with the name of Clever %s, an unknown id counts', (_name, text, count) => {
  expect(findUnknownIds(text, map)).toHaveLength(count);
});
