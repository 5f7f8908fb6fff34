import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program that does one of several things with the role of a person. */
const program = (body: string): string => `export async function main(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  if (!response.ok) return console.log('failed');
  const me = await response.json();
  for (const what of ['upper', 'length', 'other']) console.log(of(what, me));
}

function of(what, me) {
${body}
}
`;

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

async function fixed(body: string): Promise<string> {
  const { outcome, after } = await checkFix(runner, { 'index.js': program(body) });
  expect(outcome).toBe('migrated');
  return after['index.js'] ?? '';
}

const countOf = (text: string, part: string): number => text.split(part).length - 1;

describe('a clause of a switch that declares the role', () => {
  test.each([
    [
      'in its line',
      "  switch (what) {\n    case 'upper': return me.type.toUpperCase();\n    default: return what;\n  }",
    ],
    [
      'in lines of its own',
      "  switch (what) {\n    case 'upper':\n      return me.type.toUpperCase();\n    default:\n      return what;\n  }",
    ],
    [
      'with several statements',
      "  switch (what) {\n    case 'upper':\n      console.log(what);\n      return me.type.toUpperCase();\n  }\n  return what;",
    ],
    [
      'at the end',
      "  switch (what) {\n    case 'other':\n      return what;\n    default: return me.type.length;\n  }",
    ],
    [
      'behind a comment',
      "  switch (what) {\n    case 'upper': // in capitals\n      return me.type.toUpperCase();\n    default:\n      return what;\n  }",
    ],
  ])('gets braces: %s', async (_name, body) => {
    const text = await fixed(body);
    expect(text).toMatch(/(?:case 'upper'|default): \{/);
    expect(text).toMatch(/\n {6}const role = /);
    expect(text).toMatch(/\n {6}return role\./);
    expect(text).toContain('\n    }\n');
  });

  test('gets none where it has some', async () => {
    const text = await fixed(
      "  switch (what) {\n    case 'upper': {\n      return me.type.toUpperCase();\n    }\n    default:\n      return what;\n  }",
    );
    expect(countOf(text, "case 'upper': {\n      const role = ")).toBe(1);
  });

  test('gets none where another clause sees what it declares', async () => {
    const text = await fixed(
      "  switch (what) {\n    case 'upper':\n      const found = me.type.toUpperCase();\n      return found;\n    default:\n      return typeof me === 'string' ? found : what;\n  }",
    );
    expect(text).not.toContain("case 'upper': {");
  });
});

describe('a switch of which each clause reads the role', () => {
  test.each([
    [
      'in lines and in one',
      "  switch (what) {\n    case 'upper': return me.type.toUpperCase();\n    case 'length':\n      return me.type.length;\n    default:\n      return me.type.slice(1);\n  }",
    ],
    [
      'with clauses that fall through',
      "  switch (what) {\n    case 'upper':\n    case 'length':\n      return me.type.length;\n    default:\n      return me.type.slice(1);\n  }",
    ],
  ])('declares it before: %s', async (_name, body) => {
    const text = await fixed(body);
    expect(countOf(text, "? 'district_admin'")).toBe(1);
    expect(text).toMatch(/\n {2}const role = /);
  });

  test.each([
    [
      'one of which does not',
      "  switch (what) {\n    case 'upper': return me.type.toUpperCase();\n    case 'length':\n      return me.type.length;\n    default:\n      return what;\n  }",
    ],
    [
      'none of which may be chosen',
      "  switch (what) {\n    case 'upper': return me.type.toUpperCase();\n    case 'length':\n      return me.type.length;\n  }\n  return what;",
    ],
  ])('near miss: %s', async (_name, body) => {
    expect(await fixed(body)).not.toMatch(/\n {2}const role = /);
  });
});
