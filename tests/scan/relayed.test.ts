import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** The rules that report something of a program, with the severity. */
function reported(program: string, preset: 'recommended' | 'strict'): readonly string[] {
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "private": true }\n', 'app.js': program });
  return audit({ cwd, preset }).findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

test.each([
  "fetch('https://cors.example.com/?url=https://api.clever.com/v1.1/me');",
  "fetch('https://cors.example.com/https://api.clever.com/v1.2/schools');",
  "const to = 'https://api.clever.com/v1.1/me';\nfetch(`https://proxy.example.com/?url=${encodeURIComponent(to)}`);",
  "fetch('https://cors.example.com/?url=https://api.clever.com/v2.1/me');",
  "fetch('https://cors.example.com/?url=https://api.clever.com/me');",
])('a request through a proxy is reported as unresolved, whatever version it names: %s', (program) => {
  expect(reported(program, 'recommended')).toEqual(['warning clever/no-unresolved-url']);
  expect(reported(program, 'strict')).toEqual(['error clever/no-unresolved-url']);
});

test.each([
  "fetch('https://cors.example.com/?url=https://example.com/v1.1/me');",
  "fetch('https://example.com/news/https://api.clever.com/v1.1/me');",
])('a request that is not passed on to Clever is not: %s', (program) => {
  expect(reported(program, 'strict')).not.toContain('error clever/no-unresolved-url');
});
