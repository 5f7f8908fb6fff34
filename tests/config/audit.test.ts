import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { lint } from '../support/eslint-host.js';

const code = `fetch('https://proxy.example.org/me').then((response) => response.status);\n`;
const manifest = '{ "name": "sample", "private": true }\n';
const name = 'clever-audit.config.json';

function files(configuration: object, text = code): Record<string, string> {
  return { 'package.json': manifest, 'a.js': text, [name]: JSON.stringify(configuration) };
}

/** The lines that ESLint finds something in. */
function linesOf(cwd: string, text: string, settings = {}): readonly number[] {
  return lint(cwd, 'a.js', text, { rules: 'all', settings }).map(({ line }) => line);
}

function messagesOf(cwd: string, text: string): readonly string[] {
  return lint(cwd, 'a.js', text, { rules: 'all' }).map(({ message }) => message);
}

describe('what a run is told goes before the configuration', () => {
  const configuration = { target: 'v3.1', hosts: ['proxy.example.org'] };

  test('the target', () => {
    const cwd = temporaryFolder(files(configuration));
    expect(audit({ cwd }).findings[0]?.endpoint?.target).toBe('/v3.1/me');
    expect(audit({ cwd }).target).toBe('v3.1');
    expect(audit({ cwd, target: 'v3.0' }).findings[0]?.endpoint?.target).toBe('/v3.0/me');
  });

  test('the target, in ESLint', () => {
    const cwd = temporaryFolder(files(configuration));
    const messageWith = (settings: object) => lint(cwd, 'a.js', code, { rules: 'all', settings: { ...settings } })[0];
    expect(messageWith({})?.message).toContain('/v3.1/me');
    expect(messageWith({ target: 'v3.0' })?.message).toContain('/v3.0/me');
  });

  test('the preset', () => {
    const text = `fetch('https://api.clever.com/v3.0/users/1').then((r) => r.json()).then((b) => console.log(b.data.sis_id));\n`;
    const cwd = temporaryFolder(files({ preset: 'strict' }, text));
    const severityWith = (preset?: 'recommended' | 'strict') =>
      audit({ cwd, ...(preset ? { preset } : {}) }).findings.map(({ severity }) => severity);
    expect(severityWith()).toEqual(severityWith('strict'));
    expect(severityWith('recommended')).not.toEqual(severityWith('strict'));
  });
});

test('levels of rules hold in every preset', () => {
  const cwd = temporaryFolder(files({ hosts: ['proxy.example.org'], rules: { 'clever/no-unversioned-me': 'info' } }));
  expect(audit({ cwd }).findings.map(({ severity }) => severity)).toEqual(['info']);
  expect(linesOf(cwd, code)).toEqual([]);
});

test.each([
  [{}, []],
  [{ api: 'v3.0' }, []],
  [{ api: 'v2.1' }, ['`clever` calls API v2.1. Instead, use plain requests to `/v3.0`.']],
])('an entry for a package overrides what is known of it: %j', (entry, messages) => {
  const cwd = temporaryFolder(files({ packages: [{ name: 'clever', ...entry }] }, "import 'clever';\n"));
  expect(audit({ cwd }).findings.map(({ message }) => message)).toEqual(messages);
});

test('what is missing is told with the key that supplies it', () => {
  const text = `fetch(process.env.CLEVER_BASE + '/me');\n`;
  const cwd = temporaryFolder(files({}, text));
  expect(audit({ cwd }).unresolved.map(({ reason }) => reason)).toEqual([
    'the value of the environment variable CLEVER_BASE; set "env": { "CLEVER_BASE": "…" } in clever-audit.config.json',
  ]);
  writeFiles(cwd, files({ env: { CLEVER_BASE: 'https://api.clever.com' } }, text));
  expect(audit({ cwd })).toMatchObject({ unresolved: [], findings: [{ rule: 'clever/no-unversioned-me' }] });
});

test('what is staged is judged by the configuration that is staged', () => {
  const cwd = temporaryFolder(files({}));
  const overlay = new Map([[`${cwd}/${name}`, '{ "hosts": ["proxy.example.org"] }']]);
  expect(audit({ cwd }).findings).toEqual([]);
  expect(audit({ cwd, overlay }).findings).toHaveLength(1);
});

describe('an editor', () => {
  test('sees at once that the configuration has changed', () => {
    const cwd = temporaryFolder(files({ hosts: ['proxy.example.org'] }));
    expect(linesOf(cwd, code)).toEqual([1]);
    writeFiles(cwd, { [name]: '{ "hosts": ["other.example.org"] }' });
    expect(linesOf(cwd, code)).toEqual([]);
  });

  test('sees an unsaved text of a host that is configured', () => {
    const cwd = temporaryFolder(files({ hosts: ['proxy.example.org'] }));
    expect(linesOf(cwd, `\n${code}`)).toEqual([2]);
  });

  test('hears of a configuration that is not right', () => {
    const cwd = temporaryFolder(files({ hots: [] }));
    expect(messagesOf(cwd, code)).toEqual([
      'clever-audit cannot check this file: clever-audit.config.json:1:2: hots does not exist; did you mean "hosts"?',
    ]);
  });
});

test('the published schema describes each of its properties', () => {
  const schema: unknown = JSON.parse(readFileSync('docs/config.schema.json', 'utf8'));
  const bare: string[] = [];
  const look = (value: unknown, way: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const isProperty = /\/properties$/.test(way);
      if (isProperty && !('description' in (part as object)) && !('$ref' in (part as object)))
        bare.push(`${way}/${key}`);
      look(part, `${way}/${key}`);
    }
  };
  look(schema, '');
  expect(bare).toEqual([]);
});
