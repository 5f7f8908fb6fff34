import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { describeChange } from '../../src/model/finding.js';
import { temporaryFolder } from '../support/folders.js';

/** What is offered for a program that asks who signs in, and whether it is written without asking. */
function offerFor(body: string): { isFixed: boolean; said: string } {
  const code = `const answer = await fetch('https://api.clever.com/me', { headers: { Authorization: TOKEN } });
const me = await answer.json();
${body}
`;
  const { findings } = audit({
    cwd: temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code }),
  });
  const said = findings.flatMap(({ suggestions }) => suggestions.map(describeChange)).join(' ');
  return { isFixed: findings.some(({ fix }) => fix !== null), said };
}

describe('code that handles the type of v3 loses that where the record takes the place of the answer', () => {
  test.each([
    ['a condition', "if (me.type === 'user') console.log('some user');\nelse console.log(me.data.name.first);"],
    ['a negation', "if (me.type !== 'user') console.log(me.data.name.first);"],
    ['a choice', "console.log(me.type === 'user' ? me.data.id.length : me.data.name.first);"],
    ['a case', "switch (me.type) {\n  case 'user':\n    break;\n  default:\n    console.log(me.data.name.first);\n}"],
    ['a list of one', "if (!['user'].includes(me.type)) console.log(me.data.name.first);"],
  ])('%s', (_, body) => {
    const { isFixed, said } = offerFor(body);
    expect(isFixed).toBe(false);
    expect(said).toContain('Check what the code does where `type` is `user`');
  });

  test.each([
    ['another role', "if (me.type === 'teacher') console.log(me.data.name.first);"],
    ['another field', "if (me.data.name.first === 'user') console.log(me.data.name.last);"],
  ])('%s is no such code', (_, body) => {
    const { isFixed, said } = offerFor(body);
    expect(isFixed).toBe(true);
    expect(said).not.toContain('Check what the code does');
  });

  test('code for v3 that reads nothing which v3 lost goes on with its answer', () => {
    expect(offerFor("if (me.type === 'user') console.log('some user');").isFixed).toBe(true);
  });
});
