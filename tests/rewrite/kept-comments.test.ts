import { expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** The program after a fix. */
function fixed(body: string): string {
  const code = `export async function signIn(token) {
  const answer = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  if (!answer.ok) throw new Error('no answer');
  const me = await answer.json();
  ${body}
}
`;
  const { changes } = fixFolder(temporaryFolder({ 'package.json': '{ "private": true }', 'main.js': code }));
  expect(changes).toHaveLength(1);
  return changes[0]?.after ?? '';
}

test.each([
  ['in a comparison', "return me.type /* the role */ === 'teacher';", '/* the role */'],
  ['behind an operator', "return me.type !== /* no parents */ 'student';", '/* no parents */'],
  ['in brackets', "return me[/* the role */ 'type'] === 'teacher';", '/* the role */'],
  ['on a line of its own', "return me\n    // as Clever has it\n    .type === 'student';", '/* as Clever has it */'],
  [
    'in each of two comparisons',
    "return me.type /* a */ === 'student' || me.type /* b */ === 'teacher';",
    /\/\* a \*\/.*\/\* b \*\//s,
  ],
  [
    'of several lines',
    "return me /* the role\n    * of today */.type === 'student';",
    'return /* the role of today */ ',
  ],
])('a comment %s stays when the code around it is written anew', (_, body, comment) => {
  expect(fixed(body)).toMatch(comment);
});

test('a comment beside the changed code is not written twice', () => {
  const text = fixed("// for teachers\n  return me.type === 'teacher'; // nobody else");
  expect(text.match(/for teachers|nobody else/g)).toHaveLength(2);
});

test('slashes in a text are no comment', () => {
  expect(fixed("return me.type === 'teacher' ? '//a' : '/* b */';")).not.toMatch(/\/\* a|\/\* b \*\/ me/);
});
