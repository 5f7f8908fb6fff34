import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { readConfiguration, type Configuration } from '../../src/config/configuration.js';
import { openCorpus } from '../../src/discover/corpus.js';
import { KnownError } from '../../src/discover/errors.js';
import { temporaryFolder } from '../support/folders.js';

const name = 'clever-audit.config.json';

function read(files: Record<string, string>): Configuration {
  return readConfiguration(openCorpus({ root: temporaryFolder(files) }));
}

function errorOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof KnownError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('a configuration is found', () => {
  test('in a file of its own, with comments, a closing comma and a byte-order mark', () => {
    const text = '\uFEFF// hosts\n{ /* a proxy */ "hosts": ["Proxy.example.org"], }\n';
    expect(read({ [name]: text }).hosts).toEqual([{ host: 'proxy.example.org', port: null, path: '' }]);
  });

  test('in package.json', () => {
    const text = '{ "name": "a", "clever-audit": { "target": "v3.1" } }\n';
    expect(read({ 'package.json': text })).toMatchObject({ target: 'v3.1', files: [{ file: 'package.json' }] });
  });

  test('although git ignores it', () => {
    const files = { '.gitignore': '*.json\n', [name]: '{ "preset": "strict" }\n' };
    expect(read(files).preset).toBe('strict');
  });

  test('in members of a workspace, each of which adds to what the root says', () => {
    const configuration = read({
      'package.json': '{ "workspaces": ["packages/*"], "clever-audit": { "hosts": ["root.example.org"] } }',
      'packages/a/package.json': '{ "name": "a" }',
      [`packages/a/${name}`]: '{ "hosts": ["a.example.org"] }',
      'packages/b/package.json': '{ "name": "b", "clever-audit": { "hosts": ["b.example.org"] } }',
    });
    expect(configuration.hosts.map(({ host }) => host)).toEqual(['root.example.org', 'a.example.org', 'b.example.org']);
  });

  test('nowhere else', () => {
    const configuration = read({
      'package.json': '{ "devDependencies": { "clever-audit": "^0.1.0" } }',
      [`fixtures/${name}`]: '{ "hosts": 3 }',
      'fixtures/package.json': '{ "clever-audit": { "hosts": 3 } }',
    });
    expect(configuration.files).toEqual([]);
  });
});

test('environment variables have the values of the nearest file that names them', () => {
  const configuration = read({
    'package.json': '{ "workspaces": ["packages/*"], "clever-audit": { "env": { "BASE": "root", "ONLY": "root" } } }',
    'packages/a/package.json': '{ "clever-audit": { "env": { "BASE": ["first", "second"] } } }',
  });
  expect(configuration.valuesOf('BASE', 'packages/a/src/index.ts')).toEqual(['first', 'second']);
  expect(configuration.valuesOf('ONLY', 'packages/a/src/index.ts')).toEqual(['root']);
  expect(configuration.valuesOf('BASE', 'packages/b/src/index.ts')).toEqual(['root']);
  expect(configuration.valuesOf('toString', 'packages/a/src/index.ts')).toEqual([]);
});

