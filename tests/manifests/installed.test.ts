import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import type { Texts } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

/** What is said of a project's manifests and lock files: place, text there, severity and the first words. */
function judged(files: Texts): readonly string[] {
  const folder = temporaryFolder(files);
  const result = audit({ cwd: folder, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
  expect(result.skipped).toEqual([]);
  return result.findings.map(({ rule, severity, message, span: { file, start, end } }) => {
    const text = result.textOf(file);
    const line = text.slice(0, start).split('\n').length;
    const [, installed, api] = /^(`[^`]+`(?: \(`[^`]+`\))?) calls API (v\d\.\d)/.exec(message) ?? [];
    return `${file}:${line} ${text.slice(start, end)} | ${severity} ${rule.replace('clever/', '')} | ${installed} ${api}`;
  });
}

const manifest = (dependencies: Texts, more: object = {}): string =>
  `${JSON.stringify({ name: 'app', private: true, dependencies, ...more }, null, 2)}\n`;

describe('a manifest', () => {
  test('is reported for what it asks for, in every kind of dependency', () => {
    const found = judged({
      'package.json': `{
  "name": "app",
  "dependencies": { "clever": "^0.12.0" },
  "devDependencies": { "@gradecam/clever": "0.2.0" },
  "optionalDependencies": { "passport-clever": "*" },
  "peerDependencies": { "clever-passport": ">=1" },
  "resolutions": { "clever": "0.12.1" }
}
`,
    });
    expect(found).toEqual([
      'package.json:3 clever | error no-v1-client | `clever@^0.12.0` v1.2',
      'package.json:4 @gradecam/clever | warning no-v1-client | `@gradecam/clever@0.2.0` v2.0',
      'package.json:5 passport-clever | warning no-v1-client | `passport-clever` v2.1',
      'package.json:6 clever-passport | warning no-v1-client | `clever-passport@>=1` v2.1',
    ]);
  });

  test('is told from the release which version of the API is asked', () => {
    expect(judged({ 'package.json': manifest({ clever: '0.10.0' }) })).toEqual([
      'package.json:5 clever | error no-v1-client | `clever@0.10.0` v1.1',
    ]);
  });

  test('may give the package another name', () => {
    expect(judged({ 'package.json': manifest({ 'old-clever': 'npm:clever@0.12.1' }) })).toEqual([
      'package.json:5 old-clever | error no-v1-client | `clever@0.12.1` v1.2',
    ]);
  });

  test.each([
    ['the auditor itself', { 'clever-audit': '^0.1.0' }],
    ['another package under the name', { clever: 'npm:@acme/clever@1.0.0' }],
    ['a folder', { clever: 'file:../clever' }],
    ['a workspace', { clever: 'workspace:*' }],
    ['names like it', { 'clever-tools': '1.0.0', '@acme/clever': '1.0.0', 'clever-buttons': '1.0.0' }],
    ['what speaks v3', { '@weadf/clever-passport': '0.0.5' }],
  ])('is not reported for %s', (_, dependencies) => {
    expect(judged({ 'package.json': manifest(dependencies) })).toEqual([]);
  });

  test('of a package that has the name is not that package, nor are those that use it', () => {
    expect(
      judged({
        'package.json': manifest({}, { workspaces: ['packages/*'] }),
        'packages/clever/package.json': '{ "name": "clever", "version": "1.0.0" }\n',
        'packages/app/package.json': '{ "name": "@acme/app", "dependencies": { "clever": "^1.0.0" } }\n',
      }),
    ).toEqual([]);
  });
});

const npm3 = `{
  "name": "app",
  "lockfileVersion": 3,
  "packages": {
    "": { "dependencies": { "clever": "^0.12.0", "roster-sync": "^1.0.0" } },
    "node_modules/clever": { "version": "0.12.1" },
    "node_modules/roster-core": { "version": "2.0.0", "dependencies": { "clever": "^0.10.0" } },
    "node_modules/roster-core/node_modules/clever": { "version": "0.10.2" },
    "node_modules/roster-sync": { "version": "1.4.0", "dependencies": { "roster-core": "^2.0.0" } }
  }
}
`;
const npm1 = `{
  "name": "app",
  "lockfileVersion": 1,
  "requires": true,
  "dependencies": {
    "clever": { "version": "0.12.1" },
    "roster-core": {
      "version": "2.0.0",
      "requires": { "clever": "^0.10.0" },
      "dependencies": {
        "clever": { "version": "0.10.2" }
      }
    },
    "roster-sync": { "version": "1.4.0", "requires": { "roster-core": "^2.0.0" } }
  }
}
`;
const pnpm9 = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      clever:
        specifier: ^0.12.0
        version: 0.12.1
      roster-sync:
        specifier: ^1.0.0
        version: 1.4.0(request@2.88.2)

