import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A request with a function that says which answers are failures. */
const program = (isFine: string, above = ''): string => `import request from 'superagent';
${above}export async function main(token) {
  const response = await request
    .get('https://api.clever.com/me')
    .set('Authorization', \`Bearer \${token}\`)
    .ok(${isFine});
  if (response.status !== 200) return console.log('failed');
  console.log(response.body.data.email);
}
`;

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('a function that only makes a value is given to both requests', () => {
  test.each([
    ['(response) => response.status < 500'],
    ['({ status }) => status === 200 || status === 401'],
    ['function (response) {\n      return response.status < 500;\n    }'],
    ['(response) => {\n      const { status } = response;\n      return status < 500;\n    }'],
    ['(response) => response.ok || response.status === 401'],
  ])('%s', async (isFine) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': program(isFine) });
    expect(outcome).toBe('migrated');
    expect(after['index.js']?.split('.ok(')).toHaveLength(3);
  });

  test.each([
    ['(response) => seen.push(response.status) > 0', 'const seen = [];\n'],
    ['(response) => {\n      asked += 1;\n      return response.status < 500;\n    }', 'let asked = 0;\n'],
    ['(response) => allowed.delete(response.status)', 'const allowed = new Set([200, 401]);\n'],
  ])('near miss: %s', async (isFine, above) => {
    expect((await checkFix(runner, { 'index.js': program(isFine, above) })).outcome).toBe('left');
  });
});
