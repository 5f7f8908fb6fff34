import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** Types of the answer whose members the compiler does not know, since the package is not installed. */
const answers: Readonly<Record<string, string>> = {
  'the type of a schema': 'z.infer<typeof Shape>',
  'another type of the package': 'z.TypeOf<typeof Shape>',
};

describe('the type of a role whose own name is not known', () => {
  it.each(Object.entries(answers))('%s: the change can be read', (_, type) => {
    const { findings } = audit({
      cwd: temporaryFolder({ 'package.json': '{}', 'a.ts': program(type) }),
      paths: ['.'],
      rules,
    });
    expect(findings.map(({ refusal }) => refusal)).toEqual(findings.map(() => null));
  });
});

function program(type: string): string {
  return `import { z } from 'zod';
const Shape = z.object({ type: z.enum(['student', 'teacher']), data: z.object({ email: z.string() }) });
type Me = ${type};
async function load(token: string): Promise<Me> {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  return Shape.parse(await response.json());
}
const { type, data } = await load('token');
console.log(type, data.email);
export {};
`;
}