packages:

  clever@0.10.2:
    resolution: {integrity: sha512-a}

  clever@0.12.1:
    resolution: {integrity: sha512-b}

  roster-core@2.0.0:
    resolution: {integrity: sha512-c}

  roster-sync@1.4.0:
    resolution: {integrity: sha512-d}

snapshots:

  clever@0.10.2: {}

  clever@0.12.1: {}

  roster-core@2.0.0:
    dependencies:
      clever: 0.10.2

  roster-sync@1.4.0(request@2.88.2):
    dependencies:
      roster-core: 2.0.0
`;
const pnpm6 = `lockfileVersion: '6.0'

dependencies:
  clever:
    specifier: ^0.12.0
    version: 0.12.1
  roster-sync:
    specifier: ^1.0.0
    version: 1.4.0

packages:

  /clever@0.10.2:
    resolution: {integrity: sha512-a}
    dev: false

  /clever@0.12.1:
    resolution: {integrity: sha512-b}
    dev: false

  /roster-core@2.0.0:
    resolution: {integrity: sha512-c}
    dependencies:
      clever: 0.10.2
    dev: false

  /roster-sync@1.4.0:
    resolution: {integrity: sha512-d}
    dependencies:
      roster-core: 2.0.0
    dev: false
`;
const pnpm5 = `lockfileVersion: 5.4

specifiers:
  clever: ^0.12.0
  roster-sync: ^1.0.0

dependencies:
  clever: 0.12.1
  roster-sync: 1.4.0

packages:

  /clever/0.10.2:
    resolution: {integrity: sha512-a}

  /clever/0.12.1:
    resolution: {integrity: sha512-b}

  /roster-core/2.0.0:
    resolution: {integrity: sha512-c}
    dependencies:
      clever: 0.10.2

  /roster-sync/1.4.0:
    resolution: {integrity: sha512-d}
    dependencies:
      roster-core: 2.0.0
`;
const yarn1 = `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


clever@^0.10.0:
  version "0.10.2"
  resolved "https://registry.yarnpkg.com/clever/-/clever-0.10.2.tgz#abc"

clever@^0.12.0:
  version "0.12.1"
  resolved "https://registry.yarnpkg.com/clever/-/clever-0.12.1.tgz#def"

roster-core@^2.0.0, roster-core@~2.0.0:
  version "2.0.0"
  dependencies:
    clever "^0.10.0"

roster-sync@^1.0.0:
  version "1.4.0"
  dependencies:
    roster-core "^2.0.0"
`;
const berry = `# This file is generated by running "yarn install" inside your project.

__metadata:
  version: 8
  cacheKey: 10c0

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    clever: "npm:^0.12.0"
    roster-sync: "npm:^1.0.0"
  languageName: unknown
  linkType: soft

"clever@npm:^0.10.0":
  version: 0.10.2
  resolution: "clever@npm:0.10.2"
  languageName: node
  linkType: hard

"clever@npm:^0.12.0":
  version: 0.12.1
  resolution: "clever@npm:0.12.1"
  languageName: node
  linkType: hard

"roster-core@npm:^2.0.0, roster-core@npm:~2.0.0":
  version: 2.0.0
  resolution: "roster-core@npm:2.0.0"
  dependencies:
    clever: "npm:^0.10.0"
  languageName: node
  linkType: hard

"roster-sync@npm:^1.0.0":
  version: 1.4.0
  resolution: "roster-sync@npm:1.4.0"
  dependencies:
    roster-core: "npm:^2.0.0"
  languageName: node
  linkType: hard
