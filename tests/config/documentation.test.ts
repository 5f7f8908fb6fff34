import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const page = readFileSync('docs/configuration.md', 'utf8');

/** An example of the page: a configuration, and a program that it makes something of, if one stands behind it. */
interface Example {
  readonly section: string;
  readonly configuration: string;
  readonly program: string | null;
}

const examples = page.split(/^## /m).flatMap((text): Example[] => {
  const section = text.slice(0, text.indexOf('\n'));
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code = '']) => ({ language, code }));
  return blocks.flatMap(({ language, code }, index): Example[] => {
    if (language !== 'jsonc') return [];
    const next = blocks[index + 1];
    return [{ section, configuration: code, program: next?.language === 'js' ? next.code : null }];
  });
});

function rulesIn(program: string, configuration: string): readonly string[] {
  const files = {
    'package.json': '{ "private": true }',
    'src/example.js': program,
    'src/lib/client.js': 'export class Client {}\n',
  };
  const cwd = temporaryFolder({ ...files, 'clever-audit.config.json': configuration });
  return audit({ cwd }).findings.map(({ rule }) => rule);
}

test('the page has examples with and without a program', () => {
  expect(examples.filter(({ program }) => program !== null)).not.toEqual([]);
  expect(examples.filter(({ program }) => program === null)).not.toEqual([]);
});

test.each(examples)('the example of $section is accepted', ({ configuration }) => {
  expect(() => rulesIn('export {};\n', configuration)).not.toThrow();
});

test.each(examples.filter(({ program }) => program !== null))(
  'the example of $section finds in its program what is not found without it',
  ({ configuration, program }) => {
    expect(rulesIn(program ?? '', configuration)).not.toEqual([]);
    expect(rulesIn(program ?? '', '{}')).toEqual([]);
  },
);