describe('an error is one line that names place, fault and remedy', () => {
  test.each([
    ['{\n  "host": []\n}', '2:3: host does not exist; did you mean "hosts"?'],
    [
      '{ "proxies": [] }',
      '1:3: proxies does not exist; the keys are $schema, target, preset, rules, baseline, ignore, overrides, hosts, env, wrappers, packages, endpoints',
    ],
    ['{ "target": "v3" }', '1:13: target must be "v3.0" or "v3.1", not "v3"; did you mean "v3.0"?'],
    ['{ "preset": "all" }', '1:13: preset must be "recommended" or "strict", not "all"'],
    ['{\r\n\t"hosts": "proxy.example.org" }', '2:11: hosts must be a list of hosts, not "proxy.example.org"'],
    [
      '{ "baseline": "ci/base" }',
      '1:15: baseline must be the path of a .json file inside the project, such as "ci/baseline.json", not "ci/base"',
    ],
    [
      '{ "baseline": "../b.json" }',
      '1:15: baseline must be the path of a .json file inside the project, such as "ci/baseline.json", not "../b.json"',
    ],
    [
      '{ "env": { "BASE": 3 } }',
      '1:20: env.BASE must be a string, or a list of strings that the variable can have, not 3',
    ],
    [
      '{ "rules": { "no-v1-endpoint": "warn" } }',
      '1:32: rules.no-v1-endpoint must be "off", "info", "warning" or "error", not "warn"; did you mean "warning"?',
    ],
    ['{ "packages": [{ "api": "v1.1" }] }', '1:16: packages[0] needs the key "name"'],
    ['{ "packages": [{ "name": "a", "aip": "v1.1" }] }', '1:31: packages[0].aip does not exist; did you mean "api"?'],
    ['[]', '1:1: the configuration must be an object, not []'],
    ['{ "hosts": [ }', '1:14: this is not JSON: value expected, but found }'],
    ['', '1:1: this is not JSON: value expected, but found the end of the file'],
    ['{} {}', '1:4: this is not JSON: end of file expected, but found {'],
    ['{preest: 1}', '1:2: this is not JSON: preest is not in double quotes'],
    ["{ 'target': 1 }", "1:3: this is not JSON: 'target' is not in double quotes"],
    ['{ "hosts": [] "env": {} }', '1:15: this is not JSON: comma expected, but found "env"'],
    [`{ ${'k'.repeat(50)}: 1 }`, `1:3: this is not JSON: ${'k'.repeat(40)}… is not in double quotes`],
    ['{ "target": "v3.0 }', '1:13: this is not JSON: unexpected end of string'],
  ])('%j', (text, message) => {
    expect(errorOf(() => read({ [name]: text }))).toBe(`${name}:${message}`);
  });

  const many = `[${'"a",'.repeat(600)}"b"]`;
  test.each([
    ['brackets without an end', '['.repeat(200_000), '1:101: this is nested deeper than 100 levels'],
    [
      'lists in lists',
      `{"env":{"A":${'['.repeat(3000)}${']'.repeat(3000)}}}`,
      '1:111: this is nested deeper than 100 levels',
    ],
    [
      'a list of patterns that is too long',
      `{"ignore": [${'"*-*-*",'.repeat(1000)}"b"]}`,
      '1:2: the patterns of a configuration are at most 1000, not 1001',
    ],
    [
      'two such lists together',
      `{"ignore": ${many}, "overrides": [{ "files": ${many} }]}`,
      '1:2419: the patterns of a configuration are at most 1000, not 1202',
    ],
  ])('for %s', (_, text, message) => {
    expect(errorOf(() => read({ [name]: text }))).toBe(`${name}:${message}`);
  });

  test.each(['proxy example', 'ftp://proxy.example.org', 'https://', 'proxy.example.org/a?b', ''])(
    'for %o, which is no host',
    (host) => {
      const message = errorOf(() => read({ [name]: JSON.stringify({ hosts: [host] }) }));
      expect(message).toMatch(/^clever-audit\.config\.json:1:11: hosts\[0\] must be a host .*, not "/);
    },
  );

  test.each([
    { hosts: ['https://user:s3cret@proxy.example.org/a?b'] },
    { hosts: ['user:s3cret@proxy.example.org/a?b'] },
    { hosts: ['proxy.example.org/a?access_token=s3cret'] },
    { env: { CLEVER_TOKEN: { value: 's3cret' } } },
    { env: { CLEVER_TOKEN: [['s3cret']] } },
  ])('for %j, without what may be a secret', (configuration) => {
    const message = errorOf(() => read({ [name]: JSON.stringify(configuration) }));
    expect(message).toMatch(/, not .*\*\*\*/);
    expect(message).not.toContain('s3cret');
  });

  test('for a key in package.json, with its place there', () => {
    const text = '{\n  "name": "a",\n  "clever-audit": { "targets": "v3.0" }\n}';
    expect(errorOf(() => read({ 'package.json': text }))).toBe(
      'package.json:3:21: targets does not exist; did you mean "target"?',
    );
  });

  test('for two configurations of one folder', () => {
    const files = { [name]: '{}', 'package.json': '{ "clever-audit": {} }' };
    expect(errorOf(() => read(files))).toBe(
      `${name} and the key "clever-audit" in package.json both exist; keep one of them`,
    );
  });

  test('for what holds for the whole project, in a member of a workspace', () => {
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/a/package.json': '{ "name": "a" }',
      [`packages/a/${name}`]: '{\n  "target": "v3.1" }',
    };
    expect(errorOf(() => read(files))).toBe(
      `packages/a/${name}:2:3: target applies to the whole project; set it at the root of the workspace`,
    );
  });

  test('for a file that cannot be read', () => {
    const root = temporaryFolder({});
    writeFileSync(join(root, name), Buffer.from([0x7b, 0x00, 0x7d]));
    expect(errorOf(() => readConfiguration(openCorpus({ root })))).toBe(`${name}: not a text file`);
  });

  test('for a rule that does not exist', () => {
    const cwd = temporaryFolder({ [name]: '{ "rules": { "clever/no-v1-endpoints": "off" } }', 'a.js': '' });
    expect(errorOf(() => audit({ cwd, paths: ['.'], rules }))).toBe(
      `${name}:1:14: there is no rule clever/no-v1-endpoints; did you mean "no-v1-endpoint"?`,
    );
  });
});
