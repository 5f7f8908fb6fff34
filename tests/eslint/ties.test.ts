import { describe, expect, test } from 'vitest';
import { collectTies, isTied, namesClever } from '../../src/eslint/ties.js';

const ties = collectTies(
  ['src/sis/client.ts', 'src/api/index.ts', 'packages/roster/src/types.d.ts'],
  ['SIS_URL=https://api.clever.com\nPORT=80\n', 'OTHER="https://example.com"\n'],
  ['proxy.example.org'],
);

test.each(['CLEVER_ID', 'https://api.clever.com', 'new Clever()'])('%s names Clever', (text) => {
  expect(namesClever(text)).toBe(true);
});

test('a text that does not name Clever', () => {
  expect(namesClever('cleaver, lever, fetch("/me")')).toBe(false);
});

describe('a text is tied to Clever', () => {
  test.each([
    "import { me } from './client';",
    "import { me } from './client.js';",
    'import type { User } from "@acme/roster";',
    "import './sis/client.ts'",
    "export * from '../api/index.js'",
    "export * from '../api';",
    "const { me } = require('./client');",
    'const client = await import(`./client.js`);',
    "import { me } from '.';",
    "import { me } from './';",
    "import { me } from '..';",
    "import { User } from './types';",
    'fetch(`${process.env.SIS_URL}/me`)',
    "const { SIS_URL } = process['env'];",
    "fetch('https://proxy.example.org/me')",
  ])('by %s', (text) => {
    expect(isTied(text, ties)).toBe(true);
  });

  test.each([
    "import express from 'express';",
    "import { me } from './account';",
    'fetch(`${process.env.PORT}/me`)',
    'const { OTHER } = process.env;',
    "const client = 'client';",
  ])('not by %s', (text) => {
    expect(isTied(text, ties)).toBe(false);
  });

  test('by nothing in a project without Clever', () => {
    expect(isTied("import { me } from '.'; process.env.PORT;", collectTies([], ['PORT=80'], []))).toBe(false);
  });
});
