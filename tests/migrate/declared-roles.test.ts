import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { errorsOfCompiler } from '../support/user-compiler.js';

const OPTIONS = { strict: true, noEmit: true, target: 'es2022', module: 'esnext', noUncheckedIndexedAccess: true };

/** What a fix makes of a program with a type for the answer, and what its compiler says of that. */
function fixed(type: string, body: string) {
  const cwd = temporaryFolder({
    'package.json': '{ "private": true, "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...OPTIONS, types: [] } }),
    'me.ts': `${type}
export async function label(headers: Record<string, string>): Promise<string> {
  const response = await fetch('https://api.clever.com/me', { headers });
  if (!response.ok) throw new Error('refused');
  const me = (await response.json()) as Me;
${body}
}
`,
  });
  const [change] = fixFolder(cwd, { preset: 'recommended' }).changes;
  if (change) writeFileSync(join(cwd, change.file), change.after);
  return { text: change?.after.replaceAll(/\s+/g, ' ') ?? '', errors: errorsOfCompiler(cwd) };
}

const ME = 'interface Me { type: string; data: { id: string; grade: string; name: { first: string } } }';

describe('the type of the roles says what the code reads off a role that it has asked for', () => {
  test.each([
    ['at once', ME, "  if (me.type === 'student') return me.data.grade;\n  return me.data.name.first;"],
    [
      'by a name',
      ME,
      "  const isOne = me.type === 'student';\n  if (isOne) return me.data.grade;\n  return me.data.name.first;",
    ],
    [
      'in a switch',
      ME,
      "  switch (me.type) {\n    case 'student':\n      return me.data.grade;\n    default:\n      return me.data.name.first;\n  }",
    ],
    ['in a choice', ME, "  return me.type === 'student' ? me.data.grade : me.data.name.first;"],
    [
      'of one of several types',
      "type Student = { type: 'student'; data: { id: string; grade: string; name: { first: string } } };\ntype Teacher = { type: 'teacher'; data: { id: string; name: { first: string } } };\ntype Me = Student | Teacher;",
      "  if (me.type === 'student') return me.data.grade;\n  return me.data.name.first;",
    ],
  ])('%s', (_name, type, body) => {
    const { text, errors } = fixed(type, body);
    expect(text).toContain('student: { grade: string }');
    expect(text).not.toContain('any');
    expect(errors).toEqual([]);
  });

  test('as it was, if it may be missing', () => {
    const { text, errors } = fixed(
      ME.replace('grade: string', 'grade?: string'),
      "  if (me.type === 'student') return me.data.grade ?? '';\n  return me.data.name.first;",
    );
    expect(text).toContain('student: { grade?: string }');
    expect(errors).toEqual([]);
  });

  test('and of a role that it only asks for, that it may be there', () => {
    const { text, errors } = fixed(ME, "  return me.type === 'student' ? 'S' : me.data.name.first;");
    expect(text).toContain('student?: object');
    expect(errors).toEqual([]);
  });
});