`;

const asking = manifest({ clever: '^0.12.0', 'roster-sync': '^1.0.0' });

test.each([
  ['npm, since version 2', 'package-lock.json', npm3, '8 node_modules/roster-core/node_modules/clever'],
  ['npm, shrinkwrapped', 'npm-shrinkwrap.json', npm3, '8 node_modules/roster-core/node_modules/clever'],
  ['npm, version 1', 'package-lock.json', npm1, '11 clever'],
  ['pnpm, version 9', 'pnpm-lock.yaml', pnpm9, '16 clever@0.10.2'],
  ['pnpm, version 6', 'pnpm-lock.yaml', pnpm6, '13 /clever@0.10.2'],
  ['pnpm, version 5', 'pnpm-lock.yaml', pnpm5, '13 /clever/0.10.2'],
  ['yarn 1', 'yarn.lock', yarn1, '5 clever@^0.10.0'],
  ['yarn, since 2', 'yarn.lock', berry, '16 clever@npm:^0.10.0'],
])('a lock file of %s says what is installed, and what brings it along', (_, file, text, place) => {
  expect([...judged({ 'package.json': asking, [file]: text })].sort()).toEqual(
    [
      'package.json:5 clever | error no-v1-client | `clever@0.12.1` v1.2',
      `${file}:${place} | error no-v1-client | \`clever@0.10.2\` (\`roster-sync > roster-core > clever\`) v1.1`,
    ].sort(),
  );
});

test('the lock file is a related place of the manifest', () => {
  const folder = temporaryFolder({ 'package.json': asking, 'yarn.lock': yarn1 });
  const { findings, textOf } = audit({ cwd: folder, paths: ['package.json'], rules, preset: 'recommended' });
  expect(findings.map(({ related }) => related.map(({ span, message }) => [span.file, message]))).toEqual([
    [['yarn.lock', 'clever@0.12.1 is installed']],
  ]);
  expect(findings[0]?.message).toContain('Instead, use plain requests to `/v3.0`');
  expect(textOf('yarn.lock')).toBe(yarn1);
});

test('what comes with something else names what can be replaced', () => {
  const folder = temporaryFolder({ 'package.json': asking, 'package-lock.json': npm3 });
  const { findings } = audit({ cwd: folder, paths: ['package-lock.json'], rules, preset: 'recommended' });
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining(
      'Upgrade `roster-sync` to a release that does not need it, or replace `roster-sync` with plain',
    ),
  ]);
});

test('a member of a workspace takes its release from the lock file of the workspace', () => {
  const lock = `{
  "lockfileVersion": 3,
  "packages": {
    "": { "workspaces": ["apps/*"] },
    "apps/web": { "name": "web", "dependencies": { "clever": "*" } },
    "apps/web/node_modules/clever": { "version": "0.9.3" },
    "node_modules/web": { "resolved": "apps/web", "link": true }
  }
}
`;
  expect(
    judged({
      'package.json': '{ "name": "root", "workspaces": ["apps/*"] }\n',
      'apps/web/package.json': '{ "name": "web", "dependencies": { "clever": "*" } }\n',
      'package-lock.json': lock,
    }),
  ).toEqual(['apps/web/package.json:1 clever | error no-v1-client | `clever@0.9.3` v1.1']);
});

test('an alias of another package is known by its own name', () => {
  const files = {
    'package.json': manifest({ sync: '^1.0.0' }),
    'yarn.lock': `# yarn lockfile v1


"old-api@npm:clever@^0.12.0":
  version "0.12.1"

sync@^1.0.0:
  version "1.0.0"
  dependencies:
    old-api "npm:clever@^0.12.0"
`,
  };
  expect(judged(files)).toEqual([
    'yarn.lock:4 old-api@npm:clever@^0.12.0 | error no-v1-client | `clever@0.12.1` (`sync > clever`) v1.2',
  ]);
});

test('a broken lock file is named', () => {
  for (const [file, text, reason] of [
    ['package-lock.json', '{ "packages": { "node_modules/clever": \n', 'not valid JSON'],
    ['pnpm-lock.yaml', '<<<<<<< ours\nclever@0.12.1: [\n', 'not a valid lock file of pnpm'],
    ['yarn.lock', '<<<<<<< ours\nclever@^0.12.0:\n', 'not a valid lock file of yarn'],
  ] as const) {
    const folder = temporaryFolder({ 'package.json': '{ "name": "app" }\n', [file]: text });
    const { skipped } = audit({ cwd: folder, paths: ['.'], rules, preset: 'recommended' });
    expect(skipped).toEqual([{ file, reason, bytes: text.length }]);
  }
});

