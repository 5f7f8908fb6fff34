import { describe, expect, it } from 'vitest';
import { Program } from '../../src/program/program.js';
import { memorySources } from '../support/memory-sources.js';

/** The type errors of a file, without their places. */
function errorsOf(text: string, file = 'index.ts'): readonly string[] | null {
  const program = new Program(memorySources({ [file]: text }));
  program.load([file]);
  return program.typeErrors(file)?.map(({ message }) => message) ?? null;
}

/** Code that is wrong in a way that only the libs of TypeScript tell. */
const WRONG = {
  'for await': 'for await (const user of [Promise.resolve({ id: 1 })]) console.log(user.name);',
  'spread of a Set': 'for (const user of [...new Set([{ id: 1 }])]) console.log(user.name);',
  'iteration of a Map': 'for (const [, user] of new Map([[1, { id: 1 }]])) console.log(user.name);',
  'entries of a record': 'Object.values({ a: { id: 1 } }).forEach((user) => console.log(user.name));',
  'a member that may be missing':
    'const users: { name: string }[] = [];\nconsole.log(users.find(({ name }) => name).name);',
  'options without their literal types': "const options = { cache: 'no-store' };\nvoid fetch('/me', options);",
};

describe('types after a change', () => {
  it.each(Object.entries(WRONG))('are those that the compiler sees with its libs: %s', (_name, text) => {
    expect(errorsOf(text)).toHaveLength(1);
  });

  it.each([
    ["const options = { cache: 'no-store' } as const;\nvoid fetch('/me', options);"],
    ['for (const user of [...new Set([{ id: 1 }])]) console.log(user.id);'],
    ["const { TOKEN } = process.env;\nconst { get } = require('axios');\nvoid get(TOKEN);"],
  ])('hold nothing against right code', (text) => {
    expect(errorsOf(text)).toEqual([]);
  });

  it('are not looked at in JavaScript', () => {
    expect(errorsOf('const user = { id: 1 };\nconsole.log(user.name);', 'index.js')).toEqual([]);
  });
});
