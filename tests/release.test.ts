import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { parseLooseJson } from '../src/discover/loose-json.js';
import { temporaryFolder } from './support/folders.js';
import { succeed } from './support/programs.js';

test('the release workflow may state where a version was built, and holds no secret for npm', () => {
  const document = parseDocument(readFileSync('.github/workflows/release.yml', 'utf8'), { uniqueKeys: true });
  expect(document.errors).toEqual([]);
  const workflow = document.toJS();
  expect(workflow.permissions['id-token']).toBe('write');
  const steps: { uses?: string; run?: string; with?: Record<string, string>; env?: Record<string, string> }[] =
    workflow.jobs.release.steps;
  const publish = steps.find(({ uses }) => uses?.startsWith('changesets/action@'));
  expect(publish?.with).toMatchObject({ version: 'npx changeset version', publish: '.ci/publish' });
  expect(publish?.env).toEqual({ GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}', NPM_CONFIG_PROVENANCE: 'true' });
  const names = steps.map(({ run, uses }) => run ?? uses);
  // What is published was checked first.
  expect(names.indexOf('.ci/run')).toBeLessThan(names.indexOf(publish?.uses ?? ''));
  expect(names).toContain('.ci/run');
});

test('only the step that publishes writes into the manifest, so the pull request "Release" does not', () => {
  const steps = readFileSync('.github/workflows/release.yml', 'utf8');
  expect(steps).not.toMatch(/npm pkg|npm version/);
  const npx = '#!/bin/sh\necho "$@" >npx.log\ngrep --only-matching "git+https[^\\"]*" package.json >>npx.log\n';
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "version": "1.0.0" }\n', 'bin/npx': npx });
  chmodSync(join(cwd, 'bin/npx'), 0o755);
  const path = `${join(cwd, 'bin')}:${process.env.PATH}`;
  succeed(cwd, [resolve('.ci/publish')], { PATH: path, GITHUB_REPOSITORY: 'acme/clever-audit' });
  expect(readFileSync(join(cwd, 'npx.log'), 'utf8')).toBe(
    'changeset publish\ngit+https://github.com/acme/clever-audit.git\n',
  );
});

test('a changeset becomes the newest entry of the changelog, above all others', () => {
  const changeset = '---\n"clever-audit": minor\n---\n\nFind calls that were missed.\n';
  const cwd = temporaryFolder({ '.changeset/odd-name.md': changeset });
  for (const file of ['package.json', 'CHANGELOG.md', '.changeset/config.json']) cpSync(file, join(cwd, file));
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(resolve('node_modules/@changesets'), join(cwd, 'node_modules/@changesets'), 'junction');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [major, minor] = version.split('.').map(Number);
  const git = ['git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  succeed(cwd, [...git, 'init', '--quiet', '--initial-branch', 'main']);
  succeed(cwd, [...git, 'add', 'package.json', 'CHANGELOG.md', '.changeset']);
  succeed(cwd, [...git, 'commit', '--quiet', '--message', 'All']);
  succeed(cwd, [process.execPath, resolve('node_modules/@changesets/cli/bin.js'), 'version']);
  const text = readFileSync(join(cwd, 'CHANGELOG.md'), 'utf8');
  expect(text).toMatch(
    new RegExp(
      `^# Changelog\\n\\n## ${major}\\.${minor + 1}\\.0\\n\\n### Minor Changes\\n\\n- [0-9a-f]+: Find calls that were missed\\.\\n`,
    ),
  );
  expect(text.endsWith(readFileSync('CHANGELOG.md', 'utf8').replace('# Changelog\n', ''))).toBe(true);
});

test('the templates for wrong findings and wrong fixes ask for the output of trace', () => {
  for (const name of ['wrong-or-missing-finding', 'wrong-fix']) {
    const { body } = parse(readFileSync(`.github/ISSUE_TEMPLATE/${name}.yml`, 'utf8'));
    const trace = body.find(({ id }: { id: string }) => id === 'trace');
    expect(trace?.attributes.label).toContain('clever-audit trace');
    expect(trace?.validations.required).toBe(true);
  }
});

test('the container installs what `.ci/run` looks for', () => {
  const { image, postCreateCommand } = parseLooseJson(
    readFileSync('.devcontainer/devcontainer.json', 'utf8'),
  ) as Record<string, string>;
  expect(image).toMatch(/^mcr\.microsoft\.com\/devcontainers\/typescript-node:\d+/);
  const script = readFileSync('.ci/run', 'utf8');
  // No other line installs anything.
  expect(script.match(/apt-get install -y -qq (\S+)/g)).toEqual(['apt-get install -y -qq "$1"']);
  const needed = new Set([...script.matchAll(/^[^#\n]*\bhas ([a-z][\w-]*)/gm)].map(([, name]) => name));
  expect([...needed]).toEqual(['pre-commit', 'fish', 'chromium']);
  for (const name of needed) expect(postCreateCommand).toContain(` ${name}`);
});
