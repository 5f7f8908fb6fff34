import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** What a library exports, and how its test, or other code, calls that with a server of its own. */
const TESTED: Readonly<Record<string, readonly [library: string, call: string]>> = {
  'a parameter with a default': [
    "export const load = (base = 'https://api.clever.com') => fetch(`${base}/v1.1/me`);",
    "load('http://127.0.0.1:8080')",
  ],
  'a constructor with a default': [
    "export class Clever {\n  constructor(base = process.env.CLEVER_BASE || 'https://api.clever.com') {\n    this.base = base;\n  }\n  load() {\n    return fetch(`${this.base}/v1.1/me`);\n  }\n}",
    "new Clever('http://127.0.0.1:8080').load()",
  ],
  'an option that may be missing': [
    "export const load = (options) => fetch((options.base ?? 'https://api.clever.com') + '/v1.1/me');",
    "load({ base: 'http://127.0.0.1:8080' })",
  ],
  'a default in a pattern': [
    "export function load({ base = 'https://api.clever.com' } = {}) {\n  return fetch(`${base}/v1.1/me`);\n}",
    "load({ base: 'http://127.0.0.1:8080' })",
  ],
  'a function that makes another': [
    "export const loader = (base = 'https://api.clever.com') => () => fetch(`${base}/v1.1/me`);",
    "loader('http://127.0.0.1:8080')()",
  ],
};

function audited(library: string, call: string, caller: string) {
  const from = caller.includes('/') ? '../clever.js' : './clever.js';
  const name = /^(?:new )?(\w+)/.exec(call)?.[1] ?? '';
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'clever.js': `${library}\n`,
    [caller]: `import { ${name} } from '${from}';\nconsole.log(await ${call});\n`,
  });
  return audit({ cwd: folder, root: folder, paths: ['.'], rules });
}

describe('what only tests call', () => {
  it.each(Object.entries(TESTED))('is found with its default: %s', (_name, [library, call]) => {
    for (const caller of ['clever.test.js', 'test/clever.js']) {
      const { findings } = audited(library, call, caller);
      expect(findings.map(({ rule, span }) => `${rule} ${span.file}`)).toContain('clever/no-v1-endpoint clever.js');
      // The test asks a server of its own by the same text.
      expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => null));
    }
  });

  it('is not what other code calls too', () => {
    const [library, call] = TESTED['a parameter with a default'] ?? ['', ''];
    expect(audited(library, call, 'main.js').findings).toEqual([]);
  });

  it('asks no other server where it has no default', () => {
    const { findings } = audited(
      'export const load = (base) => fetch(`${base}/health`);',
      "load('http://a')",
      'a.test.js',
    );
    expect(findings).toEqual([]);
  });
});
