import { describe, expect, test } from 'vitest';
import { audit } from '../../src/run/audit.js';
import { rules } from '../../rules/index.js';
import { temporaryFolder } from '../support/folders.js';

/** Whether the sign-in of a program is fixed, and what the changes of it write. */
function offerFor(body: string): { readonly isFix: boolean; readonly writes: string } {
  const code = `export async function signIn(token, store) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  const me = await response.json();
  ${body}
}
`;
  const { findings } = audit({
    cwd: temporaryFolder({ 'package.json': '{ "private": true }', 'a.js': code }),
    paths: ['.'],
    rules,
  });
  const { fix = null, suggestions = [] } = findings.find(({ topic }) => topic === 'call') ?? {};
  return { isFix: fix !== null, writes: (fix ?? suggestions[0])?.edits.map(({ text }) => text).join(' ') ?? '' };
}

const GRADE = 'me.data.roles.student.grade';

describe('the role that the code has asked for', () => {
  test.each([
    ['by a constant', "const isStudent = me.type === 'student'; return isStudent ? me.data.grade : null;", GRADE],
    [
      'by a constant that is negated',
      "const isOther = me.type !== 'student'; return isOther ? 0 : me.data.grade;",
      GRADE,
    ],
    [
      'by what a constant is not',
      "const is = (me.type === 'student'); if (!is) return 0; return me.data.grade;",
      GRADE,
    ],
    ['by a negated comparison', "if (!(me.type === 'student')) throw new Error(); return me.data.grade;", GRADE],
    [
      'by a constant beside another test',
      "const is = me.type === 'student'; if (is && token) return me.data.grade; return 0;",
      GRADE,
    ],
    [
      'of a field that only others did not have',
      "if (me.type === 'school_admin') return me.data.schools.length; return 0;",
      'me.data.roles.staff.schools',
    ],
    [
      'of such a field, in a switch',
      "switch (me.type) { case 'school_admin': return me.data.schools; default: return []; }",
      'me.data.roles.staff.schools',
    ],
    [
      'of an id that leaves sight',
      "if (me.type !== 'student') return; store.set(me.data.id, 1);",
      '!me.data?.roles?.student',
    ],
    [
      'of such an id, by a constant',
      "const is = me.type === 'student'; if (is) store.set(me.data.id, 1);",
      'roles?.student',
    ],
  ])('makes a change a fix: %s', (_, body, writes) => {
    const offer = offerFor(body);
    expect(offer.isFix).toBe(true);
    expect(offer.writes).toContain(writes);
  });

  test.each([
    [
      'a variable that is set again',
      "let is = me.type === 'student'; if (token) is = true; return is ? me.data.grade : 0;",
    ],
    ['another function', "const is = me.type === 'student'; return () => (is ? me.data.grade : 0);"],
    ['one of two tests', "const is = me.type === 'student'; if (!is && token) return 0; return me.data.grade;"],
    ['either of two tests', "const is = me.type === 'student'; if (is || token) return me.data.grade; return 0;"],
    ['a field that the role did not have', "if (me.type === 'teacher') return me.data.schools; return [];"],
    ['an id of a teacher', "if (me.type !== 'teacher') return; store.set(me.data.id, 1);"],
    ['an id outside', "if (me.type === 'student') store.set('x', 1); store.set(me.data.id, 1);"],
  ])('near miss: %s', (_, body) => {
    expect(offerFor(body).isFix).toBe(false);
  });
});

describe('the role that a pattern takes out', () => {
  test.each([
    [
      'beside the data',
      "const { type, data } = me; if (type !== 'student') throw new Error(); store.set(data.id, data.grade);",
      'data?.roles?.student',
    ],
    [
      'under other names',
      "const { type: kind, data: user } = me; if (kind === 'student') store.set(user.id, user.grade);",
      'user?.roles?.student',
    ],
    [
      'in a nested pattern',
      "const { data: { id, type } } = me; if (type !== 'student') return; store.set(id, 1);",
      '!roles.student',
    ],
    [
      'beside a nested pattern',
      "const { type, data: { id } } = me; if (type !== 'student') return; store.set(id, 1);",
      '!roles.student',
    ],
    [
      'and a constant tells of',
      "const { type, data } = me; const isStudent = type === 'student'; if (!isStudent) return; store.set(data.id, 1);",
      'Boolean(data?.roles?.student)',
    ],
    ['of the data', "const { type, id } = me.data; if (type === 'student') store.set(id, 1);", 'roles.student'],
  ])('makes a change a fix: %s', (_, body, writes) => {
    const offer = offerFor(body);
    expect(offer.isFix).toBe(true);
    expect(offer.writes).toContain(writes);
    expect(offer.writes).not.toContain('district_admin');
  });

  test.each([
    [
      'no way out for others',
      "const { type, data } = me; if (type === 'student') token.log(1); store.set(data.id, 1);",
    ],
    ['students alone go', "const { type, data } = me; if (type === 'student') return; store.set(data.id, 1);"],
    [
      'teachers stay too',
      "const { type, data } = me; if (type !== 'student' && type !== 'teacher') return; store.set(data.id, 1);",
    ],
    [
      'a variable that is set again',
      "const { type, data } = me; let is = type === 'student'; if (token) is = true; if (is) store.set(data.id, 1);",
    ],
  ])('near miss: %s', (_, body) => {
    expect(offerFor(body).isFix).toBe(false);
  });
});
