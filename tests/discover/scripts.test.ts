import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const OLD = 'https://api.clever.com/v1.1/me';

/** Places of findings in a project, as `file:line`. */
function placesIn(files: Record<string, string>, paths: readonly string[] = ['.']): readonly string[] {
  const cwd = temporaryFolder({ 'package.json': '{}', ...files });
  mkdirSync(join(cwd, 'folder'));
  const result = audit({ cwd, paths, rules, preset: 'recommended', target: 'v3.0' });
  expect(result.skipped).toEqual([]);
  return result.findings.map(
    ({ span }) => `${span.file}:${result.textOf(span.file).slice(0, span.start).split('\n').length}`,
  );
}

it.each([
  ['Node', `#!/usr/bin/env node\nfetch('${OLD}').then((answer) => answer.json());\n`, 2],
  ['Python', `#!/usr/bin/env python3\n# ${OLD}\nrequests.get("${OLD}")\n`, 3],
  ['a shell', `#!/bin/sh\ncurl ${OLD}\n`, 2],
  ['Ruby', `#!/usr/bin/ruby -w\nNet::HTTP.get(URI('${OLD}'))\n`, 2],
  ['a shell, of which another line is a comment', `#! /bin/bash\n\ncurl -H "$HEADER" "${OLD}" # ${OLD}\n`, 3],
])('searches a script without an extension: %s', (_name, text, line) => {
  expect(placesIn({ 'bin/sync': text, 'index.js': '' })).toEqual([`bin/sync:${line}`]);
  expect(placesIn({ 'bin/sync': text }, ['bin/sync'])).toEqual([`bin/sync:${line}`]);
});

it.each([
  ['LICENSE', `See ${OLD}\n`],
  ['server', `\0\u0001#!/bin/sh\n${OLD}`],
  ['empty', ''],
])('does not search %s, which says of no program that it runs it', (file, text) => {
  expect(placesIn({ [file]: text, 'index.js': '' })).toEqual([]);
});