test('lock files that name no package of the table say nothing', () => {
  expect(
    judged({
      'package.json': manifest({ 'clever-audit': '1.0.0' }),
      'package-lock.json': '{ "packages": { "node_modules/clever-audit": { "version": "1.0.0" } } }\n',
      'yarn.lock': 'this is broken [\n',
    }),
  ).toEqual([]);
});

test('configured packages are looked for as well', () => {
  const configuration = { packages: [{ name: '@acme/roster', api: 'v2.1', instead: '@acme/roster 3' }] };
  expect(
    judged({
      'clever-audit.config.json': JSON.stringify(configuration),
      'package.json': manifest({ '@acme/roster': '2.0.0' }),
    }),
  ).toEqual(['package.json:5 @acme/roster | warning no-v1-client | `@acme/roster@2.0.0` v2.1']);
});

describe('what is no manifest or lock file', () => {
  /** What is said to be left out, and where there are findings. */
  function accounted(files: Texts): readonly string[] {
    const result = audit({ cwd: temporaryFolder(files), paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
    return [
      ...result.skipped.map(({ file, reason }) => `${file}: ${reason}`),
      ...result.findings.map(({ span }) => `${span.file}: found`),
    ];
  }

  test.each([
    ['a manifest that is a list', { 'package.json': '["clever"]' }, ['package.json: not a JSON object']],
    [
      'dependencies that are a text',
      { 'package.json': '{ "dependencies": "clever" }' },
      ['package.json: "dependencies" is not an object'],
    ],
    [
      'one kind of dependencies that cannot be read beside one that can',
      { 'package.json': '{ "dependencies": { "clever": "0.12.1" }, "devDependencies": ["clever"] }' },
      ['package.json: "devDependencies" is not an object', 'package.json: found'],
    ],
    [
      'a lock file that is a list',
      { 'package.json': manifest({ left: '1' }), 'package-lock.json': '["clever"]' },
      ['package-lock.json: not a valid lock file of npm'],
    ],
    [
      'a lock file whose packages are a text',
      { 'package.json': manifest({ left: '1' }), 'package-lock.json': '{ "packages": "clever" }' },
      ['package-lock.json: not a valid lock file of npm'],
    ],
    [
      'a manifest of a package that code imports',
      { 'package.json': '[]', 'a.ts': "import { get } from 'other';\nget('https://api.clever.com');\n" },
      ['package.json: not a JSON object', 'a.ts: found'],
    ],
  ])('is accounted for: %s', (_, files, expected) => {
    expect(accounted(files)).toEqual(expected);
  });
});

describe('an import', () => {
  const lock = (release: string): string =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { clever: '^0.10.0' } }, 'node_modules/clever': { version: release } },
    });

  test.each([
    ["import Clever from 'clever';", 'app.js'],
    ["const Clever = require('clever');", 'app.js'],
    ["const { Clever } = require('clever/mock');", 'src/app.js'],
    ["import Clever = require('clever');", 'src/deep/app.ts'],
    ["export { default } from 'clever';", 'app.mjs'],
  ])('tells the release that is installed: %s', (program, file) => {
    const found = judged({
      'package.json': manifest({ clever: '^0.10.0' }),
      'package-lock.json': lock('0.11.0'),
      [file]: program,
    });
    const [imported] = found.filter((each) => each.startsWith(`${file}:`));
    expect(imported).toMatch(/ error no-v1-client \| `clever@0\.11\.0` v1\.1$/);
  });

  test('tells the one of the nearest manifest', () => {
    const found = judged({
      'package.json': manifest({ clever: '^0.12.0' }),
      'packages/old/package.json': manifest({ clever: '^0.10.0' }),
      'packages/old/app.js': "import Clever from 'clever';\n",
      'packages/older/app.js': "import Clever from 'clever';\n",
    }).filter((each) => each.includes('app.js'));
    expect(found).toEqual([
      'packages/old/app.js:1 clever | error no-v1-client | `clever@^0.10.0` v1.1',
      'packages/older/app.js:1 clever | error no-v1-client | `clever@^0.12.0` v1.2',
    ]);
  });

  test('tells none where no manifest asks for the package', () => {
    const found = judged({ 'package.json': manifest({}), 'app.js': "import Clever from 'clever';\n" });
    expect(found).toEqual(['app.js:1 clever | error no-v1-client | `clever` v1.2']);
  });
});
